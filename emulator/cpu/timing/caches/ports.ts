/** Between translated code and the model: WebAssembly that cuts accesses into lines and keeps the filter's tables. */

import { STATE } from '../../state.ts'
import { Code } from '../../wasm/code.ts'
import type { FunctionType, ModuleBuilder } from '../../wasm/module.ts'
import { type CacheFilter, ENTRY_SHIFT, emitTouch, entryMask, FETCHED, pushPresence } from './filter.ts'
import { LINE_BYTES } from './hierarchy.ts'
import { MODIFIED, PRESENT } from './layout.ts'
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
    const [line, end] = [c.local('i32'), c.local('i32')]
    c.i32Const(this.#memorySize).localGet(byteCount).i32Sub().localGet(host).i32Sub().localTee(line)
    // Outside RAM a load or a store traps by itself, and dcbt does nothing
    c.i32Const(this.#memorySize).i32GeU().if().localGet(fuel).return().end()
    this.#ifPresent(c, host, byteCount, operation, () => {
      emitTouch(c, this.#filter, () => c.localGet(host), [end, line])
      c.localGet(fuel).return()
    })
    c.localGet(line).localGet(byteCount).i32Add().i32Const(1).i32Sub().i32Const(-LINE_BYTES).i32And().localSet(end)
    c.localGet(line).i32Const(-LINE_BYTES).i32And().localSet(line)
    c.loop()
    c.localGet(line).localGet(operation).localGet(pc).localGet(fuel).call(this.#model.data).localSet(fuel)
    c.localGet(line).localGet(end).i32Eq().if().localGet(fuel).return().end()
    c.localGet(line).i32Const(LINE_BYTES).i32Add().localSet(line).br(0)
    c.end()
    return c.unreachable()
  }

  /** Runs the code for accesses within one line that is in the cache, and modified if it is to be. */
  #ifPresent(c: Code, host: number, byteCount: number, operation: number, emit: () => void): void {
    const wanted = c.local('i32')
    c.localGet(operation).i32Const(1).i32And().i32Const(MODIFIED).i32Mul().i32Const(PRESENT).i32Or().localSet(wanted)
    pushPresence(c, this.#filter, () => c.localGet(host))
    c.localGet(wanted).i32And().localGet(wanted).i32Xor()
    c.localGet(host).localGet(byteCount).i32Add().i32Const(1).i32Sub()
    c.localGet(host).i32Xor().i32Const(-LINE_BYTES).i32And().i32Or().i32Eqz().if()
    emit()
    c.end()
  }

  cacheFetch(): Code {
    const c = new Code(2)
    const [line, fuel] = [0, 1]
    this.#pushOffset(c, line, this.#filter.instructionSets)
    c.localGet(line).i32Const(FETCHED).i32Or().i32Store(STATE.instructionLines)
    return c.localGet(line).localGet(fuel).call(this.#model.instruction)
  }

  cacheClean(): Code {
    const c = new Code(3)
    const [address, keep, fuel] = [0, 1, 2]
    c.localGet(address).i32Const(this.#memorySize).i32GeU().if().return().end()
    c.localGet(address).i32Const(-LINE_BYTES).i32And().localGet(keep).localGet(fuel)
    return c.call(this.#model.clean)
  }

  cacheDrain(): Code {
    return new Code(1).localGet(0).call(this.#model.drain)
  }

  cacheForget(): Code {
    const c = new Code(1)
    const line = c.local('i32')
    c.localGet(0).i32Const(-LINE_BYTES).i32And().localTee(line).call(this.#model.forgetInstruction)
    this.#pushOffset(c, line, this.#filter.instructionSets).i32Load(STATE.instructionLines)
    c.localGet(line).i32Const(FETCHED).i32Or().i32Eq().if()
    this.#pushOffset(c, line, this.#filter.instructionSets).i32Const(0).i32Store(STATE.instructionLines)
    return c.end()
  }

  /** Where in its table an address's entry lies. */
  #pushOffset(c: Code, address: number, sets: number): Code {
    return c.localGet(address).i32Const(ENTRY_SHIFT).i32ShrU().i32Const(entryMask(sets)).i32And()
  }
}
