/**
 * WebAssembly's instructions as methods, by its own names in camel case (i32.add is `i32Add`); each returns `this`, so that code
 * reads like WAT.
 */

import { FunctionBody } from './function-body.ts'

export class Code extends FunctionBody {
  // Locals
  localGet(index: number): this {
    return this.opcodeWith(0x20, index)
  }
  localSet(index: number): this {
    return this.opcodeWith(0x21, index)
  }
  localTee(index: number): this {
    return this.opcodeWith(0x22, index)
  }

  // Globals
  globalGet(index: number): this {
    return this.opcodeWith(0x23, index)
  }
  globalSet(index: number): this {
    return this.opcodeWith(0x24, index)
  }

  // Memory
  i32Load(offset = 0): this {
    return this.memoryOpcode(0x28, offset)
  }
  f32Load(offset = 0): this {
    return this.memoryOpcode(0x2a, offset)
  }
  f64Load(offset = 0): this {
    return this.memoryOpcode(0x2b, offset)
  }
  i32Load8U(offset = 0): this {
    return this.memoryOpcode(0x2d, offset)
  }
  i32Load16S(offset = 0): this {
    return this.memoryOpcode(0x2e, offset)
  }
  i32Load16U(offset = 0): this {
    return this.memoryOpcode(0x2f, offset)
  }
  i64Load(offset = 0): this {
    return this.memoryOpcode(0x29, offset)
  }
  i32Store(offset = 0): this {
    return this.memoryOpcode(0x36, offset)
  }
  i64Store(offset = 0): this {
    return this.memoryOpcode(0x37, offset)
  }
  f32Store(offset = 0): this {
    return this.memoryOpcode(0x38, offset)
  }
  f64Store(offset = 0): this {
    return this.memoryOpcode(0x39, offset)
  }
  i32Store8(offset = 0): this {
    return this.memoryOpcode(0x3a, offset)
  }
  i32Store16(offset = 0): this {
    return this.memoryOpcode(0x3b, offset)
  }

  // Constants
  i32Const(value: number): this {
    this.out.u8(0x41)
    this.out.s32(value)
    return this
  }
  i64Const(value: bigint): this {
    this.out.u8(0x42)
    this.out.s64(value)
    return this
  }
  f32Const(value: number): this {
    this.out.u8(0x43)
    this.out.f32(value)
    return this
  }
  f64Const(value: number): this {
    this.out.u8(0x44)
    this.out.f64(value)
    return this
  }

  // 32-bit integers
  i32Eqz(): this {
    return this.opcode(0x45)
  }
  i32Eq(): this {
    return this.opcode(0x46)
  }
  i32Ne(): this {
    return this.opcode(0x47)
  }
  i32LtS(): this {
    return this.opcode(0x48)
  }
  i32LtU(): this {
    return this.opcode(0x49)
  }
  i32GtS(): this {
    return this.opcode(0x4a)
  }
  i32GtU(): this {
    return this.opcode(0x4b)
  }
  i32GeU(): this {
    return this.opcode(0x4f)
  }
  i32Clz(): this {
    return this.opcode(0x67)
  }
  i32Ctz(): this {
    return this.opcode(0x68)
  }
  i32Popcnt(): this {
    return this.opcode(0x69)
  }
  i32Add(): this {
    return this.opcode(0x6a)
  }
  i32Sub(): this {
    return this.opcode(0x6b)
  }
  i32Mul(): this {
    return this.opcode(0x6c)
  }
  i32DivS(): this {
    return this.opcode(0x6d)
  }
  i32DivU(): this {
    return this.opcode(0x6e)
  }
  i32And(): this {
    return this.opcode(0x71)
  }
  i32Or(): this {
    return this.opcode(0x72)
  }
  i32Xor(): this {
    return this.opcode(0x73)
  }
  i32Shl(): this {
    return this.opcode(0x74)
  }
  i32ShrS(): this {
    return this.opcode(0x75)
  }
  i32ShrU(): this {
    return this.opcode(0x76)
  }
  i32Rotl(): this {
    return this.opcode(0x77)
  }
  i32Extend8S(): this {
    return this.opcode(0xc0)
  }
  i32Extend16S(): this {
    return this.opcode(0xc1)
  }
  i32WrapI64(): this {
    return this.opcode(0xa7)
  }

  // 64-bit integers
  i64Eq(): this {
    return this.opcode(0x51)
  }
  i64Ne(): this {
    return this.opcode(0x52)
  }
  i64Eqz(): this {
    return this.opcode(0x50)
  }
  i64LtU(): this {
    return this.opcode(0x54)
  }
  i64GtU(): this {
    return this.opcode(0x56)
  }
  i64LtS(): this {
    return this.opcode(0x53)
  }
  i64GeU(): this {
    return this.opcode(0x5a)
  }
  i64Add(): this {
    return this.opcode(0x7c)
  }
  i64Sub(): this {
    return this.opcode(0x7d)
  }
  i64GtS(): this {
    return this.opcode(0x55)
  }
  i64Mul(): this {
    return this.opcode(0x7e)
  }
  i64And(): this {
    return this.opcode(0x83)
  }
  i64Or(): this {
    return this.opcode(0x84)
  }
  i64Xor(): this {
    return this.opcode(0x85)
  }
  i64Shl(): this {
    return this.opcode(0x86)
  }
  i64ShrU(): this {
    return this.opcode(0x88)
  }
  i64ExtendI32S(): this {
    return this.opcode(0xac)
  }
  i64ExtendI32U(): this {
    return this.opcode(0xad)
  }

