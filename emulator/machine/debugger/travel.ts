/**
 * Going back in time: since runs are deterministic, the program is run again from its launch. What is wanted is found on a first run
 * (the instruction before a moment, or the last breakpoint before it) and stopped at on a second.
 */

import { FUEL_PER_CYCLE } from '../../cpu/index.ts'
import { BondiError } from '../../errors.ts'
import type { Position, Stop } from './stop.ts'

export type Goal =
  /** Stop before the first instruction. */
  | { readonly kind: 'begin'; readonly stop: Stop }
  | { readonly kind: 'stop-at'; readonly position: Position; readonly stop: Stop }
  /** Find the instruction before a moment, among those of the last `window` of time. */
  | { readonly kind: 'find-previous'; readonly position: Position; readonly window: number }
  /** Find the last stop before a moment. */
  | { readonly kind: 'find-last-stop'; readonly position: Position }

/** Time before a moment from which on each instruction is looked at: deadlines, where that begins, are no more than 20,000 cycles apart. */
export const WINDOW_TIME = 50_000 * FUEL_PER_CYCLE

/** Ends a run so that another one of the same program takes its place. */
export class Travel extends BondiError {
  readonly goal: Goal

  constructor(goal: Goal) {
    super('travel', 'the program is run again from its launch')
    this.goal = goal
  }
}
