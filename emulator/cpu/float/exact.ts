/**
 * What a floating-point instruction of the 750 does to registers, exactly: one rounding, every FPSCR bit.
 *
 * PowerPC Programming Environments Manual for 32-bit: 3.3 (model), 3.3.6 (exceptions), chapter 8 (instructions). What the manual
 * leaves undefined is what the vectors recorded on a 750CL show.
 */

import { add, divide, multiply, negate, roundMultiplier } from './arithmetic.ts'
import { compareOrdered, compareUnordered, convertToInteger } from './convert.ts'
import { fres750, frsqrte750, reciprocalOverflows } from './estimates.ts'
import type { Finite, FloatFormat, Unpacked } from './format.ts'
import {
  classify,
  DEFAULT_NAN,
  DOUBLE,
  FRACTION,
  INFINITY,
  QUIET,
  roundAndPack,
  SIGN,
  SINGLE,
  unpack,
} from './format.ts'
import { type ArithmeticForm, type ArithmeticOp, arithmeticForms } from './forms.ts'
import * as FPSCR from './fpscr.ts'

export interface FloatResult {
  /** The new frD; meaningless where `writeResult` is false. */
  readonly bits: bigint
  readonly fpscr: number
  /** The four bits of crfD, for comparisons. */
  readonly cr?: number
  /** False for comparisons, and where an enabled exception withholds the result. */
  readonly writeResult: boolean
}

interface Operands {
  readonly a: Unpacked
  readonly b: Unpacked
  readonly c: Unpacked
  /** The FPSCR before, with FR and FI cleared. */
  readonly fpscr: number
}

type Operation = (operands: Operands) => FloatResult

const LOW_29_BITS = (1n << 29n) - 1n

const arithmeticOf: Record<ArithmeticForm['kind'], (format: FloatFormat, form: ArithmeticForm) => Operation> = {
  sum,
  product,
  quotient,
  fused,
}

function arithmetic(): Record<ArithmeticOp, Operation> {
  const entries = Object.entries(arithmeticForms).map(([op, form]) => [
    op,
    arithmeticOf[form.kind](form.precision === 'single' ? SINGLE : DOUBLE, form),
  ])
  return Object.fromEntries(entries) as Record<ArithmeticOp, Operation>
}

/** Every floating-point instruction that computes; names are the manual's. */
const operations = {
  ...arithmetic(),
  frsp: roundToSingle,
  fctiw: ({ b, fpscr }) => convertToInteger(b, fpscr & FPSCR.RN, fpscr),
  fctiwz: ({ b, fpscr }) => convertToInteger(b, FPSCR.RoundingMode.towardZero, fpscr),
  fcmpu: compareUnordered,
  fcmpo: compareOrdered,
  fres: reciprocalEstimate,
  frsqrte: reciprocalSquareRootEstimate,
  fabs: moved((bits) => bits & ~SIGN),
  fneg: moved((bits) => bits ^ SIGN),
  fnabs: moved((bits) => bits | SIGN),
  fmr: moved((bits) => bits),
  fsel: select,
} satisfies Record<string, Operation>

export type FloatOp = keyof typeof operations
export const floatOps = Object.keys(operations) as readonly FloatOp[]

/** These leave FPSCR as it is, FR and FI included, and take denormals as they are in any mode. */
const plainMoves: ReadonlySet<string> = new Set(['fabs', 'fneg', 'fnabs', 'fmr', 'fsel'])
/** Comparisons keep FR and FI (manual, chapter 8, fcmpu). */
const comparisons: ReadonlySet<string> = new Set(['fcmpu', 'fcmpo'])

/** Runs one instruction on the register patterns of frA, frB and frC; those it does not read do not matter. */
export function executeFloat(op: FloatOp, a: bigint, b: bigint, c: bigint, fpscr: number): FloatResult {
  const isMove = plainMoves.has(op)
  const flush = !isMove && (fpscr & FPSCR.NI) !== 0
  const kept = isMove || comparisons.has(op) ? fpscr : fpscr & ~(FPSCR.FR | FPSCR.FI)
  const result = operations[op]({ a: unpack(a, flush), b: unpack(b, flush), c: unpack(c, flush), fpscr: kept >>> 0 })
  return isMove ? { ...result, fpscr: fpscr >>> 0 } : result
}

