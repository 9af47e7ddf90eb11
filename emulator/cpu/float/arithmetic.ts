/**
 * Exact sums, products and quotients of finite values. Nothing here rounds, except that a quotient ends in a sticky bit.
 */

import type { Finite } from './format.ts'
import { bitLength } from './format.ts'

export function negate<T extends Finite>(value: T): T {
  return { ...value, negative: !value.negative }
}

/** The exact sum; the sign of an exact zero is the caller's (it depends on the rounding mode). */
export function add(a: Finite, b: Finite): Finite {
  if (a.significand === 0n) return b
  if (b.significand === 0n) return a
  const exponent = Math.min(a.exponent, b.exponent)
  const sum = signedAt(a, exponent) + signedAt(b, exponent)
  return { negative: sum < 0n, significand: sum < 0n ? -sum : sum, exponent }
}

function signedAt(value: Finite, exponent: number): bigint {
  const magnitude = value.significand << BigInt(value.exponent - exponent)
  return value.negative ? -magnitude : magnitude
}

export function multiply(a: Finite, b: Finite): Finite {
  return {
    negative: a.negative !== b.negative,
    significand: a.significand * b.significand,
    exponent: a.exponent + b.exponent,
  }
}

/** Bits of a quotient: more than any format's precision and its rounding bit, so that a sticky bit completes it. */
const QUOTIENT_BITS = 60

/** The quotient by a non-zero divisor: cut short, its last bit tells whether anything was cut. */
export function divide(a: Finite, b: Finite): Finite {
  const shift = QUOTIENT_BITS + bitLength(b.significand) - bitLength(a.significand)
  const dividend = shift > 0 ? a.significand << BigInt(shift) : a.significand
  const scale = Math.max(shift, 0)
  const quotient = dividend / b.significand
  const sticky = dividend % b.significand === 0n ? 0n : 1n
  return {
    negative: a.negative !== b.negative,
    significand: (quotient << 1n) | sticky,
    exponent: a.exponent - b.exponent - scale - 1,
  }
}

const MULTIPLIER_BITS = 25

/**
 * What the single-precision multiplier makes of frC: 25 significant bits, the first one dropped rounding away from zero. Seen on
 * hardware (33525.78 squared by fmuls, a true double); single-precision values pass unchanged.
 */
export function roundMultiplier<T extends Finite>(value: T): T {
  const excess = bitLength(value.significand) - MULTIPLIER_BITS
  if (excess <= 0) return value
  const half = 1n << BigInt(excess - 1)
  return {
    ...value,
    significand: (value.significand + half) >> BigInt(excess),
    exponent: value.exponent + excess,
  }
}
