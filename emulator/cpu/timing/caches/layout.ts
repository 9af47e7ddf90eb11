/** Where the model keeps what: offsets in the WebAssembly memory, where the system's part of RAM is. */

import { type CacheHierarchy, LEVEL1_WAYS, LEVEL2_WAYS } from './hierarchy.ts'
import { ORDERS, orderAfter, victimOf } from './replacement.ts'

/** What is counted, all the events since the machine was made. */
export const COUNTERS = [
  'instructionMisses',
  'instructionStallCycles',
  'loadMisses',
  'storeMisses',
  /** dcbz of lines that were not there, which fetches nothing. */
  'zeroedLines',
  /** dcbt and dcbtst of lines that were not there. */
  'touchMisses',
  /** Modified lines that the data cache wrote to the level-2 cache. */
  'dataCastouts',
  'dataStallCycles',
  'level2Hits',
  'level2Misses',
  /** Modified sectors that the level-2 cache wrote to memory. */
  'level2Castouts',
] as const
export type Counter = (typeof COUNTERS)[number]

/** Times in fractions of a cycle, and counters; each an i64. */
export const CELL = {
  /** The time is this less the fuel. */
  timeWithoutFuel: 0,
  /** From when on the data cache takes another miss. */
  dataFree: 8,
  instructionFree: 16,
  level2Free: 24,
  busFree: 32,
  /** When the line that was read last is whole. */
  lineWhole: 40,
} as const
const FIRST_COUNTER = 64
const CELL_BYTES = 1024
export const counterCell = (counter: Counter): number => FIRST_COUNTER + 8 * COUNTERS.indexOf(counter)

/** Level-1 tags: the line's address, with these bits. */
export const VALID = 1
export const DIRTY = 2
/** Level-2 tags: the address above the set's bits from bit 8 on, and a bit for each sector. */
export const SECTOR_VALID_SHIFT = 4
export const LEVEL2_TAG_SHIFT = 8

export interface Level1Layout {
  /** Tags, a word each, set by set. */
  readonly tags: number
  /** Replacement bits, a byte a set. */
  readonly order: number
  /** The way that was accessed last, and the one before it, in a byte each. */
  readonly recent: number
  readonly sets: number
}

export interface Layout {
  readonly cells: number
  /** The replacement bits after an access to a way: a byte at 8 * bits + way. */
  readonly orderAfter: number
  readonly victim: number
  readonly data: Level1Layout
  readonly instruction: Level1Layout
  readonly level2: {
    /** Two words a set. */
    readonly tags: number
    /** The way to replace next, a byte a set. */
    readonly order: number
    readonly sets: number
  }
  readonly end: number
}

export function layoutOf({ lineBytes, instruction, data, level2 }: CacheHierarchy, base: number): Layout {
  let end = base
  const take = (bytes: number): number => {
    end += bytes
    return end - bytes
  }
  const level1 = ({ bytes }: { bytes: number }): Level1Layout => {
    const sets = bytes / lineBytes / LEVEL1_WAYS
    return {
      tags: take(sets * LEVEL1_WAYS * 4),
      order: take(Math.max(sets, 8)),
      recent: take(2 * Math.max(sets, 8)),
      sets,
    }
  }
  const sets = level2.bytes / level2.lineBytes / LEVEL2_WAYS
  return {
    cells: take(CELL_BYTES),
    orderAfter: take(ORDERS * LEVEL1_WAYS),
    victim: take(ORDERS),
    data: level1(data),
    instruction: level1(instruction),
    level2: { tags: take(sets * LEVEL2_WAYS * 4), order: take(sets), sets },
    end,
  }
}

/** Writes what never changes. */
export function fillTables(memory: Uint8Array, layout: Layout): void {
  for (let order = 0; order < ORDERS; order++) {
    memory[layout.victim + order] = victimOf(order)
    for (let way = 0; way < LEVEL1_WAYS; way++) {
      memory[layout.orderAfter + LEVEL1_WAYS * order + way] = orderAfter(order, way)
    }
  }
}
