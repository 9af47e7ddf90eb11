/**
 * The 750's pipeline, as the instruction timing chapter of IBM's manual for the 750GX and 750GL describes it (sections 6.2 to 6.6; the core is
 * the 750's: docs/timing.md), for code and data in the first-level caches:
 *
 * - four instructions are fetched a cycle into a queue of six; a taken branch's first two targets come from the branch target instruction cache
 * - two are dispatched a cycle, in order, each to a reservation station of its unit (the load/store unit has two), given an entry in the
 *   completion queue (six) and rename registers for its results (six general, six floating-point)
 * - a unit starts an instruction when its operands are there, in order within the unit
 * - two are completed a cycle, in order
 * - branches are folded: they take no place, except in the completion queue when they change LR or CTR
 *
 * All that the pipeline knows is one array of words, so that it can go on from where another block left it.
 */

import type { Instruction } from '../instructions/instruction.ts'
import {
  addSlotsRead,
  addSlotsWritten,
  decrementsCounter,
  readsCondition,
  SLOT_SET_WORDS,
} from '../instructions/row.ts'
import { SLOT, SLOT_COUNT } from '../state.ts'
import { SERIALIZATION, UNIT } from './notation.ts'

/** Why an instruction did not start, or complete, sooner. */
export const CAUSE = {
  /** Two a cycle are dispatched and completed. */
  width: 0,
  /** Not fetched yet: after a taken branch, or the queue was full. */
  fetch: 1,
  completionQueue: 2,
  renames: 3,
  /** The unit's reservation stations are full. */
  station: 4,
  serialization: 5,
  /** Two branches ago is not known yet, or was predicted wrong. */
  branch: 6,
  /** An operand is not there yet. */
  data: 7,
  unit: 8,
  /** The instruction's own time in its unit. */
  latency: 9,
} as const
export type Cause = keyof typeof CAUSE
export const CAUSE_NAMES = Object.keys(CAUSE) as readonly Cause[]

const QUEUE = 6
const RENAMES = 6
const FETCH_WIDTH = 4
/** What the branch target instruction cache holds of a target. */
const BTIC_WIDTH = 2
/** Cycles from a branch until its target can be dispatched: with its cache, without, and once a wrong prediction is known. */
const [BTIC_DELAY, FETCH_DELAY, REFETCH_DELAY] = [1, 2, 2]
/** lswx and stswx move as many bytes as the XER says. */
const UNKNOWN_WORDS = 4

/** Cycles by which code of which nothing is known overlaps with what is in flight: a load's latency (docs/timing.md). */
const OVERLAP = 2

const UNIT_BITS = 3
const UNIT_MASK = (1 << UNIT_BITS) - 1

/** Where things are in the state. Times are in cycles. */
const AT = {
  /** For each slot, when its value can be used, and in the low bits the unit that makes it. */
  ready: 0,
  /** When a unit can start another, and when its last one started: its reservation station is empty then. */
  unitFree: SLOT_COUNT,
  started: SLOT_COUNT + 6,
  loadStoreBefore: SLOT_COUNT + 12,
  /** Rings of the last six: when they left the instruction queue, the completion queue, and gave their rename registers back. */
  dispatched: SLOT_COUNT + 13,
  completed: SLOT_COUNT + 19,
  gprFreed: SLOT_COUNT + 25,
  fprFreed: SLOT_COUNT + 31,
  dispatchCount: SLOT_COUNT + 37,
  completeCount: SLOT_COUNT + 38,
  gprCount: SLOT_COUNT + 39,
  fprCount: SLOT_COUNT + 40,
  dispatch: SLOT_COUNT + 41,
  dispatchBefore: SLOT_COUNT + 42,
  complete: SLOT_COUNT + 43,
  completeBefore: SLOT_COUNT + 44,
  fetch: SLOT_COUNT + 45,
  fetchLeft: SLOT_COUNT + 46,
  /** Nothing is dispatched before, and why. */
  dispatchFloor: SLOT_COUNT + 47,
  floorCause: SLOT_COUNT + 51,
  /** When the last branch could go to its target, and when its condition was known. */
  branch: SLOT_COUNT + 48,
  resolved: SLOT_COUNT + 49,
  dispatchedToLoadStore: SLOT_COUNT + 50,
} as const
const PIPELINE_WORDS = SLOT_COUNT + 52

/** The pipeline in which one instruction follows another without delay: the next can be dispatched in cycle 0. */
const STEADY = new Int32Array(PIPELINE_WORDS)
STEADY.fill(-1, AT.dispatched, AT.completed)
STEADY[AT.dispatch] = STEADY[AT.dispatchBefore] = STEADY[AT.dispatchedToLoadStore] = -1
STEADY[AT.complete] = STEADY[AT.completeBefore] = 1
STEADY[AT.fetchLeft] = FETCH_WIDTH

