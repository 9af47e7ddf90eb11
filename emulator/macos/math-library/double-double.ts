/**
 * Arithmetic on unevaluated sums of two doubles, about 106 bits (Dekker, "A Floating-Point Technique for Extending the Available Precision",
 * 1971; Knuth's two-sum). Only additions, multiplications, divisions and square roots that IEEE 754 rounds exactly, so that every host gets the
 * same bits: what engines have in `Math` differs between them.
 */

/** The value is hi + lo, and hi is that sum rounded to a double. */
export type DoubleDouble = readonly [hi: number, lo: number]

export const ZERO: DoubleDouble = [0, 0]
export const ONE: DoubleDouble = [1, 0]

/** 2^27 + 1: halves a significand. */
const SPLITTER = 134217729

export const of = (value: number): DoubleDouble => [value, 0]

export function twoSum(a: number, b: number): DoubleDouble {
  const sum = a + b
  const part = sum - a
  return [sum, a - (sum - part) + (b - part)]
}

/** |a| is not less than |b|. */
function quickTwoSum(a: number, b: number): DoubleDouble {
  const sum = a + b
  return [sum, b - (sum - a)]
}

/** The product and what it was rounded by; exact while nothing over- or underflows. */
export function twoProduct(a: number, b: number): DoubleDouble {
  const product = a * b
  const aTop = SPLITTER * a - (SPLITTER * a - a)
  const aRest = a - aTop
  const bTop = SPLITTER * b - (SPLITTER * b - b)
  const bRest = b - bTop
  return [product, aTop * bTop - product + aTop * bRest + aRest * bTop + aRest * bRest]
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [sum, error] = twoSum(a[0], b[0])
  const [low, lowError] = twoSum(a[1], b[1])
  const [hi, rest] = quickTwoSum(sum, error + low)
  return quickTwoSum(hi, rest + lowError)
}

export const negate = (a: DoubleDouble): DoubleDouble => [-a[0], -a[1]]
export const subtract = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => add(a, negate(b))
export const absolute = (a: DoubleDouble): DoubleDouble => (a[0] < 0 ? negate(a) : a)

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [product, error] = twoProduct(a[0], b[0])
  return quickTwoSum(product, error + (a[0] * b[1] + a[1] * b[0]))
}

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a[0] / b[0]
  const rest = subtract(a, multiply(b, of(first)))
  const second = rest[0] / b[0]
  const third = subtract(rest, multiply(b, of(second)))[0] / b[0]
  return add(quickTwoSum(first, second), of(third))
}

export function squareRoot(a: DoubleDouble): DoubleDouble {
  if (a[0] === 0) return ZERO
  const root = Math.sqrt(a[0])
  const rest = subtract(a, twoProduct(root, root))
  const better = quickTwoSum(root, rest[0] / (2 * root))
  // Once more: the first correction has 53 bits
  const error = subtract(a, multiply(better, better))
  return add(better, of(error[0] / (2 * root)))
}

/** By a power of two: exact unless it over- or underflows. */
export const times = (a: DoubleDouble, power: number): DoubleDouble => [a[0] * power, a[1] * power]

/** The polynomial whose coefficients are given from the highest power down. */
export function polynomial(coefficients: readonly DoubleDouble[], x: DoubleDouble): DoubleDouble {
  let value = coefficients[0]!
  for (let index = 1; index < coefficients.length; index++) value = add(multiply(value, x), coefficients[index]!)
  return value
}
