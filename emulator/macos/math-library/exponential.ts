/** Exponentials and logarithms (fp.h; Inside Macintosh: PowerPC Numerics, chapter 10). */

import { powerOfTwo, split } from './bits.ts'
import { INVERSE_LN2, INVERSE_LN10, LN2, LN2_PARTS, ratio } from './constants.ts'
import {
  add,
  type DoubleDouble,
  divide,
  multiply,
  negate,
  ONE,
  of,
  polynomial,
  subtract,
  times,
  twoProduct,
  twoSum,
} from './double-double.ts'
import { exact, inexact, invalid, overflow, poleAt, type Result, underflow } from './result.ts'

/** Where a second term of a series is all that is left beside the first. */
const TINY = powerOfTwo(-60)

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** 1/n!, from n = 10 down to 1: enough for |x| ≤ ln 2 / 1024. */
const EXPONENTIAL = range(10).map((index) => ratio(1n, factorial(10 - index)))
/** 1/(2k+1), from k = 23 down to 0: enough for artanh x with |x| ≤ 0.172. */
const ARTANH = range(24).map((index) => ratio(1n, BigInt(2 * (23 - index) + 1)))

export function factorial(n: number): bigint {
  let product = 1n
  for (let factor = 2; factor <= n; factor++) product *= BigInt(factor)
  return product
}

/** e^x - 1 for |x| up to about 0.35: 512th part, then the double of the argument nine times. */
function expm1Small(x: DoubleDouble): DoubleDouble {
  const part = times(x, 1 / 512)
  let value = multiply(polynomial(EXPONENTIAL, part), part)
  for (let doubling = 0; doubling < 9; doubling++) value = add(times(value, 2), multiply(value, value))
  return value
}

/** e^x = (1 + rest) × 2^power. */
export function expParts(x: DoubleDouble): { rest: DoubleDouble; power: number } {
  const power = Math.round(x[0] * INVERSE_LN2[0])
  let reduced = x
  for (const part of LN2_PARTS) reduced = subtract(reduced, twoProduct(power, part))
  return { rest: expm1Small(reduced), power }
}

/** e^x with the double's range in mind: it is the caller's that x is not beyond it by far. */
export function expScaled(x: DoubleDouble): Result {
  const { rest, power } = expParts(x)
  return inexact(add(ONE, rest), power)
}

export function exp(x: DoubleDouble): Result {
  if (x[0] === Infinity) return exact(Infinity)
  if (x[0] === -Infinity) return exact(0)
  if (x[0] === 0) return exact(1)
  if (x[0] > 710) return overflow()
  if (x[0] < -746) return underflow()
  return expScaled(x)
}

export function exp2(x: DoubleDouble): Result {
  if (x[0] === Infinity) return exact(Infinity)
  if (x[0] === -Infinity) return exact(0)
  if (x[0] > 1025) return overflow()
  if (x[0] < -1080) return underflow()
  const power = Math.round(x[0])
  const rest = subtract(x, of(power))
  if (rest[0] === 0) return { value: ONE, scale: power, exceptions: 0 }
  return inexact(add(ONE, expm1Small(multiply(rest, LN2))), power)
}

/** e^x - 1 for arguments within the double's range, to a relative error. */
export function expm1Value(x: DoubleDouble): DoubleDouble {
  const { rest, power } = expParts(x)
  if (power === 0) return rest
  const factor = powerOfTwo(power)
  return add(times(rest, factor), twoSum(factor, -1))
}

export function expm1(x: DoubleDouble): Result {
  if (x[0] === Infinity || x[0] === 0) return exact(x[0])
  if (x[0] === -Infinity) return exact(-1)
  if (x[0] > 710) return overflow()
  if (x[0] > 100) return exp(x)
  if (x[0] < -100) return inexact(add([-1, 0], of(powerOfTwo(-120))))
  if (Math.abs(x[0]) < TINY) return small(x, 0.5)
  return inexact(expm1Value(x))
}

/** x + c x² for an argument that is too small for a series: only its direction of rounding counts. */
export function small(x: DoubleDouble, coefficient: number): Result {
  return inexact(add(x, of(coefficient * x[0] * x[0])))
}

/** 2 artanh(x). */
const twiceArtanh = (x: DoubleDouble): DoubleDouble => times(multiply(polynomial(ARTANH, multiply(x, x)), x), 2)

