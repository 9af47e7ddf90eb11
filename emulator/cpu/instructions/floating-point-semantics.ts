/** The WebAssembly of floating-point instructions. See floating-point.ts for when which arithmetic is used. */

import { type FloatOp, floatOps } from '../float/exact.ts'
import { SLOT } from '../state.ts'
import type { Emitter } from '../translate/emitter.ts'
import type { Instruction } from './instruction.ts'

export type Emit = (e: Emitter, i: Instruction) => void
type FloatField = 'frA' | 'frB' | 'frC'
interface FusedForm {
  readonly subtract: boolean
  readonly negate: boolean
}
/** What one WebAssembly instruction computes from the operands on the stack, or a form of multiply-add. */
type Operation = ((e: Emitter) => Emitter) | FusedForm

const opcodeOf = (op: FloatOp): number => floatOps.indexOf(op)

/** Pushes what cpu/float makes of the operands, a 64-bit pattern: in exact mode, with every bit of the FPSCR. */
function pushExact(e: Emitter, i: Instruction, op: FloatOp, fields: readonly FloatField[]): void {
  const push = (field: FloatField) => {
    if (fields.includes(field)) e.doubleBits(i[field])
    else e.i64Const(0n)
  }
  e.i32Const(opcodeOf(op))
  push('frA')
  push('frB')
  push('frC')
  if (!e.exactFloat) {
    e.call(e.imports.floatValue)
    return
  }
  // Where an enabled exception withholds the result, frD stays as it is
  e.doubleBits(i.frD)
  e.call(e.imports.floatExact)
}

function record(e: Emitter, i: Instruction): void {
  if (i.rc) e.recordCr1()
}

/** Everything by cpu/float. */
function exactly(e: Emitter, i: Instruction, op: FloatOp, fields: readonly FloatField[]): void {
  pushExact(e, i, op, fields)
  e.f64ReinterpretI64().setDouble(i.frD)
  record(e, i)
}

export function arithmetic(
  op: FloatOp,
  fields: readonly FloatField[],
  precision: 'single' | 'double',
  operation: Operation,
): Emit {
  return (e, i) => {
    if (e.exactFloat) return exactly(e, i, op, fields)
    if (precision === 'single') singleArithmetic(e, i, op, fields, operation)
    else doubleArithmetic(e, i, op, fields, operation)
    record(e, i)
  }
}

function doubleArithmetic(
  e: Emitter,
  i: Instruction,
  op: FloatOp,
  fields: readonly FloatField[],
  operation: Operation,
): void {
  const result = e.temp('f64', 0)
  const operands = fields.map((field) => e.doubleLocal(i[field]))
  if (typeof operation === 'function') {
    for (const operand of operands) e.localGet(operand)
    operation(e)
  } else fuseDouble(e, operands, operation)
  e.localTee(result).localGet(result).f64Ne().if()
  pushExact(e, i, op, fields)
  e.f64ReinterpretI64().localSet(result).end()
  e.localGet(result).setDouble(i.frD)
}

function fuseDouble(e: Emitter, [a, c, b]: readonly number[], { subtract, negate }: FusedForm): void {
  const pushAddend = () => {
    e.localGet(b!)
    if (subtract) e.f64Neg()
  }
  if (e.relaxedMadd) {
    e.localGet(a!).f64x2Splat().localGet(c!).f64x2Splat()
    pushAddend()
    e.f64x2Splat().f64x2RelaxedMadd().f64x2ExtractLane(0)
  } else {
    e.localGet(a!).localGet(c!)
    pushAddend()
    e.call(e.imports.fusedMultiplyAdd)
  }
  if (negate) e.f64Neg()
}

/**
 * Operands known to be single precision are used as they are; others are tried, and when one is not single precision, or when the
 * result is a NaN, cpu/float does it.
 */
function singleArithmetic(
  e: Emitter,
  i: Instruction,
  op: FloatOp,
  fields: readonly FloatField[],
  operation: Operation,
): void {
  const result = e.temp('f32', 0)
  e.block().block()
  const operands = fields.map((field, k) => {
    const register = i[field]
    if (e.isSingle(register)) return e.singleLocal(register)
    const tried = e.temp('f32', k + 1)
    const source = e.doubleLocal(register)
    e.localGet(source).f32DemoteF64().localTee(tried).f64PromoteF32().localGet(source).f64Ne().brIf(0)
    return tried
  })
  if (typeof operation === 'function') {
    for (const operand of operands) e.localGet(operand)
    operation(e)
  } else fuseSingle(e, operands, operation)
  e.localTee(result).localGet(result).f32Eq().brIf(1)
  e.end()
  pushExact(e, i, op, fields)
  e.call(e.imports.demoteBits).f32ReinterpretI32().localSet(result).end()
  e.localGet(result).setSingle(i.frD)
}

const SMALLEST_NORMAL_SINGLE = 2 ** -126
const DISCARDED_BITS = 0x1fffffffn
const HALFWAY = 0x10000000n

/**
 * Without a fused multiply-add: the product of two singles is exact in double precision, and rounding the sum twice is right unless the first
 * rounding left it exactly halfway between two singles, or the single is subnormal. Then branches to label 0.
 */
