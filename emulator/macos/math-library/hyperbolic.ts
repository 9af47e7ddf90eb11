/** Hyperbolic functions and their inverses, and the length of a hypotenuse (fp.h; PowerPC Numerics, chapter 10). */

import { powerOfTwo, split } from './bits.ts'
import { LN2 } from './constants.ts'
import {
  absolute,
  add,
  type DoubleDouble,
  divide,
  multiply,
  negate,
  ONE,
  of,
  squareRoot,
  subtract,
  times,
} from './double-double.ts'
import { exp, expm1Value, log1pValue, logValue, settle, small } from './exponential.ts'
import { exact, inexact, invalid, poleAt, type Result } from './result.ts'

const TINY = powerOfTwo(-60)
const signed = ({ value, ...rest }: Result, negative: boolean): Result => ({
  value: negative ? negate(value) : value,
  ...rest,
})

/** e^|x| / 2, where e^-|x| no longer counts. */
function halfExponential(magnitude: DoubleDouble): Result {
  const { value, scale, exceptions } = magnitude[0] > 711 ? exp(of(Infinity)) : expBeyond(magnitude)
  if (value[0] === Infinity) return { ...exp(of(1e4)) }
  return { value, scale: scale - 1, exceptions }
}

/** Up to a little more than the double's range, since half of it is wanted. */
function expBeyond(x: DoubleDouble): Result {
  const { value, scale, exceptions } = exp(subtract(x, multiply(of(4), LN2)))
  return { value, scale: scale + 4, exceptions }
}

export function sinh(x: DoubleDouble): Result {
  if (x[0] === 0 || !Number.isFinite(x[0])) return exact(x[0])
  if (Math.abs(x[0]) < TINY) return small(x, x[0] / 6)
  const magnitude = absolute(x)
  if (magnitude[0] > 40) return signed(halfExponential(magnitude), x[0] < 0)
  const rest = expm1Value(magnitude)
  return signed(inexact(times(add(rest, divide(rest, add(rest, ONE))), 0.5)), x[0] < 0)
}

export function cosh(x: DoubleDouble): Result {
  if (x[0] === 0) return exact(1)
  if (!Number.isFinite(x[0])) return exact(Infinity)
  const magnitude = absolute(x)
  if (magnitude[0] > 40) return halfExponential(magnitude)
  const power = add(expm1Value(magnitude), ONE)
  return inexact(times(add(power, divide(ONE, power)), 0.5))
}

export function tanh(x: DoubleDouble): Result {
  if (x[0] === 0) return exact(x[0])
  if (!Number.isFinite(x[0])) return exact(x[0] > 0 ? 1 : -1)
  if (Math.abs(x[0]) < TINY) return small(x, -x[0] / 3)
  const magnitude = absolute(x)
  if (magnitude[0] > 40) return signed(inexact(subtract(ONE, of(powerOfTwo(-110)))), x[0] < 0)
  const rest = expm1Value(times(magnitude, 2))
  return signed(inexact(divide(rest, add(rest, of(2)))), x[0] < 0)
}

/** Where squares would overflow, or add nothing. */
const HUGE = 1e40

export function asinh(x: DoubleDouble): Result {
  if (x[0] === 0 || !Number.isFinite(x[0])) return exact(x[0])
  if (Math.abs(x[0]) < TINY) return small(x, -x[0] / 6)
  const magnitude = absolute(x)
  if (magnitude[0] > HUGE) return signed(inexact(add(logValue(magnitude), LN2)), x[0] < 0)
  const square = multiply(magnitude, magnitude)
  const argument = add(magnitude, divide(square, add(ONE, squareRoot(add(ONE, square)))))
  return signed(inexact(log1pValue(argument)), x[0] < 0)
}

export function acosh(x: DoubleDouble): Result {
  if (x[0] === Infinity) return exact(Infinity)
  const above = subtract(x, ONE)
  if (above[0] < 0) return invalid('inverseHyperbolic')
  if (above[0] === 0) return exact(0)
  if (x[0] > HUGE) return inexact(add(logValue(x), LN2))
  const root = squareRoot(add(times(above, 2), multiply(above, above)))
  return inexact(log1pValue(add(above, root)))
}

export function atanh(x: DoubleDouble): Result {
  if (x[0] === 0) return exact(x[0])
  const below = subtract(ONE, absolute(x))
  if (below[0] < 0) return invalid('inverseHyperbolic')
  if (below[0] === 0) return poleAt(x[0] < 0 ? -Infinity : Infinity)
  if (Math.abs(x[0]) < TINY) return small(x, x[0] / 3)
  return signed(inexact(times(log1pValue(divide(times(absolute(x), 2), below)), 0.5)), x[0] < 0)
}

/** √(x² + y²) without over- or underflow on the way. */
export function hypot(x: DoubleDouble, y: DoubleDouble): Result {
  if (Math.abs(x[0]) === Infinity || Math.abs(y[0]) === Infinity) return exact(Infinity)
  const larger = Math.max(Math.abs(x[0]), Math.abs(y[0]))
  if (larger === 0) return exact(0)
  const scale = Math.max(-1000, Math.min(1000, split(larger).exponent))
  const unit = powerOfTwo(-scale)
  const [a, b] = [times(x, unit), times(y, unit)]
  if (a[0] === 0 || b[0] === 0) return withScale(exact(Math.abs(a[0] + b[0])), scale)
  const { value, exceptions } = settle(squareRoot(add(multiply(a, a), multiply(b, b))))
  return { value, scale, exceptions }
}

const withScale = (result: Result, scale: number): Result => ({ ...result, scale })
