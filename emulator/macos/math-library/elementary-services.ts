/** Elementary and special functions (fp.h; PowerPC Numerics, chapter 10). Each as a double's and as a long double's. */

import type { Mac } from '../mac.ts'
import { type Service, toolbox } from '../service.ts'
import { Float64 } from '../types.ts'
import { type DoubleDouble, of } from './double-double.ts'
import { Double, deliver, deliverLong, longDouble, nanOf, roundingMode } from './environment.ts'
import { annuity, compound, exp, exp2, expm1, log, log1p, log2, log10 } from './exponential.ts'
import { acosh, asinh, atanh, cosh, hypot, sinh, tanh } from './hyperbolic.ts'
import { longPower, longRemainder, longSquareRoot } from './long-double.ts'
import { pow } from './power.ts'
import { exact, type Result } from './result.ts'
import { fmod, remainder, sqrt } from './rounding.ts'
import { erf, erfc, gamma, lgamma } from './special-functions.ts'
import { acos, asin, atan, atan2, cos, sin, tan } from './trigonometric.ts'

type Unary = (x: DoubleDouble) => Result
type Binary = (x: number, y: number, mode: number) => Result

export function unary(body: (x: number, mode: number) => Result): Service {
  return toolbox({ x: Float64 }, Double, (mac, { x }) => nanOf(mac, 1) ?? deliver(mac, body(x, roundingMode(mac))))
}

export function binary(body: Binary, type: typeof Float64 = Float64): Service {
  return toolbox({ x: type, y: type }, Double, (mac, { x, y }) => {
    return nanOf(mac, 1, 2) ?? deliver(mac, body(x, y, roundingMode(mac)))
  })
}

export function unaryLong(body: Unary): Service {
  return toolbox({ x: Float64, xLow: Float64 }, Double, (mac, { x, xLow }) => {
    return nanOf(mac, 1) ?? deliverLong(mac, body(longDouble(x, xLow)))
  })
}

const LONG_PAIR = { x: Float64, xLow: Float64, y: Float64, yLow: Float64 }

export function binaryLong(body: (x: DoubleDouble, y: DoubleDouble) => Result): Service {
  return toolbox(LONG_PAIR, Double, (mac, { x, xLow, y, yLow }) => {
    return nanOf(mac, 1, 3) ?? deliverLong(mac, body(longDouble(x, xLow), longDouble(y, yLow)))
  })
}

const kernels: Readonly<Record<string, Unary>> = {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atanh,
  cos,
  cosh,
  erf,
  erfc,
  exp,
  exp2,
  expm1,
  gamma,
  lgamma,
  log,
  log10,
  log1p,
  log2,
  sin,
  sinh,
  tan,
  tanh,
}

const pairs = Object.entries(kernels).flatMap(([name, kernel]): [string, Service][] => [
  [name, unary((x) => kernel(of(x)))],
  [`${name}l`, unaryLong(kernel)],
])

/** An infinite side wins over a NaN (ISO C 9899:1999, F.9.4.3). */
const hypotenuse = (mac: Mac, x: number, y: number): number | bigint | undefined =>
  Math.abs(x) === Infinity || Math.abs(y) === Infinity ? deliver(mac, exact(Infinity)) : undefined

/** 1 to any power, and anything to the power of zero, even a NaN. */
const certainPower = (x: number, y: number): number | undefined => (y === 0 || x === 1 ? 1 : undefined)

export const elementaryServices: Readonly<Record<string, Service>> = {
  ...Object.fromEntries(pairs),
  annuity: binary(annuity),
  atan2: binary((y, x) => atan2(of(y), of(x))),
  atan2l: binaryLong(atan2),
  compound: binary(compound),
  fmod: binary(fmod),
  hypot: toolbox({ x: Float64, y: Float64 }, Double, (mac, { x, y }) => {
    return hypotenuse(mac, x, y) ?? nanOf(mac, 1, 2) ?? deliver(mac, hypot(of(x), of(y)))
  }),
  hypotl: binaryLong(hypot),
  pow: toolbox({ x: Float64, y: Float64 }, Double, (mac, { x, y }) => {
    return certainPower(x, y) ?? nanOf(mac, 1, 2) ?? deliver(mac, pow(x, y))
  }),
  powl: binaryLong(longPower),
  remainder: binary(remainder),
  remainderl: binaryLong((x, y) => longRemainder(x, y).result),
  sqrt: unary(sqrt),
  sqrtl: unaryLong(longSquareRoot),
}
