/** The volume bitmap: which allocation blocks are in use (Inside Macintosh: Files, "Volume Bitmaps" in "Data Organization on Volumes"). */

import type { Extent } from './extents.ts'
import { damaged, HfsError } from './hfs-error.ts'
import { type Mdb, SECTOR } from './mdb.ts'

export class BlockAllocator {
  readonly bytes: Uint8Array
  readonly blockSize: number
  readonly blockCount: number
  private readonly mdb: Mdb
  private readonly bitmap: Uint8Array
  private readonly firstBlock: number

  constructor(bytes: Uint8Array, mdb: Mdb) {
    this.bytes = bytes
    this.mdb = mdb
    this.blockSize = mdb.get('drAlBlkSiz')
    this.blockCount = mdb.get('drNmAlBlks')
    this.firstBlock = mdb.get('drAlBlSt') * SECTOR
    const start = mdb.get('drVBMSt') * SECTOR
    this.bitmap = bytes.subarray(start, start + Math.ceil(this.blockCount / 8))
  }

  get free(): number {
    return this.mdb.get('drFreeBks')
  }

  /** Where an allocation block is in the volume. */
  offsetOf(block: number): number {
    return this.firstBlock + block * this.blockSize
  }

  isUsed(block: number): boolean {
    return (this.bitmap[block >> 3]! & (0x80 >> (block & 7))) !== 0
  }

  /**
   * Takes `count` blocks, all or none. They follow the block before `after` where free; the rest come from the first gap that holds them
   * all, searched from where the last search ended (drAllocPtr), else from the largest gaps.
   */
  allocate(count: number, after: number): Extent[] {
    if (count > this.free) throw new HfsError('dskFulErr', `${count} more blocks of ${this.blockSize} bytes`)
    const taken: Extent[] = []
    const take = (start: number, most: number) => {
      const extent = { start, count: Math.min(most, count) }
      this.mark(extent, true)
      taken.push(extent)
      count -= extent.count
      return extent
    }
    const touching = after > 0 ? this.gapAt(after, count) : 0
    if (touching > 0) take(after, touching)
    while (count > 0) {
      const gap = this.findGap(count)
      if (!gap) {
        for (const extent of taken) this.release(extent)
        throw new HfsError('dskFulErr', `${count} more blocks of ${this.blockSize} bytes`)
      }
      const extent = take(gap.start, gap.count)
      this.mdb.set('drAllocPtr', (extent.start + extent.count) % this.blockCount)
    }
    return taken
  }

  /** Takes `count` blocks in one piece; throws dskFulErr when there is no such gap. */
  allocateContiguous(count: number): Extent {
    const gap = this.findGap(count)
    if (gap === undefined || gap.count < count) {
      throw new HfsError('dskFulErr', `${count} contiguous allocation blocks`)
    }
    const extent = { start: gap.start, count }
    this.mark(extent, true)
    this.mdb.set('drAllocPtr', (extent.start + extent.count) % this.blockCount)
    return extent
  }

  /** All blocks that are in use. */
  *usedRuns(): Generator<Extent> {
    for (let block = 0; block < this.blockCount; ) {
      const gap = this.gapAt(block, this.blockCount - block)
      const start = block + gap
      let end = start
      while (end < this.blockCount && this.isUsed(end)) end++
      if (end > start) yield { start, count: end - start }
      block = end
    }
  }

  /** Throws for extents that are not in the volume; `offset` and `what` say where they were read. */
  needExtents(extents: readonly Extent[], offset: number, what: string): void {
    const past = extents.find(({ start, count }) => start + count > this.blockCount)
    if (past)
      throw damaged(offset, `${what} has an extent of ${past.count} blocks at ${past.start}, of ${this.blockCount}`)
  }

  release(extent: Extent): void {
    this.mark(extent, false)
  }

  private mark({ start, count }: Extent, used: boolean): void {
    for (let block = start; block < start + count; block++) {
      if ((block & 7) === 0 && block + 8 <= start + count) {
        this.bitmap[block >> 3] = used ? 0xff : 0
        block += 7
      } else if (used) this.bitmap[block >> 3]! |= 0x80 >> (block & 7)
      else this.bitmap[block >> 3]! &= ~(0x80 >> (block & 7))
    }
    this.mdb.add('drFreeBks', used ? -count : count)
  }

  /** How many blocks from `block` on are free, as far as `enough`. */
  private gapAt(block: number, enough: number): number {
    let end = block
    while (end < this.blockCount && end - block < enough) {
      const whole = (end & 7) === 0 && end + 8 <= this.blockCount && this.bitmap[end >> 3] === 0
      if (whole) end += 8
      else if (this.isUsed(end)) break
      else end++
    }
    return Math.min(end - block, enough)
  }

  /** The first gap of `count` blocks from drAllocPtr on and around, else the largest gap there is. */
  private findGap(count: number): Extent | undefined {
    const from = this.mdb.get('drAllocPtr') % this.blockCount
    let largest: Extent | undefined
    for (const [start, end] of [
      [from, this.blockCount],
      [0, from],
    ] as const) {
      for (let block = start; block < end; ) {
        if ((block & 7) === 0 && this.bitmap[block >> 3] === 0xff) {
          block += 8
          continue
        }
        const gap = this.gapAt(block, count)
        if (gap >= count) return { start: block, count }
        if (gap > (largest?.count ?? 0)) largest = { start: block, count: gap }
        block += Math.max(1, gap)
      }
    }
    return largest
  }
}
