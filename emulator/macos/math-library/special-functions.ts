/** The error function and the gamma function (fp.h; PowerPC Numerics, chapter 10; Abramowitz and Stegun, chapters 6 and 7). */

import { powerOfTwo, split } from './bits.ts'
import { EULER, LN2, PI, ratio, ZETA_3, ZETA_5, ZETA_7 } from './constants.ts'
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
} from './double-double.ts'
import { exp, log1pValue, logValue, settle } from './exponential.ts'
import { exact, inexact, invalid, overflow, poleAt, type Result, underflow } from './result.ts'
import { sineOfPiTimes } from './trigonometric.ts'

const ROOT_PI = squareRoot(PI)
const TWO_OVER_ROOT_PI = divide(of(2), ROOT_PI)

/** 2/√π e^(-x²) Σ 2^n x^(2n+1) / (2n+1)!!: all terms have one sign. */
function errorSeries(x: DoubleDouble): DoubleDouble {
  const square = multiply(x, x)
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term[0]) > Math.abs(sum[0]) * powerOfTwo(-110); n++) {
    term = divide(multiply(term, times(square, 2)), of(2 * n + 1))
    sum = add(sum, term)
  }
  const { value, scale } = exp(negate(square))
  return times(multiply(multiply(sum, TWO_OVER_ROOT_PI), value), powerOfTwo(scale))
}

/** e^(-x²)/√π over the continued fraction x + (1/2)/(x + 1/(x + (3/2)/(x + …))), for x from 2 on. */
function complementFraction(x: DoubleDouble): Result {
  const terms = Math.ceil(1700 / (x[0] * x[0])) + 20
  let value = x
  for (let n = terms; n > 0; n--) value = add(x, divide(of(n / 2), value))
  const { value: factor, scale } = exp(negate(multiply(x, x)))
  return inexact(divide(factor, multiply(value, ROOT_PI)), scale)
}

/** What is left from 1, as far as it counts. */
function complementValue(x: DoubleDouble): DoubleDouble {
  if (x[0] > 20) return of(powerOfTwo(-500))
  const { value, scale } = complementFraction(x)
  return times(value, powerOfTwo(scale))
}

export function erf(x: DoubleDouble): Result {
  if (x[0] === 0) return exact(x[0])
  const negative = x[0] < 0
  if (Math.abs(x[0]) === Infinity) return exact(negative ? -1 : 1)
  if (Math.abs(x[0]) > 6.5) {
    const nearly = subtract(ONE, complementValue(absolute(x)))
    return inexact(negative ? negate(nearly) : nearly)
  }
  if (Math.abs(x[0]) < powerOfTwo(-60))
    return inexact(multiply([x[0] * powerOfTwo(200), x[1] * powerOfTwo(200)], TWO_OVER_ROOT_PI), -200)
  return inexact(errorSeries(x))
}

export function erfc(x: DoubleDouble): Result {
  if (x[0] === 0) return exact(1)
  if (x[0] === Infinity) return exact(0)
  if (x[0] === -Infinity) return exact(2)
  if (x[0] > 27.3) return underflow()
  if (x[0] >= 2) return complementFraction(x)
  if (x[0] < -6.5) return inexact(subtract(of(2), complementValue(negate(x))))
  if (Math.abs(x[0]) < powerOfTwo(-110)) return inexact(subtract(ONE, x))
  return inexact(subtract(ONE, errorSeries(x)))
}

/** Bernoulli numbers B2 to B28. */
const BERNOULLI: readonly [bigint, bigint][] = [
  [1n, 6n],
  [-1n, 30n],
  [1n, 42n],
  [-1n, 30n],
  [5n, 66n],
  [-691n, 2730n],
  [7n, 6n],
  [-3617n, 510n],
  [43867n, 798n],
  [-174611n, 330n],
  [854513n, 138n],
  [-236364091n, 2730n],
  [8553103n, 6n],
  [-23749461029n, 870n],
]
/** Coefficients of Stirling's series in 1/z², the last first. */
const STIRLING = BERNOULLI.map(([numerator, denominator], index) => {
  const n = BigInt(2 * index + 2)
  return ratio(numerator, denominator * n * (n - 1n))
}).reverse()
/** From here on the series is good for a double-double. */
const STIRLING_FROM = 34
const HALF_LN_TWO_PI = times(add(logValue(PI), LN2), 0.5)

/** ln Γ(z) for z ≥ 34. */
function stirling(z: DoubleDouble): DoubleDouble {
  const inverse = divide(ONE, z)
  const correction = multiply(polynomial(STIRLING, multiply(inverse, inverse)), inverse)
  const main = subtract(multiply(subtract(z, of(0.5)), logValue(z)), z)
  return add(add(main, HALF_LN_TWO_PI), correction)
}

