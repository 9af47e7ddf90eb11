/**
 * What is known of registers at block boundaries.
 *
 * - dirty: slots that may have been written and not stored (forward). At exits and calls these are stored, so the state block is exact.
 * - live: slots whose local is used later (backward): read by an instruction, or stored.
 * - singles: floating-point registers held in single precision on every way there (forward).
 */

import type { Instruction } from '../instructions/instruction.ts'
import { addSlot, addSlotsRead, addSlotsWritten, type SlotSet, SLOT_SET_WORDS as WORDS } from '../instructions/row.ts'
import { SLOT } from '../state.ts'
import type { FlowGraph } from './dominators.ts'
import type { Block, Graph } from './graph.ts'

export interface DataflowOptions {
  readonly exactFloat: boolean
  readonly precise: boolean
}

export interface Dataflow {
  /** At a block's start. */
  readonly dirtyIn: SlotSet
  /** At its end, before a call or an exit stores them. */
  readonly dirtyEnd: SlotSet
  readonly liveIn: SlotSet
  /** Needed after the block's last instruction. */
  readonly liveEnd: SlotSet
  readonly singlesIn: Int32Array
}

/** Everything is stored before an instruction that may stop the program. */
export const storesFirst = (i: Instruction, { precise }: DataflowOptions): boolean => precise && i.row.mayFault

/** State is in memory where control passes to other code or to the host. */
function storesAtEnd({ end }: Block): boolean {
  return end.kind !== 'goto' && end.kind !== 'branch'
}
/** Registers are read again after a call. */
const reloadsAfter = ({ end }: Block): boolean => end.kind === 'call' || end.kind === 'host'

function addReads(i: Instruction, set: SlotSet, base: number, { exactFloat }: DataflowOptions): void {
  addSlotsRead(i, set, base)
  // An enabled exception leaves frD as it was
  if (exactFloat && i.row.group === 'floating-point') addSlot(set, base, SLOT.fpr + i.frD)
}

/** What the end of a block reads beyond its branch. */
function addEndReads(block: Block, set: SlotSet, base: number): void {
  if (block.branch) addSlotsRead(block.branch, set, base)
  const { end } = block
  if (end.kind === 'return') addSlot(set, base, SLOT.lr)
  if (end.kind === 'jump' || (end.kind === 'call' && end.target === 'ctr')) addSlot(set, base, SLOT.ctr)
}

export function singlesAfter(i: Instruction, singles: number, exactFloat: boolean): number {
  const written = i.row.operands[0]
  if (written?.field !== 'frD') return singles
  const { precision } = written
  const isSingle =
    precision === 'single'
      ? !exactFloat || i.row.group === 'load-store'
      : precision !== 'double' && precision.every((field) => (singles >>> i[field as 'frA' | 'frB' | 'frC']) & 1)
  return isSingle ? singles | (1 << i.frD) : singles & ~(1 << i.frD)
}

export function analyse(graph: Graph, flow: FlowGraph, options: DataflowOptions): Dataflow {
  const { dirtyIn, dirtyEnd } = solveDirty(graph, flow, options)
  const { liveIn, liveEnd } = solveLive(graph, flow, dirtyIn, dirtyEnd, options)
  return { dirtyIn, dirtyEnd, liveIn, liveEnd, singlesIn: solveSingles(graph, flow, options) }
}

function solveDirty({ blocks }: Graph, { order, predecessors }: FlowGraph, options: DataflowOptions) {
  const size = blocks.length * WORDS
  const [dirtyIn, dirtyEnd] = [new Uint32Array(size), new Uint32Array(size)]
  const written = new Uint32Array(size)
  const storesInside = new Uint8Array(blocks.length)
  for (const block of order) {
    const base = block * WORDS
    for (const i of blocks[block]!.instructions) {
      if (storesFirst(i, options)) {
        written.fill(0, base, base + WORDS)
        storesInside[block] = 1
      }
      addSlotsWritten(i, written, base)
    }
    const { branch } = blocks[block]!
    if (branch) addSlotsWritten(branch, written, base)
  }
  for (let changed = true; changed; ) {
    changed = false
    for (const block of order) {
      for (let word = 0; word < WORDS; word++) {
        const at = block * WORDS + word
        let into = 0
        for (const predecessor of predecessors[block]!) {
          if (!storesAtEnd(blocks[predecessor]!)) into |= dirtyEnd[predecessor * WORDS + word]!
        }
        dirtyIn[at] = into
        const end = ((storesInside[block] ? 0 : into) | written[at]!) >>> 0
        if (end !== dirtyEnd[at]) {
          dirtyEnd[at] = end
          changed = true
        }
      }
    }
  }
  return { dirtyIn, dirtyEnd }
}

