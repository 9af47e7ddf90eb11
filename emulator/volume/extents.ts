/** Extents: runs of allocation blocks (Inside Macintosh: Files, "Extents Overflow Files" in "Data Organization on Volumes"). */

export interface Extent {
  readonly start: number
  readonly count: number
}

/** An extent record holds three extents. */
export const EXTENTS_PER_RECORD = 3
export const EXTENT_RECORD_SIZE = 12

export function readExtentRecord(bytes: Uint8Array, offset: number): Extent[] {
  const extents: Extent[] = []
  for (let at = offset; at < offset + EXTENT_RECORD_SIZE; at += 4) {
    const start = (bytes[at]! << 8) | bytes[at + 1]!
    const count = (bytes[at + 2]! << 8) | bytes[at + 3]!
    if (count === 0) break
    extents.push({ start, count })
  }
  return extents
}

export function writeExtentRecord(bytes: Uint8Array, offset: number, extents: readonly Extent[]): void {
  for (let i = 0; i < EXTENTS_PER_RECORD; i++) {
    const { start, count } = extents[i] ?? { start: 0, count: 0 }
    bytes.set([start >> 8, start & 0xff, count >> 8, count & 0xff], offset + 4 * i)
  }
}

export function countBlocks(extents: readonly Extent[]): number {
  return extents.reduce((sum, { count }) => sum + count, 0)
}

/** The blocks of one fork in the order of the fork. */
export class ExtentMap {
  readonly extents: Extent[] = []
  /** For each extent, the fork's block that it starts with. */
  private readonly starts: number[] = []
  private _blocks = 0

  constructor(extents: readonly Extent[] = []) {
    for (const extent of extents) this.append(extent)
  }

  get blocks(): number {
    return this._blocks
  }

  get end(): number {
    const last = this.extents.at(-1)
    return last ? last.start + last.count : 0
  }

  startOf(index: number): number {
    return this.starts[index] ?? this._blocks
  }

  /** Adds an extent, joined with the last one where they touch; tells the index of the first extent that changed. */
  append(extent: Extent): number {
    const last = this.extents.at(-1)
    if (last && last.start + last.count === extent.start) {
      this.extents[this.extents.length - 1] = { start: last.start, count: last.count + extent.count }
    } else {
      this.extents.push(extent)
      this.starts.push(this._blocks)
    }
    this._blocks += extent.count
    return this.extents.length - 1
  }

  /** Keeps the first `blocks` blocks; tells the extents that are no longer the fork's. */
  truncate(blocks: number): Extent[] {
    const released: Extent[] = []
    while (this._blocks > blocks) {
      const { start, count } = this.extents.pop()!
      const first = this.starts.pop()!
      const keep = Math.max(0, blocks - first)
      released.push({ start: start + keep, count: count - keep })
      this._blocks = first
      if (keep > 0) this.append({ start, count: keep })
    }
    return released
  }

  /** The volume's block that holds the fork's block `block`, and how many follow it without a gap, itself included. */
  locate(block: number): { block: number; run: number } {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle]! <= block) low = middle
      else high = middle - 1
    }
    const extent = this.extents[low]!
    const within = block - this.starts[low]!
    return { block: extent.start + within, run: extent.count - within }
  }
}
