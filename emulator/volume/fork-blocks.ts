/** The blocks of one fork, of a file or of a tree: growth and release, and what is recorded of them outside the catalog. */

import type { BlockAllocator } from './allocator.ts'
import { EXTENTS_PER_RECORD, type Extent, ExtentMap } from './extents.ts'
import { HfsError } from './hfs-error.ts'

export type ForkType = 'data' | 'resource'

/** Where the extents after the third are recorded. */
export interface ExtentsOverflow {
  /** All recorded extents of a fork from its block `firstBlock` on. */
  load(fileId: number, fork: ForkType, firstBlock: number): Extent[]
  /** Records the extents of a fork from `firstChanged` on; throws dskFulErr before anything is changed. */
  store(fileId: number, fork: ForkType, map: ExtentMap, firstChanged: number): void
  /** Forgets the extents of a fork from the fork's block `firstBlock` on. */
  remove(fileId: number, fork: ForkType, firstBlock: number): void
}

export class ForkBlocks {
  readonly fileId: number
  readonly fork: ForkType
  readonly map: ExtentMap
  private readonly allocator: BlockAllocator
  private readonly overflow: ExtentsOverflow | undefined

  constructor(
    allocator: BlockAllocator,
    overflow: ExtentsOverflow | undefined,
    fileId: number,
    fork: ForkType,
    extents: readonly Extent[],
  ) {
    this.allocator = allocator
    this.overflow = overflow
    this.fileId = fileId
    this.fork = fork
    this.map = new ExtentMap(extents)
  }

  get count(): number {
    return this.map.blocks
  }

  get bytes(): number {
    return this.map.blocks * this.allocator.blockSize
  }

  /** The extents that the file's catalog record, or the MDB, has. */
  get firstExtents(): Extent[] {
    return this.map.extents.slice(0, EXTENTS_PER_RECORD)
  }

  /** Adds `count` blocks, in one piece if asked for, or throws dskFulErr and leaves everything as it was. */
  grow(count: number, contiguous = false): void {
    const before = this.count
    let firstChanged = Number.POSITIVE_INFINITY
    for (const extent of contiguous
      ? [this.allocator.allocateContiguous(count)]
      : this.allocator.allocate(count, this.map.end)) {
      firstChanged = Math.min(firstChanged, this.map.append(extent))
    }
    if (this.map.extents.length <= EXTENTS_PER_RECORD) return
    try {
      if (!this.overflow) throw new HfsError('dskFulErr', 'a fourth extent of the extents-overflow file')
      this.overflow.store(this.fileId, this.fork, this.map, firstChanged)
    } catch (error) {
      for (const extent of this.map.truncate(before)) this.allocator.release(extent)
      throw error
    }
  }

  /** Gives back all but the first `count` blocks. */
  shrink(count: number): void {
    if (count >= this.count) return
    const overflowed = this.map.extents.length > EXTENTS_PER_RECORD
    for (const extent of this.map.truncate(count)) this.allocator.release(extent)
    if (!overflowed) return
    this.overflow!.remove(this.fileId, this.fork, count)
    if (this.map.extents.length > EXTENTS_PER_RECORD) {
      this.overflow!.store(this.fileId, this.fork, this.map, this.map.extents.length - 1)
    }
  }

  /** Calls `visit` with each contiguous piece of the `count` bytes from `offset` on: where it is in the volume, and its length. */
  forEachPiece(offset: number, count: number, visit: (start: number, length: number, done: number) => void): void {
    const { blockSize } = this.allocator
    for (let done = 0; done < count; ) {
      const position = offset + done
      const within = position % blockSize
      const { block, run } = this.map.locate((position - within) / blockSize)
      const length = Math.min(count - done, run * blockSize - within)
      visit(this.allocator.offsetOf(block) + within, length, done)
      done += length
    }
  }
}
