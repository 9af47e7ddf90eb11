/**
 * Integer instructions (MPCFPE32B, section 4.2.1): arithmetic, compare, logical, rotate and shift.
 * Columns: mnemonic, encoding, operands, implied registers, timing, semantics.
 */

import { SLOT } from '../state.ts'
import type { Emitter } from '../translate/emitter.ts'
import type { Instruction } from './instruction.ts'
import { type Encoding, extended, type InstructionRow, primary, row, type Semantics } from './row.ts'

type Emit = (e: Emitter, i: Instruction) => void

const integer = (
  mnemonic: string,
  encoding: Encoding,
  operands: string,
  implied: string,
  timing: string,
  semantics: Emit | Semantics,
): InstructionRow => row('integer', mnemonic, encoding, operands, implied, timing, semantics)

/** Sets a register from the stack's top, and CR0 when the instruction records. */
function result(e: Emitter, i: Instruction, register: number, record = i.rc): void {
  e.setGpr(register)
  if (record) e.compareWithZero(0, register)
}

/** Overflow is when both addends have the sign that the sum has not. */
function setOverflow(e: Emitter, x: number, y: number, sum: number): void {
  e.localGet(x).localGet(sum).i32Xor().localGet(y).localGet(sum).i32Xor().i32And().i32Const(31).i32ShrU()
  recordOverflow(e)
}

/** OV from the stack's top; SO is sticky. */
function recordOverflow(e: Emitter): void {
  e.setSlot(SLOT.ov)
  e.slot(SLOT.so).slot(SLOT.ov).i32Or().setSlot(SLOT.so)
}

type Addend = 'rA' | 'not rA' | 'rB' | 'SIMM' | 'minus one' | 'zero'
type CarryIn = 'none' | 'one' | 'CA'

function pushAddend(e: Emitter, i: Instruction, addend: Addend): void {
  if (addend === 'rA') e.gpr(i.rA)
  else if (addend === 'not rA') e.gpr(i.rA).i32Const(-1).i32Xor()
  else if (addend === 'rB') e.gpr(i.rB)
  else e.i32Const(addend === 'SIMM' ? i.SIMM : addend === 'zero' ? 0 : -1)
}

/** Sums as the manual writes them: x + y + carry in, where subtraction is ¬(rA) + y + 1. */
function sum(x: Addend, y: Addend, carryIn: CarryIn, setsCarry: boolean, record = false): Emit {
  return (e, i) => {
    const [left, right, total] = [e.temp('i32', 0), e.temp('i32', 1), e.temp('i32', 2)]
    pushAddend(e, i, x)
    e.localSet(left)
    pushAddend(e, i, y)
    e.localSet(right)
    e.localGet(left).localGet(right).i32Add()
    const carryLive = setsCarry && e.isLive(SLOT.ca)
    if (carryIn === 'none') {
      e.localSet(total)
      if (carryLive) e.localGet(total).localGet(left).i32LtU().setSlot(SLOT.ca)
    } else {
      const partial = e.temp('i32', 3)
      e.localTee(partial)
      if (carryIn === 'one') e.i32Const(1)
      else e.slot(SLOT.ca)
      e.i32Add().localSet(total)
      if (carryLive) {
        // The carry out of the first addition, or out of adding the carry, which leaves 0
        e.localGet(partial).localGet(left).i32LtU()
        e.localGet(total).localGet(partial).i32LtU().i32Or().setSlot(SLOT.ca)
      }
    }
    if (i.oe) setOverflow(e, left, right, total)
    e.localGet(total)
    result(e, i, i.rD, record || i.rc)
  }
}

const add: Emit = (e, i) => {
  if (i.oe) return sum('rA', 'rB', 'none', false)(e, i)
  e.gpr(i.rA).gpr(i.rB).i32Add()
  result(e, i, i.rD)
}

