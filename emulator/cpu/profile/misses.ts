/** Misses of simulated caches, by the instruction that waited. */

/** Misses at one address, and the cycles that were waited for them. */
export interface Misses {
  count: number
  cycles: number
}

export class MissCounts {
  /** By the address of a load or store. */
  readonly data = new Map<number, Misses>()
  /** By the line that was fetched. */
  readonly instruction = new Map<number, Misses>()

  /** A fetch is told of with the line itself as its pc. */
  note(pc: number, line: number, cycles: number): void {
    const counts = pc === line ? this.instruction : this.data
    const known = counts.get(pc)
    if (known === undefined) {
      counts.set(pc, { count: 1, cycles })
      return
    }
    known.count++
    known.cycles += cycles
  }
}