function solveLive(
  { blocks }: Graph,
  { order, successors }: FlowGraph,
  dirtyIn: SlotSet,
  dirtyEnd: SlotSet,
  options: DataflowOptions,
) {
  const size = blocks.length * WORDS
  const [liveIn, liveEnd] = [new Uint32Array(size), new Uint32Array(size)]
  const [used, defined] = [new Uint32Array(size), new Uint32Array(size)]
  for (const block of order) summarize(blocks[block]!, used, defined, dirtyIn, dirtyEnd, options)
  for (let changed = true; changed; ) {
    changed = false
    for (let place = order.length - 1; place >= 0; place--) {
      const block = order[place]!
      const reloads = reloadsAfter(blocks[block]!)
      for (let word = 0; word < WORDS; word++) {
        const at = block * WORDS + word
        let out = 0
        if (!reloads) for (const successor of successors[block]!) out |= liveIn[successor * WORDS + word]!
        liveEnd[at] = out
        const into = (used[at]! | (out & ~defined[at]!)) >>> 0
        if (into !== liveIn[at]) {
          liveIn[at] = into
          changed = true
        }
      }
    }
  }
  // What the end itself needs is needed after the last instruction too
  for (const block of order) {
    const base = block * WORDS
    addEndNeeds(blocks[block]!, liveEnd, base, dirtyEnd)
  }
  return { liveIn, liveEnd }
}

/** What is needed at a block's end: what its branch reads, and what is stored there. LR is written there by LK. */
function addEndNeeds(block: Block, set: SlotSet, base: number, dirtyEnd: SlotSet): void {
  const from = block.index * WORDS
  if (storesAtEnd(block)) for (let word = 0; word < WORDS; word++) set[base + word]! |= dirtyEnd[from + word]!
  addEndReads(block, set, base)
}

/** The slots that a block uses before it defines them, and those that it defines. */
function summarize(
  block: Block,
  used: SlotSet,
  defined: SlotSet,
  dirtyIn: SlotSet,
  dirtyEnd: SlotSet,
  options: DataflowOptions,
): void {
  const base = block.index * WORDS
  const reads = new Uint32Array(WORDS)
  const dirty = dirtyIn.slice(base, base + WORDS)
  const useReads = () => {
    for (let word = 0; word < WORDS; word++) used[base + word]! |= reads[word]! & ~defined[base + word]!
  }
  for (const i of block.instructions) {
    reads.fill(0)
    addReads(i, reads, 0, options)
    const stores = storesFirst(i, options)
    if (stores || i.row.observes) for (let word = 0; word < WORDS; word++) reads[word]! |= dirty[word]!
    if (stores) dirty.fill(0)
    useReads()
    addSlotsWritten(i, defined, base)
    addSlotsWritten(i, dirty, 0)
  }
  reads.fill(0)
  addEndNeeds(block, reads, 0, dirtyEnd)
  useReads()
}

/** Fills `live` with what is needed after each instruction of a block, four words each. */
export function liveAfterEach(block: Block, flow: Dataflow, options: DataflowOptions, live: SlotSet): void {
  const { instructions } = block
  const base = block.index * WORDS
  const current = flow.liveEnd.slice(base, base + WORDS)
  // Backward, the slots dirty at an instruction that stores are not known yet: being needed is all that matters, so take every slot
  const written = new Uint32Array(WORDS)
  for (let k = instructions.length - 1; k >= 0; k--) {
    live.set(current, k * WORDS)
    const i = instructions[k]!
    written.fill(0)
    addSlotsWritten(i, written)
    for (let word = 0; word < WORDS; word++) current[word]! &= ~written[word]!
    addReads(i, current, 0, options)
    if (storesFirst(i, options) || i.row.observes) current.fill(0xffffffff)
  }
}

function solveSingles({ blocks }: Graph, { order, predecessors }: FlowGraph, options: DataflowOptions): Int32Array {
  const singlesIn = new Int32Array(blocks.length)
  const singlesOut = new Int32Array(blocks.length).fill(-1)
  for (let changed = true; changed; ) {
    changed = false
    for (const block of order) {
      let singles = block === 0 ? 0 : -1
      for (const predecessor of predecessors[block]!) singles &= singlesOut[predecessor]!
      singlesIn[block] = singles
      for (const i of blocks[block]!.instructions) singles = singlesAfter(i, singles, options.exactFloat)
      if (reloadsAfter(blocks[block]!)) singles = 0
      if (singlesOut[block] !== singles) {
        singlesOut[block] = singles
        changed = true
      }
    }
  }
  return singlesIn
}
