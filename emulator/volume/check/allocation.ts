/** Which allocation blocks belong to what, and whether the volume bitmap agrees. */

import type { BlockAllocator } from '../allocator.ts'
import type { LeafRecord } from '../btree/btree.ts'
import { countBlocks, EXTENT_RECORD_SIZE, type Extent, readExtentRecord } from '../extents.ts'
import { type ExtentsKey, readExtentsKey } from '../extents-file.ts'
import type { Mdb } from '../mdb.ts'
import type { Findings } from './findings.ts'

/** A record of the extents-overflow file. */
export interface OverflowRecord {
  readonly key: ExtentsKey
  readonly extents: readonly Extent[]
  readonly offset: number
}

export class AllocationCheck {
  private readonly allocator: BlockAllocator
  private readonly findings: Findings
  private readonly owned: Uint8Array
  private readonly overflow = new Map<string, OverflowRecord[]>()

  constructor(allocator: BlockAllocator, findings: Findings) {
    this.allocator = allocator
    this.findings = findings
    this.owned = new Uint8Array(allocator.blockCount)
  }

  addOverflow(records: readonly LeafRecord[]): void {
    const { bytes } = this.allocator
    for (const record of records) {
      const key = readExtentsKey(bytes, record.key)
      if (record.length < EXTENT_RECORD_SIZE || (key.forkCode !== 0 && key.forkCode !== 0xff)) {
        const what = `${record.length} bytes, for fork ${key.forkCode}`
        this.findings.error('extent-orphan', `a record of the extents-overflow file has ${what}`, record.key)
        continue
      }
      const of = `${key.fileId} ${key.forkCode}`
      const list = this.overflow.get(of) ?? []
      list.push({ key, extents: readExtentRecord(bytes, record.data), offset: record.key })
      this.overflow.set(of, list)
    }
  }

  /**
   * The extents of a fork: `first` from its catalog record or the MDB, then those recorded in the extents-overflow file. Those that are in the volume
   * become the fork's; the result is what can be relied on.
   */
  claim(owner: string, fileId: number, forkCode: number, first: readonly Extent[], offset: number): Extent[] {
    const extents = [...first]
    const of = `${fileId} ${forkCode}`
    for (const record of this.overflow.get(of) ?? []) {
      const expected = countBlocks(extents)
      if (record.key.firstBlock !== expected) {
        const found = `block ${record.key.firstBlock}, where ${expected} comes`
        this.findings.error('extent-orphan', `extents of ${owner} are recorded for ${found}`, record.offset)
        break
      }
      extents.push(...record.extents)
    }
    this.overflow.delete(of)
    const usable: Extent[] = []
    for (const extent of extents) {
      if (extent.start + extent.count > this.allocator.blockCount) {
        const what = `an extent of ${extent.count} blocks at ${extent.start}, of ${this.allocator.blockCount}`
        this.findings.error('extent-range', `${owner} has ${what}`, offset)
        break
      }
      usable.push(extent)
      this.own(owner, extent, offset)
    }
    return usable
  }

  private own(owner: string, { start, count }: Extent, offset: number): void {
    let overlap = 0
    for (let block = start; block < start + count; block++) {
      if (this.owned[block]) overlap++
      this.owned[block] = 1
    }
    if (overlap === 0) return
    const what = `${overlap} of the ${count} blocks at ${start}`
    this.findings.error('extent-overlap', `${owner} shares ${what} with something else`, offset)
  }

  /** Claims a fork and compares its lengths, in bytes, with its extents. */
  claimFork(
    owner: string,
    fileId: number,
    forkCode: number,
    first: readonly Extent[],
    offset: number,
    lengths: { logical: number; physical: number },
  ): void {
    const extents = this.claim(owner, fileId, forkCode, first, offset)
    const held = countBlocks(extents) * this.allocator.blockSize
    if (lengths.physical !== held || lengths.logical > held) {
      const said = `${lengths.logical} bytes in ${lengths.physical}`
      this.findings.error('fork-length', `${owner} says ${said}, its extents hold ${held}`, offset)
    }
  }

  /** Overflow records that no fork has asked for. */
  reportOrphans(): void {
    for (const [record] of this.overflow.values()) {
      const { fileId, forkCode } = record!.key
      const fork = forkCode === 0 ? 'data' : 'resource'
      this.findings.error('extent-orphan', `extents are recorded of the ${fork} fork of file ${fileId}`, record!.offset)
    }
  }

  checkBitmap(mdb: Mdb): void {
    const { blockCount } = this.allocator
    const start = mdb.get('drVBMSt') * 512
    let free = 0
    let run: { used: boolean; start: number } | undefined
    for (let block = 0; block <= blockCount; block++) {
      const marked = block < blockCount && this.allocator.isUsed(block)
      const owned = block < blockCount && this.owned[block] === 1
      if (block < blockCount && !marked) free++
      const differs = marked !== owned ? { used: owned } : undefined
      if (run && run.used !== differs?.used) {
        this.reportRun(run.used, run.start, block - run.start, start)
        run = undefined
      }
      if (differs && !run) run = { used: differs.used, start: block }
    }
    if (mdb.get('drFreeBks') !== free) {
      this.findings.error('mdb-count', `drFreeBks is ${mdb.get('drFreeBks')}; ${free} blocks are free in the bitmap`)
    }
  }

  private reportRun(used: boolean, block: number, count: number, bitmapStart: number): void {
    const which = count === 1 ? `block ${block} is` : `blocks ${block} to ${block + count - 1} are`
    const offset = bitmapStart + (block >> 3)
    if (used) this.findings.error('bitmap-unmarked', `${which} in use and free in the bitmap`, offset)
    else this.findings.warning('bitmap-leaked', `${which} unused and not free in the bitmap`, offset)
  }
}
