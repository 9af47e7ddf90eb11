/**
 * How often each block of translated code was run: a global variable of its module each, so that counting is a load, an addition and a store and
 * touches nothing of the guest's. With what the schedule says of a block this is where every cycle went.
 */

import type { Instruction } from '../instructions/instruction.ts'
import { type BlockTiming, explainGraph } from '../timing/index.ts'
import { type Block, type Graph, successors } from '../translate/graph.ts'
import { Code } from '../wasm/code.ts'
import type { ModuleBuilder } from '../wasm/module.ts'

export const COUNTS_EXPORT = 'counts'

/** A block that was translated, perhaps one of several translations of the same code. */
export interface CountedBlock {
  readonly instructions: readonly Instruction[]
  readonly timing: BlockTiming
  readonly executions: number
  /** What it took in all to leave the function by the conditional branch at its end. */
  readonly exitCycles: number
}

/** For each block of a function, by its index, the variable that counts it. */
export function declareCounters(module: ModuleBuilder, { blocks }: Graph): readonly number[] {
  return blocks.map(() => module.global('i64'))
}

/** Defines a function that tells the value of each counter, in their order. */
export function defineCounts(module: ModuleBuilder, tell: number, graphs: readonly Graph[]): void {
  const count = graphs.reduce((sum, { blocks }) => sum + blocks.length, 0)
  const code = new Code(0)
  for (let counter = 0; counter < count; counter++) code.globalGet(counter).f64ConvertI64U().call(tell)
  module.define(module.declare(COUNTS_EXPORT, module.type([], [])), code)
}

/** All translations of a run, those that were forgotten as well. */
export class BlockCounters {
  readonly #units: { graphs: readonly Graph[]; tellCounts: () => void }[] = []
  #told: number[] = []

  /** What `defineCounts`'s function calls. */
  readonly tell = (count: number): void => {
    this.#told.push(count)
  }

  add(graphs: readonly Graph[], tellCounts: () => void): void {
    this.#units.push({ graphs, tellCounts })
  }

  /** The blocks that were run. */
  read(): CountedBlock[] {
    const counted: CountedBlock[] = []
    for (const { graphs, tellCounts } of this.#units) {
      this.#told = []
      tellCounts()
      let counter = 0
      for (const graph of graphs) {
        const counts = this.#told.slice(counter, counter + graph.blocks.length)
        counter += graph.blocks.length
        if (counts.some((count) => count > 0)) counted.push(...withCounts(graph, counts))
      }
    }
    return counted
  }
}

function withCounts(graph: Graph, counts: readonly number[]): CountedBlock[] {
  const timings = explainGraph(graph)
  const cyclesIn = (index: number): number => counts[index]! * timings[index]!.cycles
  return graph.blocks.flatMap((block) => {
    const instructions = instructionsOf(block)
    const executions = counts[block.index]!
    if (executions === 0 || instructions.length === 0) return []
    const exits = successors(block).filter((index) => instructionsOf(graph.blocks[index]!).length === 0)
    const exitCycles = exits.reduce((sum, index) => sum + cyclesIn(index), 0)
    return [{ instructions, timing: timings[block.index]!, executions, exitCycles }]
  })
}

/** All that a block executes: a branch, or what the host does, comes last. */
function instructionsOf({ instructions, branch, end }: Block): readonly Instruction[] {
  const last = branch ?? (end.kind === 'host' ? end.i : undefined)
  return last === undefined ? instructions : [...instructions, last]
}
