/** Translates one guest function into one WebAssembly function. */

import { emitStop } from '../debug/debug-code.ts'
import { findNoted } from '../instructions/floating-point-flags.ts'
import type { Instruction } from '../instructions/instruction.ts'
import { addSlotsWritten, SLOT_SET_WORDS } from '../instructions/row.ts'
import { SLOT } from '../state.ts'
import { emitFetch } from '../timing/caches/filter.ts'
import { emitRun } from '../timing/caches/run-filter.ts'
import { scheduleBlocks } from '../timing/schedule.ts'
import { emitWatchedRun } from '../watch/watch-code.ts'
import { type AccessRun, findAccessRuns } from './access-runs.ts'
import { shareBases } from './addresses.ts'
import { fetchedLines } from './code-lines.ts'
import { ALL_BITS } from './condition-bits.ts'
import { emitStructured } from './control-flow.ts'
import { isCountedLoop, pointersOf } from './counted-loops.ts'
import {
  analyse,
  asksFirst,
  checksAlignment,
  type Dataflow,
  type DataflowOptions,
  observes,
  singlesAfter,
  storesFirst,
} from './dataflow.ts'
import { type FlowGraph, flowGraph } from './dominators.ts'
import { Emitter, type EmitterOptions, eachSlot, PARAMETER } from './emitter.ts'
import { ExitEmitter } from './exits.ts'
import { type Block, type End, type Graph, goesToOthers, successors, usesCounter } from './graph.ts'
import type { JumpTable } from './jump-table.ts'
import { findChains, NO_CHAINS } from './nan-chains.ts'
import { type FunctionProfile, ProfileCode } from './profile-code.ts'
import { findStoredValues } from './stored-values.ts'
import { emitVectorLoop } from './vector-loop-code.ts'
import { isFused, type VectorLoop, vectorLoopOf } from './vector-loops.ts'

export interface FunctionOptions extends EmitterOptions {
  /** The engine has tail calls. */
  readonly tailCalls: boolean
  /** Every alignment exception of the 750 is raised. */
  readonly raisesAlignment: boolean
  /** Enabled floating-point exceptions are taken. */
  readonly raisesFloat: boolean
  /** Blocks take no time, and nobody looks at deadlines. */
  readonly clockless: boolean
  /** One instruction only: branches leave. */
  readonly single: boolean
  /** In profile mode. */
  readonly profile?: FunctionProfile
  /** The function index of a guest function in this module. */
  functionIndex(pc: number): number | undefined
  /** The table index of a guest function, made when first asked for. */
  tableIndex(pc: number): number
  /** The index of guest functions' type. */
  readonly guestFunction: number
}

export function translateFunction(graph: Graph, options: FunctionOptions): Emitter {
  return new FunctionTranslator(graph, options).translate()
}

const NO_RUNS: ReadonlyMap<number, AccessRun> = new Map()

type Switch = Extract<End, { kind: 'switch' }>

/** Of a function that became part of its caller. */
const isCallOrReturn = (end: End): boolean => end.kind === 'return' || (end.kind === 'goto' && end.callee !== undefined)

/** The engine's multiply-add is of vectors: values that go from one to the next then need not be spread and taken out. */
const fusesDoubles = ({ blocks }: Graph): boolean =>
  blocks.some(({ instructions }) => instructions.some(({ row }) => FUSED_DOUBLES.has(row.mnemonic)))
const FUSED_DOUBLES = new Set(['fmaddx', 'fmsubx', 'fnmaddx', 'fnmsubx'])

/** The places of a table's targets, by their indices in the table or by their distances from the first. */
function labelsOf({ entries }: JumpTable, places: ReadonlyMap<number, number>, isByIndex: boolean): number[] {
  if (isByIndex) return entries.map((pc) => places.get(pc)!)
  const first = Math.min(...entries)
  const count = (Math.max(...entries) - first) / 4 + 1
  return Array.from({ length: count }, (_, k) => places.get(first + 4 * k) ?? places.size)
}

