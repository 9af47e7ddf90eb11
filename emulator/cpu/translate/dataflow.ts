/**
 * What is known of registers at block boundaries.
 *
 * - dirty: slots that may have been written and not stored (forward). At exits and calls these are stored, so the state block is exact.
 * - live: slots whose local is used later (backward): read by an instruction, or stored.
 * - singles: floating-point registers held in single precision on every way there (forward).
 */

import type { FloatMode } from '../float-status.ts'
import { looksAtFpscr } from '../instructions/floating-point-flags.ts'
import type { Instruction } from '../instructions/instruction.ts'
import {
  addSlot,
  addSlotsRead,
  addSlotsWritten,
  removeSlot,
  type SlotSet,
  SLOT_SET_WORDS as WORDS,
} from '../instructions/row.ts'
import { SLOT } from '../state.ts'
import { conditionBitsWanted } from './condition-bits.ts'
import type { FlowGraph } from './dominators.ts'
import type { Block, Graph } from './graph.ts'
import { WordPool } from './word-pool.ts'

const STACK_POINTER = SLOT.gpr + 1

export interface DataflowOptions {
  readonly floatMode: FloatMode
  readonly precise: boolean
  /** Every alignment exception of the 750 is raised. */
  readonly raisesAlignment: boolean
  /** Enabled floating-point exceptions are taken. */
  readonly raisesFloat: boolean
  /** The host hears of results that are not finite. */
  readonly findsNotFinite: boolean
  /** All is stored before every instruction, branches too: a debugger may stop there. */
  readonly debug: boolean
  /** The stack pointer is told of at calls and returns. */
  readonly profile: boolean
  /** The host is asked before a floating-point instruction records the FPSCR: see `firstFpscrLook` of CpuHost. */
  readonly asksFpscr: boolean
}

/** Good until the next function is analysed. */
export interface Dataflow {
  /** At a block's start. */
  readonly dirtyIn: SlotSet
  readonly liveIn: SlotSet
  /** Before a call or an exit stores them. */
  readonly dirtyEnd: SlotSet
  /** For a loop's header: what is stored on the way into the loop. */
  readonly storedInto: SlotSet
  readonly singlesIn: Int32Array
  /** What each instruction writes, and which slots are needed after it; a block's first is at `firstOf`. */
  readonly written: SlotSet
  readonly liveAfter: SlotSet
  readonly firstOf: Int32Array
  /** For an `mfcr`, by where it is in `written`: the bits that it is made for, if not all. */
  readonly conditionBits: ReadonlyMap<number, number>
}

/** An operand that is not word aligned stops the program. */
export const checksAlignment = (i: Instruction, options: Pick<DataflowOptions, 'raisesAlignment'>): boolean =>
  i.row.alignment === 'required' || (options.raisesAlignment && i.row.alignment === 'emulated')

/** Everything is stored before an instruction that may stop the program. */
export const storesFirst = (
  i: Instruction,
  options: Pick<DataflowOptions, 'precise' | 'raisesFloat' | 'findsNotFinite' | 'debug'>,
): boolean =>
  options.debug ||
  (options.precise &&
    (i.row.mayFault || ((options.raisesFloat || options.findsNotFinite) && i.row.group === 'floating-point')))

/** The host must hear of it first. */
export const asksFirst = (i: Instruction, { asksFpscr }: Pick<DataflowOptions, 'asksFpscr'>): boolean =>
  asksFpscr && i.row.emit !== undefined && looksAtFpscr(i)

/** Everything may be stored when it runs. */
export const observes = (
  i: Instruction,
  options: Pick<
    DataflowOptions,
    'precise' | 'raisesAlignment' | 'raisesFloat' | 'findsNotFinite' | 'asksFpscr' | 'debug'
  >,
): boolean => i.row.observes || checksAlignment(i, options) || storesFirst(i, options) || asksFirst(i, options)

/** State is in memory where control passes to other code or to the host. */
function storesAtEnd({ end }: Block): boolean {
  return end.kind !== 'goto' && end.kind !== 'branch' && end.kind !== 'switch'
}
/** What was stored is then no longer dirty. A callee that is part of its caller seldom returns elsewhere. */
const isCleanAfter = (block: Block): boolean => storesAtEnd(block) && block.end.kind !== 'return'
/** Registers are read again after a call. */
const reloadsAfter = ({ end }: Block): boolean => end.kind === 'call' || end.kind === 'host'

