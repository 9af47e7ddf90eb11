/** What the Thread Manager knows of a thread, and the stacks that threads have. */

import type { Context } from '../../cpu/context.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import type { Ptr } from '../types.ts'

export const threadState = { ready: 0, stopped: 1, running: 2 } as const
export type ThreadState = (typeof threadState)[keyof typeof threadState]

export const kNoThreadID = 0
export const kCurrentThreadID = 1
export const kApplicationThreadID = 2

/** A block of the application's heap. */
export interface ThreadStack {
  readonly start: Ptr
  readonly byteCount: number
}

/** A routine of the program's and what it is called with besides the thread. */
export interface Hook {
  readonly proc: number
  readonly parameter: number
}

export interface Thread {
  readonly id: number
  /** The application's own thread has the application's stack. */
  readonly stack: ThreadStack | undefined
  /** Where its result goes; 0 for nowhere. */
  readonly resultAddress: number
  state: ThreadState
  /** While it does not run. */
  context: Context | undefined
  stackPointer: number
  switchIn: Hook | undefined
  switchOut: Hook | undefined
  terminator: Hook | undefined
}

/** What a thread gets that asks for no size: this project's choice. */
export const DEFAULT_STACK_BYTES = 24 << 10
/** Room for the first frame, and for one that a call from the host makes. */
const LEAST_STACK_BYTES = 1 << 10

export function newStack({ memoryManager }: Mac, stackSize: number): ThreadStack {
  if (stackSize < 0) fail('paramErr')
  const byteCount = Math.max(LEAST_STACK_BYTES, stackSize === 0 ? DEFAULT_STACK_BYTES : (stackSize + 15) & ~15)
  return { start: memoryManager.newPtr(memoryManager.applicationZone, byteCount), byteCount }
}
