/** What profile mode gathers: how often each block was run, and who called whom. It changes neither results nor cycles. */

import type { Graph } from '../translate/graph.ts'
import type { FunctionType } from '../wasm/module.ts'
import { BlockCounters } from './block-counters.ts'
import { CallTree } from './call-tree.ts'
import { MissCounts } from './misses.ts'

const i32 = 'i32' as const

/** What translated code tells while it runs. The last parameter is the fuel that is left. */
export const PROFILE_IMPORTS = {
  /** (target, return address, stack pointer, fuel). */
  called: { parameters: [i32, i32, i32, i32], results: [] },
  /** (target, fuel): control goes there and has nobody to return to here. */
  jumped: { parameters: [i32, i32], results: [] },
  /** (target, stack pointer, fuel). */
  returned: { parameters: [i32, i32, i32], results: [] },
  /** (count): of a block, when asked. */
  counted: { parameters: ['f64'], results: [] },
} satisfies Record<string, FunctionType>

export type ProfileImport = keyof typeof PROFILE_IMPORTS

/** The start of the function that an address is in, where it is known. */
export type FunctionStart = (pc: number) => number | undefined

/** Hears of calls and returns of the program; what it throws ends the run. */
export interface CallListener {
  called(target: number, returnPc: number, stackPointer: number): void
  returned(target: number, stackPointer: number): void
}

export class Profiler {
  readonly calls: CallTree
  readonly blocks = new BlockCounters()
  readonly misses = new MissCounts()
  readonly #startOf: FunctionStart
  readonly #listener: CallListener | undefined
  readonly #starts = new Map<number, number | undefined>()

  constructor(startOf: FunctionStart, listener?: CallListener) {
    this.#startOf = startOf
    this.#listener = listener
    this.calls = new CallTree((pc) => this.startOf(pc) ?? pc)
  }

  startOf(pc: number): number | undefined {
    let start = this.#starts.get(pc)
    if (start === undefined && !this.#starts.has(pc)) {
      start = this.#startOf(pc)
      this.#starts.set(pc, start)
    }
    return start
  }

  /** Whether a branch from one place to another leaves a function. */
  isBetweenFunctions(from: number, to: number): boolean {
    const [source, target] = [this.startOf(from), this.startOf(to)]
    return source !== undefined && target !== undefined && source !== target
  }

  /** Code has changed: what is where may be something else now. */
  forgetFunctions(): void {
    this.#starts.clear()
  }

  /** `timeAt` gives the time when so much fuel is left. */
  imports(timeAt: (fuel: number) => number): Record<ProfileImport, (...args: number[]) => void> {
    const { calls } = this
    return {
      called: (target, returnPc, stackPointer, fuel) => {
        calls.call(target! >>> 0, returnPc! >>> 0, stackPointer! >>> 0, timeAt(fuel!))
        this.#listener?.called(target! >>> 0, returnPc! >>> 0, stackPointer! >>> 0)
      },
      jumped: (target, fuel) => calls.jump(target! >>> 0, timeAt(fuel!)),
      returned: (target, stackPointer, fuel) => {
        calls.return(target! >>> 0, stackPointer! >>> 0, timeAt(fuel!))
        this.#listener?.returned(target! >>> 0, stackPointer! >>> 0)
      },
      counted: (count) => this.blocks.tell(count!),
    }
  }

  noteUnit(graphs: readonly Graph[], tellCounts: () => void): void {
    this.blocks.add(graphs, tellCounts)
  }
}
