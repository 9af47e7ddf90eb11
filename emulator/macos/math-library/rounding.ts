/** What IEEE 754 defines exactly: rounding to integers, remainders, square roots, scaling, neighbours (fp.h; PowerPC Numerics, chapters 8 and 9). */

import { RN, RoundingMode, UX, VXCVI, VXSNAN, XX } from '../../cpu/float/fpscr.ts'
import { fromBits, isNegative, neighbour, split, toInteger, withSign } from './bits.ts'
import { of, subtract, twoProduct } from './double-double.ts'
import { exact, invalid, overflow, poleAt, type Result, roundExactly } from './result.ts'

/** From here on doubles are integers. */
const INTEGERS_FROM = 4503599627370496

/** The integer next to a value in a rounding mode of the FPSCR. */
export function toIntegral(x: number, mode: number): number {
  if (!(Math.abs(x) < INTEGERS_FROM)) return x
  const below = Math.floor(x)
  const rest = x - below
  const isUp =
    mode === RoundingMode.nearest
      ? rest > 0.5 || (rest === 0.5 && below % 2 !== 0)
      : mode === RoundingMode.up
        ? rest > 0
        : mode === RoundingMode.towardZero && x < 0 && rest > 0
  return withSign(isUp ? below + 1 : below, isNegative(x))
}

/** Halves go away from zero. */
export function roundHalfAway(x: number): number {
  if (!(Math.abs(x) < INTEGERS_FROM)) return x
  const below = Math.floor(Math.abs(x))
  return withSign(Math.abs(x) - below >= 0.5 ? below + 1 : below, isNegative(x))
}

export const rint = (x: number, mode: number): Result => {
  const value = toIntegral(x, mode)
  return exact(value, value === x ? 0 : XX)
}

/** A whole number as a long: what does not fit is invalid, and becomes what the processor's conversion gives. */
export function toLong(whole: number, x: number): { value: number; exceptions: number } {
  if (Number.isNaN(x)) return { value: -0x80000000, exceptions: VXCVI }
  if (whole > 0x7fffffff) return { value: 0x7fffffff, exceptions: VXCVI }
  if (whole < -0x80000000) return { value: -0x80000000, exceptions: VXCVI }
  return { value: whole, exceptions: whole === x ? 0 : XX }
}

/** In any rounding mode: the nearest root and the sign of what is left tell. */
export function sqrt(x: number, mode: number): Result {
  if (x < 0) return invalid('squareRoot')
  if (x === 0 || x === Infinity) return exact(x)
  // Away from the ends of the range, where the square would lose bits
  const { exponent } = split(x)
  const scale = exponent > 900 ? -600 : exponent < -900 ? 600 : 0
  const scaled = scaledBy(x, scale)
  let root = Math.sqrt(scaled)
  const rest = subtract(of(scaled), twoProduct(root, root))[0]
  if (rest > 0 && (mode & RN) === RoundingMode.up) root = neighbour(root, Infinity)
  if (rest < 0 && (mode & RN) !== RoundingMode.nearest && (mode & RN) !== RoundingMode.up) root = neighbour(root, 0)
  return exact(scaledBy(root, -scale / 2), rest === 0 ? 0 : XX)
}

function scaledBy(x: number, scale: number): number {
  if (scale === 0) return x
  const { integer, exponent } = toInteger(x)
  return roundExactly({ integer, exponent }, scale, RoundingMode.nearest).value
}

/** x × 2^n, rounded once. */
export function scalb(x: number, n: number, mode: number): Result {
  if (x === 0 || !Number.isFinite(x)) return exact(x)
  if (n > 5000) return overflow(x < 0)
  const { value, exceptions } = roundExactly(toInteger(x), Math.max(n, -5000), mode)
  return exact(value, exceptions)
}

export function logb(x: number): Result {
  if (x === 0) return poleAt(-Infinity)
  return Number.isFinite(x) ? exact(split(x).exponent) : exact(Infinity)
}

