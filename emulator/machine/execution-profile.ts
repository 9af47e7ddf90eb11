/** Where a run's cycles went, by function, by instruction and by way of call, with names: plain data. */

import type { CountedBlock } from '../cpu/profile/block-counters.ts'
import type { CallNode } from '../cpu/profile/call-tree.ts'
import type { MissCounts } from '../cpu/profile/misses.ts'
import type { Profiler } from '../cpu/profile/profiler.ts'
import { FUEL_PER_CYCLE } from '../cpu/state.ts'
import { LINE_BYTES } from '../cpu/timing/caches/hierarchy.ts'
import type { Cause, InstructionTiming, Unit } from '../cpu/timing/index.ts'
import type { FunctionSymbol, SymbolKind, Symbols } from './symbols.ts'

/** Why instructions did not complete sooner; `data` with the unit that was waited for. Misses are those of simulated caches. */
export type Stall = Exclude<Cause, 'data'> | `data ${Unit}` | 'dataMiss' | 'instructionMiss' | 'sync'
/** Cycles by reason. */
export type Stalls = Readonly<Partial<Record<Stall, number>>>

export interface ProfiledFunction {
  readonly kind: SymbolKind
  readonly name: string
  readonly address: number
  /** How often control came to it: by calls, and by jumps from other functions. */
  readonly calls: number
  /** Of its own instructions. */
  readonly cycles: number
  /** With what it called, and with waiting. */
  readonly totalCycles: number
  /** Virtual time that passed while it waited, in cycles. */
  readonly idleCycles: number
  readonly stalls: Stalls
  /** Of simulated caches. */
  readonly misses: number
}

export interface ProfiledInstruction {
  readonly address: number
  readonly word: number
  readonly executions: number
  readonly cycles: number
  readonly stalls: Stalls
  readonly misses: number
}

/** Instructions that are executed one after the other. */
export interface ProfiledBlock {
  /** Index of the function. */
  readonly function: number
  readonly executions: number
  readonly cycles: number
  readonly instructions: readonly ProfiledInstruction[]
}

/** A function as called in one way. */
export interface ProfiledCall {
  /** Index of the function. */
  readonly function: number
  /** Index of the call that it was made in, which comes before; -1 for the first functions. */
  readonly parent: number
  readonly calls: number
  readonly cycles: number
  readonly totalCycles: number
  readonly idleCycles: number
}

export interface ExecutionProfile {
  readonly machine: string
  readonly cpuHz: number
  /** Executed, to a fraction of a cycle. */
  readonly cycles: number
  /** Waited for. */
  readonly idleCycles: number
  readonly virtualSeconds: number
  /** Those with the most time of their own first. */
  readonly functions: readonly ProfiledFunction[]
  /** By address. */
  readonly blocks: readonly ProfiledBlock[]
  readonly calls: readonly ProfiledCall[]
}

export interface ProfiledRun {
  readonly machine: string
  readonly cpuHz: number
  readonly cycles: number
  readonly idleCycles: number
  readonly virtualSeconds: number
}

export function describeProfile(run: ProfiledRun, profiler: Profiler, symbols: Symbols): ExecutionProfile {
  return new ProfileBuilder(profiler, symbols).build(run)
}

const SYNC = 0x7c0004ac

type Writable<T> = { -readonly [K in keyof T]: T[K] }
type FunctionSums = Omit<Writable<ProfiledFunction>, 'stalls'> & { readonly stalls: Partial<Record<Stall, number>> }
type InstructionSums = Omit<Writable<ProfiledInstruction>, 'stalls'> & {
  readonly stalls: Partial<Record<Stall, number>>
}
interface BlockSums {
  readonly function: FunctionSums
  executions: number
  readonly instructions: InstructionSums[]
}

class ProfileBuilder {
  private readonly symbols: Symbols
  /** Where control came by calls, in order. */
  private readonly entries: readonly number[]
  private readonly nodes: readonly CallNode[]
  private readonly counted: readonly CountedBlock[]
  private readonly _misses: MissCounts
  private readonly _functions = new Map<number, FunctionSums>()

  constructor(profiler: Profiler, symbols: Symbols) {
    this.symbols = symbols
    // The root is nobody's
    this.nodes = profiler.calls.nodes().slice(1)
    this.entries = [...new Set(this.nodes.map(({ pc }) => pc))].sort((a, b) => a - b)
    this.counted = profiler.blocks.read()
    this._misses = profiler.misses
  }

  build(run: ProfiledRun): ExecutionProfile {
    const blocks = this._blocks()
    this.addWaits(blocks, this._misses, run.cycles)
    const calls = this._calls()
    const functions = [...this._functions.values()].sort(
      (a, b) =>
        b.cycles + b.idleCycles - a.cycles - a.idleCycles || b.totalCycles - a.totalCycles || a.address - b.address,
    )
    const indexOf = new Map(functions.map((one, index) => [one, index]))
    return {
      ...run,
      functions,
      blocks: blocks.map(({ executions, instructions, function: owner }) => ({
        function: indexOf.get(owner)!,
        executions,
        cycles: instructions.reduce((sum, { cycles }) => sum + cycles, 0),
        instructions,
      })),
      calls: calls.map(({ owner, ...call }) => ({ function: indexOf.get(owner)!, ...call })),
    }
  }

