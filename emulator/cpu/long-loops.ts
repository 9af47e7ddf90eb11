/**
 * Engines compile WebAssembly quickly first and well later, and do not replace a function that runs: a loop in a function that is entered once
 * would stay as it was compiled first. A function that runs for long goes on, at a deadline, in a translation of its own that begins at the
 * loop's header; the first time that is compiled quickly again, a while later well.
 *
 * It is not seen from outside: blocks take the time that they take in the function as it is called, and its callers know nothing of it.
 */

import { FUEL_PER_CYCLE } from './state.ts'
import type { Unit } from './translate/unit.ts'

export interface LoopTranslation {
  readonly unit: Unit
  readonly slot: number
}

/** The clock of notes: a quarter of a million cycles a tick, about a millisecond. */
const TICK = 2 ** 18 * FUEL_PER_CYCLE
/** How long engines should have for compiling well. */
const LONG_TICKS = 32
/** Notes are negative numbers of 32 bits. */
const NOTE_MASK = 2 ** 30 - 1

export class LongLoops {
  readonly #time: () => number
  /** By the unit that has the function, then by entry and block; undefined where there can be none. */
  readonly #loops = new Map<number, Map<string, LoopTranslation | undefined>>()

  /** `time` is in units of fuel. */
  constructor(time: () => number) {
    this.#time = time
  }

  /** What a running function keeps: the time of its first deadline. 0 is none. */
  note(known: number): number {
    return known === 0 ? ~this.#tick() : known
  }

  isLong(note: number): boolean {
    return note !== 0 && ((this.#tick() - ~note) & NOTE_MASK) >= LONG_TICKS
  }

  #tick(): number {
    return Math.floor(this.#time() / TICK) & NOTE_MASK
  }

  slotOf(unit: number, entry: number, block: number, translate: () => LoopTranslation | undefined): number | undefined {
    let ofUnit = this.#loops.get(unit)
    if (ofUnit === undefined) {
      ofUnit = new Map()
      this.#loops.set(unit, ofUnit)
    }
    const place = `${entry}:${block}`
    if (!ofUnit.has(place)) ofUnit.set(place, translate())
    return ofUnit.get(place)?.slot
  }

  /** Those of a unit, which are forgotten with it. */
  take(unit: number): LoopTranslation[] {
    const ofUnit = this.#loops.get(unit)
    this.#loops.delete(unit)
    return [...(ofUnit?.values() ?? [])].filter((loop) => loop !== undefined)
  }
}
