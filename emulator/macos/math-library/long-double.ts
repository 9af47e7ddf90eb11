/** Functions of long doubles that are not those of doubles with more digits: exact ones on the sum of both parts, and powers. */

import { powerOfTwo, split, toInteger } from './bits.ts'
import { type DoubleDouble, multiply, of, squareRoot, subtract, times } from './double-double.ts'
import { expOf, logValue, settle } from './exponential.ts'
import { pow } from './power.ts'
import { exact, invalid, overflow, type Result, roundExactly, underflow } from './result.ts'

/** The sum as an integer times a power of two. */
export function longInteger(x: DoubleDouble): { integer: bigint; exponent: number } {
  const hi = toInteger(x[0])
  if (x[1] === 0) return hi
  const lo = toInteger(x[1])
  const exponent = Math.min(hi.exponent, lo.exponent)
  const integer = (hi.integer << BigInt(hi.exponent - exponent)) + (lo.integer << BigInt(lo.exponent - exponent))
  return { integer, exponent }
}

/** An integer times a power of two as two doubles. */
export function toLong(value: { integer: bigint; exponent: number }): DoubleDouble {
  const hi = roundExactly(value, 0, 0).value
  if (hi === 0 || !Number.isFinite(hi)) return [hi, 0]
  const { integer, exponent } = toInteger(hi)
  const unit = Math.min(exponent, value.exponent)
  const rest = (value.integer << BigInt(value.exponent - unit)) - (integer << BigInt(exponent - unit))
  return [hi, roundExactly({ integer: rest, exponent: unit }, 0, 0).value]
}

export const exactLong = (value: DoubleDouble, exceptions = 0): Result => ({ value, scale: 0, exceptions })

/** The nearest integers with their rounding given as floor, ceiling and the like on an exact fraction. */
export function longIntegral(
  x: DoubleDouble,
  choose: (floor: bigint, rest: bigint, unit: bigint) => bigint,
): DoubleDouble {
  if (!Number.isFinite(x[0]) || x[0] === 0) return x
  const { integer, exponent } = longInteger(x)
  if (exponent >= 0) return x
  const unit = 1n << BigInt(-exponent)
  const floor = integer >> BigInt(-exponent)
  const whole = choose(floor, integer - floor * unit, unit)
  const value = toLong({ integer: whole, exponent: 0 })
  return value[0] === 0 && x[0] < 0 ? [-0, 0] : value
}

export function longRemainder(x: DoubleDouble, y: DoubleDouble): { result: Result; quotient: number } {
  if (y[0] === 0 || !Number.isFinite(x[0])) return { result: invalid('remainder'), quotient: 0 }
  if (!Number.isFinite(y[0]) || x[0] === 0) return { result: exactLong(x), quotient: 0 }
  const a = longInteger(x)
  const b = longInteger(y)
  const exponent = Math.min(a.exponent, b.exponent)
  const numerator = a.integer << BigInt(a.exponent - exponent)
  const scaled = b.integer << BigInt(b.exponent - exponent)
  const divisor = scaled < 0n ? -scaled : scaled
  const magnitude = numerator < 0n ? -numerator : numerator
  let quotient = magnitude / divisor
  const rest = magnitude % divisor
  if (2n * rest > divisor || (2n * rest === divisor && (quotient & 1n) === 1n)) quotient += 1n
  const left = magnitude - quotient * divisor
  const value = left === 0n ? of(x[0] < 0 ? -0 : 0) : toLong({ integer: numerator < 0n ? -left : left, exponent })
  const low = Number(quotient & 127n)
  return { result: exactLong(value), quotient: numerator < 0n !== scaled < 0n ? 0 - low : low }
}

export function longSquareRoot(x: DoubleDouble): Result {
  if (x[0] < 0) return invalid('squareRoot')
  if (x[0] === 0 || x[0] === Infinity) return exact(x[0])
  const { exponent } = split(x[0])
  const scale = 2 * Math.max(-500, Math.min(500, Math.trunc(exponent / 2)))
  const { value, exceptions } = settle(squareRoot(times(x, powerOfTwo(-scale))))
  return { value, scale: scale / 2, exceptions }
}

export function longPower(x: DoubleDouble, y: DoubleDouble): Result {
  if (x[0] <= 0 || !Number.isFinite(x[0]) || !Number.isFinite(y[0]) || y[0] === 0) return longSpecialPower(x, y)
  const logarithm = logValue(x)
  const size = logarithm[0] * y[0]
  if (size > 710) return overflow()
  if (size < -746) return underflow()
  return size === 0 ? exact(1) : expOf(multiply(logarithm, y))
}

function longSpecialPower(x: DoubleDouble, y: DoubleDouble): Result {
  if (x[0] >= 0 || !Number.isFinite(x[0]) || !Number.isFinite(y[0]) || y[0] === 0) return pow(x[0], y[0])
  const whole = longInteger(y)
  if (whole.exponent < 0 && BigInt.asUintN(-whole.exponent, whole.integer) !== 0n) return invalid('power')
  const isOdd = whole.exponent <= 0 && ((whole.integer >> BigInt(-whole.exponent)) & 1n) === 1n
  const { value, scale, exceptions } = longPower([-x[0], -x[1]], y)
  return { value: isOdd ? [-value[0], -value[1]] : value, scale, exceptions }
}

export const longDifference = (x: DoubleDouble, y: DoubleDouble): Result =>
  Number.isFinite(x[0]) && Number.isFinite(y[0]) ? exactLong(subtract(x, y)) : exact(x[0] - y[0])
