/** Arithmetic as WebAssembly does it: rounded once, to nearest. */

import type { ArithmeticForm } from '../float/forms.ts'
import type { Code } from '../wasm/code.ts'

export interface NativeOptions {
  /** The engine's relaxed multiply-add is fused. */
  readonly relaxedMadd: boolean
  /** The function indices of fused multiply-adds, for where it is not. */
  readonly fusedMultiplyAdd: number
  readonly fusedMultiplyAddSingle: number
  /** Doubles are in lane 0 of vectors, not in f64. */
  readonly doublesInVectors: boolean
  /** A local in double precision to use. */
  readonly scratch: number
}

/** Pushes the value of a form's operands, given in locals: singles are in lane 0 of vectors, doubles as the options say. */
export function pushNative(
  code: Code,
  form: ArithmeticForm,
  operands: readonly number[],
  options: NativeOptions,
): void {
  if (form.kind === 'fused') {
    if (form.precision === 'single') fuseSingle(code, form, operands, options)
    else fuseDouble(code, form, operands, options)
    return
  }
  for (const operand of operands) code.localGet(operand)
  const type = form.precision === 'single' ? 'f32x4' : options.doublesInVectors ? 'f64x2' : 'f64'
  code[operations[type][form.kind === 'sum' && form.subtract ? 'difference' : form.kind]]()
}

const operations = {
  f32x4: { sum: 'f32x4Add', difference: 'f32x4Sub', product: 'f32x4Mul', quotient: 'f32x4Div' },
  f64x2: { sum: 'f64x2Add', difference: 'f64x2Sub', product: 'f64x2Mul', quotient: 'f64x2Div' },
  f64: { sum: 'f64Add', difference: 'f64Sub', product: 'f64Mul', quotient: 'f64Div' },
} as const

function fuseDouble(code: Code, form: ArithmeticForm, [a, c, b]: readonly number[], options: NativeOptions): void {
  const { doublesInVectors, relaxedMadd } = options
  const operand = (local: number, negate = false) => {
    code.localGet(local)
    if (doublesInVectors && !relaxedMadd) code.f64x2ExtractLane(0)
    else if (!doublesInVectors && relaxedMadd) code.f64x2Splat()
    if (negate) relaxedMadd ? code.f64x2Neg() : code.f64Neg()
  }
  operand(a!)
  operand(c!)
  operand(b!, form.subtract)
  if (relaxedMadd) code.f64x2RelaxedMadd()
  else code.call(options.fusedMultiplyAdd)
  if (form.negate) relaxedMadd ? code.f64x2Neg() : code.f64Neg()
  if (doublesInVectors && !relaxedMadd) code.f64x2Splat()
  else if (!doublesInVectors && relaxedMadd) code.f64x2ExtractLane(0)
}

const SMALLEST_NORMAL_SINGLE = 2 ** -126
const DISCARDED_BITS = 0x1fffffffn
const HALFWAY = 0x10000000n

/**
 * Without a fused multiply-add: the product of two singles is exact in double precision, and rounding the sum twice is right unless the first
 * rounding left it exactly halfway between two singles, or the single is subnormal.
 */
function fuseSingle(code: Code, form: ArithmeticForm, [a, c, b]: readonly number[], options: NativeOptions): void {
  if (options.relaxedMadd) {
    code.localGet(a!).localGet(c!).localGet(b!)
    if (form.subtract) code.f32x4Neg()
    code.f32x4RelaxedMadd()
  } else {
    const sum = options.scratch
    const push = (operand: number | undefined) => code.localGet(operand!).f32x4ExtractLane(0)
    push(a).f64PromoteF32()
    push(c).f64PromoteF32().f64Mul()
    push(b).f64PromoteF32()
    if (form.subtract) code.f64Sub()
    else code.f64Add()
    code.localTee(sum).i64ReinterpretF64().i64Const(DISCARDED_BITS).i64And().i64Const(HALFWAY).i64Eq()
    code.localGet(sum).f64Abs().f64Const(SMALLEST_NORMAL_SINGLE).f64Lt()
    code.localGet(sum).f64Const(0).f64Ne().i32And().i32Or().unlikely().if('f32')
    push(a)
    push(c)
    push(b)
    if (form.subtract) code.f32Neg()
    code.call(options.fusedMultiplyAddSingle).else().localGet(sum).f32DemoteF64().end().f32x4Splat()
  }
  if (form.negate) code.f32x4Neg()
}
