/** The format of a double: its fields, powers of two, neighbours. */

const view = new DataView(new ArrayBuffer(8))

export function bitsOf(value: number): bigint {
  view.setFloat64(0, value)
  return view.getBigUint64(0)
}

export function fromBits(bits: bigint): number {
  view.setBigUint64(0, bits)
  return view.getFloat64(0)
}

/** 2^exponent, from -1074 to 1023. */
export function powerOfTwo(exponent: number): number {
  if (exponent >= -1022) return fromBits(BigInt(exponent + 1023) << 52n)
  return fromBits(1n << BigInt(exponent + 1074))
}

export const isNegative = (value: number): boolean => value < 0 || Object.is(value, -0)
export const withSign = (magnitude: number, negative: boolean): number =>
  negative ? -Math.abs(magnitude) : Math.abs(magnitude)

/** A finite value but zero as m × 2^e with 1 ≤ |m| < 2. */
export function split(value: number): { significand: number; exponent: number } {
  const bits = bitsOf(value)
  const field = Number((bits >> 52n) & 0x7ffn)
  if (field === 0) {
    const { significand, exponent } = split(value * 18014398509481984)
    return { significand, exponent: exponent - 54 }
  }
  return { significand: fromBits((bits & 0x800fffffffffffffn) | (1023n << 52n)), exponent: field - 1023 }
}

/** A finite value as an integer times 2^exponent. */
export function toInteger(value: number): { integer: bigint; exponent: number } {
  const bits = bitsOf(Math.abs(value))
  const field = Number(bits >> 52n)
  const fraction = bits & 0xfffffffffffffn
  const magnitude = field === 0 ? fraction : fraction | (1n << 52n)
  return { integer: value < 0 ? -magnitude : magnitude, exponent: Math.max(field, 1) - 1075 }
}

/** The next value in the format towards another one. */
export function neighbour(value: number, towards: number, bitsPerUnit = 1n): number {
  if (value === towards) return towards
  if (value === 0) return withSign(fromBits(bitsPerUnit), towards < 0)
  const away = towards > value === value > 0
  return fromBits(bitsOf(value) + (away ? bitsPerUnit : -bitsPerUnit))
}

export const bitLength = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length)