class FunctionTranslator {
  readonly #graph: Graph
  readonly #options: FunctionOptions
  readonly #e: Emitter
  readonly #flow: FlowGraph
  readonly #flags: DataflowOptions
  readonly #data: Dataflow
  /** What each block takes. */
  readonly #fuel: Int32Array
  /** Blocks that are loops which count CTR down. */
  readonly #counted: ReadonlySet<Block>
  readonly #profile: ProfileCode | undefined
  /** The lines of code that each block fetches, where caches are simulated. */
  readonly #lines: readonly (readonly number[])[] | undefined
  /** Scratch: making arrays is slow. */
  readonly #stored = new Uint32Array(SLOT_SET_WORDS)
  /** The offset with which a switch's table was read. */
  #tableOffset = -1
  readonly #exits: ExitEmitter

  constructor(graph: Graph, options: FunctionOptions) {
    this.#graph = graph
    this.#options = options
    this.#e = new Emitter(options, options.relaxedMadd && fusesDoubles(graph) ? 'v128' : 'f64')
    this.#flow = flowGraph(graph.blocks.map(successors))
    this.#profile = options.profile && new ProfileCode(this.#e, options.profile)
    this.#exits = new ExitEmitter(this.#e, options, this.#profile)
    this.#flags = { ...options, profile: options.profile !== undefined, debug: options.debug !== undefined }
    this.#data = analyse(graph, this.#flow, this.#flags)
    this.#fuel = options.clockless
      ? new Int32Array(graph.blocks.length)
      : (graph.fuel ?? scheduleBlocks(graph, this.#flow))
    this.#counted = new Set(graph.blocks.filter((block) => this.#isCountedLoop(block)))
    this.#lines = options.caches && fetchedLines(graph, this.#flow)
  }

  translate(): Emitter {
    const e = this.#e
    e.mark(this.#graph.pc)
    e.reloadFuel()
    if (!this.#options.single && goesToOthers(this.#graph)) this.#checkOnEntry()
    e.reloadAll(this.#data.liveIn, 0)
    emitStructured(e, this.#flow, {
      emitBlock: (index, branchTo) => {
        const block = this.#graph.blocks[index]!
        if (this.#counted.has(block)) {
          this.#emitCountedLoop(block, branchTo)
          return
        }
        if (block.isInlinedEntry) {
          this.#pushIsDue()
          e.if()
          this.#emitDue(index)
          e.end()
        }
        const singles = this.#emitInstructions(block)
        this.#emitEnd(block, singles, branchTo)
      },
      isCounted: (header) => this.#counted.has(this.#graph.blocks[header]!),
      pushIsDue: () => this.#pushIsDue(),
      emitDue: (header) => this.#emitDue(header),
    })
    return e
  }

  /** Where caches are simulated fuel is taken in the midst of a block, and a profile counts blocks. */
  #isCountedLoop(block: Block): boolean {
    const { caches, clockless, profile, debug } = this.#options
    if (caches || profile || debug || block.isInlinedEntry || (!clockless && this.#fuel[block.index] === 0))
      return false
    return isCountedLoop(block, (i) => observes(i, this.#flags))
  }

  /** Fuel is not negative here: so often as it lasts, or as CTR says, the loop goes round without a look at it. */
  #emitCountedLoop(block: Block, branchTo: (target: number) => void): void {
    const e = this.#e
    const [fuel, rounds, lasts] = [this.#fuel[block.index]!, e.local('i32'), e.temp('i32', 0)]
    if (this.#options.clockless) e.slot(SLOT.ctr).localSet(rounds)
    else {
      e.slot(SLOT.ctr).i32Const(1).i32Sub().localTee(rounds)
      e.localGet(e.fuel).i32Const(fuel).i32DivU().localTee(lasts)
      e.localGet(rounds).localGet(lasts).i32LtU().select().i32Const(1).i32Add().localSet(rounds)
      e.localGet(e.fuel).localGet(rounds).i32Const(fuel).i32Mul().i32Sub().localSet(e.fuel)
    }
    e.slot(SLOT.ctr).localGet(rounds).i32Sub().setSlot(SLOT.ctr)
    const pointers = pointersOf(block.instructions)
    const vectors = this.#vectorLoopOf(block, pointers)
    e.reversePointers(vectors?.reaches ?? pointers)
    if (vectors !== undefined) emitVectorLoop(e, vectors, rounds)
    e.loop()
    const label = e.depth
    const singles = this.#emitInstructions(block)
    const held = e.heldPrecisions()
    e.localGet(rounds).i32Const(1).i32Sub().localTee(rounds).if()
    this.#promoteFor(block.index, singles)
    e.br(e.depth - label)
      .end()
      .end()
    e.restorePrecisions(held)
    e.restorePointers()
    this.#emitEnd(block, singles, branchTo)
  }

  #vectorLoopOf(block: Block, pointers: ReadonlyMap<number, number>): VectorLoop | undefined {
    if (this.#e.floatMode !== 'values' || this.#e.watch) return undefined
    const loop = vectorLoopOf(block.instructions, pointers, this.#data.singlesIn[block.index]!)
    return loop !== undefined && (this.#e.relaxedMadd || !isFused(loop.value)) ? loop : undefined
  }

  #pushIsDue(): void {
    if (this.#options.clockless) this.#e.i32Const(0)
    else this.#e.localGet(this.#e.fuel).i32Const(0).i32LtS()
  }

  /** Before a block, when fuel is used up. A register that nobody will read is not kept for it; where all are to be exact, dataflow says that all are read. */
  #emitDue(block: number): void {
    this.#beginBlock(block)
    const e = this.#e
    for (let word = 0; word < SLOT_SET_WORDS; word++) {
      this.#stored[word] = e.dirty[word]! & this.#data.liveIn[block * SLOT_SET_WORDS + word]!
    }
    e.spillAll(this.#stored).spillFuel()
    this.#callDeadline(this.#graph.blocks[block]!.pc)
  }

  /** Too deep a recursion unwinds to the dispatcher, which goes on from here; so may a deadline. */
  #checkOnEntry(): void {
    const e = this.#e
    const { pc } = this.#graph
    e.localGet(PARAMETER.depth).localGet(e.fuel).i32Or().i32Const(0).i32LtS().unlikely().if()
    e.localGet(PARAMETER.depth).i32Const(0).i32LtS().if().i32Const(pc).return().end()
    this.#callDeadline(pc)
    e.end()
  }

  /** With state in memory. */
  #callDeadline(pc: number): void {
    const e = this.#e
    e.storePc(pc).i32Const(pc).call(e.imports.deadline).unlikely().if().i32Const(pc).return().end().reloadFuel()
  }

  /** Tells the emitter what is in which locals at a block's start. Returns which registers are held in single precision. */
  #beginBlock(index: number): number {
    const singles = this.#data.singlesIn[index]!
    this.#e.assumeSingles(singles)
    const base = index * SLOT_SET_WORDS
    for (let word = 0; word < SLOT_SET_WORDS; word++) this.#e.dirty[word] = this.#data.dirtyIn[base + word]!
    return singles
  }

  /** Returns which registers are held in single precision at the block's end. */
  #emitInstructions(block: Block): number {
    const e = this.#e
    let singles = this.#beginBlock(block.index)
    for (const line of this.#lines?.[block.index] ?? []) emitFetch(e, line)
    this.#askFirst(block)
    const fuel = this.#fuel[block.index]!
    if (fuel > 0 && !this.#counted.has(block)) e.localGet(e.fuel).i32Const(fuel).i32Sub().localSet(e.fuel)
    this.#profile?.countBlock(block.index)

    const { written, liveAfter, conditionBits } = this.#data
    const load = block.end.kind === 'switch' ? block.end.table.load : undefined
    const isObserved = (i: Instruction) => observes(i, this.#flags)
    const noted = findNoted(block.instructions, isObserved)
    let at = this.#data.firstOf[block.index]! * SLOT_SET_WORDS
    e.beginSharing(
      shareBases(block.instructions, written, at),
      findStoredValues(block.instructions, written, at),
      e.floatMode === 'values' && !e.findsNotFinite
        ? findChains(block.instructions, written, at, isObserved)
        : NO_CHAINS,
    )
    const runs = e.caches ? findAccessRuns(block.instructions, written, at) : NO_RUNS
    // In precise mode the host is to find the registers as they are before each access
    const watched = e.watch ? findAccessRuns(block.instructions, written, at, e.precise) : NO_RUNS
    for (let k = 0; k < block.instructions.length; k++) {
      const i = block.instructions[k]!
      e.begin(i, liveAfter, at)
      const run = runs.get(k)
      if (run !== undefined) emitRun(e, run)
      e.notesStatus = noted === undefined || noted[k]!
      e.conditionBits = conditionBits.get(at) ?? ALL_BITS
      if (storesFirst(i, this.#flags)) this.#storeAll(i.pc)
      if (e.debug) emitStop(e, e.debug, i.pc)
      const watchedRun = watched.get(k)
      if (watchedRun !== undefined) emitWatchedRun(e, watchedRun, block.instructions)
      if (checksAlignment(i, this.#options)) e.effectiveAddress(i).i32Const(3).i32And().if().trap(i.pc).end()
      if (i.pc === load?.pc) this.#keepTableOffset(load.offset)
      i.row.emit!(e, i)
      for (let word = 0; word < SLOT_SET_WORDS; word++) e.dirty[word]! |= written[at + word]!
      singles = singlesAfter(i, singles, e.floatMode)
      at += SLOT_SET_WORDS
    }
    return singles
  }

  #storeAll(pc: number): void {
    this.#e.storePc(pc).spillAll().spillFuel()
    this.#e.dirty.fill(0)
  }

  #keepTableOffset(register: number): void {
    if (this.#tableOffset < 0) this.#tableOffset = this.#e.local('i32')
    this.#e.gpr(register).localSet(this.#tableOffset)
  }

  /** An instruction that records the FPSCR starts its block; nothing of the block has happened yet. */
  #askFirst({ pc, instructions: [first] }: Block): void {
    if (first === undefined || !asksFirst(first, this.#options)) return
    const e = this.#e
    e.spillAll().spillFuel().storePc(pc).i32Const(pc).call(e.imports.host).if().i32Const(pc).return().end()
  }

  /** What is dirty here and not in the loop that begins at the target. */
  #storeFor(target: number, source: number): void {
    const { position } = this.#flow
    if (position[target]! <= position[source]!) return
    const { dirtyEnd, storedInto } = this.#data
    for (let word = 0; word < SLOT_SET_WORDS; word++) {
      this.#stored[word] = dirtyEnd[source * SLOT_SET_WORDS + word]! & storedInto[target * SLOT_SET_WORDS + word]!
    }
    this.#e.spillAll(this.#stored)
  }

  /** Registers held in single precision here and in double precision at the target are converted on the way. */
  #promoteFor(target: number, singles: number): void {
    const mask = singles & ~this.#data.singlesIn[target]!
    if (mask === 0) return
    eachSlot(this.#data.liveIn, target * SLOT_SET_WORDS, (slot) => {
      const n = slot - SLOT.fpr
      if (n >= 0 && n < 32 && (mask >>> n) & 1) this.#e.promoteOnEdge(n)
    })
  }

  #emitEnd(block: Block, singles: number, branchTo: (target: number) => void): void {
    const e = this.#e
    const { branch, end } = block
    // A target may be emitted on the spot; what registers are held in here is then no longer what the emitter remembers
    const held = e.heldPrecisions()
    const goTo = (target: number) => {
      e.restorePrecisions(held)
      this.#storeFor(target, block.index)
      this.#promoteFor(target, singles)
      if (!isCallOrReturn(end)) this.#profile?.edge(block.pc, this.#graph.blocks[target]!.pc)
      branchTo(target)
    }
    if (branch) {
      e.mark(branch.pc)
      if (e.debug) {
        this.#storeAll(branch.pc)
        emitStop(e, e.debug, branch.pc)
      }
      this.#setLinkRegister(block)
      this.#decrementCounter(block)
    }
    switch (end.kind) {
      case 'goto':
        if (end.callee) this.#exits.tellCall(end.callee.pc, end.callee.returnPc)
        goTo(end.to)
        break
      case 'branch':
        this.#pushCondition(end)
        e.if()
        goTo(end.taken)
        e.end()
        goTo(end.otherwise)
        break
      case 'switch':
        this.#emitSwitch(end, block, goTo)
        break
      case 'return':
        this.#emitReturn(end, goTo)
        break
      default:
        e.spillAll().spillFuel()
        if (e.debug && (end.kind === 'host' || end.kind === 'service')) emitStop(e.storePc(end.pc), e.debug, end.pc)
        this.#exits.emitExit(end)
        if (end.kind === 'call' || end.kind === 'host') {
          e.reloadFuel()
          e.reloadAll(this.#data.liveIn, end.next * SLOT_SET_WORDS)
          branchTo(end.next)
        }
    }
  }

  /**
   * One case after the other, behind a br_table. Where the program's own index is at hand it decides, since a host that guesses wrong is right again
   * only when it knows the operand, and what the program loads by the index is later; each case then compares CTR with what it should be.
   */
  #emitSwitch({ table, cases, otherwise }: Switch, block: Block, branchTo: (target: number) => void): void {
    const e = this.#e
    for (let k = 0; k <= cases.length; k++) e.block()
    const places = new Map(cases.map(({ pc }, place) => [pc, place]))
    const isByIndex = block.instructions.some(({ pc }) => pc === table.load.pc)
    if (isByIndex) e.localGet(this.#tableOffset)
    else
      e.slot(SLOT.ctr)
        .i32Const(Math.min(...table.entries))
        .i32Sub()
    e.i32Const(2)
      .i32ShrU()
      .brTable(labelsOf(table, places, isByIndex), cases.length)
    cases.forEach(({ pc, to }, place) => {
      e.end()
      if (isByIndex) {
        e.slot(SLOT.ctr).i32Const(pc).i32Ne().unlikely()
        e.brIf(cases.length - 1 - place)
      }
      branchTo(to)
    })
    e.end()
    branchTo(otherwise)
  }

  #setLinkRegister({ branch }: Block): void {
    if (!branch?.lk) return
    const e = this.#e
    if (branch.row.mnemonic === 'bclrx') this.#exits.keepLinkRegister()
    e.i32Const(branch.pc + 4).setSlot(SLOT.lr)
    addSlotsWritten(branch, e.dirty)
  }

  #decrementCounter(block: Block): void {
    const { branch } = block
    if (!branch || !usesCounter(branch)) return
    const e = this.#e
    if (!this.#counted.has(block)) e.slot(SLOT.ctr).i32Const(1).i32Sub().setSlot(SLOT.ctr)
    addSlotsWritten(branch, e.dirty)
  }

  /** BO (MPCFPE32B, "BO operand encodings" under bcx): BO[1] is the condition wanted, BO[3] whether CTR must be 0. */
  #pushCondition({ i }: Extract<End, { kind: 'branch' }>): void {
    const e = this.#e
    const counter = usesCounter(i)
    const condition = (i.BO & 16) === 0
    if (counter) {
      e.slot(SLOT.ctr)
      if (i.BO & 2) e.i32Eqz()
      else if (condition) e.i32Const(0).i32Ne()
    }
    if (condition) {
      e.slot(SLOT.cr + i.BI)
      if ((i.BO & 8) === 0) e.i32Eqz()
    }
    if (counter && condition) e.i32And()
  }

  #emitReturn({ expected }: Extract<End, { kind: 'return' }>, goTo: (target: number) => void): void {
    const e = this.#e
    this.#profile?.return(() => e.slot(SLOT.lr).i32Const(-4).i32And())
    if (expected) e.slot(SLOT.lr).i32Const(-4).i32And().i32Const(expected.returnPc).i32Ne().if()
    e.spillAll().spillFuel().slot(SLOT.lr).i32Const(-4).i32And().return()
    if (!expected) return
    e.end()
    goTo(expected.next)
  }
}
