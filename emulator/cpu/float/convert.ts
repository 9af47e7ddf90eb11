/**
 * Comparisons, and conversion to integer (PowerPC Programming Environments Manual for 32-bit, chapter 8: fcmpu, fcmpo, fctiw).
 */

import type { FloatResult } from './exact.ts'
import type { Unpacked } from './format.ts'
import { roundsUp } from './format.ts'
import * as FPSCR from './fpscr.ts'

/** The four bits of a condition register field after a comparison. */
const Relation = { less: 8, greater: 4, equal: 2, unordered: 1 } as const

type Compared = { readonly a: Unpacked; readonly b: Unpacked; readonly fpscr: number }

function relation(a: Unpacked, b: Unpacked): number {
  if (a.isNaN || b.isNaN) return Relation.unordered
  if (a.isZero && b.isZero) return Relation.equal
  if (a.negative !== b.negative) return a.negative ? Relation.less : Relation.greater
  // Register patterns of one sign order as integers; a flushed operand counts as zero.
  const x = a.isZero ? 0n : a.bits
  const y = b.isZero ? 0n : b.bits
  if (x === y) return Relation.equal
  return x < y === !(a.negative && b.negative) ? Relation.less : Relation.greater
}

function compare({ a, b, fpscr }: Compared, exceptions: number): FloatResult {
  const cr = relation(a, b)
  const compared = ((fpscr & ~FPSCR.FPCC) | (cr << FPSCR.FPRF_SHIFT)) >>> 0
  return { bits: 0n, fpscr: FPSCR.raise(compared, exceptions), cr, writeResult: false }
}

export function compareUnordered(operands: Compared): FloatResult {
  const isSignaling = operands.a.isSignaling || operands.b.isSignaling
  return compare(operands, isSignaling ? FPSCR.VXSNAN : 0)
}

/** A signaling NaN also counts as an invalid comparison, unless that exception is enabled. */
export function compareOrdered(operands: Compared): FloatResult {
  const { a, b, fpscr } = operands
  const isUnordered = a.isNaN || b.isNaN
  const isSignaling = a.isSignaling || b.isSignaling
  if (isSignaling) return compare(operands, FPSCR.VXSNAN | (fpscr & FPSCR.VE ? 0 : FPSCR.VXVC))
  return compare(operands, isUnordered ? FPSCR.VXVC : 0)
}

const MOST_POSITIVE = 0x7fffffffn
const MOST_NEGATIVE = -0x80000000n

/** The upper word, which the manual leaves undefined: what the hardware leaves there, one more for a negative zero. */
const UPPER_WORD = 0xfff80000n
const UPPER_WORD_NEGATIVE_ZERO = 0xfff80001n

export function convertToInteger(b: Unpacked, mode: number, fpscr: number): FloatResult {
  const { value, isInexact, isIncremented } = b.isNaN
    ? { value: MOST_NEGATIVE, isInexact: false, isIncremented: false }
    : roundToInteger(b, mode)
  const isInvalid = b.isNaN || b.isInfinite || value > MOST_POSITIVE || value < MOST_NEGATIVE
  if (isInvalid) {
    const raised = FPSCR.raise(fpscr, FPSCR.VXCVI | (b.isSignaling ? FPSCR.VXSNAN : 0))
    const saturated = !b.isNaN && !b.negative ? MOST_POSITIVE : MOST_NEGATIVE
    return { bits: integerRegister(saturated, false), fpscr: raised, writeResult: (fpscr & FPSCR.VE) === 0 }
  }
  const exceptions = (isInexact ? FPSCR.XX | FPSCR.FI : 0) | (isIncremented ? FPSCR.FR : 0)
  const bits = integerRegister(value, value === 0n && b.negative)
  return { bits, fpscr: FPSCR.raise(fpscr, exceptions), writeResult: true }
}

function integerRegister(value: bigint, isNegativeZero: boolean): bigint {
  const upper = isNegativeZero ? UPPER_WORD_NEGATIVE_ZERO : UPPER_WORD
  return (upper << 32n) | BigInt.asUintN(32, value)
}

function roundToInteger(b: Unpacked, mode: number) {
  const { significand, exponent, negative } = b
  if (exponent >= 0) {
    const magnitude = significand << BigInt(exponent)
    return { value: negative ? -magnitude : magnitude, isInexact: false, isIncremented: false }
  }
  const unit = 1n << BigInt(-exponent)
  const kept = significand >> BigInt(-exponent)
  const discarded = significand & (unit - 1n)
  const isIncremented = roundsUp(mode, negative, kept, discarded, unit)
  const magnitude = isIncremented ? kept + 1n : kept
  return { value: negative ? -magnitude : magnitude, isInexact: discarded !== 0n, isIncremented }
}
