/**
 * The table that translated code looks at before it accesses memory: a byte for each granule of RAM, 0 where nothing of the granule is watched.
 * It lies in the system's part of RAM, behind the processor's registers and what simulated caches keep there, since a WebAssembly module
 * has one memory.
 */

export interface GranuleTable {
  /** Offset in the WebAssembly memory. */
  readonly base: number
  /** From a guest address to its granule's number. */
  readonly shift: number
  /** Nothing is ever watched but what lies below this address: to compare with it is quicker than to look into the table. */
  readonly below?: number
}

/** No block of a heap shares a granule of 16 bytes with another's contents. */
export const FINEST_SHIFT = 4
const MOST_TABLE_BYTES = 2 << 20
/** What is left beside the caches' tables on every size of RAM. */
const MOST_BESIDE_CACHES = 512 << 10

export function granuleTable(ramBytes: number, base: number, besideCaches: boolean, below?: number): GranuleTable {
  let shift = FINEST_SHIFT
  while (ramBytes >>> shift > (besideCaches ? MOST_BESIDE_CACHES : MOST_TABLE_BYTES)) shift++
  return { base, shift, ...(below !== undefined && { below }) }
}

export const granuleTableBytes = (ramBytes: number, { shift }: GranuleTable): number => ramBytes >>> shift
