/** Exact arithmetic on floats as fractions of whole numbers, to check the application's against. */

const word = new DataView(new ArrayBuffer(8))

export function floatOfBits(bits: number): number {
  word.setUint32(0, bits)
  return word.getFloat32(0)
}

export function bitsOfFloat(value: number): number {
  word.setFloat32(0, value)
  return word.getUint32(0)
}

/** A float is `integer * 2^-149`. */
const smallestExponent = 149n

/** A finite float's multiple of 2^-149. */
export function integerOfFloat(value: number): bigint {
  const bits = bitsOfFloat(value)
  const exponent = (bits >>> 23) & 0xff
  const fraction = BigInt(bits & 0x7fffff)
  const magnitude = exponent === 0 ? fraction : (fraction | 0x800000n) << BigInt(exponent - 1)
  return bits >>> 31 ? -magnitude : magnitude
}

/** The float nearest to `integer * 2^-scale`, ties to even. */
export function nearestFloat(integer: bigint, scale: bigint): number {
  const negative = integer < 0n
  const magnitude = negative ? -integer : integer
  // In units of a float's last place: at least 2^-149, and so that 24 bits are left.
  const length = BigInt(magnitude.toString(2).length)
  const drop = [scale - smallestExponent, length - 24n].reduce((a, b) => (a > b ? a : b))
  let kept = magnitude
  let exponent = -scale
  if (drop > 0n) {
    const half = 1n << (drop - 1n)
    const rest = magnitude & ((1n << drop) - 1n)
    kept = magnitude >> drop
    if (rest > half || (rest === half && (kept & 1n) === 1n)) kept++
    exponent += drop
  }
  const value = Number(kept) * 2 ** Number(exponent)
  return Math.fround(negative ? -value : value)
}

/** a * b + c rounded once; finite operands, nonzero exact result. */
export function exactFusedMultiplyAdd(a: number, b: number, c: number): number {
  const exact = integerOfFloat(a) * integerOfFloat(b) + (integerOfFloat(c) << smallestExponent)
  return nearestFloat(exact, 2n * smallestExponent)
}
