/** What IEEE 754 defines: classes, signs, rounding to integers, scaling, comparisons (fp.h; PowerPC Numerics, chapters 8 to 10). */

import { RoundingMode } from '../../cpu/float/fpscr.ts'
import type { Mac } from '../mac.ts'
import { type Service, toolbox } from '../service.ts'
import { asPtr, Float32, Float64, PtrType, SInt16, SInt32 } from '../types.ts'
import { fromBits, isNegative, neighbour } from './bits.ts'
import { add, type DoubleDouble, of } from './double-double.ts'
import { binary, binaryLong, unary, unaryLong } from './elementary-services.ts'
import { Double, deliver, deliverLong, longDouble, nanOf, raiseExceptions, roundingMode } from './environment.ts'
import { exactLong, longDifference, longIntegral, longRemainder } from './long-double.ts'
import { exact, invalid, nanWithCode, type Result } from './result.ts'
import {
  fdim,
  frexp,
  isSignaling,
  logb,
  nextafter,
  nextafterf,
  remquo,
  rint,
  roundHalfAway,
  scalb,
  toIntegral,
  toLong,
} from './rounding.ts'

const SIGN = 1n << 63n
const FP = { signalingNaN: 0, quietNaN: 1, infinite: 2, zero: 3, normal: 4, subnormal: 5 } as const

const bits = (mac: Mac, register = 1): bigint => mac.cpu.state.fprBits(register)

function classify(mac: Mac, x: number, smallestNormal: number): number {
  if (Number.isNaN(x)) return isSignaling(bits(mac)) ? FP.signalingNaN : FP.quietNaN
  if (Math.abs(x) === Infinity) return FP.infinite
  if (x === 0) return FP.zero
  return Math.abs(x) < smallestNormal ? FP.subnormal : FP.normal
}

const SMALLEST_DOUBLE = 2.2250738585072014e-308
const SMALLEST_FLOAT = 1.1754943508222875e-38

const inquiry = (test: (mac: Mac, x: number) => number | boolean, type: typeof Float64): Service =>
  toolbox({ x: type }, SInt32, (mac, { x }) => Number(test(mac, x)))

/** `__fpclassify` for a long double, `d` for a double, `f` for a float. */
function inquiries(suffix: string, type: typeof Float64, smallestNormal: number): Readonly<Record<string, Service>> {
  return {
    [`__fpclassify${suffix}`]: inquiry((mac, x) => classify(mac, x, smallestNormal), type),
    [`__isnormal${suffix}`]: inquiry((mac, x) => classify(mac, x, smallestNormal) === FP.normal, type),
    [`__isfinite${suffix}`]: inquiry((_, x) => Number.isFinite(x), type),
    [`__isnan${suffix}`]: inquiry((_, x) => Number.isNaN(x), type),
    [`__signbit${suffix}`]: inquiry((mac) => (bits(mac) & SIGN) !== 0n, type),
  }
}

/** A string of digits is the code of a NaN, in the low byte of what follows the quiet bit (PowerPC Numerics, chapter 2, "NaNs"). */
const nan = toolbox({ tagp: PtrType }, Double, (mac, { tagp }) => {
  const code = tagp === 0 ? 0 : Number(/^\s*(\d*)/.exec(mac.memory.readCString(tagp, 64))![1])
  mac.cpu.state.setFpr(2, 0)
  return nanWithCode(code)
})

const GREATER = 0
const LESS = 1
const EQUAL = 2
const UNORDERED = 3

function relation(x: DoubleDouble, y: DoubleDouble): number {
  if (Number.isNaN(x[0]) || Number.isNaN(y[0])) return UNORDERED
  const order = x[0] === y[0] ? x[1] - y[1] : x[0] - y[0]
  return order > 0 ? GREATER : order < 0 ? LESS : EQUAL
}

/** A NaN counts as missing. */
function extremum(chooseFirst: (x: number, y: number) => boolean): Service {
  return toolbox({ x: Float64, y: Float64 }, Double, (mac, { x, y }) => {
    if (Number.isNaN(x)) return Number.isNaN(y) ? nanOf(mac, 1, 2)! : y
    return Number.isNaN(y) || chooseFirst(x, y) ? x : y
  })
}

function longExtremum(chooseFirst: (x: DoubleDouble, y: DoubleDouble) => boolean): Service {
  return toolbox({ x: Float64, xLow: Float64, y: Float64, yLow: Float64 }, Double, (mac, { x, xLow, y, yLow }) => {
    if (Number.isNaN(x) && Number.isNaN(y)) return nanOf(mac, 1, 3)!
    const isFirst = Number.isNaN(y) || (!Number.isNaN(x) && chooseFirst([x, xLow], [y, yLow]))
    mac.cpu.state.setFpr(2, isFirst ? xLow : yLow)
    return isFirst ? x : y
  })
}

const isNotLess = (x: number, y: number): boolean => x > y || (x === y && !isNegative(x))
const isNotMore = (x: number, y: number): boolean => x < y || (x === y && isNegative(x))

