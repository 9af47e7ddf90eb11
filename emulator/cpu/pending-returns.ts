/** Where calls in progress return to, as the guest's stack tells it. */

import type { GuestMemory } from '../memory/guest-memory.ts'
import type { CpuState } from './state.ts'

export interface ReturnAddress {
  readonly pc: number
  /** Of the caller, once the call has returned. */
  readonly stackPointer: number
}

/** A damaged stack may look endless. */
const DEEPEST = 100_000

/** LR's first, then those that functions saved in their callers' frames (Inside Macintosh: PowerPC System Software, chapter 1). */
export function* returnAddresses(memory: GuestMemory, state: CpuState): Generator<ReturnAddress> {
  let frame = state.gpr(1)
  yield { pc: (state.lr & ~3) >>> 0, stackPointer: frame }
  for (let depth = 0; depth < DEEPEST && frame % 4 === 0 && frame + 4 <= memory.size; depth++) {
    const caller = memory.getU32(frame)
    if (caller <= frame || caller + 12 > memory.size) return
    yield { pc: (memory.getU32(caller + 8) & ~3) >>> 0, stackPointer: caller }
    frame = caller
  }
}
