/**
 * The FPSCR in translated code: which results can go on as they are, and what is noted of them for whoever reads the register
 * later (see float-status.ts).
 */

import { type FloatOp, floatOps } from '../float/exact.ts'
import type { FloatField } from '../float/forms.ts'
import { PENDING, PLAIN_DOUBLES, PLAIN_SINGLES } from '../float-status.ts'
import { STATE } from '../state-layout.ts'
import type { Emitter } from '../translate/emitter.ts'
import type { Code } from '../wasm/code.ts'
import type { Instruction } from './instruction.ts'

export const opcodeOf = (op: FloatOp): number => floatOps.indexOf(op)

/** Where in the state block each operand is noted. */
export const NOTED_OPERANDS: Readonly<Record<FloatField, number>> = {
  frA: STATE.pendingOperands,
  frB: STATE.pendingOperands + 8,
  frC: STATE.pendingOperands + 16,
}

/** Pushes whether a local is a NaN: of a relation in order the host needs one branch, of inequality two. */
export function pushIsNaN(code: Code, value: number, type: 'f32' | 'f64'): Code {
  code.localGet(value).localGet(value)
  return (type === 'f32' ? code.f32Ge() : code.f64Ge()).i32Eqz()
}

/** Pushes whether a result asks for more than its value: a NaN always; and where the FPSCR is kept, all that is not plain. */
export function pushIsUnusual(e: Emitter, result: number, type: 'f32' | 'f64'): void {
  if (e.floatMode !== 'inline') {
    if (e.findsNotFinite) pushIsNotFinite(e, result, type)
    else pushIsNaN(e, result, type)
  } else if (type === 'f32') {
    e.localGet(result).i32ReinterpretF32().i32Const(1).i32Shl().i32Const(PLAIN_SINGLES.first).i32Sub()
    e.i32Const(0).i32Load(STATE.plainSingles).i32GeU()
  } else {
    e.localGet(result).i64ReinterpretF64().i64Const(1n).i64Shl().i64Const(PLAIN_DOUBLES.first).i64Sub()
    e.i32Const(0).i64Load(STATE.plainDoubles).i64GeU()
  }
}

/** Pushes whether a local is a NaN or infinite: only a finite number less itself is a number. */
function pushIsNotFinite(e: Emitter, value: number, type: 'f32' | 'f64'): void {
  const difference = e.temp(type, 3)
  e.localGet(value).localGet(value)
  if (type === 'f32') e.f32Sub()
  else e.f64Sub()
  pushIsNaN(e.localSet(difference), difference, type)
}

/** Pushes whether ordinary operands can raise no exception that is not there. */
export const pushIsSteady = (code: Code): Code => code.i32Const(0).i32Load(STATE.steady)

/** Notes an operation and its operands, which are in locals of registers. */
export function noteOperation(
  e: Emitter,
  op: FloatOp,
  fields: readonly FloatField[],
  operands: readonly number[],
  type: 'f32' | 'f64',
): void {
  if (!e.notesStatus) return
  e.i32Const(0)
    .i32Const((opcodeOf(op) + 1) | (type === 'f32' ? PENDING.singles : 0))
    .i32Store(STATE.pending)
  fields.forEach((field, k) => {
    e.i32Const(0).localGet(operands[k]!)
    if (type === 'f32') e.v128Store32Lane(NOTED_OPERANDS[field], 0)
    else e.asF64().f64Store(NOTED_OPERANDS[field])
  })
}

/** Notes a conversion to integer, which leaves the last operation's class alone. */
export function noteConversion(e: Emitter, op: FloatOp, source: number): void {
  if (!e.notesStatus) return
  e.i32Const(0)
    .i32Const(opcodeOf(op) + 1)
    .i32Store8(STATE.pending + PENDING.conversion)
  e.i32Const(0).localGet(source).f64Store(STATE.pendingConverted)
}

/** Notes a comparison of ordered operands, which `push` pushes in double precision. */
export function noteComparison(code: Code, push: readonly (() => void)[]): void {
  code
    .i32Const(0)
    .i32Const(1)
    .i32Store8(STATE.pending + PENDING.comparison)
  push.forEach((pushOperand, k) => {
    code.i32Const(0)
    pushOperand()
    code.f64Store(STATE.pendingCompared + 8 * k)
  })
}

/** Whether an instruction reads the FPSCR, or sets what it does not compute: moves from and to it, and those that record it in CR1. */
export const looksAtFpscr = ({ row, rc }: Instruction): boolean =>
  row.group === 'floating-point' && (row.host !== undefined || rc)

/**
 * For each instruction of a block, whether what it notes may be found: not when a later one replaces it before anybody can look. Undefined for
 * a block that notes nothing.
 */
export function findNoted(
  instructions: readonly Instruction[],
  mayLook: (i: Instruction) => boolean,
): boolean[] | undefined {
  if (!instructions.some(({ row }) => row.group === 'floating-point')) return undefined
  const found: boolean[] = new Array(instructions.length)
  let isReplaced = false
  for (let k = instructions.length - 1; k >= 0; k--) {
    const i = instructions[k]!
    found[k] = !isReplaced
    if (i.row.replacesStatus) isReplaced = true
    if (mayLook(i)) isReplaced = false
  }
  return found
}
