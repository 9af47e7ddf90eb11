/** fres and frsqrte of ordinary operands, (i64) to i64, on the tables of float/estimates.ts in the state block. */

import {
  FIRST_FIELD_IN_RANGE,
  FIRST_FIELD_TO_ZERO,
  RECIPROCAL,
  RECIPROCAL_SQUARE_ROOT,
  type Segment,
} from '../float/estimates.ts'
import { STATE } from '../state-layout.ts'
import { Code } from '../wasm/code.ts'

const RECIPROCALS = STATE.estimates
const ROOTS = STATE.estimates + 8 * RECIPROCAL.length
const SIGN = -1n << 63n
const FIELD = 0x7ffn

/** Writes the tables: pairs of start and slope. */
export function writeEstimates(view: DataView): void {
  const write = (at: number, segments: readonly Segment[]) => {
    segments.forEach(([start, slope], k) => {
      view.setInt32(at + 8 * k, start, true)
      view.setInt32(at + 8 * k + 4, slope, true)
    })
  }
  write(RECIPROCALS, RECIPROCAL)
  write(ROOTS, RECIPROCAL_SQUARE_ROOT)
}

/** Pushes whether the operand, a local, is ordinary: a reciprocal is a normal single; a root has a positive normal operand. */
export function pushIsOrdinary(code: Code, op: 'fres' | 'frsqrte', operand: number): void {
  code.localGet(operand).i64Const(52n).i64ShrU()
  if (op === 'fres') {
    code.i64Const(FIELD).i64And().i64Const(BigInt(FIRST_FIELD_IN_RANGE)).i64Sub()
    code.i64Const(BigInt(FIRST_FIELD_TO_ZERO - FIRST_FIELD_IN_RANGE)).i64LtU()
  } else
    code
      .i64Const(1n)
      .i64Sub()
      .i64Const(FIELD - 1n)
      .i64LtU()
}

/** Pushes the field of the exponent. */
const pushField = (code: Code): Code =>
  code.localGet(0).i64Const(52n).i64ShrU().i32WrapI64().i32Const(Number(FIELD)).i32And()

/** Pushes the start of the segment that the upper bits of an index, a local, choose, and the slope times the lower bits. */
function pushSegment(code: Code, index: number, positionBits: number, table: number): void {
  const segment = code.local('i32')
  code.localGet(index).i32Const(positionBits).i32ShrU().i32Const(3).i32Shl().localTee(segment).i32Load(table)
  code.localGet(segment).i32Load(table + 4)
  code
    .localGet(index)
    .i32Const((1 << positionBits) - 1)
    .i32And()
    .i32Mul()
}

/** The fifteen upper bits of the fraction are the index of a reciprocal; for a root the lowest of the exponent comes before them. */
const FRACTION_BITS = 15
const pushIndex = (code: Code): Code =>
  code
    .localGet(0)
    .i64Const(BigInt(52 - FRACTION_BITS))
    .i64ShrU()
    .i32WrapI64()

/** As fres750. */
export function reciprocal(): Code {
  const code = new Code(1)
  const index = code.local('i32')
  code.localGet(0).i64Const(SIGN).i64And()
  code.i32Const(2045)
  pushField(code).i32Sub().i64ExtendI32U().i64Const(52n).i64Shl().i64Or()
  pushIndex(code)
    .i32Const((1 << FRACTION_BITS) - 1)
    .i32And()
    .localSet(index)
  pushSegment(code, index, 10, RECIPROCALS)
  return code.i32Const(1).i32Add().i32Const(1).i32ShrU().i32Sub().i64ExtendI32U().i64Const(29n).i64Shl().i64Or()
}

/** As frsqrte750. */
export function reciprocalSquareRoot(): Code {
  const code = new Code(1)
  const index = code.local('i32')
  code.i32Const(1023).i32Const(1022)
  pushField(code).i32Sub().i32Const(1).i32ShrS().i32Add().i64ExtendI32U().i64Const(52n).i64Shl()
  pushIndex(code)
    .i32Const((2 << FRACTION_BITS) - 1)
    .i32And()
    .localSet(index)
  pushSegment(code, index, 11, ROOTS)
  return code.i32Sub().i64ExtendI32U().i64Const(26n).i64Shl().i64Or()
}
