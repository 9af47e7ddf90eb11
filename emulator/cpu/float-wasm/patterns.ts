/** What single and double patterns look like to each other, on their way between registers and memory; NaNs keep their bits. */

import { Code } from '../wasm/code.ts'

const SIGN_SINGLE = -0x80000000
const EXPONENT_SINGLE = 0x7f800000

/** (i32) to i64: a load with single precision (MPCFPE32B, D.6). */
export function promoteBits(): Code {
  const code = new Code(1)
  code.localGet(0).i32Const(EXPONENT_SINGLE).i32And().i32Const(EXPONENT_SINGLE).i32Ne().if('i64')
  code.localGet(0).f32ReinterpretI32().f64PromoteF32().i64ReinterpretF64()
  code.else()
  code.localGet(0).i32Const(SIGN_SINGLE).i32And().i64ExtendI32U().i64Const(32n).i64Shl()
  code.i64Const(0x7ffn << 52n).i64Or()
  return code.localGet(0).i32Const(0x7fffff).i32And().i64ExtendI32U().i64Const(29n).i64Shl().i64Or().end()
}

/** Exponent fields of the 64-bit format that are denormal in single precision. */
const FIRST_DENORMAL = 874
const DENORMALS = 23
/** What is shifted out of a denormal whose field is 905 would be nothing. */
const UNSHIFTED_FIELD = 905

/**
 * (i64) to i32: a store with single precision (MPCFPE32B, D.7). Below single precision's range the manual has no answer; the 750 cuts
 * bits out all the same.
 */
export function demoteBits(): Code {
  const code = new Code(1)
  const field = code.local('i32')
  code.localGet(0).i64Const(52n).i64ShrU().i32WrapI64().i32Const(0x7ff).i32And().localTee(field)
  code.i32Const(FIRST_DENORMAL).i32Sub().i32Const(DENORMALS).i32LtU().if('i32')
  code.localGet(0).i64Const(21n).i64ShrU().i32WrapI64().i32Const(SIGN_SINGLE).i32Or()
  code.i32Const(UNSHIFTED_FIELD).localGet(field).i32Sub().i32ShrU()
  code.localGet(0).i64Const(32n).i64ShrU().i32WrapI64().i32Const(SIGN_SINGLE).i32And().i32Or()
  code.else()
  code.localGet(0).i64Const(32n).i64ShrU().i32WrapI64().i32Const(-0x40000000).i32And()
  return code.localGet(0).i64Const(29n).i64ShrU().i32WrapI64().i32Const(0x3fffffff).i32And().i32Or().end()
}
