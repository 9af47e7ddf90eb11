/**
 * What each block of a function takes, as the pipeline has it when the block follows its predecessor: the cycles from the completion of what
 * was before to the completion of its own last instruction. Along a path the sum is exact, whatever is in flight from one block to the next.
 *
 * A block has one cost, so where ways meet one of them is taken: a loop's header follows the end of the loop, as it does all times but the
 * first. After a call, and where nothing is known, the pipeline goes on steadily with nothing in flight.
 *
 * Branches are predicted right, but for the one that ends a loop: the history table expects it to go on (two bits an entry; IBM 750GX/GL
 * manual, page 26).
 */

import type { Instruction } from '../instructions/instruction.ts'
import { FUEL_PER_CYCLE } from '../state.ts'
import type { FlowGraph } from '../translate/dominators.ts'
import type { Block, Graph } from '../translate/graph.ts'
import { type Edge, Pipeline } from './pipeline.ts'

/** Sees each block's instructions go through the pipeline. */
export interface Watch {
  start(block: Block, clock: number): void
  instruction(block: Block, i: Instruction, pipeline: Pipeline): void
}

/** Iterations until a loop is at its steady state: as long as it takes to fill the queues. */
const WARM_UP = 3
/** Instructions of a loop that is worth it: in a longer one, what is in flight from one iteration to the next hardly matters. */
const SHORT_LOOP = 32

/** What each block takes, by its index: `FUEL_PER_CYCLE` is a cycle. */
export function scheduleBlocks(graph: Graph, flow: FlowGraph, watch?: Watch): Int32Array {
  return new Scheduler(graph, flow, watch).schedule()
}

/** One for all, because making its arrays is slow: nothing in it outlives a schedule. */
const pipeline = new Pipeline()

/** Control stays in the function: the pipeline's state is passed on. */
const staysInside = ({ end }: Block): boolean =>
  end.kind === 'goto' || end.kind === 'branch' || end.kind === 'switch' || (end.kind === 'return' && !!end.expected)

const branchesToRegister = ({ branch }: Block): boolean =>
  branch?.row.mnemonic === 'bclrx' || branch?.row.mnemonic === 'bcctrx'

class Scheduler {
  readonly #blocks: readonly Block[]
  readonly #flow: FlowGraph
  readonly #fuel: Int32Array
  readonly #watch: Watch | undefined

  constructor(graph: Graph, flow: FlowGraph, watch: Watch | undefined) {
    this.#blocks = graph.blocks
    this.#flow = flow
    pipeline.reserve(graph.blocks.length)
    this.#fuel = new Int32Array(graph.blocks.length)
    this.#watch = watch
  }

  schedule(): Int32Array {
    const { order } = this.#flow
    for (let place = 0; place < order.length; ) {
      const end = this.#endOfShortLoop(place)
      if (end === place) this.#run(order[place]!, this.#before(order[place]!), true)
      else if (end === place + 1) this.#runLoopOfOne(order[place]!)
      else this.#runLoop(place, end)
      place = Math.max(end, place + 1)
    }
    return this.#fuel
  }

  /** The second time a header follows the loop's end. */
  #runLoop(place: number, end: number): void {
    const { order } = this.#flow
    for (let k = place; k < end; k++) this.#run(order[k]!, this.#before(order[k]!), false)
    for (let k = place; k < end; k++) {
      const index = order[k]!
      const latch = this.#latchOf(index)
      if (latch === index) this.#runLoopOfOne(index)
      else this.#run(index, latch < 0 ? this.#before(index) : latch, true)
    }
  }

  /** Hot loops are mostly of one block: the pipeline is filled first, then as many iterations are taken together as a cycle has parts. */
  #runLoopOfOne(index: number): void {
    this.#run(index, this.#before(index), false)
    for (let k = 0; k < WARM_UP; k++) this.#run(index, index, false)
    let fuel = 0
    for (let k = 1; k <= FUEL_PER_CYCLE; k++) {
      this.#run(index, index, k === FUEL_PER_CYCLE)
      fuel += this.#fuel[index]! / FUEL_PER_CYCLE
    }
    this.#fuel[index] = fuel
  }

  /** The place after the loop whose header is at a place, and those that it is one with; the place itself when there is none. */
  #endOfShortLoop(place: number): number {
    const { order, position } = this.#flow
    let end = place
    let instructions = 0
    for (let k = place; k === place || k < end; k++) {
      const latch = this.#latchOf(order[k]!)
      if (latch >= 0) end = Math.max(end, position[latch]! + 1)
      instructions += this.#blocks[order[k]!]!.instructions.length
      if (instructions > SHORT_LOOP) return place
    }
    return end
  }

  /** The last block that goes back to this one, or -1. */
  #latchOf(index: number): number {
    const { position, predecessors } = this.#flow
    let latch = -1
    for (const source of predecessors[index]!) {
      if (position[source]! >= position[index]! && (latch < 0 || position[source]! > position[latch]!)) latch = source
    }
    return latch
  }

  /** The nearest block before this one that goes on to it, or -1. */
  #before(index: number): number {
    const { position, predecessors } = this.#flow
    let nearest = -1
    for (const source of predecessors[index]!) {
      if (position[source]! < position[index]! && (nearest < 0 || position[source]! > position[nearest]!)) {
        nearest = source
      }
    }
    return nearest
  }

  /** `from` is the block that it follows, or -1. The pipeline keeps the state at each block's end by the block's index. */
  #run(index: number, from: number, isFinal: boolean): void {
    const block = this.#blocks[index]!
    const source = this.#blocks[from]
    if (source !== undefined && staysInside(source)) {
      pipeline.beginFrom(index, from)
      if (source.branch) pipeline.follow(this.#edge(source, block), branchesToRegister(source))
    } else {
      pipeline.begin(index)
    }
    const started = pipeline.clock
    const watch = isFinal ? this.#watch : undefined
    watch?.start(block, started)
    const { instructions, branch, end } = block
    for (const i of instructions) {
      pipeline.issue(i)
      watch?.instruction(block, i, pipeline)
    }
    const last = branch ?? (end.kind === 'host' ? end.i : undefined)
    if (last) {
      pipeline.issue(last)
      watch?.instruction(block, last, pipeline)
    }
    let ended = pipeline.clock
    if (!staysInside(block)) {
      if (branch) pipeline.follow('taken', branchesToRegister(block))
      ended = pipeline.clockAtLeave
    }
    // Every loop takes time, even one that is only a branch
    const least = last || instructions.length > 0 ? 1 : 0
    this.#fuel[index] = Math.max(ended - started, least) * FUEL_PER_CYCLE
  }

  #edge({ index: source, branch, end }: Block, { index }: Block): Edge {
    if (end.kind !== 'branch' || end.taken === index) return 'taken'
    const { position } = this.#flow
    const endsLoop = branch?.row.mnemonic === 'bcx' && position[end.taken]! <= position[source]!
    return endsLoop && pipeline.wasPredicted ? 'mispredicted' : 'next'
  }
}
