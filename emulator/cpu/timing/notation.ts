/**
 * The timing column of the instruction table, after the instruction timing tables of the 750's manuals (what each was checked by is in
 * docs/timing.md):
 *
 * - `IU 1`: one cycle in either integer unit; `IU1 19`: 19 in the first, which takes nothing else meanwhile
 * - `IU1 3 of 2,3,4,5`: the multiplier stops early for small operands, which are not known here; taken as 3
 * - `LSU 2:1`: a latency of 2, and the unit can start another after 1; the manual's `1-1-1` (cycles in each of the FPU's stages) is 3:1
 * - `LSU 2+n`: n is the number of words that are moved
 * - then the kind of serialization, if any: `exec` is the manual's "Execution"
 */

export const UNIT = { BPU: 0, IU1: 1, IU2: 2, LSU: 3, FPU: 4, SRU: 5 } as const
export type Unit = keyof typeof UNIT
export const UNIT_NAMES = Object.keys(UNIT) as readonly Unit[]

/** From least to most (IBM 750GX/GL manual, 6.3.2.7). */
export const SERIALIZATION = {
  none: 0,
  /** Waits until all before it have completed; its results are not forwarded. */
  exec: 1,
  /** As `exec`; nothing after it is dispatched until it has completed. */
  completion: 2,
  /** As `completion`; what follows is fetched again. */
  refetch: 3,
} as const
export type Serialization = keyof typeof SERIALIZATION

export interface Timing {
  readonly unit: number
  /** Either integer unit will do. */
  readonly eitherInteger: boolean
  /** Cycles from the start of execution until another instruction can use the result. */
  readonly latency: number
  /** Cycles until the unit can start another. */
  readonly occupancy: number
  /** Each word moved takes one more. */
  readonly perWord: boolean
  readonly serialization: number
}

const COLUMN = /^(BPU|IU1?|LSU|FPU|SRU)(?: (\d+)(?: of [\d,]+|:(\d+)|(\+n))?)?(?: (exec|completion|refetch))?$/

export function parseTiming(text: string): Timing {
  const [, unit, first, after, perWord, serialization] = COLUMN.exec(text) ?? []
  if (unit === undefined) throw new Error(`a timing column that means nothing: ${text}`)
  const latency = Number(first ?? 0)
  return {
    unit: unit === 'IU' ? UNIT.IU1 : UNIT[unit as Unit],
    eitherInteger: unit === 'IU',
    latency,
    occupancy: after ? Number(after) : latency,
    perWord: perWord !== undefined,
    serialization: SERIALIZATION[(serialization as Serialization) ?? 'none'],
  }
}
