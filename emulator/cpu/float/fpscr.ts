/**
 * The Floating-Point Status and Control Register (PowerPC Programming Environments Manual for 32-bit, 2.1.4).
 *
 * Values are unsigned 32-bit numbers; bit 0 of the manual is 0x80000000 here.
 */

/** Exception summary, and what it sums up. */
export const FX = 0x80000000
export const FEX = 0x40000000
export const VX = 0x20000000

/** Exceptions; each stays until software clears it. */
export const OX = 0x10000000
export const UX = 0x08000000
export const ZX = 0x04000000
export const XX = 0x02000000
export const VXSNAN = 0x01000000
export const VXISI = 0x00800000
export const VXIDI = 0x00400000
export const VXZDZ = 0x00200000
export const VXIMZ = 0x00100000
export const VXVC = 0x00080000
export const VXSOFT = 0x00000400
export const VXSQRT = 0x00000200
export const VXCVI = 0x00000100

/** The last rounding: the fraction was incremented; it was inexact. */
export const FR = 0x00040000
export const FI = 0x00020000

/** The class of the last result: a class bit, then the four bits that a comparison sets. */
export const FPRF = 0x0001f000
export const FPCC = 0x0000f000
export const FPRF_SHIFT = 12

/** Enables, and modes. */
export const VE = 0x00000080
export const OE = 0x00000040
export const UE = 0x00000020
export const ZE = 0x00000010
export const XE = 0x00000008
export const NI = 0x00000004
export const RN = 0x00000003

/** Bit 20: the hardware ignores attempts to set it. */
const RESERVED = 0x00000800

export const INVALID = VXSNAN | VXISI | VXIDI | VXZDZ | VXIMZ | VXVC | VXSOFT | VXSQRT | VXCVI
const STICKY = INVALID | OX | UX | ZX | XX

export const RoundingMode = { nearest: 0, towardZero: 1, up: 2, down: 3 } as const

/** The values of FPRF (table 2-5 of the manual). */
export const ResultClass = {
  quietNaN: 0b10001,
  negativeInfinity: 0b01001,
  negativeNormal: 0b01000,
  negativeDenormal: 0b11000,
  negativeZero: 0b10010,
  positiveZero: 0b00010,
  positiveDenormal: 0b10100,
  positiveNormal: 0b00100,
  positiveInfinity: 0b00101,
} as const

/** Recomputes VX and FEX, which follow from the other bits and can't be written themselves. */
export function summarize(fpscr: number): number {
  let result = fpscr & ~(VX | FEX | RESERVED)
  if (result & INVALID) result |= VX
  // The four enables lie 22 bits below OX, UX, ZX and XX, but VE stands alone.
  const enabled = (result & VX && result & VE) || (result >>> 22) & result & (OE | UE | ZE | XE)
  return (enabled ? result | FEX : result) >>> 0
}

/** Adds exceptions; FX records that one of them was not there before. */
export function raise(fpscr: number, exceptions: number): number {
  const isNew = (exceptions & STICKY & ~fpscr) !== 0
  return summarize((fpscr | exceptions | (isNew ? FX : 0)) >>> 0)
}

export function setResultClass(fpscr: number, resultClass: number): number {
  return ((fpscr & ~FPRF) | (resultClass << FPRF_SHIFT)) >>> 0
}
