/** Between translated code and the model: WebAssembly that cuts accesses into lines and keeps the filter's tables. */

import type { GuestMemory } from '../../../memory/guest-memory.ts'
import { STATE } from '../../state.ts'
import { Code } from '../../wasm/code.ts'
import type { FunctionType, ModuleBuilder } from '../../wasm/module.ts'
import { type CacheFilter, DATA_LINES, ENTRY_SHIFT, entryMask, MODIFIED, PRESENT } from './filter.ts'
import { LINE_BYTES } from './hierarchy.ts'
import { DIRTY } from './layout.ts'
import type { ModelIndices } from './model.ts'

const i32 = 'i32' as const

/** What translated code may call: the model's functions take one line each, these take accesses. */
export const PORT_TYPES = {
  /** (host address, bytes, LINE_OPERATION, pc, fuel) to the fuel that is left. */
  cacheAccess: { parameters: [i32, i32, i32, i32, i32], results: [i32] },
  /** (line, fuel) to the fuel that is left. */
  cacheFetch: { parameters: [i32, i32], results: [i32] },
  /** (guest address, CLEAN, fuel). */
  cacheClean: { parameters: [i32, i32, i32], results: [] },
  /** (fuel) to the fuel that is left. */
  cacheDrain: { parameters: [i32], results: [i32] },
  /** (guest address). */
  cacheForget: { parameters: [i32], results: [] },
} satisfies Record<string, FunctionType>
export type PortName = keyof typeof PORT_TYPES
export type Ports = Record<PortName, (...values: number[]) => number>

/** A line changed by this is of another set: as an entry it is never met. */
const ANOTHER_SET = LINE_BYTES

/** Adds the ports to a module. */
export function definePorts(module: ModuleBuilder, memorySize: number, model: ModelIndices, filter: CacheFilter): void {
  const code = new PortCode(memorySize, model, filter)
  for (const name of Object.keys(PORT_TYPES) as PortName[]) {
    const { parameters, results } = PORT_TYPES[name] as FunctionType
    module.define(module.declare(name, module.type(parameters, results)), code[name]())
  }
}

class PortCode {
  readonly #memorySize: number
  readonly #model: ModelIndices
  readonly #filter: CacheFilter

  constructor(memorySize: number, model: ModelIndices, filter: CacheFilter) {
    this.#memorySize = memorySize
    this.#model = model
    this.#filter = filter
  }