/** What the end of a block reads beyond its branch. */
function addEndReads({ branch, end }: Block, { profile }: DataflowOptions, set: SlotSet, base: number): void {
  if (branch) addSlotsRead(branch, set, base)
  if (end.kind === 'return') addSlot(set, base, SLOT.lr)
  else if (end.kind === 'jump' || end.kind === 'switch') addSlot(set, base, SLOT.ctr)
  else if (end.kind === 'call' && end.target === 'ctr') addSlot(set, base, SLOT.ctr)
  const isCall = end.kind === 'call' || (end.kind === 'goto' && end.callee !== undefined)
  if (profile && (isCall || end.kind === 'return')) addSlot(set, base, STACK_POINTER)
}

export function singlesAfter(i: Instruction, singles: number, floatMode: FloatMode): number {
  const written = i.row.operands[0]
  if (written?.field !== 'frD') return singles
  const { precision } = written
  const isSingle =
    precision === 'single'
      ? floatMode !== 'called' || i.row.group === 'load-store'
      : precision !== 'double' && precision.every((field) => (singles >>> i[field as 'frA' | 'frB' | 'frC']) & 1)
  return isSingle ? singles | (1 << i.frD) : singles & ~(1 << i.frD)
}

export function analyse(graph: Graph, flow: FlowGraph, options: DataflowOptions): Dataflow {
  const analysis = new Analysis(graph, flow, options)
  analysis.solveDirty()
  analysis.solveLive()
  analysis.solveSingles()
  return analysis
}

const pool = new WordPool()

/** Sets are four words an instruction or a block, in one array each. */
class Analysis implements Dataflow {
  readonly dirtyIn: SlotSet
  readonly liveIn: SlotSet
  readonly singlesIn: Int32Array
  readonly written: SlotSet
  readonly liveAfter: SlotSet
  readonly firstOf: Int32Array
  readonly conditionBits = new Map<number, number>()
  readonly #blocks: readonly Block[]
  readonly #flow: FlowGraph
  readonly #options: DataflowOptions
  readonly #read: SlotSet
  readonly dirtyEnd: SlotSet
  readonly storedInto: SlotSet
  readonly #liveEnd: SlotSet
  // Scratch sets
  readonly #dirty: SlotSet
  readonly #needs: SlotSet

  constructor({ blocks }: Graph, flow: FlowGraph, options: DataflowOptions) {
    this.#blocks = blocks
    this.#flow = flow
    this.#options = options
    pool.reset()
    this.#dirty = pool.take(WORDS)
    this.#needs = pool.take(WORDS)
    const size = blocks.length * WORDS
    this.dirtyIn = pool.take(size)
    this.dirtyEnd = pool.take(size)
    this.storedInto = pool.take(size)
    this.liveIn = pool.take(size)
    this.#liveEnd = pool.take(size)
    this.singlesIn = new Int32Array(blocks.length)
    this.firstOf = new Int32Array(blocks.length)
    let count = 0
    for (const block of blocks) {
      this.firstOf[block.index] = count
      count += block.instructions.length
    }
    this.written = pool.take(count * WORDS)
    this.#read = pool.take(count * WORDS)
    this.liveAfter = pool.take(count * WORDS)
    for (const block of blocks) this.#collect(block)
  }