/** Ends an operation that gives a NaN, an infinity or a zero without rounding. */
function special(bits: bigint, fpscr: number, exceptions = 0): FloatResult {
  const raised = FPSCR.raise(fpscr, exceptions)
  const withheld = (exceptions & FPSCR.INVALID && fpscr & FPSCR.VE) || (exceptions & FPSCR.ZX && fpscr & FPSCR.ZE)
  if (withheld) return { bits, fpscr: raised, writeResult: false }
  return { bits, fpscr: FPSCR.setResultClass(raised, classify(bits)), writeResult: true }
}

function rounded(value: Finite, format: FloatFormat, fpscr: number): FloatResult {
  return { ...roundAndPack(value, format, fpscr), writeResult: true }
}

/**
 * The first NaN of frA, frB, frC becomes the result, quieted (manual, 3.3.6.1.1 and table 3-7). Where the result is in single
 * precision the payload loses its low bits: the manual says so of frsp alone, the hardware does it always.
 */
function propagateNaN(
  operands: readonly Unpacked[],
  format: FloatFormat,
  fpscr: number,
  exceptions = 0,
): FloatResult | undefined {
  const nan = operands.find((operand) => operand.isNaN)
  if (!nan) return undefined
  const isSignaling = operands.some((operand) => operand.isSignaling)
  const bits = (nan.bits | QUIET) & (format === SINGLE ? ~LOW_29_BITS : ~0n)
  return special(bits, fpscr, exceptions | (isSignaling ? FPSCR.VXSNAN : 0))
}

const signed = (bits: bigint, negative: boolean) => (negative ? bits | SIGN : bits)

/** A zero from a sum: the sign both terms share, else plus, but minus when rounding down (manual, 3.3.3). */
function zeroOfSum(x: Finite, y: Finite, fpscr: number): boolean {
  if (x.significand === 0n && y.significand === 0n && x.negative === y.negative) return x.negative
  return (fpscr & FPSCR.RN) === FPSCR.RoundingMode.down
}

function sum(format: FloatFormat, { subtract }: ArithmeticForm): Operation {
  return ({ a, b, fpscr }) => {
    const nan = propagateNaN([a, b], format, fpscr)
    if (nan) return nan
    const addend = subtract ? negate(b) : b
    if (a.isInfinite && addend.isInfinite && a.negative !== addend.negative) {
      return special(DEFAULT_NAN, fpscr, FPSCR.VXISI)
    }
    if (a.isInfinite) return special(a.bits, fpscr)
    if (addend.isInfinite) return special(signed(INFINITY, addend.negative), fpscr)
    const exact = add(a, addend)
    if (exact.significand === 0n) return special(signed(0n, zeroOfSum(a, addend, fpscr)), fpscr)
    return rounded(exact, format, fpscr)
  }
}

function product(format: FloatFormat): Operation {
  return ({ a, c, fpscr }) => {
    const nan = propagateNaN([a, c], format, fpscr)
    if (nan) return nan
    const negative = a.negative !== c.negative
    if ((a.isInfinite && c.isZero) || (a.isZero && c.isInfinite)) return special(DEFAULT_NAN, fpscr, FPSCR.VXIMZ)
    if (a.isInfinite || c.isInfinite) return special(signed(INFINITY, negative), fpscr)
    if (a.isZero || c.isZero) return special(signed(0n, negative), fpscr)
    return rounded(multiply(a, multiplier(c, format)), format, fpscr)
  }
}

function multiplier(c: Unpacked, format: FloatFormat): Unpacked {
  return format === SINGLE ? roundMultiplier(c) : c
}

function quotient(format: FloatFormat): Operation {
  return ({ a, b, fpscr }) => {
    const nan = propagateNaN([a, b], format, fpscr)
    if (nan) return nan
    const negative = a.negative !== b.negative
    if (a.isInfinite && b.isInfinite) return special(DEFAULT_NAN, fpscr, FPSCR.VXIDI)
    if (a.isZero && b.isZero) return special(DEFAULT_NAN, fpscr, FPSCR.VXZDZ)
    if (a.isInfinite) return special(signed(INFINITY, negative), fpscr)
    if (b.isZero) return special(signed(INFINITY, negative), fpscr, FPSCR.ZX)
    if (a.isZero || b.isInfinite) return special(signed(0n, negative), fpscr)
    return rounded(divide(a, b), format, fpscr)
  }
}

