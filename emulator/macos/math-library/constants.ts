/** Constants of mathematics, to as many bits as asked for, from exact integer arithmetic. */

import type { DoubleDouble } from './double-double.ts'
import { roundExactly } from './result.ts'

/** Σ ±1 / ((2k+1) n^(2k+1)), scaled by 2^bits: arctan(1/n) where signs alternate, artanh(1/n) where they do not. */
function inverseTangent(n: bigint, bits: number, alternating: boolean): bigint {
  let power = (1n << BigInt(bits)) / n
  let sum = 0n
  for (let k = 0n; power !== 0n; k++, power /= n * n) {
    const term = power / (2n * k + 1n)
    sum += alternating && k % 2n === 1n ? -term : term
  }
  return sum
}

const GUARD = 64

/** π × 2^bits (Machin). */
export function piBits(bits: number): bigint {
  const wide = bits + GUARD
  return (16n * inverseTangent(5n, wide, true) - 4n * inverseTangent(239n, wide, true)) >> BigInt(GUARD)
}

/** ln 2 × 2^bits (Machin-like, with artanh). */
function ln2Bits(bits: number): bigint {
  const wide = bits + GUARD
  const sum =
    18n * inverseTangent(26n, wide, false) -
    2n * inverseTangent(4801n, wide, false) +
    8n * inverseTangent(8749n, wide, false)
  return sum >> BigInt(GUARD)
}

const BITS = 320

/** A number scaled by 2^bits as a sum of doubles, the largest first. */
export function toDoubles(scaled: bigint, count: number, bits = BITS): number[] {
  const parts: number[] = []
  let rest = scaled
  for (let index = 0; index < count; index++) {
    const { value } = roundExactly({ integer: rest, exponent: -bits }, 0, 0)
    parts.push(value)
    rest -= scale(value, bits)
  }
  return parts
}

/** A double, whose last bit is worth no less than 2^-bits, times 2^bits. */
function scale(value: number, bits: number): bigint {
  let exponent = 0
  let significand = value
  while (!Number.isInteger(significand)) {
    significand *= 2
    exponent++
  }
  return BigInt(significand) << BigInt(bits - exponent)
}

const pair = (scaled: bigint): DoubleDouble => toDoubles(scaled, 2) as unknown as DoubleDouble

/** A fraction as a double-double. */
export const ratio = (numerator: bigint, denominator: bigint): DoubleDouble =>
  pair((numerator << BigInt(BITS)) / denominator)

/** Digits after `0.` or `1.`, as they are printed in tables. */
const fromDigits = (whole: bigint, digits: string): DoubleDouble =>
  ratio(whole * 10n ** BigInt(digits.length) + BigInt(digits), 10n ** BigInt(digits.length))

const pi = piBits(BITS)
const ln2 = ln2Bits(BITS)
const ln10 = 3n * ln2 + 2n * (inverseTangent(9n, BITS + GUARD, false) >> BigInt(GUARD))
const one = 1n << BigInt(BITS)

export const PI = pair(pi)
export const HALF_PI = pair(pi >> 1n)
export const HALF_PI_PARTS = toDoubles(pi >> 1n, 4)
export const LN2 = pair(ln2)
export const LN2_PARTS = toDoubles(ln2, 3)
export const INVERSE_LN2 = pair((one * one) / ln2)
export const INVERSE_LN10 = pair((one * one) / ln10)
/** Euler's constant, and Apéry's and its odd successors (Abramowitz and Stegun, tables 1.1 and 23.3, and later computations). */
export const EULER = fromDigits(0n, '5772156649015328606065120900824024310421593359')
export const ZETA_3 = fromDigits(1n, '2020569031595942853997381615114499907649862923')
export const ZETA_5 = fromDigits(1n, '0369277551433699263313654864570341680570809195')
export const ZETA_7 = fromDigits(1n, '0083492773819228268397975498497967595998635605')
