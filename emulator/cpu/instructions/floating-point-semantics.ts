/** The WebAssembly of floating-point instructions. See floating-point.ts for when which arithmetic is used. */

import type { FloatOp } from '../float/exact.ts'
import {
  type ArithmeticForm,
  type ArithmeticOp,
  arithmeticForms,
  type FloatField,
  operandFields,
} from '../float/forms.ts'
import { SLOT } from '../state.ts'
import type { Emitter } from '../translate/emitter.ts'
import type { Code } from '../wasm/code.ts'
import { chained } from './floating-point-chains.ts'
import {
  noteComparison,
  noteConversion,
  noteOperation,
  opcodeOf,
  pushIsSteady,
  pushIsUnusual,
} from './floating-point-flags.ts'
import { pushNative } from './floating-point-native.ts'
import type { Instruction } from './instruction.ts'
import type { Semantics } from './row.ts'

export type Emit = (e: Emitter, i: Instruction) => void

/** Pushes what cpu/float makes of the operands, a 64-bit pattern: where the FPSCR is kept, with every bit of it. */
function pushExact(e: Emitter, i: Instruction, op: FloatOp, fields: readonly FloatField[]): void {
  const push = (field: FloatField) => {
    if (fields.includes(field)) e.doubleBits(i[field])
    else e.i64Const(0n)
  }
  e.i32Const(opcodeOf(op))
  push('frA')
  push('frB')
  push('frC')
  if (e.floatMode === 'values') {
    e.call(e.imports.floatValue)
    return
  }
  // Where an enabled exception withholds the result, frD stays as it is
  if (e.floatMode === 'called') e.doubleBits(i.frD)
  else e.i64Const(0n)
  e.call(e.imports.floatExact)
}

/** As `pushExact`, for a result that single precision holds: in lane 0. */
function pushExactSingle(e: Emitter, i: Instruction, op: FloatOp, fields: readonly FloatField[]): void {
  pushExact(e, i, op, fields)
  e.call(e.imports.demoteBits).i32x4Splat()
}

/** `pushIsUnusual` of a local as registers have it. */
function pushIsUnusualResult(e: Emitter, result: number, type: 'f32' | 'f64'): void {
  const scalar = e.temp(type, 0)
  e.localGet(result)
  if (type === 'f32') e.f32x4ExtractLane(0)
  else e.asF64()
  e.localSet(scalar)
  pushIsUnusual(e, scalar, type)
}

function record(e: Emitter, i: Instruction): void {
  if (i.rc) e.recordCr1()
}

/** Everything by cpu/float. */
function exactly(e: Emitter, i: Instruction, op: FloatOp, fields: readonly FloatField[]): void {
  pushExact(e, i, op, fields)
  e.bitsAsDouble().setDouble(i.frD)
  record(e, i)
}

export function arithmetic(op: ArithmeticOp): Semantics {
  const form: ArithmeticForm = arithmeticForms[op]
  const emit: Emit = (e, i) => {
    if (e.floatMode === 'called') return exactly(e, i, op, operandFields[form.kind])
    const chain = e.chainMember()
    if (chain !== undefined) chained(e, chain, e.nativeOptions())
    else if (form.precision === 'single') singleArithmetic(e, i, op, form)
    else doubleArithmetic(e, i, op, form)
    record(e, i)
  }
  return { emit, replacesStatus: true }
}

function doubleArithmetic(e: Emitter, i: Instruction, op: ArithmeticOp, form: ArithmeticForm): void {
  const result = e.temp(e.doubleType, 1)
  const fields = operandFields[form.kind]
  const operands = fields.map((field) => e.doubleLocal(i[field]))
  pushNative(e, form, operands, e.nativeOptions())
  e.localSet(result)
  pushIsUnusualResult(e, result, 'f64')
  e.unlikely().if()
  pushExact(e, i, op, fields)
  e.bitsAsDouble().localSet(result)
  if (e.floatMode === 'inline' && e.notesStatus) {
    e.else()
    noteOperation(e, op, fields, operands, 'f64')
  }
  e.end().localGet(result).setDouble(i.frD)
}

/**
 * Operands known to be single precision are used as they are; others are tried, and when one is not single precision, or when the
 * result is unusual, cpu/float does it.
 */