function fuseSingle(e: Emitter, [a, c, b]: readonly number[], { subtract, negate }: FusedForm): void {
  if (e.relaxedMadd) {
    e.localGet(a!).f32x4Splat().localGet(c!).f32x4Splat().localGet(b!)
    if (subtract) e.f32Neg()
    e.f32x4Splat().f32x4RelaxedMadd().f32x4ExtractLane(0)
  } else {
    const sum = e.temp('f64', 0)
    e.localGet(a!).f64PromoteF32().localGet(c!).f64PromoteF32().f64Mul().localGet(b!).f64PromoteF32()
    if (subtract) e.f64Sub()
    else e.f64Add()
    e.localTee(sum).i64ReinterpretF64().i64Const(DISCARDED_BITS).i64And().i64Const(HALFWAY).i64Eq()
    e.localGet(sum).f64Abs().f64Const(SMALLEST_NORMAL_SINGLE).f64Lt()
    e.localGet(sum).f64Const(0).f64Ne().i32And().i32Or().brIf(0)
    e.localGet(sum).f32DemoteF64()
  }
  if (negate) e.f32Neg()
}

/** fres and frsqrte: tables of the 750. */
export function estimate(op: 'fres' | 'frsqrte'): Emit {
  return (e, i) => {
    if (e.exactFloat) return exactly(e, i, op, ['frB'])
    pushExact(e, i, op, ['frB'])
    if (op === 'fres') e.call(e.imports.demoteBits).f32ReinterpretI32().setSingle(i.frD)
    else e.f64ReinterpretI64().setDouble(i.frD)
    record(e, i)
  }
}

export const roundToSingle: Emit = (e, i) => {
  if (e.exactFloat) return exactly(e, i, 'frsp', ['frB'])
  const result = e.temp('f32', 0)
  if (e.isSingle(i.frB)) e.localGet(e.singleLocal(i.frB))
  else e.localGet(e.doubleLocal(i.frB)).f32DemoteF64()
  e.localTee(result).localGet(result).f32Ne().if()
  pushExact(e, i, 'frsp', ['frB'])
  e.call(e.imports.demoteBits).f32ReinterpretI32().localSet(result).end()
  e.localGet(result).setSingle(i.frD)
  record(e, i)
}

const UPPER_WORD = 0xfff8000000000000n

/** Saturates; a NaN gives the most negative. The upper word is undefined by the manual: see float/convert.ts. */
export function convertToInteger(op: 'fctiw' | 'fctiwz'): Emit {
  return (e, i) => {
    if (e.exactFloat) return exactly(e, i, op, ['frB'])
    const integer = e.temp('i32', 0)
    const source = e.doubleLocal(i.frB)
    e.localGet(source)
    if (op === 'fctiw') e.f64Nearest()
    e.i32TruncSatF64S().i32Const(-0x80000000).localGet(source).localGet(source).f64Eq().select().localTee(integer)
    e.i64ExtendI32U()
    e.localGet(source).i64ReinterpretF64().i64Const(63n).i64ShrU()
    e.localGet(integer).i32Eqz().i64ExtendI32U().i64And().i64Const(32n).i64Shl()
    e.i64Or().i64Const(BigInt.asIntN(64, UPPER_WORD)).i64Or().f64ReinterpretI64().setDouble(i.frD)
    record(e, i)
  }
}

export function compareFloats(op: 'fcmpu' | 'fcmpo'): Emit {
  return (e, i) => {
    const first = SLOT.cr + 4 * i.crfD
    if (e.exactFloat) {
      const bits = e.temp('i32', 0)
      e.i32Const(opcodeOf(op)).doubleBits(i.frA).doubleBits(i.frB).call(e.imports.floatCompare).localSet(bits)
      for (let bit = 0; bit < 4; bit++) {
        e.localGet(bits)
          .i32Const(3 - bit)
          .i32ShrU()
          .i32Const(1)
          .i32And()
          .setSlot(first + bit)
      }
      return
    }
    const single = e.isSingle(i.frA) && e.isSingle(i.frB)
    const [a, b] = single ? [e.singleLocal(i.frA), e.singleLocal(i.frB)] : [e.doubleLocal(i.frA), e.doubleLocal(i.frB)]
    const relations = single ? (['f32Lt', 'f32Gt', 'f32Eq'] as const) : (['f64Lt', 'f64Gt', 'f64Eq'] as const)
    relations.forEach((relation, bit) => {
      if (!e.isLive(first + bit)) return
      e.localGet(a).localGet(b)[relation]()
      e.setSlot(first + bit)
    })
    if (!e.isLive(first + 3)) return
    const differs = single ? 'f32Ne' : 'f64Ne'
    e.localGet(a).localGet(a)[differs]()
    e.localGet(b).localGet(b)[differs]()
    e.i32Or().setSlot(first + 3)
  }
}

export function move(negate: boolean): Emit {
  return (e, i) => {
    if (e.isSingle(i.frB)) {
      e.localGet(e.singleLocal(i.frB))
      if (negate) e.f32Neg()
      e.setSingle(i.frD)
    } else {
      e.localGet(e.doubleLocal(i.frB))
      if (negate) e.f64Neg()
      e.setDouble(i.frD)
    }
    record(e, i)
  }
}

export function absolute(negate: boolean): Emit {
  return (e, i) => {
    if (e.isSingle(i.frB)) {
      e.localGet(e.singleLocal(i.frB)).f32Abs()
      if (negate) e.f32Neg()
      e.setSingle(i.frD)
    } else {
      e.localGet(e.doubleLocal(i.frB)).f64Abs()
      if (negate) e.f64Neg()
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
  if (e.isSingle(i.frA)) e.localGet(e.singleLocal(i.frA)).f32Const(0).f32Ge()
  else e.localGet(e.doubleLocal(i.frA)).f64Const(0).f64Ge()
  e.select()
  if (single) e.setSingle(i.frD)
  else e.setDouble(i.frD)
  record(e, i)
}
