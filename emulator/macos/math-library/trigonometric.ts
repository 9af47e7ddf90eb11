/** Sines, tangents and their inverses (fp.h; PowerPC Numerics, chapter 10). */

import { isNegative, powerOfTwo, split, toInteger, withSign } from './bits.ts'
import { HALF_PI, HALF_PI_PARTS, PI, piBits, ratio, toDoubles } from './constants.ts'
import {
  absolute,
  add,
  type DoubleDouble,
  divide,
  multiply,
  negate,
  ONE,
  of,
  polynomial,
  squareRoot,
  subtract,
  times,
  twoProduct,
} from './double-double.ts'
import { factorial, small } from './exponential.ts'
import { exact, inexact, invalid, type Result } from './result.ts'

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
const series = (count: number, coefficient: (k: number) => [bigint, bigint]): DoubleDouble[] =>
  range(count).map((index) => ratio(...coefficient(count - 1 - index)))

const sign = (k: number): bigint => (k % 2 === 0 ? 1n : -1n)
/** Enough for |x| ≤ π/4. */
const SINE = series(15, (k) => [sign(k), factorial(2 * k + 1)])
const COSINE = series(15, (k) => [sign(k), factorial(2 * k)])
/** Enough for |x| ≤ 0.1. */
const ARCTANGENT = series(18, (k) => [sign(k), BigInt(2 * k + 1)])

const TINY = powerOfTwo(-60)

/** Above this, π/2 in four doubles is too short. */
const LARGE = 1e6
/** Fraction bits for any double: 1024 of the largest, and twice a double-double. */
const WIDE_BITS = 1400

let wideHalfPi: bigint | undefined

/** x - quadrant × π/2, and the quadrant modulo 4. */
function reduce(x: DoubleDouble): { rest: DoubleDouble; quadrant: number } {
  if (Math.abs(x[0]) > LARGE) return reduceWide(x)
  const quotient = Math.round(x[0] / HALF_PI[0])
  let rest = x
  for (const part of HALF_PI_PARTS) rest = subtract(rest, twoProduct(quotient, part))
  return { rest, quadrant: quotient & 3 }
}

function reduceWide(x: DoubleDouble): { rest: DoubleDouble; quadrant: number } {
  wideHalfPi ??= piBits(WIDE_BITS) >> 1n
  const scaled = wideInteger(x[0]) + wideInteger(x[1])
  const quotient = (2n * scaled + wideHalfPi) / (2n * wideHalfPi) - (scaled < 0n ? 1n : 0n)
  const [hi, lo] = toDoubles(scaled - quotient * wideHalfPi, 2, WIDE_BITS) as [number, number]
  return { rest: [hi, lo], quadrant: Number(BigInt.asUintN(2, quotient)) }
}

function wideInteger(value: number): bigint {
  if (value === 0) return 0n
  const { integer, exponent } = toInteger(value)
  const shift = exponent + WIDE_BITS
  return shift >= 0 ? integer << BigInt(shift) : 0n
}

/** Of an argument within ±π/4. */
function sineCosine(x: DoubleDouble): { sine: DoubleDouble; cosine: DoubleDouble } {
  const square = multiply(x, x)
  return { sine: multiply(polynomial(SINE, square), x), cosine: polynomial(COSINE, square) }
}

function sineCosineOf(x: DoubleDouble): { sine: DoubleDouble; cosine: DoubleDouble } {
  const { rest, quadrant } = reduce(x)
  const { sine, cosine } = sineCosine(rest)
  if (quadrant === 0) return { sine, cosine }
  if (quadrant === 1) return { sine: cosine, cosine: negate(sine) }
  if (quadrant === 2) return { sine: negate(sine), cosine: negate(cosine) }
  return { sine: negate(cosine), cosine: sine }
}

export function sin(x: DoubleDouble): Result {
  if (!Number.isFinite(x[0])) return invalid('trigonometric')
  if (x[0] === 0) return exact(x[0])
  if (Math.abs(x[0]) < TINY) return small(x, -x[0] / 6)
  return inexact(sineCosineOf(x).sine)
}

export function cos(x: DoubleDouble): Result {
  if (!Number.isFinite(x[0])) return invalid('trigonometric')
  return x[0] === 0 ? exact(1) : inexact(sineCosineOf(x).cosine)
}

export function tan(x: DoubleDouble): Result {
  if (!Number.isFinite(x[0])) return invalid('trigonometric')
  if (x[0] === 0) return exact(x[0])
  if (Math.abs(x[0]) < TINY) return small(x, x[0] / 3)
  const { sine, cosine } = sineCosineOf(x)
  return inexact(divide(sine, cosine))
}