function singleArithmetic(e: Emitter, i: Instruction, op: ArithmeticOp, form: ArithmeticForm): void {
  const result = e.temp('v128', 0)
  const fields = operandFields[form.kind]
  e.block().block()
  const operands = fields.map((field, k) => {
    const register = i[field]
    if (e.isSingle(register)) return e.singleLocal(register)
    const [tried, vector] = [e.temp('f32', 0), e.temp('v128', k + 1)]
    const source = e.doubleLocal(register)
    const push = () => e.localGet(source).asF64()
    push().f32DemoteF64().localTee(tried).f64PromoteF32()
    push().f64Ne().unlikely().brIf(0)
    e.localGet(tried).f32x4Splat().localSet(vector)
    return vector
  })
  pushNative(e, form, operands, e.nativeOptions())
  e.localSet(result)
  pushIsUnusualResult(e, result, 'f32')
  e.unlikely().brIf(0)
  if (e.floatMode === 'inline') noteOperation(e, op, fields, operands, 'f32')
  e.br(1).end()
  pushExactSingle(e, i, op, fields)
  e.localSet(result).end()
  e.localGet(result).setSingle(i.frD)
}

/** fres and frsqrte: tables of the 750. */
export function estimate(op: 'fres' | 'frsqrte'): Semantics {
  const emit: Emit = (e, i) => {
    if (e.floatMode === 'called') return exactly(e, i, op, ['frB'])
    if (op === 'fres') {
      pushExactSingle(e, i, op, ['frB'])
      e.setSingle(i.frD)
    } else {
      pushExact(e, i, op, ['frB'])
      e.bitsAsDouble().setDouble(i.frD)
    }
    record(e, i)
  }
  return { emit, replacesStatus: true }
}

const emitRoundToSingle: Emit = (e, i) => {
  if (e.floatMode === 'called') return exactly(e, i, 'frsp', ['frB'])
  const result = e.temp('v128', 0)
  const type = e.isSingle(i.frB) ? 'f32' : 'f64'
  const source = type === 'f32' ? e.singleLocal(i.frB) : e.doubleLocal(i.frB)
  e.localGet(source)
  if (type === 'f64') e.asF64().f32DemoteF64().f32x4Splat()
  e.localSet(result)
  pushIsUnusualResult(e, result, 'f32')
  e.unlikely().if()
  pushExactSingle(e, i, 'frsp', ['frB'])
  e.localSet(result)
  if (e.floatMode === 'inline' && e.notesStatus) {
    e.else()
    noteOperation(e, 'frsp', ['frB'], [source], type)
  }
  e.end().localGet(result).setSingle(i.frD)
  record(e, i)
}
export const roundToSingle: Semantics = { emit: emitRoundToSingle, replacesStatus: true }

const UPPER_WORD = 0xfff8000000000000n

/** Pushes the register for an integer in a local; the upper word is undefined by the manual: see float/convert.ts. */
export function pushIntegerBits(code: Code, integer: number, source: number): void {
  code.localGet(integer).i64ExtendI32U()
  code.localGet(source).i64ReinterpretF64().i64Const(63n).i64ShrU()
  code.localGet(integer).i32Eqz().i64ExtendI32U().i64And().i64Const(32n).i64Shl()
  code.i64Or().i64Const(BigInt.asIntN(64, UPPER_WORD)).i64Or()
}

/** Saturates; a NaN gives the most negative. */
export function convertToInteger(op: 'fctiw' | 'fctiwz'): Emit {
  return (e, i) => {
    if (e.floatMode === 'called') return exactly(e, i, op, ['frB'])
    const [integer, source] = [e.temp('i32', 0), e.temp('f64', 0)]
    e.double(i.frB).localSet(source)
    const convert = () => {
      e.localGet(source)
      if (op === 'fctiw') e.f64Nearest()
      e.i32TruncSatF64S().i32Const(-0x80000000).localGet(source).localGet(source).f64Eq().select().localSet(integer)
      pushIntegerBits(e, integer, source)
    }
    if (e.floatMode === 'values') convert()
    else {
      e.localGet(source).f64Const(-0x80000000).f64Ge().localGet(source).f64Const(0x7fffffff).f64Le().i32And()
      pushIsSteady(e).i32And()
      e.likely().if('i64')
      convert()
      noteConversion(e, op, source)
      e.else()
      pushExact(e, i, op, ['frB'])
      e.end()
    }
    e.bitsAsDouble().setDouble(i.frD)
    record(e, i)
  }
}

const RELATIONS = {
  f32: ['f32Lt', 'f32Gt', 'f32Eq'],
  f64: ['f64Lt', 'f64Gt', 'f64Eq'],
} as const