const subtractFrom: Emit = (e, i) => {
  if (i.oe) return sum('not rA', 'rB', 'one', false)(e, i)
  e.gpr(i.rB).gpr(i.rA).i32Sub()
  result(e, i, i.rD)
}

const addImmediate =
  (shift: number): Emit =>
  (e, i) => {
    const value = i.SIMM << shift
    if (i.rA === 0) e.i32Const(value).setGpr(i.rD)
    else e.addToGpr(i.rD, i.rA, value)
  }

/** The high word of a product. */
const multiplyHigh =
  (extend: 'i64ExtendI32S' | 'i64ExtendI32U'): Emit =>
  (e, i) => {
    e.gpr(i.rA)[extend]().gpr(i.rB)[extend]().i64Mul().i64Const(32n).i64ShrU().i32WrapI64()
    result(e, i, i.rD)
  }

const multiplyLow: Emit = (e, i) => {
  if (i.oe) {
    const product = e.temp('i64', 0)
    e.gpr(i.rA).i64ExtendI32S().gpr(i.rB).i64ExtendI32S().i64Mul().localTee(product)
    e.localGet(product).i32WrapI64().i64ExtendI32S().i64Ne()
    recordOverflow(e)
  }
  e.gpr(i.rA).gpr(i.rB).i32Mul()
  result(e, i, i.rD)
}

/** Division that cannot be done leaves the sign of the dividend in every bit (divw) or 0 (divwu), as the 750 does. */
const divide =
  (signed: boolean): Emit =>
  (e, i) => {
    const [a, b, bad] = [e.temp('i32', 0), e.temp('i32', 1), e.temp('i32', 2)]
    e.gpr(i.rA).localSet(a).gpr(i.rB).localSet(b)
    e.localGet(b).i32Eqz()
    if (signed) {
      e.localGet(b).i32Const(-1).i32Eq().localGet(a).i32Const(-0x80000000).i32Eq().i32And().i32Or()
    }
    e.localTee(bad).if('i32')
    if (signed) e.localGet(a).i32Const(31).i32ShrS()
    else e.i32Const(0)
    e.else().localGet(a).localGet(b)
    if (signed) e.i32DivS()
    else e.i32DivU()
    e.end().setGpr(i.rD)
    if (i.oe) {
      e.localGet(bad)
      recordOverflow(e)
    }
    if (i.rc) e.compareWithZero(0, i.rD)
  }

const compare =
  (signed: boolean, immediate: boolean): Emit =>
  (e, i) =>
    e.compare(i.crfD, signed, e.gprIndex(i.rA), immediate ? { constant: signed ? i.SIMM : i.UIMM } : e.gprIndex(i.rB))

type BitOperation = 'i32And' | 'i32Or' | 'i32Xor'
interface LogicalOptions {
  readonly complementRight?: boolean
  readonly complementResult?: boolean
}

const logical =
  (operation: BitOperation, { complementRight, complementResult }: LogicalOptions = {}): Emit =>
  (e, i) => {
    e.gpr(i.rS)
    if (!(operation === 'i32Or' && i.rS === i.rB && !complementRight)) {
      e.gpr(i.rB)
      if (complementRight) e.i32Const(-1).i32Xor()
      e[operation]()
    }
    if (complementResult) e.i32Const(-1).i32Xor()
    result(e, i, i.rA)
  }

const logicalImmediate =
  (operation: BitOperation, shift: number, record = false): Emit =>
  (e, i) => {
    e.gpr(i.rS)
    e.i32Const(i.UIMM << shift)[operation]()
    result(e, i, i.rA, record)
  }

const extendSign =
  (operation: 'i32Extend8S' | 'i32Extend16S'): Emit =>
  (e, i) => {
    e.gpr(i.rS)[operation]()
    result(e, i, i.rA)
  }

