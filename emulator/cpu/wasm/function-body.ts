/** One WebAssembly function under construction: instructions in order, locals declared as they are asked for, and control flow. */

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

export class FunctionBody {
  protected readonly out = new ByteWriter(1024)
  readonly #locals: ValueType[] = []
  readonly #parameterCount: number
  readonly #hints: BranchHint[] = []
  #depth = 0

  constructor(parameterCount: number) {
    this.#parameterCount = parameterCount
  }

  /** Bytes of instructions so far. */
  get length(): number {
    return this.out.length
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

  /** The body as the code section wants it, and where in it the first instruction lies. Nothing can be added any more. */
  finish(): { body: ByteWriter; codeStart: number; hints: readonly BranchHint[] } {
    const body = new ByteWriter(this.out.length + 64)
    const runs: { type: ValueType; count: number }[] = []
    for (const type of this.#locals) {
      const last = runs.at(-1)
      if (last?.type === type) last.count++
      else runs.push({ type, count: 1 })
    }
    body.u32(runs.length)
    for (const { type, count } of runs) {
      body.u32(count)
      body.u8(VALUE_TYPE_CODE[type])
    }
    const codeStart = body.length
    body.bytes(this.out.view())
    body.u8(0x0b)
    this.out.release()
    const hints = this.#hints.map(({ offset, isLikely }) => ({ offset: codeStart + offset, isLikely }))
    return { body, codeStart, hints }
  }

  protected opcode(opcode: number): this {
    this.out.u8(opcode)
    return this
  }
  protected opcodeWith(opcode: number, operand: number): this {
    this.out.u8(opcode)
    this.out.u32(operand)
    return this
  }
  protected memoryOpcode(opcode: number, offset: number): this {
    this.out.u8(opcode)
    this.out.u8(0)
    this.out.u32(offset)
    return this
  }
  protected alignedTo(alignment: number, offset: number): this {
    this.out.u8(alignment)
    this.out.u32(offset)
    return this
  }
  #open(opcode: number, type: ValueType | undefined): this {
    this.#depth++
    this.out.u8(opcode)
    this.out.u8(type === undefined ? VOID : VALUE_TYPE_CODE[type])
    return this
  }
  protected vectorOpcode(opcode: number): this {
    this.out.u8(0xfd)
    this.out.u32(opcode)
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
    return this.opcode(0x00)
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
    return this.opcode(0x05)
  }
  end(): this {
    this.#depth--
    return this.opcode(0x0b)
  }
  br(label: number): this {
    return this.opcodeWith(0x0c, label)
  }
  brIf(label: number): this {
    return this.opcodeWith(0x0d, label)
  }
  brTable(labels: readonly number[], otherwise: number): this {
    this.opcodeWith(0x0e, labels.length)
    for (const label of labels) this.out.u32(label)
    this.out.u32(otherwise)
    return this
  }
  return(): this {
    return this.opcode(0x0f)
  }
  call(functionIndex: number): this {
    return this.opcodeWith(0x10, functionIndex)
  }
  callIndirect(typeIndex: number): this {
    this.opcodeWith(0x11, typeIndex)
    return this.opcode(0)
  }
  returnCall(functionIndex: number): this {
    return this.opcodeWith(0x12, functionIndex)
  }
  returnCallIndirect(typeIndex: number): this {
    this.opcodeWith(0x13, typeIndex)
    return this.opcode(0)
  }
  drop(): this {
    return this.opcode(0x1a)
  }
  select(): this {
    return this.opcode(0x1b)
  }
}
