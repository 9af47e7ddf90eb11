/** Where the model keeps what: offsets in the WebAssembly memory, where the system's part of RAM is. */

import { STATE_BYTES } from '../../state.ts'
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
/** What a byte a line of RAM tells of the data cache: the way that it is in, with these bits; 0 where it is not there. */
export const PRESENT = 8
export const MODIFIED = 16
const PRESENCES = 32
/** As the last line of a set: no address is so near. */
export const NO_LINE = -1
/** Level-2 tags: the address above the set's bits from bit 8 on, and a bit for each sector. */
export const SECTOR_VALID_SHIFT = 4
export const LEVEL2_TAG_SHIFT = 8

export interface Level1Layout {
  /** Tags, a word each, set by set. */
  readonly tags: number
  /** Replacement bits, a byte a set. */
  readonly order: number
  readonly sets: number
}

export interface Layout {
  readonly cells: number
  /** Of the replacement bits, those that an access to a way leaves, and those that it sets: a byte for each presence. */
  readonly kept: number
  readonly set: number
  readonly victim: number
  /** A byte for each host line, and how many there are: a power of two. */
  readonly presence: number
  readonly lines: number
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

export function layoutOf(hierarchy: CacheHierarchy, ramBytes: number, base: number): Layout {
  const { lineBytes, instruction, data, level2 } = hierarchy
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
      sets,
    }
  }
  const lines = 1 << Math.ceil(Math.log2(ramBytes / lineBytes))
  const sets = level2.bytes / level2.lineBytes / LEVEL2_WAYS
  return {
    cells: take(CELL_BYTES),
    kept: take(PRESENCES),
    set: take(PRESENCES),
    victim: take(ORDERS),
    lines,
    data: level1(data),
    instruction: level1(instruction),
    level2: { tags: take(sets * LEVEL2_WAYS * 4), order: take(sets), sets },
    presence: take(lines),
    end,
  }
}

/** How much of RAM's end the processor takes for its registers and these tables: more, the more RAM there is. */
export const systemTablesBytes = (hierarchy: CacheHierarchy, ramBytes: number): number =>
  layoutOf(hierarchy, ramBytes, STATE_BYTES).end

/** Writes what never changes. */
export function fillTables(memory: Uint8Array, layout: Layout): void {
  for (let order = 0; order < ORDERS; order++) memory[layout.victim + order] = victimOf(order)
  for (let presence = 0; presence < PRESENCES; presence++) {
    const [fromNone, fromAll] = [0, ORDERS - 1].map((order) => orderAfter(order, presence % LEVEL1_WAYS))
    memory[layout.kept + presence] = fromNone! ^ fromAll!
    memory[layout.set + presence] = fromNone!
  }
}