function modf(type: typeof Float64): Service {
  return toolbox({ x: type, iptr: PtrType }, Double, (mac, { x, iptr }) => {
    const not = nanOf(mac, 1)
    if (not !== undefined) {
      type.store(mac.memory, iptr, fromBits(not))
      return not
    }
    const whole = toIntegral(x, RoundingMode.towardZero)
    type.store(mac.memory, iptr, whole)
    const rest = Math.abs(x) === Infinity ? 0 : x - whole
    return rest === 0 ? (isNegative(x) ? -0 : 0) : rest
  })
}

/** To a long, with what does not fit invalid. */
function toLongService(whole: (x: number, mac: Mac) => number): Service {
  return toolbox({ x: Float64 }, SInt32, (mac, { x }) => {
    const { value, exceptions } = toLong(whole(x, mac), x)
    raiseExceptions(mac, exceptions)
    return value
  })
}

const longFloor = (x: DoubleDouble): DoubleDouble => longIntegral(x, (floor) => floor)
const longCeiling = (x: DoubleDouble): DoubleDouble =>
  longIntegral(x, (floor, rest) => (rest > 0n ? floor + 1n : floor))
const longTruncated = (x: DoubleDouble): DoubleDouble => (x[0] < 0 ? longCeiling(x) : longFloor(x))
const longHalfAway = (x: DoubleDouble): DoubleDouble =>
  longIntegral(x, (floor, rest, unit) => (2n * rest > unit || (2n * rest === unit && x[0] > 0) ? floor + 1n : floor))
const longToNearest = (x: DoubleDouble): DoubleDouble =>
  longIntegral(x, (floor, rest, unit) =>
    2n * rest > unit || (2n * rest === unit && (floor & 1n) === 1n) ? floor + 1n : floor,
  )

function longRint(x: DoubleDouble, mode: number): DoubleDouble {
  if (mode === RoundingMode.up) return longCeiling(x)
  if (mode === RoundingMode.down) return longFloor(x)
  return mode === RoundingMode.towardZero ? longTruncated(x) : longToNearest(x)
}

const longService = (body: (x: DoubleDouble) => DoubleDouble): Service => unaryLong((x) => exactLong(body(x)))
const longRintService = toolbox({ x: Float64, xLow: Float64 }, Double, (mac, { x, xLow }) => {
  return nanOf(mac, 1) ?? deliverLong(mac, exactLong(longRint(longDouble(x, xLow), roundingMode(mac))))
})
const longToLong = (whole: (x: DoubleDouble, mode: number) => DoubleDouble): Service =>
  toolbox({ x: Float64, xLow: Float64 }, SInt32, (mac, { x, xLow }) => {
    const value = whole(longDouble(x, xLow), roundingMode(mac))
    const { value: long, exceptions } = toLong(value[0] + value[1], x)
    raiseExceptions(mac, exceptions)
    return long
  })

const longScale = toolbox({ x: Float64, xLow: Float64, n: SInt32 }, Double, (mac, { x, xLow, n }) => {
  const scaled = (value: number): Result => scalb(value, n, RoundingMode.nearest)
  const not = nanOf(mac, 1)
  if (not !== undefined) return not
  const hi = Number(deliver(mac, scaled(x)))
  mac.cpu.state.setFpr(2, Number.isFinite(hi) ? scaled(xLow).value[0] : 0)
  return hi
})

const scale = toolbox({ x: Float64, n: SInt32 }, Double, (mac, { x, n }) => {
  return nanOf(mac, 1) ?? deliver(mac, scalb(x, n, roundingMode(mac)))
})

/** An infinity has no exponent; the logarithm of a NaN is that NaN. */
const exponent = unary((x) => logb(x))

