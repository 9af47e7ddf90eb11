/**
 * Floating-point registers taken apart, and exact values rounded once and put together again.
 *
 * A register always holds the 64-bit format; single-precision results are values of that format that single precision can hold
 * (PowerPC Programming Environments Manual, 3.3 and appendix D).
 */

import { FI, FR, NI, OE, OX, ResultClass, RN, RoundingMode, raise, setResultClass, UE, UX, XX } from './fpscr.ts'

export interface FloatFormat {
  /** Bits of the significand, the leading one included. */
  readonly precision: number
  readonly minExponent: number
  readonly maxExponent: number
  /** What an enabled overflow takes off the exponent, and an enabled underflow adds (manual, 3.3.6.2). */
  readonly exponentAdjustment: number
}

export const DOUBLE: FloatFormat = { precision: 53, minExponent: -1022, maxExponent: 1023, exponentAdjustment: 1536 }
export const SINGLE: FloatFormat = { precision: 24, minExponent: -126, maxExponent: 127, exponentAdjustment: 192 }

export const SIGN = 1n << 63n
export const FRACTION = (1n << 52n) - 1n
export const INFINITY = 0x7ffn << 52n
export const QUIET = 1n << 51n
export const DEFAULT_NAN = INFINITY | QUIET

const BIAS = 1023
const EXPONENT_FIELD = 0x7ff

/** `significand * 2^exponent`, exactly; a significand of 0 is a zero. */
export interface Finite {
  readonly negative: boolean
  readonly significand: bigint
  readonly exponent: number
}

export interface Unpacked extends Finite {
  readonly bits: bigint
  readonly isNaN: boolean
  readonly isSignaling: boolean
  readonly isInfinite: boolean
  readonly isZero: boolean
}

/** Takes a register apart; `flushDenormals` is what non-IEEE mode does to operands. */
export function unpack(bits: bigint, flushDenormals = false): Unpacked {
  const negative = (bits & SIGN) !== 0n
  const field = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & FRACTION
  const isSpecial = field === EXPONENT_FIELD
  const isFlushed = flushDenormals && field === 0
  const significand = isFlushed ? 0n : field === 0 ? fraction : fraction | (1n << 52n)
  return {
    negative,
    significand,
    exponent: Math.max(field, 1) - BIAS - 52,
    bits,
    isNaN: isSpecial && fraction !== 0n,
    isSignaling: isSpecial && fraction !== 0n && (bits & QUIET) === 0n,
    isInfinite: isSpecial && fraction === 0n,
    isZero: significand === 0n,
  }
}

export function bitLength(value: bigint): number {
  if (value === 0n) return 0
  const digits = value.toString(16)
  return digits.length * 4 - (Math.clz32(Number.parseInt(digits.charAt(0), 16)) - 28)
}

/** The register for a value that the 64-bit format holds exactly; its exponent wraps where it does not fit. */
export function packDouble(negative: boolean, significand: bigint, exponent: number): bigint {
  const sign = negative ? SIGN : 0n
  if (significand === 0n) return sign
  const shift = 53 - bitLength(significand)
  const normalized = shift >= 0 ? significand << BigInt(shift) : significand >> BigInt(-shift)
  const field = exponent - shift + 52 + BIAS
  if (field > 0) return sign | (BigInt(field & EXPONENT_FIELD) << 52n) | (normalized & FRACTION)
  return sign | (normalized >> BigInt(1 - field))
}

/** The class of a register's value, as FPRF has it; a denormal is one of the format of the operation. */
export function classify(bits: bigint, format: FloatFormat = DOUBLE): number {
  const value = unpack(bits)
  const { negative } = value
  if (value.isNaN) return ResultClass.quietNaN
  if (value.isInfinite) return negative ? ResultClass.negativeInfinity : ResultClass.positiveInfinity
  if (value.isZero) return negative ? ResultClass.negativeZero : ResultClass.positiveZero
  const isDenormal = value.exponent + bitLength(value.significand) - 1 < format.minExponent
  if (isDenormal) return negative ? ResultClass.negativeDenormal : ResultClass.positiveDenormal
  return negative ? ResultClass.negativeNormal : ResultClass.positiveNormal
}

/** Whether `discarded` of `unit` (the last place kept) increments the magnitude `kept`. */
export function roundsUp(mode: number, negative: boolean, kept: bigint, discarded: bigint, unit: bigint): boolean {
  if (discarded === 0n || mode === RoundingMode.towardZero) return false
  if (mode === RoundingMode.up) return !negative
  if (mode === RoundingMode.down) return negative
  const twice = discarded * 2n
  return twice > unit || (twice === unit && (kept & 1n) === 1n)
}

/**
 * Rounds an exact non-zero value once and puts it into a register, with the flags that follow
 * (manual, 3.3.5 rounding, 3.3.6.2 overflow, underflow and inexact). A value is tiny before rounding, not after.
 */
export function roundAndPack(value: Finite, format: FloatFormat, fpscr: number): { bits: bigint; fpscr: number } {
  const { negative, significand, exponent } = value
  const mode = fpscr & RN
  const leading = exponent + bitLength(significand) - 1
  const isTiny = leading < format.minExponent
  const isDenormalized = isTiny && (fpscr & UE) === 0

  let unitExponent = (isDenormalized ? format.minExponent : leading) - (format.precision - 1)
  const shift = unitExponent - exponent
  let kept: bigint
  let isInexact = false
  let isIncremented = false
  if (shift > 0) {
    const unit = 1n << BigInt(shift)
    kept = significand >> BigInt(shift)
    const discarded = significand & (unit - 1n)
    isInexact = discarded !== 0n
    isIncremented = roundsUp(mode, negative, kept, discarded, unit)
    if (isIncremented) kept += 1n
  } else {
    kept = significand << BigInt(-shift)
  }

  let exceptions = (isInexact ? XX | FI : 0) | (isIncremented ? FR : 0)
  if (isTiny && (isInexact || !isDenormalized)) exceptions |= UX
  if (isTiny && !isDenormalized) unitExponent += format.exponentAdjustment
  let bits: bigint
  if (unitExponent + bitLength(kept) - 1 <= format.maxExponent) {
    bits = packDouble(negative, kept, unitExponent)
    if (fpscr & NI && isTiny && isDenormalized) bits &= SIGN
  } else if (fpscr & OE) {
    exceptions |= OX
    bits = packDouble(negative, kept, unitExponent - format.exponentAdjustment)
  } else {
    exceptions |= OX | XX | FI
    const toInfinity = roundsUp(mode, negative, 1n, 3n, 4n)
    const largest = (1n << BigInt(format.precision)) - 1n
    bits = toInfinity
      ? (negative ? SIGN : 0n) | INFINITY
      : packDouble(negative, largest, format.maxExponent - (format.precision - 1))
  }
  return { bits, fpscr: setResultClass(raise(fpscr, exceptions), classify(bits, format)) }
}