export type Edge = 'next' | 'taken' | 'mispredicted'

const populationCount = (word: number): number => {
  let rest = word
  let count = 0
  for (; rest !== 0; rest &= rest - 1) count++
  return count
}

function wordsMoved(i: Instruction): number {
  const last = i.row.operands.at(-1)!.field
  if (last === 'NB') return (i.NB === 0 ? 32 : i.NB + 3) >>> 2
  return last === 'rB' ? UNKNOWN_WORDS : 32 - i.rD
}

export class Pipeline {
  // What became of the last instruction
  dispatchCycle = 0
  startCycle = 0
  completeCycle = 0
  unit = 0
  /** Why it was dispatched, started and completed no sooner; the unit that was waited for, if it is data. */
  dispatchCause = 0
  startCause = 0
  completeCause = 0
  dataFrom = 0

  /** One state after another; the one in use begins at `#base`. */
  #states = new Int32Array(PIPELINE_WORDS)
  #base = 0
  readonly #read = new Uint32Array(SLOT_SET_WORDS)
  readonly #written = new Uint32Array(SLOT_SET_WORDS)

  /** Makes room for so many states. What they were is forgotten. */
  reserve(count: number): void {
    if (this.#states.length < count * PIPELINE_WORDS) this.#states = new Int32Array(2 * count * PIPELINE_WORDS)
  }
  /** Begins state `n` steadily, with nothing in flight. */
  begin(n: number): void {
    this.#base = n * PIPELINE_WORDS
    this.#states.set(STEADY, this.#base)
  }
  /** Begins state `n` as a copy of another. */
  beginFrom(n: number, other: number): void {
    this.#base = n * PIPELINE_WORDS
    const from = other * PIPELINE_WORDS
    if (other !== n) this.#states.copyWithin(this.#base, from, from + PIPELINE_WORDS)
  }

  /** When the last instruction was completed. */
  get clock(): number {
    return this.#states[this.#base + AT.complete]!
  }
  /**
   * The same for a stretch of code of which it is not known what follows: what follows begins when it can be dispatched, while as much as is
   * usual is still in flight.
   */
  get clockAtLeave(): number {
    const s = this.#states
    const base = this.#base
    const next = Math.max(
      s[base + AT.dispatch]!,
      s[base + AT.dispatchBefore]! + 1,
      s[base + AT.dispatchFloor]!,
      s[base + AT.fetch]!,
    )
    return Math.max(next + 1, s[base + AT.complete]! - OVERLAP)
  }

  issue(i: Instruction): void {
    const read = this.#read
    const written = this.#written
    for (let word = 0; word < SLOT_SET_WORDS; word++) read[word] = written[word] = 0
    addSlotsRead(i, read)
    addSlotsWritten(i, written)
    if (i.row.timing.unit === UNIT.BPU) this.#branch(i)
    else this.#execute(i)
  }

  #execute(i: Instruction): void {
    const s = this.#states
    const base = this.#base
    const { timing } = i.row
    let latency = timing.latency
    let occupancy = timing.occupancy
    if (timing.perWord) latency = occupancy += wordsMoved(i)

    const available = this.#fetch()
    const dispatchInOrder = this.#dispatchInOrder(available)
    let unit = timing.unit
    if (
      timing.eitherInteger &&
      this.#earliest(UNIT.IU2, dispatchInOrder) <= this.#earliest(UNIT.IU1, dispatchInOrder)
    ) {
      unit = UNIT.IU2
    }
    const dispatch = Math.max(dispatchInOrder, this.#stationFree(unit))
    if (dispatch > dispatchInOrder) this.dispatchCause = CAUSE.station

    let start = dispatch + 1
    let cause: number = CAUSE.width
    const ready = this.#operandsReady()
    if (ready >> UNIT_BITS > start) {
      start = ready >> UNIT_BITS
      cause = CAUSE.data
      this.dataFrom = ready & UNIT_MASK
    }
    if (s[base + AT.unitFree + unit]! > start) {
      start = s[base + AT.unitFree + unit]!
      cause = CAUSE.unit
    }
    if (i.row.operands[0]?.field === 'frS' && this.#isUpdated(SLOT.fpr + i.frS, start)) {
      start++
      cause = CAUSE.data
    }
    const serial = timing.serialization
    if (serial !== SERIALIZATION.none && s[base + AT.complete]! + 1 > start) {
      start = s[base + AT.complete]! + 1
      cause = CAUSE.serialization
    }
    if (unit === UNIT.LSU) {
      s[base + AT.loadStoreBefore] = s[base + AT.started + unit]!
      s[base + AT.dispatchedToLoadStore] = dispatch
    }
    s[base + AT.started + unit] = start
    s[base + AT.unitFree + unit] = start + occupancy
    this.unit = unit
    this.startCycle = start
    this.startCause = cause
    this.#leaveQueue(dispatch)
    this.#complete(start + latency, dispatch)

    const forwards = serial === SERIALIZATION.none || (i.row.mnemonic === 'mtspr' && this.#writesBranchRegister())
    const usable = forwards ? start + latency : this.completeCycle + 1
    this.#setReady((usable << UNIT_BITS) | unit)
    if (!timing.perWord) this.#rename()
    if (serial >= SERIALIZATION.completion) this.#holdDispatch(this.completeCycle, CAUSE.serialization)
    if (serial === SERIALIZATION.refetch) this.#fetchAgain(this.completeCycle + REFETCH_DELAY, FETCH_WIDTH)
  }

  /**
   * A branch waits for its target when that is a register, and for its condition not at all: it is predicted. What is fetched after a second
   * branch that is not resolved is not dispatched until the first is (section 6.6.1.1).
   */
  #branch(i: Instruction): void {
    const s = this.#states
    const base = this.#base
    const available = this.#fetch()
    const toRegister = i.row.mnemonic === 'bclrx' ? SLOT.lr : i.row.mnemonic === 'bcctrx' ? SLOT.ctr : -1
    const counts = toRegister !== SLOT.ctr && i.row.mnemonic !== 'bx' && decrementsCounter(i.BO)
    const conditional = i.row.mnemonic !== 'bx' && readsCondition(i.BO)
    let at = available
    let cause: number = CAUSE.width
    const ready = Math.max(
      toRegister < 0 ? 0 : s[base + AT.ready + toRegister]!,
      counts ? s[base + AT.ready + SLOT.ctr]! : 0,
    )
    if (ready >> UNIT_BITS > at) {
      at = ready >> UNIT_BITS
      cause = CAUSE.data
      this.dataFrom = ready & UNIT_MASK
    }
    let resolved = at
    if (conditional) {
      resolved = Math.max(at, s[base + AT.ready + SLOT.cr + i.BI]! >> UNIT_BITS)
      if (resolved > at && s[base + AT.resolved]! > s[base + AT.dispatchFloor]!)
        this.#holdDispatch(s[base + AT.resolved]!, CAUSE.branch)
    }
    s[base + AT.branch] = at
    s[base + AT.resolved] = resolved
    this.unit = UNIT.BPU
    this.startCycle = at
    this.startCause = cause
    if (i.lk || counts) {
      const dispatch = this.#dispatchInOrder(available)
      this.#leaveQueue(dispatch)
      this.#complete(Math.max(dispatch + 2, resolved), dispatch)
      // The BPU knows the new CTR at once; LR is renamed too
      this.#setReady(((at + 1) << UNIT_BITS) | UNIT.BPU)
    } else {
      this.#leaveQueue(at)
      this.dispatchCycle = at
      this.dispatchCause = CAUSE.width
      this.completeCycle = s[base + AT.complete]!
      this.completeCause = CAUSE.width
    }
  }

  /** Goes on along a way out of the block whose branch was the last instruction. */
  follow(edge: Edge, toRegister: boolean): void {
    const s = this.#states
    const base = this.#base
    if (edge === 'mispredicted') this.#fetchAgain(s[base + AT.resolved]! + REFETCH_DELAY, FETCH_WIDTH)
    else if (edge === 'taken' && toRegister) this.#fetchAgain(s[base + AT.branch]! + FETCH_DELAY, FETCH_WIDTH)
    else if (edge === 'taken') this.#fetchAgain(s[base + AT.branch]! + BTIC_DELAY, BTIC_WIDTH)
  }

  /** The last branch was predicted: what it depends on was not there when it was fetched. */
  get wasPredicted(): boolean {
    return this.#states[this.#base + AT.resolved]! > this.#states[this.#base + AT.branch]!
  }

  #holdDispatch(until: number, cause: number): void {
    this.#states[this.#base + AT.dispatchFloor] = until
    this.#states[this.#base + AT.floorCause] = cause
  }

