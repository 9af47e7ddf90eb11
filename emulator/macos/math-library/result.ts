/** Results of the library's functions before they are rounded: a double-double times a power of two, and exceptions. */

import { OX, RN, RoundingMode, UX, VXSOFT, XX, ZX } from '../../cpu/float/fpscr.ts'
import { bitLength, powerOfTwo, toInteger } from './bits.ts'
import type { DoubleDouble } from './double-double.ts'

export interface Result {
  readonly value: DoubleDouble
  /** The value is to be multiplied by two to this power. */
  readonly scale: number
  /** What the function raises, in the FPSCR's bits; over- and underflow of the rounding come on top. */
  readonly exceptions: number
  /** Why there is no value, where the value is a NaN. */
  readonly code?: number
}

/** Codes that the library's NaNs carry (PowerPC Numerics, chapter 2, "NaN codes"). */
export const nanCode = {
  squareRoot: 1,
  remainder: 9,
  trigonometric: 33,
  inverseTrigonometric: 34,
  logarithm: 36,
  power: 37,
  financial: 38,
  inverseHyperbolic: 40,
  gamma: 42,
} as const

/** A quiet NaN has its code in the low byte of what follows the quiet bit. */
export const nanWithCode = (code: number): bigint => 0x7ff8_0000_0000_0000n | (BigInt(code & 0xff) << 37n)

export const exact = (value: number, exceptions = 0): Result => ({ value: [value, 0], scale: 0, exceptions })
export const invalid = (reason: keyof typeof nanCode): Result => ({
  ...exact(Number.NaN, VXSOFT),
  code: nanCode[reason],
})
export const poleAt = (value: number): Result => exact(value, ZX)
export const overflow = (negative = false): Result => exact(negative ? -Infinity : Infinity, OX | XX)
export const inexact = (value: DoubleDouble, scale = 0): Result => ({ value, scale, exceptions: XX })

/** Smaller than any double: what is left of it depends on its sign alone. */
export const underflow = (negative = false): Result => exact(negative ? -0 : 0, UX | XX)

/** Of a format: significand bits, the smallest unit, and where it overflows. */
export const DOUBLE = { precision: 53, minUnit: -1074, overflow: 1024 } as const
export const SINGLE = { precision: 24, minUnit: -149, overflow: 128 } as const
export type Format = typeof DOUBLE | typeof SINGLE

const SMALLEST_NORMAL = powerOfTwo(-1022)

/** The double nearest to a result. */
export function round({ value, scale, exceptions }: Result): { value: number; exceptions: number } {
  const [hi, lo] = value
  if (scale === 0 || hi === 0 || !Number.isFinite(hi)) return { value: hi, exceptions: tiny(hi, exceptions) }
  // A factor at the end of the range is applied in two steps
  const half = Math.max(-1000, Math.min(1000, scale))
  const scaled = hi * powerOfTwo(half)
  const magnitude = Math.abs(scaled)
  if (half === scale && magnitude >= SMALLEST_NORMAL && magnitude !== Infinity) return { value: scaled, exceptions }
  const result = roundExactly(exactSum(hi, lo), scale, RoundingMode.nearest)
  return { value: result.value, exceptions: exceptions | result.exceptions }
}

const tiny = (value: number, exceptions: number): number =>
  exceptions & XX && value !== 0 && Math.abs(value) < SMALLEST_NORMAL ? exceptions | UX : exceptions

function exactSum(hi: number, lo: number): { integer: bigint; exponent: number } {
  const a = toInteger(hi)
  if (lo === 0) return a
  const b = toInteger(lo)
  const exponent = Math.min(a.exponent, b.exponent)
  return {
    integer: (a.integer << BigInt(a.exponent - exponent)) + (b.integer << BigInt(b.exponent - exponent)),
    exponent,
  }
}

/** An integer times 2^(exponent + scale), rounded in a mode of the FPSCR. */
export function roundExactly(
  { integer, exponent }: { integer: bigint; exponent: number },
  scale: number,
  mode: number,
  sticky = false,
  format: Format = DOUBLE,
): { value: number; exceptions: number } {
  const negative = integer < 0n
  let magnitude = negative ? -integer : integer
  let power = exponent + scale
  if (magnitude === 0n) return { value: negative ? -0 : 0, exceptions: sticky ? UX | XX : 0 }
  const length = bitLength(magnitude)
  const unit = Math.max(length + power - format.precision, format.minUnit)
  const isTiny = length + power <= format.minUnit + format.precision - 1
  let isInexact = sticky
  if (unit > power) {
    const dropped = BigInt(unit - power)
    const rest = magnitude & ((1n << dropped) - 1n)
    magnitude >>= dropped
    power = unit
    if (rest !== 0n || sticky) {
      isInexact = true
      const half = 1n << (dropped - 1n)
      const isAbove = rest > half || (rest === half && (sticky || (magnitude & 1n) === 1n))
      if (roundsAway(mode & RN, negative, isAbove)) magnitude += 1n
    }
  }
  const exceptions = (isInexact ? XX : 0) | (isInexact && isTiny ? UX : 0)
  if (bitLength(magnitude) + power > format.overflow) {
    const isInfinite = roundsAway(mode & RN, negative, true)
    const largest = assemble((1n << BigInt(format.precision)) - 1n, format.overflow - format.precision)
    const value = isInfinite ? Infinity : largest
    return { value: negative ? -value : value, exceptions: OX | XX }
  }
  const value = assemble(magnitude, power)
  return { value: negative ? -value : value, exceptions }
}

const roundsAway = (mode: number, negative: boolean, isAbove: boolean): boolean =>
  mode === RoundingMode.nearest
    ? isAbove
    : mode === RoundingMode.up
      ? !negative
      : mode === RoundingMode.down && negative

/** At most 53 bits and an exponent in the format's range: exact. */
function assemble(magnitude: bigint, power: number): number {
  const value = Number(magnitude)
  return value * powerOfTwo(power)
}
