/**
 * One WebAssembly function under construction: instructions in order, locals declared as they are asked for.
 * Method names are WebAssembly's own, in camel case (i32.add is `i32Add`); each returns `this`, so that code reads like WAT.
 */

import { ByteWriter } from './byte-writer.ts'

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128'

export const VALUE_TYPE_CODE: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
}
const VOID = 0x40

/** What the branch hinting proposal says of an `if` or `br_if`. */
export interface BranchHint {
  /** From the first byte of the function's body, its local declarations included. */
  readonly offset: number
  readonly isLikely: boolean
}

export class Code {
  readonly #out = new ByteWriter(1024)
  readonly #locals: ValueType[] = []
  readonly #parameterCount: number
  readonly #hints: BranchHint[] = []
  #depth = 0

  constructor(parameterCount: number) {
    this.#parameterCount = parameterCount
  }

  /** Bytes of instructions so far. */
  get length(): number {
    return this.#out.length
  }

  /** How many blocks, loops and ifs are open: a label's depth minus this is its branch operand. */
  get depth(): number {
    return this.#depth
  }

  /** Declares a local and returns its index. */
  local(type: ValueType): number {
    this.#locals.push(type)
    return this.#parameterCount + this.#locals.length - 1
  }

  /** The body as the code section wants it, and where in it the first instruction lies. */
  finish(): { bytes: Uint8Array; codeStart: number; hints: readonly BranchHint[] } {
    const out = new ByteWriter(this.#out.length + 64)
    const runs: { type: ValueType; count: number }[] = []
    for (const type of this.#locals) {
      const last = runs.at(-1)
      if (last?.type === type) last.count++
      else runs.push({ type, count: 1 })
    }
    out.u32(runs.length)
    for (const { type, count } of runs) {
      out.u32(count)
      out.u8(VALUE_TYPE_CODE[type])
    }
    const codeStart = out.length
    out.bytes(this.#out.view())
    out.u8(0x0b)
    const hints = this.#hints.map(({ offset, isLikely }) => ({ offset: codeStart + offset, isLikely }))
    return { bytes: out.finish(), codeStart, hints }
  }

  #op(opcode: number): this {
    this.#out.u8(opcode)
    return this
  }
  #op1(opcode: number, operand: number): this {
    this.#out.u8(opcode)
    this.#out.u32(operand)
    return this
  }
  #memory(opcode: number, offset: number): this {
    this.#out.u8(opcode)
    this.#out.u8(0)
    this.#out.u32(offset)
    return this
  }
  #alignedTo(alignment: number, offset: number): this {
    this.#out.u8(alignment)
    this.#out.u32(offset)
    return this
  }
  #open(opcode: number, type: ValueType | undefined): this {
    this.#depth++
    this.#out.u8(opcode)
    this.#out.u8(type === undefined ? VOID : VALUE_TYPE_CODE[type])
    return this
  }
  #simd(opcode: number): this {
    this.#out.u8(0xfd)
    this.#out.u32(opcode)
    return this
  }

  // Control

  /** Says that the `if` or `br_if` that is next is seldom taken: an engine then keeps registers for the other way. */
  unlikely(): this {
    this.#hints.push({ offset: this.length, isLikely: false })
    return this
  }
  likely(): this {
    this.#hints.push({ offset: this.length, isLikely: true })
    return this
  }

  unreachable(): this {
    return this.#op(0x00)
  }
  block(type?: ValueType): this {
    return this.#open(0x02, type)
  }
  loop(type?: ValueType): this {
    return this.#open(0x03, type)
  }
  if(type?: ValueType): this {
    return this.#open(0x04, type)
  }
  else(): this {
    return this.#op(0x05)
  }
  end(): this {
    this.#depth--
    return this.#op(0x0b)
  }
  br(label: number): this {
    return this.#op1(0x0c, label)
  }
  brIf(label: number): this {
    return this.#op1(0x0d, label)
  }
  brTable(labels: readonly number[], otherwise: number): this {
    this.#op1(0x0e, labels.length)
    for (const label of labels) this.#out.u32(label)
    this.#out.u32(otherwise)
    return this
  }
  return(): this {
    return this.#op(0x0f)
  }
  call(functionIndex: number): this {
    return this.#op1(0x10, functionIndex)
  }
  callIndirect(typeIndex: number): this {
    this.#op1(0x11, typeIndex)
    return this.#op(0)
  }
  returnCall(functionIndex: number): this {
    return this.#op1(0x12, functionIndex)
  }
  returnCallIndirect(typeIndex: number): this {
    this.#op1(0x13, typeIndex)
    return this.#op(0)
  }
  drop(): this {
    return this.#op(0x1a)
  }
  select(): this {
    return this.#op(0x1b)
  }

  // Locals
  localGet(index: number): this {
    return this.#op1(0x20, index)
  }
  localSet(index: number): this {
    return this.#op1(0x21, index)
  }
  localTee(index: number): this {
    return this.#op1(0x22, index)
  }

  // Globals
  globalGet(index: number): this {
    return this.#op1(0x23, index)
  }
  globalSet(index: number): this {
    return this.#op1(0x24, index)
  }

  // Memory
  i32Load(offset = 0): this {
    return this.#memory(0x28, offset)
  }
  f32Load(offset = 0): this {
    return this.#memory(0x2a, offset)
  }
  f64Load(offset = 0): this {
    return this.#memory(0x2b, offset)
  }
  i32Load8U(offset = 0): this {
    return this.#memory(0x2d, offset)
  }
  i32Load16S(offset = 0): this {
    return this.#memory(0x2e, offset)
  }
  i32Load16U(offset = 0): this {
    return this.#memory(0x2f, offset)
  }
  i64Load(offset = 0): this {
    return this.#memory(0x29, offset)
  }
  i32Store(offset = 0): this {
    return this.#memory(0x36, offset)
  }
  i64Store(offset = 0): this {
    return this.#memory(0x37, offset)
  }
  f32Store(offset = 0): this {
    return this.#memory(0x38, offset)
  }
  f64Store(offset = 0): this {
    return this.#memory(0x39, offset)
  }
  i32Store8(offset = 0): this {
    return this.#memory(0x3a, offset)
  }
  i32Store16(offset = 0): this {
    return this.#memory(0x3b, offset)
  }

  // Constants
  i32Const(value: number): this {
    this.#out.u8(0x41)
    this.#out.s32(value)
    return this
  }
  i64Const(value: bigint): this {
    this.#out.u8(0x42)
    this.#out.s64(value)
    return this
  }
  f32Const(value: number): this {
    this.#out.u8(0x43)
    this.#out.f32(value)
    return this
  }
  f64Const(value: number): this {
    this.#out.u8(0x44)
    this.#out.f64(value)
    return this
  }

  // 32-bit integers
  i32Eqz(): this {
    return this.#op(0x45)
  }
  i32Eq(): this {
    return this.#op(0x46)
  }
  i32Ne(): this {
    return this.#op(0x47)
  }
  i32LtS(): this {
    return this.#op(0x48)
  }
  i32LtU(): this {
    return this.#op(0x49)
  }
  i32GtS(): this {
    return this.#op(0x4a)
  }
  i32GtU(): this {
    return this.#op(0x4b)
  }
  i32GeU(): this {
    return this.#op(0x4f)
  }
  i32Clz(): this {
    return this.#op(0x67)
  }
  i32Ctz(): this {
    return this.#op(0x68)
  }
  i32Popcnt(): this {
    return this.#op(0x69)
  }
  i32Add(): this {
    return this.#op(0x6a)
  }
  i32Sub(): this {
    return this.#op(0x6b)
  }
  i32Mul(): this {
    return this.#op(0x6c)
  }
  i32DivS(): this {
    return this.#op(0x6d)
  }
  i32DivU(): this {
    return this.#op(0x6e)
  }
  i32And(): this {
    return this.#op(0x71)
  }
  i32Or(): this {
    return this.#op(0x72)
  }
  i32Xor(): this {
    return this.#op(0x73)
  }
  i32Shl(): this {
    return this.#op(0x74)
  }
  i32ShrS(): this {
    return this.#op(0x75)
  }
  i32ShrU(): this {
    return this.#op(0x76)
  }
  i32Rotl(): this {
    return this.#op(0x77)
  }
  i32Extend8S(): this {
    return this.#op(0xc0)
  }
  i32Extend16S(): this {
    return this.#op(0xc1)
  }
  i32WrapI64(): this {
    return this.#op(0xa7)
  }

  // 64-bit integers
  i64Eq(): this {
    return this.#op(0x51)
  }
  i64Ne(): this {
    return this.#op(0x52)
  }
  i64Eqz(): this {
    return this.#op(0x50)
  }
  i64LtU(): this {
    return this.#op(0x54)
  }
  i64GtU(): this {
    return this.#op(0x56)
  }
  i64LtS(): this {
    return this.#op(0x53)
  }
  i64GeU(): this {
    return this.#op(0x5a)
  }
  i64Add(): this {
    return this.#op(0x7c)
  }
  i64Sub(): this {
    return this.#op(0x7d)
  }
  i64GtS(): this {
    return this.#op(0x55)
  }
  i64Mul(): this {
    return this.#op(0x7e)
  }
  i64And(): this {
    return this.#op(0x83)
  }
  i64Or(): this {
    return this.#op(0x84)
  }
  i64Xor(): this {
    return this.#op(0x85)
  }
  i64Shl(): this {
    return this.#op(0x86)
  }
  i64ShrU(): this {
    return this.#op(0x88)
  }
  i64ExtendI32S(): this {
    return this.#op(0xac)
  }
  i64ExtendI32U(): this {
    return this.#op(0xad)
  }

  // Floating point
  f32Eq(): this {
    return this.#op(0x5b)
  }
  f32Ne(): this {
    return this.#op(0x5c)
  }
  f32Lt(): this {
    return this.#op(0x5d)
  }
  f32Gt(): this {
    return this.#op(0x5e)
  }
  f32Ge(): this {
    return this.#op(0x60)
  }
  f64Eq(): this {
    return this.#op(0x61)
  }
  f64Ne(): this {
    return this.#op(0x62)
  }
  f64Lt(): this {
    return this.#op(0x63)
  }
  f64Gt(): this {
    return this.#op(0x64)
  }
  f64Le(): this {
    return this.#op(0x65)
  }
  f64Ge(): this {
    return this.#op(0x66)
  }
  f32Abs(): this {
    return this.#op(0x8b)
  }
  f32Neg(): this {
    return this.#op(0x8c)
  }
  f32Add(): this {
    return this.#op(0x92)
  }
  f32Sub(): this {
    return this.#op(0x93)
  }
  f32Mul(): this {
    return this.#op(0x94)
  }
  f32Div(): this {
    return this.#op(0x95)
  }
  f64Abs(): this {
    return this.#op(0x99)
  }
  f64Neg(): this {
    return this.#op(0x9a)
  }
  f64Floor(): this {
    return this.#op(0x9c)
  }
  f64Trunc(): this {
    return this.#op(0x9d)
  }
  f64Ceil(): this {
    return this.#op(0x9b)
  }
  f64Nearest(): this {
    return this.#op(0x9e)
  }
  f64Add(): this {
    return this.#op(0xa0)
  }
  f64Sub(): this {
    return this.#op(0xa1)
  }
  f64Mul(): this {
    return this.#op(0xa2)
  }
  f64Div(): this {
    return this.#op(0xa3)
  }
  f64CopySign(): this {
    return this.#op(0xa6)
  }
  f32DemoteF64(): this {
    return this.#op(0xb6)
  }
  f64PromoteF32(): this {
    return this.#op(0xbb)
  }
  i32ReinterpretF32(): this {
    return this.#op(0xbc)
  }
  i64ReinterpretF64(): this {
    return this.#op(0xbd)
  }
  f32ReinterpretI32(): this {
    return this.#op(0xbe)
  }
  f64ReinterpretI64(): this {
    return this.#op(0xbf)
  }
  i32TruncSatF64S(): this {
    return this.#op(0xfc).#op(0x02)
  }

  v128Load(offset = 0): this {
    return this.#simd(0x00).#alignedTo(0, offset)
  }
  v128And(): this {
    return this.#simd(0x4e)
  }
  i32x4Splat(): this {
    return this.#simd(0x11)
  }
  i32x4Eq(): this {
    return this.#simd(0x37)
  }
  /** The lanes' signs. */
  i32x4Bitmask(): this {
    return this.#simd(0xa4)
  }
  f64ConvertI64U(): this {
    return this.#op(0xba)
  }

  // Vectors: one lane of a relaxed multiply-add is a fused multiply-add where the engine's is fused
  f32x4Splat(): this {
    return this.#simd(0x13)
  }
  f64x2Splat(): this {
    return this.#simd(0x14)
  }
  f32x4ExtractLane(lane: number): this {
    return this.#simd(0x1f).#op(lane)
  }
  f64x2ExtractLane(lane: number): this {
    return this.#simd(0x21).#op(lane)
  }
  v128Load32Zero(offset: number): this {
    return this.#simd(0x5c).#alignedTo(0, offset)
  }
  v128Store32Lane(offset: number, lane: number): this {
    return this.#simd(0x5a).#alignedTo(0, offset).#op(lane)
  }
  f32x4Abs(): this {
    return this.#simd(0xe0)
  }
  f32x4Neg(): this {
    return this.#simd(0xe1)
  }
  f32x4Add(): this {
    return this.#simd(0xe4)
  }
  f32x4Sub(): this {
    return this.#simd(0xe5)
  }
  f32x4Mul(): this {
    return this.#simd(0xe6)
  }
  f32x4Div(): this {
    return this.#simd(0xe7)
  }
  f32x4RelaxedMadd(): this {
    return this.#simd(0x105)
  }
  f64x2RelaxedMadd(): this {
    return this.#simd(0x107)
  }
}
