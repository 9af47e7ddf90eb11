/** The forks that are in use, and the way of their lengths and extents between catalog records and memory. */

import type { BlockAllocator } from './allocator.ts'
import type { Catalog, Place } from './catalog.ts'
import { FILE_LAYOUT, FORK_FIELDS } from './catalog-records.ts'
import type { CatalogFile } from './entries.ts'
import { countBlocks, type Extent, readExtentRecord, writeExtentRecord } from './extents.ts'
import type { ExtentsFile } from './extents-file.ts'
import { HfsFork } from './fork.ts'
import { ForkBlocks, type ForkType } from './fork-blocks.ts'
import { damaged } from './hfs-error.ts'
import type { Mdb } from './mdb.ts'
import type { Struct } from './struct.ts'

export interface OpenForksHost {
  readonly allocator: BlockAllocator
  readonly mdb: Mdb
  readonly extents: ExtentsFile
  readonly catalog: Catalog
  /** Called before a fork changes; throws when the volume is locked. */
  changing(): void
  now(): number
}

export class OpenForks {
  private readonly host: OpenForksHost
  private readonly forks = new Map<string, HfsFork>()
  /** Forks whose length or extents the catalog does not know yet, with the time of their last change. */
  private readonly changed = new Map<HfsFork, number>()

  constructor(host: OpenForksHost) {
    this.host = host
  }

  /** The fork of the file at `place`: the same object for all who have it open. */
  open(place: Place, file: CatalogFile, type: ForkType): HfsFork {
    const key = forkKey(file.id, type)
    const open = this.forks.get(key)
    if (open) return open
    const { allocator, mdb, catalog } = this.host
    const record = catalog.needFile(place)
    const fields = FORK_FIELDS[type]
    const extents = this.loadExtents(file, type, record)
    const blocks = new ForkBlocks(allocator, this.host.extents, file.id, type, extents)
    const length = record.get(fields.length)
    if (length > blocks.bytes) {
      const held = `${blocks.bytes} bytes of its extents`
      throw damaged(
        record.bytes.byteOffset - allocator.bytes.byteOffset,
        `${fields.length} of "${file.name}" is ${length}, more than the ${held}`,
      )
    }
    const host = {
      bytes: allocator.bytes,
      blockSize: allocator.blockSize,
      clumpSize: mdb.get('drClpSiz'),
      changing: () => this.host.changing(),
      changed: (fork: HfsFork) => {
        this.changed.set(fork, this.host.now())
      },
    }
    const fork = new HfsFork(host, blocks, length)
    this.forks.set(key, fork)
    return fork
  }

  private loadExtents(file: CatalogFile, type: ForkType, record: Struct<typeof FILE_LAYOUT>): Extent[] {
    const { allocator } = this.host
    const fields = FORK_FIELDS[type]
    const extents = readExtentRecord(record.bytes, FILE_LAYOUT[fields.extents][0])
    const first = countBlocks(extents)
    if (first * allocator.blockSize < record.get(fields.physical)) {
      extents.push(...this.host.extents.load(file.id, type, first))
    }
    const data = record.bytes.byteOffset - allocator.bytes.byteOffset
    allocator.needExtents(extents, data, `the ${type} fork of "${file.name}"`)
    return extents
  }

  /** Brings the catalog up to date with the forks that were changed. */
  record(): void {
    if (this.changed.size === 0) return
    const { catalog } = this.host
    const changed = [...this.changed]
    this.changed.clear()
    for (const [fork, time] of changed) {
      const place = catalog.placeOf(fork.fileId)
      if (!place) continue
      const record = catalog.needFile(place)
      const fields = FORK_FIELDS[fork.fork]
      record.set(fields.length, fork.length)
      record.set(fields.physical, fork.physicalLength)
      record.set('filMdDat', time)
      writeExtentRecord(record.bytes, FILE_LAYOUT[fields.extents][0], fork.blocks.firstExtents)
    }
  }

  /** Gives back all blocks of a file that goes. */
  discard(place: Place, file: CatalogFile): void {
    const forks = (['data', 'resource'] as const).map((type) => this.open(place, file, type))
    for (const fork of forks) {
      fork.blocks.shrink(0)
      fork.markDeleted()
      this.forks.delete(forkKey(file.id, fork.fork))
      this.changed.delete(fork)
    }
  }
}

function forkKey(id: number, type: ForkType): string {
  return `${id} ${type}`
}
