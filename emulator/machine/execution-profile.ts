/** Where a run's cycles went, by function, by instruction and by way of call, with names: plain data. */

import type { CountedBlock } from '../cpu/profile/block-counters.ts'
import type { CallNode } from '../cpu/profile/call-tree.ts'
import type { Profiler } from '../cpu/profile/profiler.ts'
import { FUEL_PER_CYCLE } from '../cpu/state.ts'
import type { Cause, InstructionTiming, Unit } from '../cpu/timing/index.ts'
import type { FunctionSymbol, SymbolKind, Symbols } from './symbols.ts'

/** Why instructions did not complete sooner; `data` with the unit that was waited for. */
export type Stall = Exclude<Cause, 'data'> | `data ${Unit}`
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
}

export interface ProfiledInstruction {
  readonly address: number
  readonly word: number
  readonly executions: number
  readonly cycles: number
  readonly stalls: Stalls
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
  readonly #symbols: Symbols
  /** Where control came by calls, in order. */
  readonly #entries: readonly number[]
  readonly #nodes: readonly CallNode[]
  readonly #counted: readonly CountedBlock[]
  readonly #functions = new Map<number, FunctionSums>()

  constructor(profiler: Profiler, symbols: Symbols) {
    this.#symbols = symbols
    // The root is nobody's
    this.#nodes = profiler.calls.nodes().slice(1)
    this.#entries = [...new Set(this.#nodes.map(({ pc }) => pc))].sort((a, b) => a - b)
    this.#counted = profiler.blocks.read()
  }

  build(run: ProfiledRun): ExecutionProfile {
    const blocks = this.#blocks()
    const calls = this.#calls()
    const functions = [...this.#functions.values()].sort(
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

  #functionAt(address: number): FunctionSums {
    const { kind, name, start }: FunctionSymbol = this.#symbols.functionAt(address, this.#entries)
    let found = this.#functions.get(start)
    if (found === undefined) {
      found = { kind, name, address: start, calls: 0, cycles: 0, totalCycles: 0, idleCycles: 0, stalls: {} }
      this.#functions.set(start, found)
    }
    return found
  }

  /** Code may have been translated more than once: as part of several functions, and from where it was left for a while. */
  #blocks(): BlockSums[] {
    const blocks = new Map<string, BlockSums>()
    for (const { instructions, timing, executions, exitCycles } of this.#counted) {
      const [first] = instructions
      const key = `${first!.pc}+${instructions.length}`
      let block = blocks.get(key)
      if (block === undefined) {
        block = {
          function: this.#functionAt(first!.pc),
          executions: 0,
          instructions: instructions.map(({ pc, word }) => ({
            address: pc,
            word,
            executions: 0,
            cycles: 0,
            stalls: {},
          })),
        }
        blocks.set(key, block)
      }
      block.executions += executions
      for (const [k, one] of timing.instructions.entries()) {
        block.instructions[k]!.executions += executions
        this.#add(block.instructions[k]!, stallOf(one), one.cycles * executions)
      }
      if (exitCycles > 0) this.#add(block.instructions.at(-1)!, 'fetch', exitCycles)
    }
    return [...blocks.values()].sort((a, b) => a.instructions[0]!.address - b.instructions[0]!.address)
  }

  #add(instruction: InstructionSums, stall: Stall, cycles: number): void {
    for (const sums of [instruction, this.#functionAt(instruction.address)]) {
      sums.cycles += cycles
      if (cycles > 0) sums.stalls[stall] = (sums.stalls[stall] ?? 0) + cycles
    }
  }

  #calls(): (Omit<ProfiledCall, 'function'> & { owner: FunctionSums })[] {
    const indexOf = new Map(this.#nodes.map((node, index) => [node, index]))
    const calls = this.#nodes.map(({ pc, parent, calls: count, time, idle }) => ({
      owner: this.#functionAt(pc),
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
