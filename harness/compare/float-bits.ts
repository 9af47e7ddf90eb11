/** Single-precision floats as their bits. */

const buffer = new DataView(new ArrayBuffer(4))

export function floatOfBits(bits: number): number {
  buffer.setUint32(0, bits)
  return buffer.getFloat32(0)
}

export function bitsOfFloat(value: number): number {
  buffer.setFloat32(0, value)
  return buffer.getUint32(0)
}

export function isNanBits(bits: number): boolean {
  return (bits & 0x7fff_ffff) > 0x7f80_0000
}

export function swapBits(bits: number): number {
  return (((bits & 0xff) << 24) | ((bits & 0xff00) << 8) | ((bits >>> 8) & 0xff00) | (bits >>> 24)) >>> 0
}

/** Bits as an integer that counts the floats from 0 on, the negative ones downwards; both zeros are 0. */
function rank(bits: number): number {
  return bits >= 0x8000_0000 ? 0x8000_0000 - bits : bits
}

/** How many floats further one is than the other; infinite when either is not a number and their bits differ. */
export function ulpDistance(a: number, b: number): number {
  if (a === b) return 0
  if (isNanBits(a) || isNanBits(b)) return Number.POSITIVE_INFINITY
  return Math.abs(rank(a) - rank(b))
}