/** sin(πx), for the reflection of the gamma function. */
export function sineOfPiTimes(x: number): DoubleDouble {
  const quotient = Math.round(2 * (x % 2))
  const { sine, cosine } = sineCosine(multiply(subtract(of(x % 2), of(quotient / 2)), PI))
  return [sine, cosine, negate(sine), negate(cosine)][quotient & 3]!
}

/** Of a positive argument up to 1: halved twice, which brings it below 0.2, and once more. */
function arctangentSmall(x: DoubleDouble): DoubleDouble {
  let value = x
  let factor = 1
  while (value[0] > 0.1) {
    value = divide(value, add(ONE, squareRoot(add(ONE, multiply(value, value)))))
    factor *= 2
  }
  return times(multiply(polynomial(ARCTANGENT, multiply(value, value)), value), factor)
}

/** Of a positive argument that is not too large to be divided by. */
export function arctangent(x: DoubleDouble): DoubleDouble {
  return x[0] > 1 ? subtract(HALF_PI, arctangentSmall(divide(ONE, x))) : arctangentSmall(x)
}

const signed = (value: DoubleDouble, negative: boolean): DoubleDouble => (negative ? negate(value) : value)

export function atan(x: DoubleDouble): Result {
  if (x[0] === 0) return exact(x[0])
  const negative = x[0] < 0
  if (Math.abs(x[0]) === Infinity) return inexact(signed(HALF_PI, negative))
  if (Math.abs(x[0]) < TINY) return small(x, -x[0] / 3)
  if (Math.abs(x[0]) > 1e40) return inexact(signed(HALF_PI, negative))
  return inexact(signed(arctangent(absolute(x)), negative))
}

export function atan2(y: DoubleDouble, x: DoubleDouble): Result {
  const negative = isNegative(y[0])
  if (y[0] === 0) {
    if (!isNegative(x[0])) return exact(y[0])
    return inexact(signed(PI, negative))
  }
  if (x[0] === 0) return inexact(signed(HALF_PI, negative))
  if (!Number.isFinite(x[0])) {
    const quarter = times(HALF_PI, 0.5)
    if (Number.isFinite(y[0])) return x[0] > 0 ? exact(withSign(0, negative)) : inexact(signed(PI, negative))
    return inexact(signed(x[0] > 0 ? quarter : add(HALF_PI, quarter), negative))
  }
  if (!Number.isFinite(y[0])) return inexact(signed(HALF_PI, negative))
  return angle(absolute(y), x, negative)
}

/** Significands of both give the quotient, exponents say whether it is extreme. */
function angle(y: DoubleDouble, x: DoubleDouble, negative: boolean): Result {
  const yScale = split(y[0]).exponent
  const xScale = split(x[0]).exponent
  const power = yScale - xScale
  const quotient = divide(unscaled(y, yScale), absolute(unscaled(x, xScale)))
  if (power > 120) return inexact(signed(HALF_PI, negative))
  if (power < -120) {
    if (x[0] < 0) return inexact(signed(PI, negative))
    return inexact(signed(quotient, negative), power)
  }
  const first = arctangent(times(quotient, powerOfTwo(power)))
  return inexact(signed(x[0] < 0 ? subtract(PI, first) : first, negative))
}

/** Divided by 2^scale, in two steps where one would overflow. */
function unscaled(x: DoubleDouble, scale: number): DoubleDouble {
  const first = Math.trunc(scale / 2)
  return times(times(x, powerOfTwo(-first)), powerOfTwo(first - scale))
}

const oneMinusSquare = (x: DoubleDouble): DoubleDouble => multiply(subtract(ONE, x), add(ONE, x))

export function asin(x: DoubleDouble): Result {
  const magnitude = absolute(x)
  if (x[0] === 0) return exact(x[0])
  if (magnitude[0] > 1 || (magnitude[0] === 1 && magnitude[1] > 0)) return invalid('inverseTrigonometric')
  if (magnitude[0] < TINY) return small(x, x[0] / 6)
  if (magnitude[0] === 1 && magnitude[1] === 0) return inexact(signed(HALF_PI, x[0] < 0))
  const root = squareRoot(oneMinusSquare(magnitude))
  return inexact(signed(arctangent(divide(magnitude, root)), x[0] < 0))
}

export function acos(x: DoubleDouble): Result {
  if (x[0] === 1 && x[1] === 0) return exact(0)
  if (Math.abs(x[0]) > 1 || (Math.abs(x[0]) === 1 && x[0] * x[1] > 0)) return invalid('inverseTrigonometric')
  if (x[0] === -1 && x[1] === 0) return inexact(PI)
  const half = squareRoot(divide(subtract(ONE, x), add(ONE, x)))
  return inexact(times(arctangent(half), 2))
}
