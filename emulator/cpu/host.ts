/** What the CPU asks of the machine around it, and what rare instructions may touch. */

import type { GuestMemory } from '../memory/guest-memory.ts'
import type { CpuState } from './state.ts'

export interface CpuHost {
  /** Runs a service stub's service, with all state in memory; the guest then continues at LR. May throw to stop the run. */
  service(number: number): void
  /** Called when `cycles` has passed `cycleDeadline`. Returning true leaves to the dispatcher, as must be when it changes registers. */
  deadline?(): boolean | undefined
  /** The time base for mftb; derived from `cycles` where absent. */
  timeBase?(): { upper: number; lower: number }
}

/** What an instruction done by the host works on. */
export interface HostContext {
  readonly state: CpuState
  readonly memory: GuestMemory
  timeBase(): { upper: number; lower: number }
  /** Instructions at [address, address + byteCount) may have changed. */
  invalidate(address: number, byteCount: number): void
}