/** z (z+1) … up to where Stirling's series begins. */
function rising(z: DoubleDouble): { product: DoubleDouble; end: DoubleDouble } {
  let product = ONE
  let end = z
  while (end[0] < STIRLING_FROM) {
    product = multiply(product, end)
    end = add(end, ONE)
  }
  return { product, end }
}

/** Γ(x) for x > 0. */
function gammaPositive(x: DoubleDouble): Result {
  const { product, end } = rising(x)
  const { value, scale, exceptions } = exp(stirling(end))
  return { value: divide(value, product), scale, exceptions }
}

/** Γ(x) near zero. */
function reciprocal(x: DoubleDouble): Result {
  const scale = split(x[0]).exponent
  const half = powerOfTwo(Math.trunc(-scale / 2))
  const rest = powerOfTwo(-scale - Math.trunc(-scale / 2))
  return inexact(divide(ONE, times(times(x, half), rest)), -scale)
}

export function gamma(x: DoubleDouble): Result {
  if (x[0] === 0) return poleAt(1 / x[0])
  if (x[0] === Infinity) return exact(Infinity)
  if (x[0] === -Infinity) return invalid('gamma')
  const isWhole = Number.isInteger(x[0]) && x[1] === 0
  if (isWhole && x[0] < 0) return invalid('gamma')
  if (x[0] > 172) return overflow()
  if (Math.abs(x[0]) < powerOfTwo(-1024)) return overflow(x[0] < 0)
  if (Math.abs(x[0]) < powerOfTwo(-120)) return reciprocal(x)
  if (x[0] > 0) {
    const result = gammaPositive(x)
    return isWhole ? { ...result, ...settleScaled(result) } : result
  }
  if (x[0] < -190) return underflow(Math.floor(x[0]) % 2 !== 0)
  const { value, scale, exceptions } = gammaPositive(subtract(ONE, x))
  return { value: divide(divide(PI, sineOfPiTimes(x[0])), value), scale: -scale, exceptions }
}

function settleScaled({ value, scale }: Result): Result {
  const { value: settled, exceptions } = settle(value)
  return { value: settled, scale, exceptions }
}

/** ln Γ(1 + d) for |d| < 2^-16, where the general way loses its bits: -γd + ζ(2)d²/2 - ζ(3)d³/3 + … */
const ZETA_2 = divide(multiply(PI, PI), of(6))
const ZETA_4 = divide(multiply(multiply(PI, PI), multiply(PI, PI)), of(90))
const ZETA_6 = divide(multiply(multiply(multiply(PI, PI), multiply(PI, PI)), multiply(PI, PI)), of(945))
const NEAR_ONE = [
  divide(negate(ZETA_7), of(7)),
  divide(ZETA_6, of(6)),
  divide(negate(ZETA_5), of(5)),
  divide(ZETA_4, of(4)),
  divide(negate(ZETA_3), of(3)),
  times(ZETA_2, 0.5),
  negate(EULER),
]
const NEAR = powerOfTwo(-16)

function nearZero(x: DoubleDouble): DoubleDouble | undefined {
  const fromOne = subtract(x, ONE)
  if (Math.abs(fromOne[0]) < NEAR) return multiply(polynomial(NEAR_ONE, fromOne), fromOne)
  const fromTwo = subtract(x, of(2))
  if (Math.abs(fromTwo[0]) >= NEAR) return undefined
  return add(log1pValue(fromTwo), multiply(polynomial(NEAR_ONE, fromTwo), fromTwo))
}

function logGammaPositive(x: DoubleDouble): DoubleDouble {
  const near = nearZero(x)
  if (near) return near
  const { product, end } = rising(x)
  return subtract(stirling(end), logValue(product))
}

export function lgamma(x: DoubleDouble): Result {
  if (Math.abs(x[0]) === Infinity) return exact(Infinity)
  if (x[0] === 0 || (x[0] < 0 && Number.isInteger(x[0]) && x[1] === 0)) return poleAt(Infinity)
  if (x[1] === 0 && (x[0] === 1 || x[0] === 2)) return exact(0)
  if (x[0] > 2.6e305) return overflow()
  if (Math.abs(x[0]) < powerOfTwo(-110)) return inexact(negate(logValue(absolute(x))))
  if (x[0] > 0) return inexact(logGammaPositive(x))
  const sine = absolute(sineOfPiTimes(x[0]))
  return inexact(subtract(logValue(divide(PI, sine)), logGammaPositive(subtract(ONE, x))))
}
