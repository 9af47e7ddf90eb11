/**
 * One floating-point instruction with all of its FPSCR bits, as a WebAssembly function (frA, frB, frC, old frD) to frD, on patterns.
 *
 * The result is WebAssembly's own, which rounds to nearest; the exact sign of what rounding took tells FI and FR, and which neighbour
 * another rounding mode wants. What that does not answer (NaNs, infinities, overflow, what is or may be tiny, an inexact result
 * while FPSCR[XE] is set) goes to cpu/float.
 */

import { type FloatOp, floatOps } from '../float/exact.ts'
import { FRACTION } from '../float/format.ts'
import { type ArithmeticForm, type FloatField, operandFields } from '../float/forms.ts'
import * as FPSCR from '../float/fpscr.ts'
import { PLAIN_DOUBLES, PLAIN_SINGLES } from '../float-status.ts'
import { type NativeOptions, pushNative } from '../instructions/floating-point-native.ts'
import { STATE } from '../state-layout.ts'
import { Code } from '../wasm/code.ts'
import { pushIsOrdinary } from './estimates.ts'
import { RoundingError } from './rounding-error.ts'

export interface OperationOptions extends Omit<NativeOptions, 'scratch' | 'doublesInVectors'> {
  /** The function indices of estimates of ordinary operands. */
  readonly estimates: Readonly<Record<'fres' | 'frsqrte', number>>
  /** The function index of cpu/float, with an operation's number before the operands. */
  readonly inHost: number
}

export const PARAMETERS: Readonly<Record<FloatField, number>> & { readonly old: number } = {
  frA: 0,
  frB: 1,
  frC: 2,
  old: 3,
}
export const PARAMETER_COUNT = 4

/** Twice the patterns of 2^-1022, 2^1000, 2^-480 and 2^480, as zeros and denormals are told apart from other numbers. */
const twice = (exponent: number) => BigInt(exponent + 1023) << 53n
const SMALLEST_NORMAL = twice(-1022)
const LARGEST_TERM = twice(1000)
/** Of operands within these magnitudes, no product, quotient or error of one is out of range. */
const [SMALLEST_FACTOR, LARGEST_FACTOR] = [twice(-480), twice(480)]
/** As PLAIN_DOUBLES, for the numbers above 2^-126 that single precision holds. */
const PLAIN_PROMOTED = { first: twice(-126) + 1n, count: twice(128) - twice(-126) - 1n }
const ULP = { single: 1n << 29n, double: 1n }

const RESULT_BITS = FPSCR.FR | FPSCR.FI | FPSCR.FPRF
const CLASS = {
  zero: FPSCR.ResultClass.positiveZero << FPSCR.FPRF_SHIFT,
  minusZero: FPSCR.ResultClass.negativeZero << FPSCR.FPRF_SHIFT,
  normal: FPSCR.ResultClass.positiveNormal << FPSCR.FPRF_SHIFT,
  minusNormal: FPSCR.ResultClass.negativeNormal << FPSCR.FPRF_SHIFT,
} as const

/** Ends a function whose body is in a block: label 0 of it comes here. */
export function endInHost(code: Code, op: FloatOp, { inHost }: OperationOptions): Code {
  code.end().i32Const(floatOps.indexOf(op))
  for (let k = 0; k < PARAMETER_COUNT; k++) code.localGet(k)
  return code.call(inHost)
}

export class OperationCode {
  readonly code = new Code(PARAMETER_COUNT)
  readonly #options: OperationOptions
  readonly #op: FloatOp
  readonly #single: boolean
  readonly #hostLabel: number
  /** In double precision, the value of a single too. */
  readonly #result = this.code.local('f64')
  readonly #error = this.code.local('f64')
  readonly #bits = this.code.local('i64')
  readonly #fpscr = this.code.local('i32')
  readonly #sameSign = this.code.local('i32')
  readonly #truncates = this.code.local('i32')

  constructor(op: FloatOp, single: boolean, options: OperationOptions) {
    this.#op = op
    this.#single = single
    this.#options = options
    this.code.block()
    this.#hostLabel = this.code.depth
    this.code.i32Const(0).i32Load(STATE.fpscr).localSet(this.#fpscr)
  }

  #hostIf(): void {
    this.code.brIf(this.code.depth - this.#hostLabel)
  }
  #hostUnless(): void {
    this.code.i32Eqz()
    this.#hostIf()
  }

