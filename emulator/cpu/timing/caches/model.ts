/** The caches as a model on their own, one line at a time: WebAssembly made for a hierarchy, with a memory of its own. */

import type { FunctionType } from '../../wasm/module.ts'
import { ModuleBuilder } from '../../wasm/module.ts'
import { type CacheHierarchy, checkHierarchy, cyclesOf } from './hierarchy.ts'
import { CELL, COUNTERS, type Counter, counterCell, fillTables, type Layout, layoutOf } from './layout.ts'
import { Level1Code } from './level1.ts'
import { Level2Code } from './level2.ts'
import type { ModelPlan } from './model-code.ts'

const WASM_PAGE = 65536
const i32 = 'i32' as const
const f64 = 'f64' as const

/** The model's functions; they are WebAssembly's, and take and return numbers of 32 bits. */
export interface CacheFunctions {
  /** (line, LINE_OPERATION, pc, fuel) to whether it is modified now (nonzero) and the fuel that is left. */
  data(line: number, operation: number, pc: number, fuel: number): [number, number]
  /** A fetch: the fuel that is left. */
  instruction(line: number, fuel: number): number
  /** (line, CLEAN, fuel). */
  clean(line: number, keep: number, fuel: number): void
  forgetInstruction(line: number): void
  /** Waits until all is done: the fuel that is left. */
  drain(fuel: number): number
}

export const CACHE_FUNCTION_TYPES = {
  data: { parameters: [i32, i32, i32, i32], results: [i32, i32] },
  instruction: { parameters: [i32, i32], results: [i32] },
  clean: { parameters: [i32, i32, i32], results: [] },
  forgetInstruction: { parameters: [i32], results: [] },
  drain: { parameters: [i32], results: [i32] },
} satisfies Record<keyof CacheFunctions, FunctionType>

const LEVEL2_TYPES = {
  find: { parameters: [i32], results: [i32] },
  place: { parameters: [i32, f64], results: [i32] },
  read: { parameters: [i32, f64], results: [f64] },
  write: { parameters: [i32, f64], results: [] },
  clean: { parameters: [i32, f64, i32], results: [] },
} satisfies Record<string, FunctionType>

/** A data miss at pc, or an instruction miss at its own line: how many cycles it was waited for. */
export type MissObserver = (pc: number, line: number, cycles: number) => void

export class CacheModel {
  readonly functions: CacheFunctions
  readonly layout: Layout
  readonly memory: WebAssembly.Memory
  readonly #cells: DataView

  constructor(hierarchy: CacheHierarchy, onMiss?: MissObserver) {
    checkHierarchy(hierarchy)
    this.layout = layoutOf(hierarchy)
    const pages = Math.ceil(this.layout.bytes / WASM_PAGE)
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    fillTables(new Uint8Array(this.memory.buffer), this.layout)
    this.#cells = new DataView(this.memory.buffer)
    const plan: ModelPlan = { hierarchy, layout: this.layout, cycles: cyclesOf(hierarchy) }
    const module = new WebAssembly.Module(buildModule(plan, pages, onMiss !== undefined))
    const missed: MissObserver = (pc, line, cycles) => onMiss?.(pc >>> 0, line >>> 0, cycles)
    const instance = new WebAssembly.Instance(module, { caches: { memory: this.memory, missed } })
    this.functions = instance.exports as unknown as CacheFunctions
  }

  /** The time is this less the fuel. */
  set cyclesWithoutFuel(cycles: number) {
    this.#cells.setFloat64(CELL.cyclesWithoutFuel, cycles, true)
  }

  /** Events so far. */
  get counters(): Record<Counter, number> {
    const pairs = COUNTERS.map((counter) => [counter, this.#cells.getFloat64(counterCell(counter), true)])
    return Object.fromEntries(pairs) as Record<Counter, number>
  }
}

function buildModule(plan: ModelPlan, pages: number, observed: boolean): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder('caches')
  module.importMemory('caches', 'memory', pages)
  const observer: FunctionType = { parameters: [i32, i32, i32], results: [] }
  const missed = observed ? module.importFunction('caches', 'missed', observer) : undefined
  const declare = (name: string, { parameters, results }: FunctionType): number =>
    module.declare(name, module.type(parameters, results))
  const level2Functions = {
    find: declare('level2Find', LEVEL2_TYPES.find),
    place: declare('level2Place', LEVEL2_TYPES.place),
    read: declare('level2Read', LEVEL2_TYPES.read),
    write: declare('level2Write', LEVEL2_TYPES.write),
    clean: declare('level2Clean', LEVEL2_TYPES.clean),
  }
  const level2 = new Level2Code(plan, level2Functions)
  for (const name of Object.keys(LEVEL2_TYPES) as (keyof typeof LEVEL2_TYPES)[]) {
    module.define(level2Functions[name], level2[name]())
  }
  const level1 = new Level1Code(plan, level2Functions, { missed })
  for (const name of Object.keys(CACHE_FUNCTION_TYPES) as (keyof typeof CACHE_FUNCTION_TYPES)[]) {
    module.define(declare(name, CACHE_FUNCTION_TYPES[name]), level1[name]())
  }
  return module.finish().bytes
}
