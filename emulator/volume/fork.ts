/** A fork of a file, for reading and writing. */

import type { ForkBlocks, ForkType } from './fork-blocks.ts'
import { HfsError } from './hfs-error.ts'

/** The File Manager's positions are signed 32-bit numbers. */
const LONGEST_FORK = 0x7fffffff

/** What a fork needs of its volume. */
export interface ForkHost {
  readonly bytes: Uint8Array
  readonly blockSize: number
  /** By how many bytes the fork grows when written past its physical end. */
  readonly clumpSize: number
  /** Called before anything is changed; throws when the volume is locked. */
  changing(): void
  /** Called when the fork has changed. */
  changed(fork: HfsFork): void
}

/**
 * One fork of a file, shared by all who have it open. Its length and extents reach the catalog when the volume is looked at or flushed,
 * so that small writes cost no more than their bytes.
 */
export class HfsFork {
  readonly fileId: number
  readonly fork: ForkType
  private readonly _blocks: ForkBlocks
  private readonly host: ForkHost
  private _length: number
  private deleted = false

  constructor(host: ForkHost, blocks: ForkBlocks, length: number) {
    this.fileId = blocks.fileId
    this.fork = blocks.fork
    this.host = host
    this._blocks = blocks
    this._length = length
  }

  /** The logical end of the fork. */
  get length(): number {
    return this._length
  }

  /** The physical end: what the fork's allocation blocks hold. */
  get physicalLength(): number {
    return this._blocks.bytes
  }

  /** @internal */
  get blocks(): ForkBlocks {
    return this._blocks
  }

  /** How many extents the fork is in; 1 for a file that is not fragmented. */
  get extentCount(): number {
    return this._blocks.map.extents.length
  }

  /** Up to `count` bytes from `offset`: fewer at the end of the fork, none after it. */
  read(offset: number, count: number): Uint8Array {
    this.check(offset, count)
    const bytes = new Uint8Array(Math.max(0, Math.min(count, this._length - offset)))
    this._blocks.forEachPiece(offset, bytes.length, (start, length, done) => {
      bytes.set(this.host.bytes.subarray(start, start + length), done)
    })
    return bytes
  }

  /**
   * Writes all of `bytes` at `offset` and tells how many they were. Grows the fork where needed; bytes between its former end and `offset` become
   * zero. Throws dskFulErr, with nothing written, when they do not all fit.
   */
  write(offset: number, bytes: Uint8Array): number {
    this.check(offset, bytes.length)
    const end = offset + bytes.length
    if (bytes.length === 0) return 0
    this.host.changing()
    if (end > this.physicalLength) this.growTo(end, this.host.clumpSize)
    if (offset > this._length) this.clear(this._length, offset)
    this._blocks.forEachPiece(offset, bytes.length, (start, length, done) => {
      this.host.bytes.set(bytes.subarray(done, done + length), start)
    })
    this._length = Math.max(this._length, end)
    this.host.changed(this)
    return bytes.length
  }

  /** Moves the logical end (SetEOF). A longer fork gets the blocks that it needs and reads as zero there; a shorter one gives back whole blocks. */
  setLength(length: number): void {
    this.check(length, 0)
    this.host.changing()
    if (length > this.physicalLength) this.growTo(length, 0)
    if (length > this._length) this.clear(this._length, length)
    else this._blocks.shrink(Math.ceil(length / this.host.blockSize))
    this._length = length
    this.host.changed(this)
  }

  /** Adds at least `count` bytes to the physical length (Allocate), and tells how many were added. */
  allocate(count: number): number {
    this.check(this.physicalLength, count)
    this.host.changing()
    const before = this.physicalLength
    if (count > 0) this.growTo(before + count, 0)
    this.host.changed(this)
    return this.physicalLength - before
  }

  /** The same in one piece, all of it or nothing (AllocContig). */
  allocateContiguous(count: number): number {
    this.check(this.physicalLength, count)
    this.host.changing()
    const before = this.physicalLength
    if (count > 0) this._blocks.grow(Math.ceil(count / this.host.blockSize), true)
    this.host.changed(this)
    return this.physicalLength - before
  }

  /** Gives back the blocks after the logical end, as closing the last access path to a file does. */
  trim(): void {
    this.check(0, 0)
    const needed = Math.ceil(this._length / this.host.blockSize)
    if (needed >= this._blocks.count) return
    this.host.changing()
    this._blocks.shrink(needed)
    this.host.changed(this)
  }

  /** @internal The file is gone: from now on every use is fnfErr. */
  markDeleted(): void {
    this.deleted = true
  }

  private check(offset: number, count: number): void {
    if (this.deleted) throw new HfsError('fnfErr', `the ${this.fork} fork of deleted file ${this.fileId}`)
    if (offset < 0) throw new HfsError('posErr', `position ${offset}`)
    if (!Number.isInteger(offset) || !Number.isInteger(count) || count < 0) {
      throw new HfsError('paramErr', `${count} bytes at ${offset}`)
    }
    if (offset + count > LONGEST_FORK) throw new HfsError('dskFulErr', `a fork of ${offset + count} bytes`)
  }

  private growTo(end: number, clumpSize: number): void {
    const { blockSize } = this.host
    const missing = Math.ceil(end / blockSize) - this._blocks.count
    const clump = Math.floor(clumpSize / blockSize)
    if (missing <= 0) return
    if (clump > missing) {
      try {
        this._blocks.grow(clump)
        return
      } catch (error) {
        if (!(error instanceof HfsError)) throw error
      }
    }
    this._blocks.grow(missing)
  }

  private clear(from: number, to: number): void {
    this._blocks.forEachPiece(from, to - from, (start, length) => {
      this.host.bytes.fill(0, start, start + length)
    })
  }
}