export function compareFloats(op: 'fcmpu' | 'fcmpo'): Emit {
  return (e, i) => {
    if (e.floatMode === 'called') return compareInHost(e, i, op)
    const type = e.isSingle(i.frA) && e.isSingle(i.frB) ? 'f32' : 'f64'
    const local = (register: number, k: number) => {
      const scalar = e.temp(type, k)
      if (type === 'f64') e.double(register)
      else e.single(register)
      e.localSet(scalar)
      return scalar
    }
    const operands = [local(i.frA, 0), local(i.frB, 1)] as const
    if (e.floatMode === 'inline') compareNoting(e, i, op, operands, type)
    else compareValues(e, i, operands, type)
  }
}

function compareValues(e: Emitter, i: Instruction, [a, b]: readonly [number, number], type: 'f32' | 'f64'): void {
  const first = SLOT.cr + 4 * i.crfD
  RELATIONS[type].forEach((relation, bit) => {
    if (!e.isLive(first + bit)) return
    e.localGet(a).localGet(b)[relation]()
    e.setSlot(first + bit)
  })
  if (!e.isLive(first + 3)) return
  const differs = type === 'f32' ? 'f32Ne' : 'f64Ne'
  e.localGet(a).localGet(a)[differs]()
  e.localGet(b).localGet(b)[differs]()
  e.i32Or().setSlot(first + 3)
}

function compareNoting(
  e: Emitter,
  i: Instruction,
  op: 'fcmpu' | 'fcmpo',
  operands: readonly [number, number],
  type: 'f32' | 'f64',
): void {
  const first = SLOT.cr + 4 * i.crfD
  const relations = RELATIONS[type].map((relation, bit) => {
    e.localGet(operands[0]).localGet(operands[1])[relation]()
    const holds = e.temp('i32', bit)
    e.localSet(holds)
    return holds
  })
  e.localGet(relations[0]!).localGet(relations[1]!).i32Or().localGet(relations[2]!).i32Or()
  pushIsSteady(e).i32And()
  e.likely().if()
  if (e.notesStatus) {
    const pushOperand = (operand: number) => () => {
      e.localGet(operand)
      if (type === 'f32') e.f64PromoteF32()
    }
    noteComparison(e, operands.map(pushOperand))
  }
  relations.forEach((holds, bit) => {
    if (e.isLive(first + bit)) e.localGet(holds).setSlot(first + bit)
  })
  if (e.isLive(first + 3)) e.i32Const(0).setSlot(first + 3)
  e.else()
  compareInHost(e, i, op)
  e.end()
}

function compareInHost(e: Emitter, i: Instruction, op: 'fcmpu' | 'fcmpo'): void {
  const bits = e.temp('i32', 3)
  e.i32Const(opcodeOf(op)).doubleBits(i.frA).doubleBits(i.frB).call(e.imports.floatCompare).localSet(bits)
  for (let bit = 0; bit < 4; bit++) {
    e.localGet(bits)
      .i32Const(3 - bit)
      .i32ShrU()
      .i32Const(1)
      .i32And()
      .setSlot(SLOT.cr + 4 * i.crfD + bit)
  }
}

export function move(negate: boolean): Emit {
  return (e, i) => {
    if (e.isSingle(i.frB)) {
      e.localGet(e.singleLocal(i.frB))
      if (negate) e.f32x4Neg()
      e.setSingle(i.frD)
    } else {
      e.localGet(e.doubleLocal(i.frB))
      if (negate) e.negateDouble()
      e.setDouble(i.frD)
    }
    record(e, i)
  }
}

export function absolute(negate: boolean): Emit {
  return (e, i) => {
    if (e.isSingle(i.frB)) {
      e.localGet(e.singleLocal(i.frB)).f32x4Abs()
      if (negate) e.f32x4Neg()
      e.setSingle(i.frD)
    } else {
      e.localGet(e.doubleLocal(i.frB))
      if (e.doubleType === 'v128') e.f64x2Abs()
      else e.f64Abs()
      if (negate) e.negateDouble()
      e.setDouble(i.frD)
    }
    record(e, i)
  }
}

/** frC where frA is at least zero, else, also for a NaN, frB. */
export const selectFloat: Emit = (e, i) => {
  const single = e.isSingle(i.frB) && e.isSingle(i.frC)
  const local = (register: number) => (single ? e.singleLocal(register) : e.doubleLocal(register))
  const [whenAtLeastZero, otherwise] = [local(i.frC), local(i.frB)]
  e.localGet(whenAtLeastZero).localGet(otherwise)
  if (e.isSingle(i.frA)) e.single(i.frA).f32Const(0).f32Ge()
  else e.double(i.frA).f64Const(0).f64Ge()
  e.select()
  if (single) e.setSingle(i.frD)
  else e.setDouble(i.frD)
  record(e, i)
}
