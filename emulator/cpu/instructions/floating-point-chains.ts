/** Double-precision arithmetic in chains that are tested for NaN once: see translate/nan-chains.ts. */

import type { FloatOp } from '../float/exact.ts'
import { type FloatField, operandFields } from '../float/forms.ts'
import { SLOT } from '../state.ts'
import type { Emitter } from '../translate/emitter.ts'
import type { Chain, ChainMember } from '../translate/nan-chains.ts'
import { opcodeOf, pushIsNaN } from './floating-point-flags.ts'
import { type NativeOptions, pushNative } from './floating-point-native.ts'

/** Above those that an instruction by itself uses. */
const FIRST_RESULT = 4

/** Computes a member; the last one is tested. */
export function chained(e: Emitter, member: ChainMember, options: NativeOptions): void {
  const { i, form, operands, chain } = member
  const locals = operandFields[form.kind].map((field) => e.doubleLocal(i[field]))
  member.locals = operands.map((operand, k) => {
    if ('member' in operand || !operand.isOverwritten) return locals[k]!
    const kept = e.keptOperand()
    e.localGet(locals[k]!).localSet(kept)
    return kept
  })
  pushNative(e, form, locals, options)
  e.setDouble(i.frD)
  if (member !== chain.members.at(-1)) return
  const scalar = e.temp('f64', 0)
  e.double(i.frD).localSet(scalar)
  pushIsNaN(e, scalar, 'f64').unlikely().if()
  computeAgain(e, chain, options)
  e.end()
}

function computeAgain(e: Emitter, { members, results }: Chain, options: NativeOptions): void {
  const resultOf = (member: number) => e.temp(e.doubleType, FIRST_RESULT + member)
  const scalar = e.temp('f64', 0)
  members.forEach(({ op, form, operands, locals }, k) => {
    const sources = operands.map((operand, n) => ('member' in operand ? resultOf(operand.member) : locals[n]!))
    pushNative(e, form, sources, options)
    e.localTee(resultOf(k)).asF64().localSet(scalar)
    pushIsNaN(e, scalar, 'f64').if()
    pushExactValue(e, op, operandFields[form.kind], sources)
    e.bitsAsDouble().localSet(resultOf(k)).end()
  })
  for (const [register, member] of results) {
    e.localGet(resultOf(member)).localSet(e.slotLocal(SLOT.fpr + register))
  }
}

/** Pushes what cpu/float makes of operands in locals. */
function pushExactValue(e: Emitter, op: FloatOp, fields: readonly FloatField[], operands: readonly number[]): void {
  e.i32Const(opcodeOf(op))
  for (const field of ['frA', 'frB', 'frC'] as const) {
    const k = fields.indexOf(field)
    if (k < 0) e.i64Const(0n)
    else e.localGet(operands[k]!).asF64().i64ReinterpretF64()
  }
  e.call(e.imports.floatValue)
}
