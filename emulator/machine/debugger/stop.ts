/** Why a program that is debugged has stopped, and where. */

import type { WatchedFor } from '../../cpu/index.ts'

/**
 * A moment of a run: the processor's time (FUEL_PER_CYCLE to a cycle), and the instruction that is next. Time is taken block by block, and
 * no way round a loop is free, so that a run is never twice at the same.
 */
export interface Position {
  readonly time: number
  readonly pc: number
}

export const isSamePosition = (a: Position, b: Position): boolean => a.time === b.time && a.pc === b.pc

export type Stop =
  /** Before the program's first instruction. */
  | { readonly kind: 'start' }
  | { readonly kind: 'step' }
  | { readonly kind: 'breakpoint' }
  /** Going forward: before the instruction that accesses it, or after the service that has. Going back: after the instruction. */
  | { readonly kind: 'watchpoint'; readonly watched: WatchedFor; readonly address: number }
  | { readonly kind: 'interrupt' }
  /** There is nothing before the program's first instruction. */
  | { readonly kind: 'history-begin' }
