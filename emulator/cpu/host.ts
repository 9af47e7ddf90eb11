/** What the CPU asks of the machine around it, and what rare instructions may touch. */

import type { GuestMemory } from '../memory/guest-memory.ts'
import type { CpuState } from './state.ts'
import type { CacheSimulation } from './timing/caches/simulation.ts'
import type { MemoryWatch } from './watch/memory-watch.ts'

export interface CpuHost {
  /** Runs a service stub's service, with all state in memory; the guest then continues at LR. May throw to stop the run. */
  service(number: number): void
  /**
   * Called when `cycles` has passed `cycleDeadline`. Returning true leaves to the dispatcher, as must be when it changes registers. But for the
   * stack pointer, a register that the program writes before it reads it may be out of date then, unless the processor is precise.
   */
  deadline?(): boolean | undefined
  /**
   * The program looks at the FPSCR, or sets a mode in it, for the first time. A host that has this tells what it would be had it been kept
   * from the start, and the processor keeps it from here on only (see `fpscr` of CpuOptions). Given and returned are what each call of
   * `call` in progress will put back, outermost first, then those of contexts that do not run, then what is there now.
   */
  firstFpscrLook?(kept: readonly number[]): readonly number[] | undefined
  /**
   * Where code is debugged: called before an instruction of a flagged region (`codeFlags` of the processor), with all state in memory and
   * `state.pc` at it. Returns whether it has changed registers or code: control then goes where `state.pc` says, and asks again there.
   */
  instruction?(pc: number): boolean
  /** The time base for mftb; derived from `cycles` where absent. */
  timeBase?(): { upper: number; lower: number }
}

/** What an instruction done by the host works on. */
export interface HostContext {
  readonly state: CpuState
  readonly memory: GuestMemory
  /** Where caches are simulated. */
  readonly caches: CacheSimulation | undefined
  /** Where memory is watched. */
  readonly watch: MemoryWatch | undefined
  timeBase(): { upper: number; lower: number }
  /** Instructions at [address, address + byteCount) may have changed. */
  invalidate(address: number, byteCount: number): void
}