export const arithmeticServices: Readonly<Record<string, Service>> = {
  ...inquiries('', Float64, SMALLEST_DOUBLE),
  ...inquiries('d', Float64, SMALLEST_DOUBLE),
  ...inquiries('f', Float32, SMALLEST_FLOAT),
  __inf: toolbox({}, Double, () => Infinity),
  nan,
  nanf: nan,
  nanl: nan,
  fabs: toolbox({ x: Float64 }, Double, (mac) => bits(mac) & ~SIGN),
  fabsl: toolbox({ x: Float64, xLow: Float64 }, Double, (mac, { xLow }) => {
    if ((bits(mac) & SIGN) !== 0n) mac.cpu.state.setFpr(2, -xLow)
    return bits(mac) & ~SIGN
  }),
  copysign: toolbox({ x: Float64, y: Float64 }, Double, (mac) => (bits(mac) & ~SIGN) | (bits(mac, 2) & SIGN)),
  copysignl: toolbox({ x: Float64, xLow: Float64, y: Float64, yLow: Float64 }, Double, (mac, { xLow }) => {
    const isFlipped = ((bits(mac) ^ bits(mac, 3)) & SIGN) !== 0n
    if (isFlipped) mac.cpu.state.setFpr(2, -xLow)
    return isFlipped ? bits(mac) ^ SIGN : bits(mac)
  }),
  relation: toolbox({ x: Float64, y: Float64 }, SInt16, (_, { x, y }) => relation(of(x), of(y))),
  relationl: toolbox({ x: Float64, xLow: Float64, y: Float64, yLow: Float64 }, SInt16, (_, { x, xLow, y, yLow }) =>
    relation([x, xLow], [y, yLow]),
  ),
  fmax: extremum(isNotLess),
  fmaxl: longExtremum((x, y) => relation(x, y) !== LESS),
  fmin: extremum(isNotMore),
  fminl: longExtremum((x, y) => relation(x, y) !== GREATER),
  fdim: binary(fdim),
  fdiml: binaryLong((x, y) => (relation(x, y) === GREATER ? longDifference(x, y) : exact(0))),
  ceil: unary((x) => exact(toIntegral(x, RoundingMode.up))),
  ceill: longService(longCeiling),
  floor: unary((x) => exact(toIntegral(x, RoundingMode.down))),
  floorl: longService(longFloor),
  trunc: unary((x) => exact(toIntegral(x, RoundingMode.towardZero))),
  truncl: longService(longTruncated),
  round: unary((x) => exact(roundHalfAway(x))),
  roundl: longService(longHalfAway),
  rint: unary(rint),
  rintl: longRintService,
  nearbyint: unary((x, mode) => exact(toIntegral(x, mode))),
  nearbyintl: longRintService,
  rinttol: toLongService((x, mac) => toIntegral(x, roundingMode(mac))),
  rinttoll: longToLong(longRint),
  roundtol: toLongService((x) => roundHalfAway(x)),
  roundtoll: longToLong(longHalfAway),
  logb: exponent,
  logbl: unaryLong((x) => logb(x[0])),
  scalb: scale,
  scalbl: longScale,
  ldexp: scale,
  ldexpl: longScale,
  frexp: toolbox({ x: Float64, exponent: PtrType }, Double, (mac, { x, exponent: at }) => {
    const { fraction, exponent: power } = Number.isNaN(x) ? { fraction: x, exponent: 0 } : frexp(x)
    mac.memory.setU32(at, power)
    return nanOf(mac, 1) ?? fraction
  }),
  frexpl: toolbox({ x: Float64, xLow: Float64, exponent: PtrType }, Double, (mac, { x, xLow, exponent: at }) => {
    const { fraction, exponent: power } = Number.isNaN(x) ? { fraction: x, exponent: 0 } : frexp(x)
    mac.memory.setU32(at, power)
    if (Number.isFinite(x)) mac.cpu.state.setFpr(2, scalb(xLow, -power, 0).value[0])
    return nanOf(mac, 1) ?? fraction
  }),
  modf: modf(Float64),
  modff: modf(Float32),
  modfl: toolbox({ x: Float64, xLow: Float64, iptr: PtrType }, Double, (mac, { x, xLow, iptr }) => {
    const not = nanOf(mac, 1)
    const value = longDouble(x, xLow)
    const whole = not === undefined ? longTruncated(value) : value
    mac.memory.setF64(iptr, not === undefined ? whole[0] : x)
    mac.memory.setF64(asPtr(iptr + 8), whole[1])
    if (not !== undefined) return not
    const rest = Math.abs(x) === Infinity ? of(0) : add(value, [-whole[0], -whole[1]])
    return deliverLong(mac, exactLong(rest[0] === 0 ? [isNegative(x) ? -0 : 0, 0] : rest))
  }),
  remquo: toolbox({ x: Float64, y: Float64, quo: PtrType }, Double, (mac, { x, y, quo }) => {
    const not = nanOf(mac, 1, 2)
    const { result, quotient } = not === undefined ? remquo(x, y) : { result: invalid('remainder'), quotient: 0 }
    mac.memory.setU32(quo, quotient)
    return not ?? deliver(mac, result)
  }),
  remquol: toolbox(
    { x: Float64, xLow: Float64, y: Float64, yLow: Float64, quo: PtrType },
    Double,
    (mac, { x, xLow, y, yLow, quo }) => {
      const not = nanOf(mac, 1, 3)
      const pair = not === undefined ? longRemainder(longDouble(x, xLow), longDouble(y, yLow)) : undefined
      mac.memory.setU32(quo, pair?.quotient ?? 0)
      return not ?? deliverLong(mac, pair!.result)
    },
  ),
  nextafterd: binary((x, y) => nextafter(x, y)),
  nextafterf: binary(nextafterf, Float32),
  nextafterl: binaryLong((x, y) => {
    if (relation(x, y) === EQUAL || !Number.isFinite(x[0])) return exact(y[0])
    return exactLong([x[0], neighbour(x[1], relation(x, y) === LESS ? Infinity : -Infinity)])
  }),
  /** x becomes 7^5 x mod (2^31 - 1): a product below 2^46. */
  randomx: toolbox({ x: PtrType }, Double, (mac, { x }) => {
    const next = (16807 * mac.memory.getF64(x)) % 2147483647
    mac.memory.setF64(x, next)
    return next
  }),
}
