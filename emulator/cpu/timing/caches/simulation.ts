/** The simulated caches as the host sees them: what services do to memory, and what was counted. */

import { BondiError } from '../../../errors.ts'
import type { GuestMemory } from '../../../memory/guest-memory.ts'
import { FUEL_PER_CYCLE, STATE, STATE_BYTES } from '../../state.ts'
import { type FunctionType, ModuleBuilder } from '../../wasm/module.ts'
import { type CacheFilter, clearFilter, filterOf, type Operation } from './filter.ts'
import { type CacheHierarchy, checkHierarchy, LINE_BYTES, timesOf } from './hierarchy.ts'
import { CELL, COUNTERS, type Counter, counterCell, fillTables, type Layout, layoutOf } from './layout.ts'
import { CLEAN, LINE_OPERATION } from './level1.ts'
import { defineModel, MODEL_FUNCTIONS, type ModelFunctions } from './model.ts'
import type { ModelPlan } from './model-code.ts'
import { definePorts, PORT_TYPES, type Ports } from './ports.ts'

/** A data miss at pc, or an instruction miss at its own line: how many cycles it was waited for. */
export type MissObserver = (pc: number, line: number, cycles: number) => void

const WASM_PAGE = 65536

export class CacheSimulation {
  readonly filter: CacheFilter
  readonly ports: Ports
  readonly model: ModelFunctions
  readonly #memory: GuestMemory
  readonly #view: DataView
  readonly #layout: Layout

  constructor(memory: GuestMemory, hierarchy: CacheHierarchy, onMiss?: MissObserver) {
    checkHierarchy(hierarchy)
    this.#memory = memory
    this.#view = new DataView(memory.wasm.buffer)
    this.#layout = layoutOf(hierarchy, memory.size, STATE_BYTES)
    this.filter = filterOf(this.#layout)
    if (this.#layout.end > memory.size) {
      throw new BondiError(
        'bad-caches',
        `RAM of ${memory.size} bytes is too little`,
        'Tables of caches are kept in it.',
      )
    }
    fillTables(memory.host, this.#layout)
    clearFilter(this.#view, this.filter)
    const module = new ModuleBuilder('caches')
    module.importMemory('caches', 'memory', memory.size / WASM_PAGE)
    const observer: FunctionType = { parameters: ['i32', 'i32', 'i32'], results: [] }
    const missed = onMiss && module.importFunction('caches', 'missed', observer)
    const plan: ModelPlan = {
      layout: this.#layout,
      times: timesOf(hierarchy, FUEL_PER_CYCLE),
      ramBytes: memory.size,
      sectorsPerLine: hierarchy.level2.lineBytes / LINE_BYTES,
    }
    definePorts(module, memory.size, defineModel(module, plan, missed), this.filter)
    const tellMiss: MissObserver = (pc, line, time) => onMiss?.(pc >>> 0, line >>> 0, time / FUEL_PER_CYCLE)
    const compiled = new WebAssembly.Module(module.finish().bytes)
    const instance = new WebAssembly.Instance(compiled, { caches: { memory: memory.wasm, missed: tellMiss } })
    const functions = instance.exports as Record<string, never>
    const pick = (names: readonly string[], prefix: string) =>
      Object.fromEntries(names.map((name) => [name, functions[prefix + name]]))
    this.ports = pick(Object.keys(PORT_TYPES), '') as unknown as Ports
    this.model = pick(MODEL_FUNCTIONS, 'model.') as unknown as ModelFunctions
  }

  /** Events so far. */
  get counters(): Record<Counter, number> {
    const pairs = COUNTERS.map((counter) => {
      const count = Number(this.#view.getBigInt64(this.#layout.cells + counterCell(counter), true))
      return [counter, counter.endsWith('Cycles') ? count / FUEL_PER_CYCLE : count]
    })
    return Object.fromEntries(pairs) as Record<Counter, number>
  }

  /** The CPU tells how its fuel is to be read: the time is this less the fuel. */
  set timeWithoutFuel(time: number) {
    this.#view.setBigInt64(this.#layout.cells + CELL.timeWithoutFuel, BigInt(time), true)
  }

  get #fuel(): number {
    return this.#view.getInt32(STATE.fuel, true)
  }

  /** The processor accesses memory on behalf of an instruction or a service, whose code is at pc; what is waited for passes. */
  access(address: number, byteCount: number, operation: Operation, pc: number): void {
    if (byteCount <= 0) return
    const host = this.#memory.size - byteCount - address
    const left = this.ports.cacheAccess(host, byteCount, LINE_OPERATION[operation], pc, this.#fuel)
    this.#view.setInt32(STATE.fuel, left, true)
  }

  /** A device reads or writes memory: modified lines go to memory first, and lines that a device writes are no longer in the caches. */
  transfer(address: number, byteCount: number, direction: 'from-memory' | 'to-memory'): void {
    const keep = direction === 'from-memory' ? CLEAN.keep : CLEAN.forget
    for (let line = address & -LINE_BYTES; line < address + byteCount; line += LINE_BYTES) {
      this.ports.cacheClean(line, keep, this.#fuel)
    }
  }

  /** icbi. */
  forgetInstructions(address: number): void {
    this.ports.cacheForget(address)
  }
}