  // Floating point
  f32Eq(): this {
    return this.opcode(0x5b)
  }
  f32Ne(): this {
    return this.opcode(0x5c)
  }
  f32Lt(): this {
    return this.opcode(0x5d)
  }
  f32Gt(): this {
    return this.opcode(0x5e)
  }
  f32Ge(): this {
    return this.opcode(0x60)
  }
  f64Eq(): this {
    return this.opcode(0x61)
  }
  f64Ne(): this {
    return this.opcode(0x62)
  }
  f64Lt(): this {
    return this.opcode(0x63)
  }
  f64Gt(): this {
    return this.opcode(0x64)
  }
  f64Le(): this {
    return this.opcode(0x65)
  }
  f64Ge(): this {
    return this.opcode(0x66)
  }
  f32Abs(): this {
    return this.opcode(0x8b)
  }
  f32Neg(): this {
    return this.opcode(0x8c)
  }
  f32Add(): this {
    return this.opcode(0x92)
  }
  f32Sub(): this {
    return this.opcode(0x93)
  }
  f32Mul(): this {
    return this.opcode(0x94)
  }
  f32Div(): this {
    return this.opcode(0x95)
  }
  f64Abs(): this {
    return this.opcode(0x99)
  }
  f64Neg(): this {
    return this.opcode(0x9a)
  }
  f64Floor(): this {
    return this.opcode(0x9c)
  }
  f64Trunc(): this {
    return this.opcode(0x9d)
  }
  f64Ceil(): this {
    return this.opcode(0x9b)
  }
  f64Nearest(): this {
    return this.opcode(0x9e)
  }
  f64Add(): this {
    return this.opcode(0xa0)
  }
  f64Sub(): this {
    return this.opcode(0xa1)
  }
  f64Mul(): this {
    return this.opcode(0xa2)
  }
  f64Div(): this {
    return this.opcode(0xa3)
  }
  f64CopySign(): this {
    return this.opcode(0xa6)
  }
  f32DemoteF64(): this {
    return this.opcode(0xb6)
  }
  f64PromoteF32(): this {
    return this.opcode(0xbb)
  }
  i32ReinterpretF32(): this {
    return this.opcode(0xbc)
  }
  i64ReinterpretF64(): this {
    return this.opcode(0xbd)
  }
  f32ReinterpretI32(): this {
    return this.opcode(0xbe)
  }
  f64ReinterpretI64(): this {
    return this.opcode(0xbf)
  }
  i32TruncSatF64S(): this {
    return this.opcode(0xfc).opcode(0x02)
  }

  v128Load(offset = 0): this {
    return this.vectorOpcode(0x00).alignedTo(0, offset)
  }
  v128Store(offset = 0): this {
    return this.vectorOpcode(0x0b).alignedTo(0, offset)
  }
  v128AnyTrue(): this {
    return this.vectorOpcode(0x53)
  }
  v128And(): this {
    return this.vectorOpcode(0x4e)
  }
  i32x4Splat(): this {
    return this.vectorOpcode(0x11)
  }
  i32x4Eq(): this {
    return this.vectorOpcode(0x37)
  }
  /** The lanes' signs. */
  i32x4Bitmask(): this {
    return this.vectorOpcode(0xa4)
  }
  f64ConvertI64U(): this {
    return this.opcode(0xba)
  }

  // Vectors: one lane of a relaxed multiply-add is a fused multiply-add where the engine's is fused
  f32x4Splat(): this {
    return this.vectorOpcode(0x13)
  }
  f64x2Splat(): this {
    return this.vectorOpcode(0x14)
  }
  f32x4ExtractLane(lane: number): this {
    return this.vectorOpcode(0x1f).opcode(lane)
  }
  f64x2ExtractLane(lane: number): this {
    return this.vectorOpcode(0x21).opcode(lane)
  }
  v128Load32Zero(offset: number): this {
    return this.vectorOpcode(0x5c).alignedTo(0, offset)
  }
  v128Store32Lane(offset: number, lane: number): this {
    return this.vectorOpcode(0x5a).alignedTo(0, offset).opcode(lane)
  }
  v128Load64Zero(offset: number): this {
    return this.vectorOpcode(0x5d).alignedTo(0, offset)
  }
  i64x2Splat(): this {
    return this.vectorOpcode(0x12)
  }
  f64x2PromoteLowF32x4(): this {
    return this.vectorOpcode(0x5f)
  }
  f64x2Abs(): this {
    return this.vectorOpcode(0xec)
  }
  f64x2Neg(): this {
    return this.vectorOpcode(0xed)
  }
  f64x2Add(): this {
    return this.vectorOpcode(0xf0)
  }
  f64x2Sub(): this {
    return this.vectorOpcode(0xf1)
  }
  f64x2Mul(): this {
    return this.vectorOpcode(0xf2)
  }
  f64x2Div(): this {
    return this.vectorOpcode(0xf3)
  }
  f32x4Ne(): this {
    return this.vectorOpcode(0x42)
  }
  f32x4Abs(): this {
    return this.vectorOpcode(0xe0)
  }
  f32x4Neg(): this {
    return this.vectorOpcode(0xe1)
  }
  f32x4Add(): this {
    return this.vectorOpcode(0xe4)
  }
  f32x4Sub(): this {
    return this.vectorOpcode(0xe5)
  }
  f32x4Mul(): this {
    return this.vectorOpcode(0xe6)
  }
  f32x4Div(): this {
    return this.vectorOpcode(0xe7)
  }
  f32x4RelaxedMadd(): this {
    return this.vectorOpcode(0x105)
  }
  f64x2RelaxedMadd(): this {
    return this.vectorOpcode(0x107)
  }
}