  #operand(field: FloatField): number {
    const local = this.code.local('f64')
    this.code.localGet(PARAMETERS[field]).f64ReinterpretI64().localSet(local)
    return local
  }

  /** A single-precision operand, in lane 0; what is not one is the host's. */
  #demoted(operand: number): number {
    const { code } = this
    const [single, vector] = [code.local('f32'), code.local('v128')]
    code.localGet(operand).f32DemoteF64().localTee(single).f64PromoteF32().localGet(operand).f64Ne()
    this.#hostIf()
    code.localGet(single).f32x4Splat().localSet(vector)
    return vector
  }

  arithmetic(form: ArithmeticForm): Code {
    const { code } = this
    const fields = operandFields[form.kind]
    const operands = fields.map((field) => this.#operand(field))
    const used = this.#single ? operands.map((operand) => this.#demoted(operand)) : operands
    const scratch = code.local('f64')
    // The error is that of the result before it is negated
    pushNative(code, { ...form, negate: false }, used, { ...this.#options, doublesInVectors: false, scratch })
    if (this.#single) code.f32x4ExtractLane(0).f64PromoteF32()
    code.localSet(this.#result)
    if (!this.#single) this.#checkDoubles(form, fields, operands)
    this.#returnZero(form.negate, () => this.#hostUnlessZeroIsExact(form, operands))
    this.#checkResult()
    new RoundingError(code, this.#options.relaxedMadd).set(form, {
      operands,
      result: this.#result,
      error: this.#error,
    })
    this.#round()
    if (form.negate)
      code
        .localGet(this.#bits)
        .i64Const(-1n << 63n)
        .i64Xor()
        .localSet(this.#bits)
    return this.#finish()
  }

  roundToSingle(): Code {
    const { code } = this
    const source = this.#operand('frB')
    code.localGet(source).f32DemoteF64().f64PromoteF32().localSet(this.#result)
    this.#returnZero(false, () => {
      code.localGet(source).f64Const(0).f64Eq()
      this.#hostUnless()
    })
    this.#checkResult()
    code.localGet(source).localGet(this.#result).f64Sub().localSet(this.#error)
    this.#round()
    return this.#finish()
  }

  /** Of an ordinary operand: a reciprocal sets FI when it is none of a power of two, and neither raises an exception. */
  estimate(op: 'fres' | 'frsqrte'): Code {
    const { code } = this
    pushIsOrdinary(code, op, PARAMETERS.frB)
    this.#hostUnless()
    code.localGet(PARAMETERS.frB).call(this.#options.estimates[op]).localSet(this.#bits)
    this.#store(() => {
      this.#pushClass(CLASS.minusNormal, CLASS.normal)
      if (op !== 'fres') return
      code.localGet(PARAMETERS.frB).i64Const(FRACTION).i64And().i64Eqz().i32Eqz()
      code.i32Const(Math.log2(FPSCR.FI)).i32Shl().i32Or()
    })
    code.localGet(this.#bits).return()
    return endInHost(code, this.#op, this.#options)
  }

  /** Operands of which the error of rounding is exact, and that non-IEEE mode leaves alone. */
  #checkDoubles(form: ArithmeticForm, fields: readonly FloatField[], operands: readonly number[]): void {
    const { code } = this
    const magnitude = code.local('i64')
    fields.forEach((field, k) => {
      const isTerm = form.kind === 'sum' || (form.kind === 'fused' && field === 'frB')
      const [first, last] = isTerm ? [SMALLEST_NORMAL, LARGEST_TERM] : [SMALLEST_FACTOR, LARGEST_FACTOR]
      code.localGet(operands[k]!).i64ReinterpretF64().i64Const(1n).i64Shl().localTee(magnitude)
      code
        .i64Const(first)
        .i64Sub()
        .i64Const(last - first)
        .i64GtU()
      code.localGet(magnitude).i64Eqz().i32Eqz().i32And()
      this.#hostIf()
    })
  }

  /** Its sign is WebAssembly's when rounding to nearest. */
  #returnZero(negate: boolean, hostUnlessExact: () => void): void {
    const { code } = this
    code.localGet(this.#result).f64Const(0).f64Eq().if()
    code.localGet(this.#fpscr).i32Const(FPSCR.RN).i32And()
    this.#hostIf()
    hostUnlessExact()
    code.localGet(this.#result)
    if (negate) code.f64Neg()
    code.i64ReinterpretF64().localSet(this.#bits)
    this.#store(() => this.#pushClass(CLASS.minusZero, CLASS.zero))
    code.localGet(this.#bits).return().end()
  }

  /** A zero is exact where an operand or an exact sum is one. */
  #hostUnlessZeroIsExact({ kind, subtract }: ArithmeticForm, [a, c, b]: readonly number[]): void {
    const { code } = this
    if (kind === 'sum') return
    code.localGet(a!).f64Const(0).f64Eq()
    if (kind !== 'quotient') code.localGet(c!).f64Const(0).f64Eq().i32Or()
    if (kind === 'fused') {
      // Factors of double precision are too large for their product to vanish beside the addend
      code.localGet(b!)
      if (!subtract) code.f64Neg()
      code.localGet(a!).localGet(c!).f64Mul().f64Eq().i32Or()
    }
    this.#hostUnless()
  }

  #checkResult(): void {
    const { code } = this
    const { first, count } = this.#single ? PLAIN_PROMOTED : PLAIN_DOUBLES
    code.localGet(this.#result).i64ReinterpretF64().localTee(this.#bits)
    code.i64Const(1n).i64Shl().i64Const(first).i64Sub().i64Const(count).i64GeU()
    this.#hostIf()
  }

  /**
   * Moves the result to the neighbour that the rounding mode wants. Toward zero (which up is for negative results, and down for positive
   * ones) that is when the exact value is less in magnitude, away from zero when it is more.
   */
  #round(): void {
    const { code } = this
    const zero = () => code.f64Const(0)
    code.localGet(this.#error)
    zero().f64Gt().localGet(this.#result)
    zero().f64Gt().i32Eq().localSet(this.#sameSign)
    code.localGet(this.#fpscr).i32Const(FPSCR.RN).i32And().i32Const(0).i32Ne()
    code.localGet(this.#error)
    zero().f64Ne().i32And().if()
    code.localGet(this.#fpscr).i32Const(FPSCR.RN).i32And().i32Const(FPSCR.RoundingMode.towardZero).i32Eq()
    code.localGet(this.#fpscr).i32Const(FPSCR.RN).i32And().i32Const(FPSCR.RoundingMode.up).i32Eq()
    code.localGet(this.#result)
    zero().f64Lt().i32Eq().i32Or().localSet(this.#truncates)
    code.localGet(this.#truncates).localGet(this.#sameSign).i32Ne().if()
    code.localGet(this.#bits)
    code.i64Const(ULP[this.#single ? 'single' : 'double']).i64Const(-ULP[this.#single ? 'single' : 'double'])
    code.localGet(this.#sameSign).select().i64Add().localSet(this.#bits)
    code.end()
    code.localGet(this.#bits).f64ReinterpretI64().localSet(this.#result)
    this.#checkResult()
    // From here on `sameSign` is whether the result is less in magnitude than the exact value
    code.localGet(this.#truncates).localSet(this.#sameSign)
    code.end()
  }

  #pushClass(negative: number, positive: number): void {
    const { code } = this
    code.i32Const(negative).i32Const(positive).localGet(this.#bits).i64Const(0n).i64LtS().select()
  }

  #finish(): Code {
    const { code } = this
    this.#raiseInexact()
    this.#store(() => {
      this.#pushClass(CLASS.minusNormal, CLASS.normal)
      code.localGet(this.#error).f64Const(0).f64Ne().if('i32')
      code
        .i32Const(FPSCR.FI)
        .i32Const(FPSCR.FI | FPSCR.FR)
        .localGet(this.#sameSign)
        .select()
      code.else().i32Const(0).end().i32Or()
    })
    code.localGet(this.#bits).return()
    return endInHost(code, this.#op, this.#options)
  }

  #raiseInexact(): void {
    const { code } = this
    code.localGet(this.#error).f64Const(0).f64Ne().if()
    raiseInexact(code, this.#fpscr, () => this.#hostIf())
    code.end()
  }

  /** Stores the FPSCR with FR, FI and FPRF as pushed. */
  #store(push: () => void): void {
    const { code } = this
    code.i32Const(0).localGet(this.#fpscr).i32Const(~RESULT_BITS).i32And()
    push()
    code.i32Or().i32Store(STATE.fpscr)
    code.i32Const(0).i32Const(0).i32Store(STATE.pending)
  }
}

/**
 * Adds XX and FX to the FPSCR in a local, when they are not there; from then on ordinary results are steady in the common modes
 * (float-status.ts). With XE set it is for the host.
 */
export function raiseInexact(code: Code, fpscr: number, hostIf: () => void): void {
  code.localGet(fpscr).i32Const(FPSCR.XE).i32And()
  hostIf()
  code.localGet(fpscr).i32Const(FPSCR.XX).i32And().i32Eqz().if()
  code
    .localGet(fpscr)
    .i32Const(FPSCR.XX | FPSCR.FX | 0)
    .i32Or()
    .localTee(fpscr)
  code
    .i32Const(FPSCR.RN | FPSCR.NI)
    .i32And()
    .i32Eqz()
    .if()
  code.i32Const(0).i64Const(PLAIN_DOUBLES.count).i64Store(STATE.plainDoubles)
  code
    .i32Const(0)
    .i32Const(PLAIN_SINGLES.count | 0)
    .i32Store(STATE.plainSingles)
  code.i32Const(0).i32Const(1).i32Store(STATE.steady)
  code.end().end()
}
