/** pow: its special cases (ISO C 9899:1999, F.9.4.4; PowerPC Numerics, chapter 10), exact powers, and the rest. */

import { bitLength, isNegative, toInteger } from './bits.ts'
import { multiply, of } from './double-double.ts'
import { expOf, logValue } from './exponential.ts'
import { exact, invalid, overflow, poleAt, type Result, roundExactly, underflow } from './result.ts'

const isInteger = (value: number): boolean => Number.isInteger(value)
const isOdd = (value: number): boolean => isInteger(value) && Math.abs(value) < 9007199254740992 && value % 2 !== 0

/** Bits of an exact power that are still worth having exactly: only then can it be halfway between two doubles. */
const EXACT_BITS = 2200

function exactPower(x: number, y: number): Result | undefined {
  if (!isInteger(y) || y < 1 || y > 64) return undefined
  let { integer, exponent } = toInteger(x)
  while (integer !== 0n && (integer & 1n) === 0n) {
    integer >>= 1n
    exponent++
  }
  if (bitLength(integer) * y > EXACT_BITS) return undefined
  const { value, exceptions } = roundExactly({ integer: integer ** BigInt(y), exponent: exponent * y }, 0, 0)
  return exact(value, exceptions)
}

function ofMagnitudes(x: number, y: number): Result {
  const power = exactPower(x, y)
  if (power) return power
  const logarithm = logValue(of(x))
  const product = logarithm[0] * y
  if (product > 710) return overflow()
  if (product < -746) return underflow()
  return expOf(multiply(logarithm, of(y)))
}

/** Infinity, zero or one of x and y decides. */
function special(x: number, y: number): Result | undefined {
  if (y === 0 || x === 1) return exact(1)
  if (x === 0) {
    const zero = isOdd(y) ? x : 0
    if (y > 0) return exact(zero)
    const infinity = isOdd(y) && isNegative(x) ? -Infinity : Infinity
    return y === -Infinity ? exact(infinity) : poleAt(infinity)
  }
  if (!Number.isFinite(y)) {
    if (x === -1) return exact(1)
    return exact(Math.abs(x) > 1 === y > 0 ? Infinity : 0)
  }
  if (!Number.isFinite(x)) {
    const magnitude = y > 0 ? Infinity : 0
    return exact(x < 0 && isOdd(y) ? -magnitude : magnitude)
  }
  return undefined
}

export function pow(x: number, y: number): Result {
  const known = special(x, y)
  if (known) return known
  if (x < 0 && !isInteger(y)) return invalid('power')
  const { value, scale, exceptions } = ofMagnitudes(Math.abs(x), y)
  const sign = x < 0 && isOdd(y) ? -1 : 1
  return { value: [sign * value[0], sign * value[1]], scale, exceptions }
}