/** MASK(MB, ME) of the manual: ones from bit MB to bit ME, wrapping around when MB > ME. */
export function rotateMask(mb: number, me: number): number {
  const fromMb = 0xffffffff >>> mb
  const toMe = me === 31 ? 0xffffffff : ~(0xffffffff >>> (me + 1))
  return mb <= me ? fromMb & toMe : fromMb | toMe
}

const rotateAndMask: Emit = (e, i) => {
  const mask = rotateMask(i.MB, i.ME)
  e.gpr(i.rS)
  if (i.SH !== 0 && i.MB === 0 && i.ME === 31 - i.SH) e.i32Const(i.SH).i32Shl()
  else if (i.SH !== 0 && i.ME === 31 && i.MB === 32 - i.SH) e.i32Const(i.MB).i32ShrU()
  else {
    if (i.SH !== 0) e.i32Const(i.SH).i32Rotl()
    if (mask !== -1) e.i32Const(mask).i32And()
  }
  result(e, i, i.rA)
}

const rotateByRegister: Emit = (e, i) => {
  e.gpr(i.rS).gpr(i.rB).i32Rotl().i32Const(rotateMask(i.MB, i.ME)).i32And()
  result(e, i, i.rA)
}

const rotateAndInsert: Emit = (e, i) => {
  const mask = rotateMask(i.MB, i.ME)
  e.gpr(i.rS).i32Const(i.SH).i32Rotl().i32Const(mask).i32And()
  e.gpr(i.rA).i32Const(~mask).i32And().i32Or()
  result(e, i, i.rA)
}

/** Shift counts of 32 to 63 leave nothing. */
const shift =
  (operation: 'i32Shl' | 'i32ShrU'): Emit =>
  (e, i) => {
    e.i32Const(0)
    e.gpr(i.rS).gpr(i.rB)[operation]()
    e.gpr(i.rB).i32Const(32).i32And().select()
    result(e, i, i.rA)
  }

/** CA is set when the source is negative and ones were shifted out. */
const shiftRightAlgebraicImmediate: Emit = (e, i) => {
  if (e.isLive(SLOT.ca)) {
    if (i.SH === 0) e.i32Const(0)
    else {
      e.gpr(i.rS).i32Const(31).i32ShrU()
      e.gpr(i.rS)
        .i32Const((1 << i.SH) - 1)
        .i32And()
      e.i32Const(0).i32Ne().i32And()
    }
    e.setSlot(SLOT.ca)
  }
  e.gpr(i.rS).i32Const(i.SH).i32ShrS()
  result(e, i, i.rA)
}

const shiftRightAlgebraic: Emit = (e, i) => {
  const [source, count] = [e.temp('i32', 0), e.temp('i32', 1)]
  e.gpr(i.rS).localSet(source)
  e.gpr(i.rB).localSet(count)
  if (e.isLive(SLOT.ca)) {
    e.i32Const(-1).i32Const(1).localGet(count).i32Shl().i32Const(1).i32Sub()
    e.localGet(count).i32Const(32).i32And().select()
    e.localGet(source).i32And().i32Const(0).i32Ne()
    e.localGet(source).i32Const(31).i32ShrU().i32And().setSlot(SLOT.ca)
  }
  e.localGet(source)
  e.i32Const(31).localGet(count).localGet(count).i32Const(32).i32And().select().i32ShrS()
  result(e, i, i.rA)
}

const countLeadingZeros: Emit = (e, i) => {
  e.gpr(i.rS).i32Clz()
  result(e, i, i.rA)
}

/** TO bits: less than, greater than, equal, logically less than, logically greater than. */
const trap =
  (immediate: boolean): Emit =>
  (e, i) => {
    const push = () => {
      e.gpr(i.rA)
      if (immediate) e.i32Const(i.SIMM)
      else e.gpr(i.rB)
    }
    const conditions = ['i32LtS', 'i32GtS', 'i32Eq', 'i32LtU', 'i32GtU'] as const
    e.i32Const(0)
    conditions.forEach((condition, bit) => {
      if (((i.TO >>> (4 - bit)) & 1) === 0) return
      push()
      e[condition]().i32Or()
    })
    e.unlikely().if().trap(i.pc).end()
  }