  cacheAccess(): Code {
    const c = new Code(5)
    const [host, byteCount, operation, pc, fuel] = [0, 1, 2, 3, 4]
    const [line, end, entry] = [c.local('i32'), c.local('i32'), c.local('i32')]
    const [modified, hostLine, which] = [c.local('i32'), c.local('i32'), c.local('i32')]
    c.i32Const(this.#memorySize).localGet(byteCount).i32Sub().localGet(host).i32Sub().localTee(line)
    // Outside RAM a load or a store traps by itself, and dcbt does nothing
    c.i32Const(this.#memorySize).i32GeU().if().localGet(fuel).return().end()
    c.localGet(line).localGet(byteCount).i32Add().i32Const(1).i32Sub().i32Const(-LINE_BYTES).i32And().localSet(end)
    c.localGet(line).i32Const(-LINE_BYTES).i32And().localSet(line)
    c.loop()
    this.#locate(c, line, hostLine, entry)
    c.localGet(line).localGet(operation).localGet(pc).localGet(fuel)
    this.#pushLast(c, entry, which)
    c.call(this.#model.data).localSet(fuel).localSet(modified)
    // It replaces the line that was accessed before the last, unless it is one of the two
    c.localGet(entry).i32Load(STATE.lastData).localSet(which)
    this.#pushIsIn(c, entry, hostLine, 0)
    c.if().i32Const(0).localSet(which).else()
    this.#pushIsIn(c, entry, hostLine, 1)
    c.if().i32Const(1).localSet(which).else()
    c.localGet(which).i32Eqz().localSet(which)
    c.end().end()
    c.localGet(entry).localGet(which).i32Store(STATE.lastData)
    this.#pushWhich(c, entry, which).localGet(hostLine)
    c.localGet(modified)
      .i32Const(MODIFIED / DIRTY)
      .i32Mul()
      .i32Or()
      .i32Store(DATA_LINES[0])
    c.localGet(line).localGet(end).i32Eq().if().localGet(fuel).return().end()
    c.localGet(line).i32Const(LINE_BYTES).i32Add().localSet(line).br(0)
    c.end()
    return c.unreachable()
  }

  cacheFetch(): Code {
    const c = new Code(2)
    const [line, fuel] = [0, 1]
    this.#pushOffset(c, line, this.#filter.instructionSets)
    c.localGet(line).i32Const(PRESENT).i32Or().i32Store(STATE.instructionLines)
    return c.localGet(line).localGet(fuel).call(this.#model.instruction)
  }

  cacheClean(): Code {
    const c = new Code(3)
    const [address, keep, fuel] = [0, 1, 2]
    const [line, entry, hostLine, which] = [c.local('i32'), c.local('i32'), c.local('i32'), c.local('i32')]
    c.localGet(address).i32Const(this.#memorySize).i32GeU().if().return().end()
    c.localGet(address).i32Const(-LINE_BYTES).i32And().localSet(line)
    this.#locate(c, line, hostLine, entry)
    c.localGet(line).localGet(keep).localGet(fuel)
    this.#pushLast(c, entry, which)
    c.call(this.#model.clean)
    // Whatever is accessed next, the model is asked
    for (const table of DATA_LINES) c.localGet(entry).localGet(hostLine).i32Const(ANOTHER_SET).i32Xor().i32Store(table)
    return c
  }

  cacheDrain(): Code {
    return new Code(1).localGet(0).call(this.#model.drain)
  }

  cacheForget(): Code {
    const c = new Code(1)
    const line = c.local('i32')
    c.localGet(0).i32Const(-LINE_BYTES).i32And().localTee(line).call(this.#model.forgetInstruction)
    this.#pushOffset(c, line, this.#filter.instructionSets).i32Load(STATE.instructionLines)
    c.localGet(line).i32Const(PRESENT).i32Or().i32Eq().if()
    this.#pushOffset(c, line, this.#filter.instructionSets).i32Const(0).i32Store(STATE.instructionLines)
    return c.end()
  }

  /** Sets locals to a line's host offset and to the offset of its set's entries. */
  #locate(c: Code, line: number, hostLine: number, entry: number): void {
    c.i32Const(this.#memorySize - LINE_BYTES)
      .localGet(line)
      .i32Sub()
      .localSet(hostLine)
    this.#pushOffset(c, hostLine, this.#filter.dataSets).localSet(entry)
  }
  /** Pushes the offset of one of a set's two entries, from the first table. */
  #pushWhich(c: Code, entry: number, which: number): Code {
    c.localGet(which)
      .i32Const(DATA_LINES[1] - DATA_LINES[0])
      .i32Mul()
    return c.localGet(entry).i32Add()
  }
  /** Pushes the guest line that was accessed last in a set. */
  #pushLast(c: Code, entry: number, which: number): void {
    c.localGet(entry).i32Load(STATE.lastData).localSet(which)
    c.i32Const(this.#memorySize - LINE_BYTES)
    this.#pushWhich(c, entry, which).i32Load(DATA_LINES[0]).i32Const(-LINE_BYTES).i32And().i32Sub()
  }
  #pushIsIn(c: Code, entry: number, hostLine: number, which: 0 | 1): void {
    c.localGet(entry).i32Load(DATA_LINES[which]).localGet(hostLine).i32Xor().i32Const(-LINE_BYTES).i32And().i32Eqz()
  }
  /** Where in its table an address's entry lies. */
  #pushOffset(c: Code, address: number, sets: number): Code {
    return c.localGet(address).i32Const(ENTRY_SHIFT).i32ShrU().i32Const(entryMask(sets)).i32And()
  }
}

/** Marks all entries for data as no line's. */
export function clearFilter(memory: GuestMemory, { dataSets }: CacheFilter): void {
  const view = new DataView(memory.wasm.buffer)
  for (let set = 0; set < dataSets; set++) {
    for (const table of DATA_LINES) view.setUint32(table + 4 * set, (set * LINE_BYTES) ^ ANOTHER_SET, true)
  }
}
