/** A processor's caches and the memory behind them, as data; clocks are those of the part that they belong to. */

import { BondiError } from '../../../errors.ts'

export interface CacheShape {
  readonly bytes: number
  readonly ways: number
}

export interface CacheHierarchy {
  /** Of the level-1 caches and of the level-2 cache's sectors: what moves between them and memory at once. */
  readonly lineBytes: number
  readonly instruction: CacheShape
  readonly data: CacheShape
  /** Core cycles that a data miss takes besides waiting for its line. */
  readonly dataMiss: {
    /** Before the level-2 cache is asked. */
    readonly arbitration: number
    /** Before the cache takes another miss, once the line is there. */
    readonly allocation: number
    /** As well, when a modified line makes room. */
    readonly victim: number
  }
  readonly level2: CacheShape & {
    /** A tag's; of one or more sectors. */
    readonly lineBytes: number
    readonly coreCyclesPerClock: number
    /** Until the first double word is there: core cycles beyond a level-1 hit, and level-2 clocks. */
    readonly firstBeat: { readonly coreCycles: number; readonly clocks: number }
    readonly beatClocks: number
    /** Core cycles until it is known that the line is not there. */
    readonly tagCycles: number
  }
  readonly bus: {
    readonly coreCyclesPerClock: number
    /** Bus clocks until an edge of the bus clock comes: half of one, on average. */
    readonly synchronizationClocks: number
    /** Bus clocks from the address to the first double word. */
    readonly readClocks: number
    readonly writeClocks: number
    readonly beatClocks: number
    /** Bus clocks before the next address. */
    readonly turnaroundClocks: number
    /** Core cycles from the bus to the register. */
    readonly forwardCycles: number
  }
}

/** A double word: the width of the level-2 cache's bus and of the 60x bus. */
export const BEAT_BYTES = 8
/** Of every PowerPC of its time. */
export const LINE_BYTES = 32
/** The 750's replacement bits make a tree over this many ways. */
export const LEVEL1_WAYS = 8
export const LEVEL2_WAYS = 2
const MOST_SECTORS = 4

const isPowerOfTwo = (value: number): boolean => value > 0 && Number.isInteger(Math.log2(value))

/** Refuses what the model cannot be. */
export function checkHierarchy({ lineBytes, instruction, data, level2 }: CacheHierarchy): void {
  const refuse = (what: string, hint: string): never => {
    throw new BondiError('bad-caches', `the machine's description of its caches is wrong: ${what}`, hint)
  }
  for (const [name, { bytes, ways }] of Object.entries({ instruction, data })) {
    if (ways !== LEVEL1_WAYS) refuse(`${name} cache of ${ways} ways`, `Level-1 caches have ${LEVEL1_WAYS} ways.`)
    if (!isPowerOfTwo(bytes) || bytes < 1024 || bytes > 32 << 10) {
      refuse(`${name} cache of ${bytes} bytes`, 'Level-1 caches have a power of two from 1 KB to 32 KB.')
    }
  }
  if (lineBytes !== LINE_BYTES) refuse(`lines of ${lineBytes} bytes`, `Lines have ${LINE_BYTES} bytes.`)
  if (level2.ways !== LEVEL2_WAYS) refuse(`level-2 cache of ${level2.ways} ways`, `It has ${LEVEL2_WAYS} ways.`)
  const sectors = level2.lineBytes / lineBytes
  if (!isPowerOfTwo(sectors) || sectors > MOST_SECTORS) {
    refuse(
      `level-2 lines of ${level2.lineBytes} bytes`,
      `A line has 1 to ${MOST_SECTORS} sectors of ${lineBytes} bytes.`,
    )
  }
  if (!isPowerOfTwo(level2.bytes) || level2.bytes < 64 << 10 || level2.bytes > 1 << 20) {
    refuse(`level-2 cache of ${level2.bytes} bytes`, 'It has a power of two from 64 KB to 1 MB.')
  }
}

/** The times of a hierarchy, in fractions of a core cycle. */
export interface CacheTimes {
  readonly arbitration: number
  readonly allocation: number
  readonly victim: number
  readonly level2First: number
  /** From the first double word of a line to the last. */
  readonly level2Rest: number
  readonly level2Tag: number
  /** The level-2 cache's bus is taken so long by a line written to it. */
  readonly level2Write: number
  readonly busFirst: number
  readonly busRest: number
  readonly busTurnaround: number
  readonly busWrite: number
}

/** `perCycle`: how many fractions make a core cycle. What is not a whole number of them is rounded. */
export function timesOf({ lineBytes, dataMiss, level2, bus }: CacheHierarchy, perCycle: number): CacheTimes {
  const laterBeats = lineBytes / BEAT_BYTES - 1
  const level2Clock = level2.coreCyclesPerClock * perCycle
  const busClock = bus.coreCyclesPerClock * perCycle
  const times: CacheTimes = {
    arbitration: dataMiss.arbitration * perCycle,
    allocation: dataMiss.allocation * perCycle,
    victim: dataMiss.victim * perCycle,
    level2First: level2.firstBeat.coreCycles * perCycle + level2.firstBeat.clocks * level2Clock,
    level2Rest: laterBeats * level2.beatClocks * level2Clock,
    level2Tag: level2.tagCycles * perCycle,
    level2Write: (laterBeats + 1) * level2.beatClocks * level2Clock,
    busFirst: (bus.synchronizationClocks + bus.readClocks) * busClock + bus.forwardCycles * perCycle,
    busRest: laterBeats * bus.beatClocks * busClock,
    busTurnaround: bus.turnaroundClocks * busClock,
    busWrite: (bus.writeClocks + laterBeats * bus.beatClocks) * busClock,
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, time]) => [name, Math.round(time)]),
  ) as unknown as CacheTimes
}