  #collect({ index, instructions }: Block): void {
    const { floatMode } = this.#options
    let at = this.firstOf[index]! * WORDS
    for (const i of instructions) {
      addSlotsWritten(i, this.written, at)
      addSlotsRead(i, this.#read, at)
      // An enabled exception leaves frD as it was
      if (floatMode === 'called' && i.row.group === 'floating-point') addSlot(this.#read, at, SLOT.fpr + i.frD)
      at += WORDS
    }
    this.#narrowConditions(instructions, this.firstOf[index]! * WORDS)
  }

  #narrowConditions(instructions: readonly Instruction[], first: number): void {
    instructions.forEach((i, k) => {
      if (i.row.mnemonic !== 'mfcr') return
      const sets = [this.#read, this.written] as const
      const bits = conditionBitsWanted(instructions, k, sets, first, (other) => observes(other, this.#options))
      const at = first + k * WORDS
      this.conditionBits.set(at, bits)
      // Bit 0 is the first slot and the most significant bit
      for (let bit = 0; bit < 32; bit++) {
        if (((bits >>> (31 - bit)) & 1) === 0) removeSlot(this.#read, at, SLOT.cr + bit)
      }
    })
  }

  solveDirty(): void {
    const { dirtyIn } = this
    const { order } = this.#flow
    const gained = pool.take(dirtyIn.length)
    const keeps = pool.take(this.#blocks.length).fill(0xffffffff)
    const passes = pool.take(this.#blocks.length)
    for (const index of order) {
      const block = this.#blocks[index]!
      if (!isCleanAfter(block)) passes[index] = 0xffffffff
      const base = index * WORDS
      let at = this.firstOf[index]! * WORDS
      for (const i of block.instructions) {
        if (storesFirst(i, this.#options)) {
          gained.fill(0, base, base + WORDS)
          keeps[index] = 0
        }
        for (let word = 0; word < WORDS; word++) gained[base + word]! |= this.written[at + word]!
        at += WORDS
      }
      if (block.branch) {
        if (this.#options.debug) {
          gained.fill(0, base, base + WORDS)
          keeps[index] = 0
        }
        addSlotsWritten(block.branch, gained, base)
      }
    }
    this.#spreadDirty(gained, keeps, passes)
    if (this.#storeOnTheWayIntoLoops(passes)) this.#spreadDirty(gained, keeps, passes)
  }

  #spreadDirty(gained: SlotSet, keeps: Uint32Array, passes: Uint32Array): void {
    const { dirtyIn, dirtyEnd, storedInto } = this
    const { order, predecessors } = this.#flow
    dirtyEnd.fill(0)
    for (let changed = true; changed; ) {
      changed = false
      for (let place = 0; place < order.length; place++) {
        const index = order[place]!
        const sources = predecessors[index]!
        for (let word = 0; word < WORDS; word++) {
          const at = index * WORDS + word
          let into = 0
          for (let k = 0; k < sources.length; k++) {
            const source = sources[k]!
            into |= dirtyEnd[source * WORDS + word]! & passes[source]!
          }
          dirtyIn[at] = into & ~storedInto[at]!
          const end = ((dirtyIn[at]! & keeps[index]!) | gained[at]!) >>> 0
          if (end !== dirtyEnd[at]) {
            dirtyEnd[at] = end
            changed = true
          }
        }
      }
    }
  }

  /** What every way round a loop stores, and only the way into it leaves dirty, is stored there once. */
  #storeOnTheWayIntoLoops(passes: Uint32Array): boolean {
    const { dirtyIn, dirtyEnd, storedInto } = this
    const { order, position, predecessors } = this.#flow
    let found = false
    for (const header of order) {
      const backward = predecessors[header]!.filter((source) => position[source]! >= position[header]!)
      if (backward.length === 0) continue
      for (let word = 0; word < WORDS; word++) {
        let around = 0
        for (const source of backward) around |= dirtyEnd[source * WORDS + word]! & passes[source]!
        const stored = dirtyIn[header * WORDS + word]! & ~around
        storedInto[header * WORDS + word] = stored
        if (stored !== 0) found = true
      }
    }
    return found
  }

  solveLive(): void {
    const { liveIn } = this
    const liveEnd = this.#liveEnd
    const { order, successors } = this.#flow
    const used = pool.take(liveIn.length)
    const kept = pool.take(liveIn.length)
    for (const index of order) this.#summarize(this.#blocks[index]!, used, kept)
    for (let changed = true; changed; ) {
      changed = false
      for (let place = order.length - 1; place >= 0; place--) {
        const index = order[place]!
        const targets = reloadsAfter(this.#blocks[index]!) ? [] : successors[index]!
        for (let word = 0; word < WORDS; word++) {
          const at = index * WORDS + word
          let out = 0
          for (let k = 0; k < targets.length; k++) out |= liveIn[targets[k]! * WORDS + word]!
          liveEnd[at] = out
          const into = (used[at]! | (out & kept[at]!)) >>> 0
          if (into !== liveIn[at]) {
            liveIn[at] = into
            changed = true
          }
        }
      }
    }
    for (const index of order) this.#fillLiveAfter(this.#blocks[index]!)
  }

  /** What is needed at a block's end: what its branch reads, and what is stored there. */
  #addEndNeeds(block: Block, set: SlotSet, base: number): void {
    const from = block.index * WORDS
    if (storesAtEnd(block)) for (let word = 0; word < WORDS; word++) set[base + word]! |= this.dirtyEnd[from + word]!
    for (const target of this.#flow.successors[block.index]!) {
      if (this.#flow.position[target]! <= this.#flow.position[block.index]!) continue
      for (let word = 0; word < WORDS; word++)
        set[base + word]! |= this.dirtyEnd[from + word]! & this.storedInto[target * WORDS + word]!
    }
    addEndReads(block, this.#options, set, base)
  }

  /** The slots that a block uses before it defines them, and those that it does not define. */
  #summarize(block: Block, used: SlotSet, kept: SlotSet): void {
    const base = block.index * WORDS
    const [dirty, reads] = [this.#dirty, this.#needs]
    for (let word = 0; word < WORDS; word++) dirty[word] = this.dirtyIn[base + word]!
    reads.fill(0)
    kept.fill(0xffffffff, base, base + WORDS)
    let at = this.firstOf[block.index]! * WORDS
    for (const i of block.instructions) {
      const stores = storesFirst(i, this.#options)
      const isObserved = observes(i, this.#options)
      for (let word = 0; word < WORDS; word++) {
        const read = this.#read[at + word]! | (isObserved ? dirty[word]! : 0)
        used[base + word]! |= read & kept[base + word]!
        const written = this.written[at + word]!
        kept[base + word]! &= ~written
        dirty[word] = stores ? written : dirty[word]! | written
      }
      at += WORDS
    }
    if (block.branch && this.#options.debug) for (let word = 0; word < WORDS; word++) reads[word] = dirty[word]!
    this.#addEndNeeds(block, reads, 0)
    for (let word = 0; word < WORDS; word++) used[base + word]! |= reads[word]! & kept[base + word]!
    if (this.#isDeadline(block)) this.#addDeadlineNeeds(base, used)
  }

  /** Whether a deadline may be looked at before the block. */
  #isDeadline({ index, isInlinedEntry }: Block): boolean {
    const { position, predecessors } = this.#flow
    return isInlinedEntry || predecessors[index]!.some((source) => position[source]! >= position[index]!)
  }

  /** The machine compares the stack pointer with the heap's end; all else is of interest to those who ask for precision only. */
  #addDeadlineNeeds(base: number, used: SlotSet): void {
    for (let word = 0; word < WORDS; word++) {
      const wanted = this.#options.precise ? 0xffffffff : word === STACK_POINTER >>> 5 ? 1 << (STACK_POINTER & 31) : 0
      used[base + word]! |= this.dirtyIn[base + word]! & wanted
    }
  }

  #fillLiveAfter(block: Block): void {
    const { instructions, index } = block
    const base = index * WORDS
    const current = this.#needs
    for (let word = 0; word < WORDS; word++) current[word] = this.#liveEnd[base + word]!
    this.#addEndNeeds(block, current, 0)
    if (block.branch && this.#options.debug) current.fill(0xffffffff)
    for (let k = instructions.length - 1; k >= 0; k--) {
      const at = (this.firstOf[index]! + k) * WORDS
      const i = instructions[k]!
      const isObserved = observes(i, this.#options)
      for (let word = 0; word < WORDS; word++) {
        this.liveAfter[at + word] = current[word]!
        // What an instruction that stores finds dirty is not known going backward: everything may be
        current[word] = isObserved ? 0xffffffff : (current[word]! & ~this.written[at + word]!) | this.#read[at + word]!
      }
    }
  }

  solveSingles(): void {
    const { order, predecessors } = this.#flow
    const { singlesIn } = this
    const { floatMode } = this.#options
    const singlesOut = new Int32Array(this.#blocks.length).fill(-1)
    const floats = this.#blocks.map(({ instructions }) =>
      instructions.filter((i) => i.row.operands[0]?.field === 'frD'),
    )
    for (let changed = true; changed; ) {
      changed = false
      for (let place = 0; place < order.length; place++) {
        const index = order[place]!
        let singles = index === 0 ? 0 : -1
        const sources = predecessors[index]!
        for (let k = 0; k < sources.length; k++) singles &= singlesOut[sources[k]!]!
        singlesIn[index] = singles
        for (const i of floats[index]!) singles = singlesAfter(i, singles, floatMode)
        if (reloadsAfter(this.#blocks[index]!)) singles = 0
        if (singlesOut[index] !== singles) {
          singlesOut[index] = singles
          changed = true
        }
      }
    }
  }
}