/** x = fraction × 2^exponent with 0.5 ≤ |fraction| < 1. */
export function frexp(x: number): { fraction: number; exponent: number } {
  if (x === 0 || !Number.isFinite(x)) return { fraction: x, exponent: 0 }
  const { significand, exponent } = split(x)
  return { fraction: significand / 2, exponent: exponent + 1 }
}

/** Exact, with the sign of x, and with the integer quotient where it is that of the nearest integer. */
function divideToInteger(x: number, y: number, toNearest: boolean): { remainder: number; quotient: bigint } {
  const a = toInteger(Math.abs(x))
  const b = toInteger(Math.abs(y))
  const exponent = Math.min(a.exponent, b.exponent)
  const numerator = a.integer << BigInt(a.exponent - exponent)
  const divisor = b.integer << BigInt(b.exponent - exponent)
  let quotient = numerator / divisor
  let rest = numerator % divisor
  if (toNearest && (2n * rest > divisor || (2n * rest === divisor && (quotient & 1n) === 1n))) {
    quotient += 1n
    rest -= divisor
  }
  const magnitude = roundExactly({ integer: rest, exponent }, 0, RoundingMode.nearest).value
  const negative = isNegative(x)
  // A remainder of zero has the sign of x
  return { remainder: rest === 0n ? withSign(0, negative) : negative ? -magnitude : magnitude, quotient }
}

export function fmod(x: number, y: number): Result {
  if (y === 0 || !Number.isFinite(x)) return invalid('remainder')
  if (!Number.isFinite(y) || x === 0) return exact(x)
  return exact(divideToInteger(x, y, false).remainder)
}

/** `remainder`, and the seven low bits of the quotient with its sign. */
export function remquo(x: number, y: number): { result: Result; quotient: number } {
  if (y === 0 || !Number.isFinite(x)) return { result: invalid('remainder'), quotient: 0 }
  if (!Number.isFinite(y) || x === 0) return { result: exact(x), quotient: 0 }
  const { remainder, quotient } = divideToInteger(x, y, true)
  const low = Number(quotient & 127n)
  return { result: exact(remainder), quotient: isNegative(x) !== isNegative(y) ? 0 - low : low }
}

export const remainder = (x: number, y: number): Result => remquo(x, y).result

export const fdim = (x: number, y: number, mode: number): Result => (x > y ? difference(x, y, mode) : exact(0))

function difference(x: number, y: number, mode: number): Result {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return exact(x - y)
  const a = toInteger(x)
  const b = toInteger(y)
  const exponent = Math.min(a.exponent, b.exponent)
  const integer = (a.integer << BigInt(a.exponent - exponent)) - (b.integer << BigInt(b.exponent - exponent))
  const { value, exceptions } = roundExactly({ integer, exponent }, 0, mode)
  return exact(value, exceptions)
}

export function nextafter(x: number, towards: number): Result {
  const value = neighbour(x, towards)
  return exact(value, rangeExceptions(x, value, 2.2250738585072014e-308))
}

const rangeExceptions = (x: number, value: number, smallest: number): number => {
  if (value === x) return 0
  if (Math.abs(value) === Infinity) return overflow().exceptions
  return Math.abs(value) < smallest ? UX | XX : 0
}

/** In single precision. */
export function nextafterf(x: number, towards: number): Result {
  if (x === towards) return exact(towards)
  if (x === 0) return exact(withSign(1.401298464324817e-45, towards < 0), UX | XX)
  const float = Float32Array.of(x)
  const bits = new Uint32Array(float.buffer)
  bits[0]! += towards > x === x > 0 ? 1 : -1
  return exact(float[0]!, rangeExceptions(x, float[0]!, 1.1754943508222875e-38))
}

/** A NaN's pattern with the quiet bit. */
export const quiet = (bits: bigint): bigint => bits | (1n << 51n)
export const isSignaling = (bits: bigint): boolean => Number.isNaN(fromBits(bits)) && (bits & (1n << 51n)) === 0n
export const nanExceptions = (...patterns: readonly bigint[]): number => (patterns.some(isSignaling) ? VXSNAN : 0)