  private functionAt(address: number): FunctionSums {
    const { kind, name, start }: FunctionSymbol = this.symbols.functionAt(address, this.entries)
    let found = this._functions.get(start)
    if (found === undefined) {
      found = { kind, name, address: start, calls: 0, cycles: 0, totalCycles: 0, idleCycles: 0, stalls: {}, misses: 0 }
      this._functions.set(start, found)
    }
    return found
  }

  /** Code may have been translated more than once: as part of several functions, and from where it was left for a while. */
  private _blocks(): BlockSums[] {
    const blocks = new Map<string, BlockSums>()
    for (const { instructions, timing, executions, exitCycles } of this.counted) {
      const [first] = instructions
      const key = `${first!.pc}+${instructions.length}`
      let block = blocks.get(key)
      if (block === undefined) {
        block = {
          function: this.functionAt(first!.pc),
          executions: 0,
          instructions: instructions.map(({ pc, word }) => ({
            address: pc,
            word,
            executions: 0,
            cycles: 0,
            stalls: {},
            misses: 0,
          })),
        }
        blocks.set(key, block)
      }
      block.executions += executions
      for (const [k, one] of timing.instructions.entries()) {
        block.instructions[k]!.executions += executions
        this.add(block.instructions[k]!, one.pc, stallOf(one), one.cycles * executions)
      }
      const last = block.instructions.at(-1)!
      if (exitCycles > 0) this.add(last, last.address, 'fetch', exitCycles)
    }
    return [...blocks.values()].sort((a, b) => a.instructions[0]!.address - b.instructions[0]!.address)
  }

  private add(
    instruction: InstructionSums | undefined,
    address: number,
    stall: Stall,
    cycles: number,
    misses = 0,
  ): void {
    for (const sums of [instruction, this.functionAt(address)]) {
      if (sums === undefined) continue
      sums.cycles += cycles
      sums.misses += misses
      if (cycles > 0) sums.stalls[stall] = (sums.stalls[stall] ?? 0) + cycles
    }
  }

  /** Where code was translated more than once, all that it waited for is told of the translation that was run most. */
  private addWaits(blocks: readonly BlockSums[], { data, instruction }: MissCounts, allCycles: number): void {
    const busiest = new Map<number, InstructionSums>()
    for (const one of blocks.flatMap(({ instructions }) => instructions)) {
      if (one.executions > (busiest.get(one.address)?.executions ?? -1)) busiest.set(one.address, one)
    }
    for (const [pc, { count, cycles }] of data) this.add(busiest.get(pc), pc, 'dataMiss', cycles, count)
    for (const [line, { count, cycles }] of instruction) {
      let pc = line
      while (!busiest.has(pc) && pc < line + LINE_BYTES) pc += 4
      this.add(busiest.get(pc), pc, 'instructionMiss', cycles, count)
    }
    // What else takes more than its schedule is sync, which waits for the caches
    const known = [...this._functions.values()].reduce((sum, { cycles }) => sum + cycles, 0)
    const syncs = [...busiest.values()].filter(({ word }) => word === SYNC).sort((x, y) => y.executions - x.executions)
    if (allCycles > known) this.add(syncs[0], syncs[0]?.address ?? 0, 'sync', allCycles - known)
  }

  private _calls(): (Omit<ProfiledCall, 'function'> & { owner: FunctionSums })[] {
    const indexOf = new Map(this.nodes.map((node, index) => [node, index]))
    const calls = this.nodes.map(({ pc, parent, calls: count, time, idle }) => ({
      owner: this.functionAt(pc),
      parent: (parent && indexOf.get(parent)) ?? -1,
      calls: count,
      cycles: time / FUEL_PER_CYCLE,
      totalCycles: time / FUEL_PER_CYCLE + idle,
      idleCycles: idle,
    }))
    // Callers come first: going backwards, a call's sum is whole when it is added to its caller's
    for (const call of [...calls].reverse()) {
      const caller = calls[call.parent]
      if (caller) caller.totalCycles += call.totalCycles
    }
    const isWithinItself = (call: (typeof calls)[number]): boolean => {
      for (let above = calls[call.parent]; above; above = calls[above.parent]) {
        if (above.owner === call.owner) return true
      }
      return false
    }
    for (const call of calls) {
      call.owner.calls += call.calls
      call.owner.idleCycles += call.idleCycles
      if (!isWithinItself(call)) call.owner.totalCycles += call.totalCycles
    }
    return calls
  }
}

const stallOf = ({ cause, waitsFor }: InstructionTiming): Stall =>
  cause === 'data' ? `data ${waitsFor ?? 'IU1'}` : cause