/** ln x = rest + power × ln 2. */
function logParts(x: DoubleDouble): { rest: DoubleDouble; power: number } {
  let { significand, exponent } = split(x[0])
  if (significand > Math.SQRT2) {
    significand /= 2
    exponent++
  }
  // The low part goes along, where it can: the smallest doubles have none
  const low = exponent < -900 ? x[1] * powerOfTwo(500) * powerOfTwo(-exponent - 500) : x[1] * powerOfTwo(-exponent)
  const m = add(of(significand), of(low))
  return { rest: twiceArtanh(divide(subtract(m, ONE), add(m, ONE))), power: exponent }
}

export function logValue(x: DoubleDouble): DoubleDouble {
  const { rest, power } = logParts(x)
  return power === 0 ? rest : add(multiply(of(power), LN2), rest)
}

function logarithm(x: DoubleDouble, value: (x: DoubleDouble) => DoubleDouble): Result {
  if (x[0] === 0) return poleAt(-Infinity)
  if (x[0] < 0) return invalid('logarithm')
  if (x[0] === Infinity) return exact(Infinity)
  if (x[0] === 1 && x[1] === 0) return exact(0)
  return settle(value(x))
}

/** A result that is a double but for the noise of its computation is exact: log10 of 1000. */
export function settle(value: DoubleDouble): Result {
  return Math.abs(value[1]) < Math.abs(value[0]) * powerOfTwo(-95) ? exact(value[0]) : inexact(value)
}

export const log = (x: DoubleDouble): Result => logarithm(x, logValue)
export const log10 = (x: DoubleDouble): Result => logarithm(x, (a) => multiply(logValue(a), INVERSE_LN10))
export const log2 = (x: DoubleDouble): Result =>
  logarithm(x, (a) => {
    const { rest, power } = logParts(a)
    return add(of(power), multiply(rest, INVERSE_LN2))
  })

/** ln(1 + x) for x > -1, to a relative error. */
export function log1pValue(x: DoubleDouble): DoubleDouble {
  if (Math.abs(x[0]) < 0.25) return twiceArtanh(divide(x, add(x, of(2))))
  return logValue(add(ONE, x))
}

export function log1p(x: DoubleDouble): Result {
  if (x[0] === 0 || x[0] === Infinity) return exact(x[0])
  if (x[0] === -1 && x[1] === 0) return poleAt(-Infinity)
  if (x[0] < -1) return invalid('logarithm')
  if (Math.abs(x[0]) < TINY) return small(x, -0.5)
  return inexact(log1pValue(x))
}

/** e^(value), for an exponent that may be anything. */
export function expOf(value: DoubleDouble): Result {
  return Number.isFinite(value[0]) && Math.abs(value[0]) < TINY ? inexact(add(ONE, value)) : exp(value)
}

/** periods × ln(1 + rate); far from where e to it is within range, only its sign and size count. */
function growth(rate: number, periods: number): DoubleDouble {
  const logarithm = log1pValue(of(rate))
  const size = logarithm[0] * periods
  return Math.abs(size) < 1e4 ? multiply(of(periods), logarithm) : of(size)
}

export function compound(rate: number, periods: number): Result {
  if (rate < -1) return invalid('financial')
  if (rate === 0 || periods === 0) {
    return rate === 0 && !Number.isFinite(periods) ? invalid('financial') : exact(1)
  }
  if (rate === -1) return periods > 0 ? exact(0) : poleAt(Infinity)
  if (rate === Infinity || !Number.isFinite(periods)) return exact(rate > 0 === periods > 0 ? Infinity : 0)
  return expOf(growth(rate, periods))
}

export function annuity(rate: number, periods: number): Result {
  if (rate < -1) return invalid('financial')
  if (rate === 0) return exact(periods)
  if (periods === 0) return exact(0)
  if (rate === -1) return periods < 0 ? exact(-1) : poleAt(Infinity)
  if (rate === Infinity) return exact(periods > 0 ? 0 : -Infinity)
  const exponent = negate(growth(rate, periods))
  if (Math.abs(exponent[0]) < powerOfTwo(-110)) {
    const perPeriod = Math.abs(rate) < TINY ? of(1 - rate / 2) : divide(log1pValue(of(rate)), of(rate))
    // Periods may be denormal
    return inexact(multiply(of(periods * powerOfTwo(200)), perPeriod), -200)
  }
  if (exponent[0] > 700) {
    // Beyond the doubles, and back once it is divided by a large rate
    if (exponent[0] > 2000) return overflow(rate > 0)
    const { value, scale, exceptions } = expScaled(exponent)
    return { value: divide(negate(value), of(rate)), scale, exceptions }
  }
  const rest = exponent[0] < -100 ? of(-1) : expm1Value(exponent)
  return inexact(divide(negate(rest), of(rate)))
}