  #fetchAgain(cycle: number, width: number): void {
    this.#states[this.#base + AT.fetch] = cycle
    this.#states[this.#base + AT.fetchLeft] = width
  }

  /** When the next instruction is in the queue. */
  #fetch(): number {
    const s = this.#states
    const base = this.#base
    if (s[base + AT.fetchLeft] === 0) {
      s[base + AT.fetch]!++
      s[base + AT.fetchLeft] = FETCH_WIDTH
    }
    const room = s[base + AT.dispatched + (s[base + AT.dispatchCount]! % QUEUE)]! + 1
    if (room > s[base + AT.fetch]!) s[base + AT.fetch] = room
    s[base + AT.fetchLeft]!--
    return s[base + AT.fetch]!
  }

  #leaveQueue(cycle: number): void {
    const s = this.#states
    const base = this.#base
    s[base + AT.dispatched + (s[base + AT.dispatchCount]! % QUEUE)] = cycle
    s[base + AT.dispatchCount]!++
  }

  /** When an instruction can be dispatched as far as the units are not concerned. */
  #dispatchInOrder(available: number): number {
    const s = this.#states
    const base = this.#base
    let cycle = Math.max(s[base + AT.dispatch]!, s[base + AT.dispatchBefore]! + 1)
    let cause: number = CAUSE.width
    if (available > cycle) {
      cycle = available
      cause = CAUSE.fetch
    }
    if (s[base + AT.dispatchFloor]! > cycle) {
      cycle = s[base + AT.dispatchFloor]!
      cause = s[base + AT.floorCause]!
    }
    const queue = s[base + AT.completed + (s[base + AT.completeCount]! % QUEUE)]!
    if (queue > cycle) {
      cycle = queue
      cause = CAUSE.completionQueue
    }
    const renames = Math.max(
      this.#renameFree(AT.gprFreed, s[base + AT.gprCount]!, this.#written[0]!),
      this.#renameFree(AT.fprFreed, s[base + AT.fprCount]!, this.#written[1]!),
    )
    if (renames > cycle) {
      cycle = renames
      cause = CAUSE.renames
    }
    this.dispatchCause = cause
    return cycle
  }

  /** When as many rename registers are free as there are registers in the set; many at once go without. */
  #renameFree(ring: number, count: number, written: number): number {
    const needed = populationCount(written)
    return needed === 0 || needed > 2 ? 0 : this.#states[this.#base + ring + ((count + needed - 1) % RENAMES)]!
  }

  #rename(): void {
    const s = this.#states
    const base = this.#base
    for (let rest = populationCount(this.#written[0]!); rest > 0; rest--) {
      s[base + AT.gprFreed + (s[base + AT.gprCount]!++ % RENAMES)] = this.completeCycle
    }
    for (let rest = populationCount(this.#written[1]!); rest > 0; rest--) {
      s[base + AT.fprFreed + (s[base + AT.fprCount]!++ % RENAMES)] = this.completeCycle
    }
  }

  #stationFree(unit: number): number {
    const s = this.#states
    const base = this.#base
    if (unit !== UNIT.LSU) return s[base + AT.started + unit]!
    // One a cycle, and not before the last but one has left the stations
    return Math.max(s[base + AT.loadStoreBefore]!, s[base + AT.dispatchedToLoadStore]! + 1)
  }

  #earliest(unit: number, dispatch: number): number {
    return Math.max(Math.max(dispatch, this.#stationFree(unit)) + 1, this.#states[this.#base + AT.unitFree + unit]!)
  }

  /** A register is given its value in this cycle: a store that reads it in its first stage waits for the next (section 6.4.5). */
  #isUpdated(slot: number, cycle: number): boolean {
    const ready = this.#states[this.#base + AT.ready + slot]!
    if (ready >> UNIT_BITS !== cycle) return false
    this.dataFrom = ready & UNIT_MASK
    return true
  }

  /** LR or CTR: branches have what mtspr moves there before it completes (section 6.3.2.7). */
  #writesBranchRegister(): boolean {
    return (this.#written[SLOT.lr >>> 5]! & ((1 << (SLOT.lr & 31)) | (1 << (SLOT.ctr & 31)))) !== 0
  }

  /** The latest of the operands, as the state has it. */
  #operandsReady(): number {
    let latest = 0
    for (let word = 0; word < SLOT_SET_WORDS; word++) {
      for (let rest = this.#read[word]!; rest !== 0; rest &= rest - 1) {
        const ready = this.#states[this.#base + AT.ready + 32 * word + 31 - Math.clz32(rest & -rest)]!
        if (ready > latest) latest = ready
      }
    }
    return latest
  }

  #setReady(value: number): void {
    for (let word = 0; word < SLOT_SET_WORDS; word++) {
      for (let rest = this.#written[word]!; rest !== 0; rest &= rest - 1) {
        this.#states[this.#base + AT.ready + 32 * word + 31 - Math.clz32(rest & -rest)] = value
      }
    }
  }

  #complete(finished: number, dispatch: number): void {
    const s = this.#states
    const base = this.#base
    const inOrder = Math.max(s[base + AT.complete]!, s[base + AT.completeBefore]! + 1)
    const cycle = Math.max(finished, inOrder)
    this.completeCause = cycle > inOrder ? CAUSE.latency : CAUSE.width
    s[base + AT.completed + (s[base + AT.completeCount]!++ % QUEUE)] = cycle
    s[base + AT.completeBefore] = s[base + AT.complete]!
    s[base + AT.complete] = cycle
    s[base + AT.dispatchBefore] = s[base + AT.dispatch]!
    s[base + AT.dispatch] = dispatch
    this.dispatchCycle = dispatch
    this.completeCycle = cycle
  }
}