/** a * c ± b, rounded once, then perhaps negated; a NaN's sign is not (manual, chapter 8, fnmadd). */
function fused(format: FloatFormat, form: ArithmeticForm): Operation {
  return ({ a, b, c, fpscr }) => {
    const isInvalidProduct = (a.isInfinite && c.isZero) || (a.isZero && c.isInfinite)
    const nan = propagateNaN([a, b, c], format, fpscr, isInvalidProduct ? FPSCR.VXIMZ : 0)
    if (nan) return nan
    if (isInvalidProduct) return special(DEFAULT_NAN, fpscr, FPSCR.VXIMZ)

    const addend = form.subtract ? negate(b) : b
    const productNegative = a.negative !== c.negative
    const isInfiniteProduct = a.isInfinite || c.isInfinite
    if (isInfiniteProduct && addend.isInfinite && productNegative !== addend.negative) {
      return special(DEFAULT_NAN, fpscr, FPSCR.VXISI)
    }
    const sign = (negative: boolean) => negative !== form.negate
    if (isInfiniteProduct) return special(signed(INFINITY, sign(productNegative)), fpscr)
    if (addend.isInfinite) return special(signed(INFINITY, sign(addend.negative)), fpscr)

    const exactProduct = multiply(a, multiplier(c, format))
    const exact = add(exactProduct, addend)
    if (exact.significand === 0n) {
      return special(signed(0n, sign(zeroOfSum(exactProduct, addend, fpscr))), fpscr)
    }
    const result = rounded(exact, format, fpscr)
    if (!form.negate) return result
    const bits = result.bits ^ SIGN
    return { ...result, bits, fpscr: FPSCR.setResultClass(result.fpscr, classify(bits, format)) }
  }
}

function roundToSingle({ b, fpscr }: Operands): FloatResult {
  const nan = propagateNaN([b], SINGLE, fpscr)
  if (nan) return nan
  if (b.isInfinite) return special(b.bits, fpscr)
  if (b.isZero) return special(signed(0n, b.negative), fpscr)
  return rounded(b, SINGLE, fpscr)
}

/**
 * The manual leaves FR and FI undefined here. On hardware FI is 0 for powers of two and 1 for the other operand recorded, and an
 * overflow or underflow sets it without XX.
 */
function reciprocalEstimate({ b, fpscr }: Operands): FloatResult {
  const nan = propagateNaN([b], SINGLE, fpscr)
  if (nan) return nan
  if (b.isZero) return special(signed(INFINITY, b.negative), fpscr, FPSCR.ZX)
  const bits = fres750(b.bits)
  if (b.isInfinite) return special(bits, fpscr)
  if (bits === signed(0n, b.negative)) return special(bits, fpscr, FPSCR.UX | FPSCR.FI)
  if (reciprocalOverflows(b.bits)) return special(bits, fpscr, FPSCR.OX | FPSCR.FI)
  return special(bits, fpscr, (b.bits & FRACTION) === 0n ? 0 : FPSCR.FI)
}

function reciprocalSquareRootEstimate({ b, fpscr }: Operands): FloatResult {
  const nan = propagateNaN([b], DOUBLE, fpscr)
  if (nan) return nan
  if (b.isZero) return special(signed(INFINITY, b.negative), fpscr, FPSCR.ZX)
  if (b.negative) return special(DEFAULT_NAN, fpscr, FPSCR.VXSQRT)
  return special(frsqrte750(b.bits), fpscr)
}

function moved(change: (bits: bigint) => bigint): Operation {
  return ({ b, fpscr }) => ({ bits: change(b.bits), fpscr, writeResult: true })
}

/** frC where frA >= 0.0 (minus zero is), else, also for a NaN, frB. */
function select({ a, b, c, fpscr }: Operands): FloatResult {
  const isAtLeastZero = !a.isNaN && (a.isZero || !a.negative)
  return { bits: isAtLeastZero ? c.bits : b.bits, fpscr, writeResult: true }
}