export const integerInstructions: readonly InstructionRow[] = [
  // Arithmetic
  integer('addi', primary(14), '=rD rA|0 SIMM', '', 'IU 1', addImmediate(0)),
  integer('addis', primary(15), '=rD rA|0 SIMM', '', 'IU 1', addImmediate(16)),
  integer('addx', extended(31, 266, 'OE Rc'), '=rD rA rB', '', 'IU 1', add),
  integer('addcx', extended(31, 10, 'OE Rc'), '=rD rA rB', '=CA', 'IU 1', sum('rA', 'rB', 'none', true)),
  integer('addex', extended(31, 138, 'OE Rc'), '=rD rA rB', '+CA', 'IU 1 exec', sum('rA', 'rB', 'CA', true)),
  integer('addic', primary(12), '=rD rA SIMM', '=CA', 'IU 1', sum('rA', 'SIMM', 'none', true)),
  integer('addic.', primary(13), '=rD rA SIMM', 'SO =CA =CR0', 'IU 1', sum('rA', 'SIMM', 'none', true, true)),
  integer('addmex', extended(31, 234, 'OE Rc'), '=rD rA', '+CA', 'IU 1 exec', sum('rA', 'minus one', 'CA', true)),
  integer('addzex', extended(31, 202, 'OE Rc'), '=rD rA', '+CA', 'IU 1 exec', sum('rA', 'zero', 'CA', true)),
  integer('divwx', extended(31, 491, 'OE Rc'), '=rD rA rB', '', 'IU1 19', divide(true)),
  integer('divwux', extended(31, 459, 'OE Rc'), '=rD rA rB', '', 'IU1 19', divide(false)),
  integer('mulhwx', extended(31, 75, 'Rc'), '=rD rA rB', '', 'IU1 5 of 2,3,4,5', multiplyHigh('i64ExtendI32S')),
  integer('mulhwux', extended(31, 11, 'Rc'), '=rD rA rB', '', 'IU1 6 of 2,3,4,5,6', multiplyHigh('i64ExtendI32U')),
  integer('mulli', primary(7), '=rD rA SIMM', '', 'IU1 3 of 2,3', (e, i) =>
    e.gpr(i.rA).i32Const(i.SIMM).i32Mul().setGpr(i.rD),
  ),
  integer('mullwx', extended(31, 235, 'OE Rc'), '=rD rA rB', '', 'IU1 3 of 2,3,4,5', multiplyLow),
  integer('negx', extended(31, 104, 'OE Rc'), '=rD rA', '', 'IU 1', sum('not rA', 'zero', 'one', false)),
  integer('subfx', extended(31, 40, 'OE Rc'), '=rD rA rB', '', 'IU 1', subtractFrom),
  integer('subfcx', extended(31, 8, 'OE Rc'), '=rD rA rB', '=CA', 'IU 1', sum('not rA', 'rB', 'one', true)),
  integer('subfex', extended(31, 136, 'OE Rc'), '=rD rA rB', '+CA', 'IU 1 exec', sum('not rA', 'rB', 'CA', true)),
  integer('subfic', primary(8), '=rD rA SIMM', '=CA', 'IU 1', sum('not rA', 'SIMM', 'one', true)),
  integer('subfmex', extended(31, 232, 'OE Rc'), '=rD rA', '+CA', 'IU 1 exec', sum('not rA', 'minus one', 'CA', true)),
  integer('subfzex', extended(31, 200, 'OE Rc'), '=rD rA', '+CA', 'IU 1 exec', sum('not rA', 'zero', 'CA', true)),

  // Compare
  integer('cmp', extended(31, 0), '=crfD L rA rB', 'SO', 'IU 1', compare(true, false)),
  integer('cmpi', primary(11), '=crfD L rA SIMM', 'SO', 'IU 1', compare(true, true)),
  integer('cmpl', extended(31, 32), '=crfD L rA rB', 'SO', 'IU 1', compare(false, false)),
  integer('cmpli', primary(10), '=crfD L rA UIMM', 'SO', 'IU 1', compare(false, true)),

  // Logical
  integer('andx', extended(31, 28, 'Rc'), '=rA rS rB', '', 'IU 1', logical('i32And')),
  integer('andcx', extended(31, 60, 'Rc'), '=rA rS rB', '', 'IU 1', logical('i32And', { complementRight: true })),
  integer('andi.', primary(28), '=rA rS UIMM', 'SO =CR0', 'IU 1', logicalImmediate('i32And', 0, true)),
  integer('andis.', primary(29), '=rA rS UIMM', 'SO =CR0', 'IU 1', logicalImmediate('i32And', 16, true)),
  integer('cntlzwx', extended(31, 26, 'Rc'), '=rA rS', '', 'IU 1', countLeadingZeros),
  integer('eqvx', extended(31, 284, 'Rc'), '=rA rS rB', '', 'IU 1', logical('i32Xor', { complementResult: true })),
  integer('extsbx', extended(31, 954, 'Rc'), '=rA rS', '', 'IU 1', extendSign('i32Extend8S')),
  integer('extshx', extended(31, 922, 'Rc'), '=rA rS', '', 'IU 1', extendSign('i32Extend16S')),
  integer('nandx', extended(31, 476, 'Rc'), '=rA rS rB', '', 'IU 1', logical('i32And', { complementResult: true })),
  integer('norx', extended(31, 124, 'Rc'), '=rA rS rB', '', 'IU 1', logical('i32Or', { complementResult: true })),
  integer('orx', extended(31, 444, 'Rc'), '=rA rS rB', '', 'IU 1', logical('i32Or')),
  integer('orcx', extended(31, 412, 'Rc'), '=rA rS rB', '', 'IU 1', logical('i32Or', { complementRight: true })),
  integer('ori', primary(24), '=rA rS UIMM', '', 'IU 1', logicalImmediate('i32Or', 0)),
  integer('oris', primary(25), '=rA rS UIMM', '', 'IU 1', logicalImmediate('i32Or', 16)),
  integer('xorx', extended(31, 316, 'Rc'), '=rA rS rB', '', 'IU 1', logical('i32Xor')),
  integer('xori', primary(26), '=rA rS UIMM', '', 'IU 1', logicalImmediate('i32Xor', 0)),
  integer('xoris', primary(27), '=rA rS UIMM', '', 'IU 1', logicalImmediate('i32Xor', 16)),

  // Rotate and shift
  integer('rlwimix', primary(20, 'Rc'), '+rA rS SH MB ME', '', 'IU 1', rotateAndInsert),
  integer('rlwinmx', primary(21, 'Rc'), '=rA rS SH MB ME', '', 'IU 1', rotateAndMask),
  integer('rlwnmx', primary(23, 'Rc'), '=rA rS rB MB ME', '', 'IU 1', rotateByRegister),
  integer('slwx', extended(31, 24, 'Rc'), '=rA rS rB', '', 'IU 1', shift('i32Shl')),
  integer('srawx', extended(31, 792, 'Rc'), '=rA rS rB', '=CA', 'IU 1', shiftRightAlgebraic),
  integer('srawix', extended(31, 824, 'Rc'), '=rA rS SH', '=CA', 'IU 1', shiftRightAlgebraicImmediate),
  integer('srwx', extended(31, 536, 'Rc'), '=rA rS rB', '', 'IU 1', shift('i32ShrU')),

  // Trap
  integer('tw', extended(31, 4), 'TO rA rB', '', 'IU 2', { emit: trap(false), observes: true }),
  integer('twi', primary(3), 'TO rA SIMM', '', 'IU 2', { emit: trap(true), observes: true }),
]
