/** The catalog and extents-overflow files as files of the volume, recorded in the MDB. */

import type { BlockAllocator } from './allocator.ts'
import { NODE_SIZE } from './btree/node.ts'
import type { TreeFile } from './btree/node-file.ts'
import { writeExtentRecord } from './extents.ts'
import type { ForkBlocks } from './fork-blocks.ts'
import { HfsError } from './hfs-error.ts'
import { MDB_LAYOUT, type Mdb } from './mdb.ts'

/** The fields of the MDB that differ between the two trees. */
export const TREE_FIELDS = {
  extents: { size: 'drXTFlSize', extents: 'drXTExtRec', clump: 'drXTClpSiz' },
  catalog: { size: 'drCTFlSize', extents: 'drCTExtRec', clump: 'drCTClpSiz' },
} as const

export type TreeKind = keyof typeof TREE_FIELDS

export class VolumeTreeFile implements TreeFile {
  readonly bytes: Uint8Array
  private readonly allocator: BlockAllocator
  private readonly mdb: Mdb
  private readonly blocks: ForkBlocks
  private readonly fields: (typeof TREE_FIELDS)[TreeKind]

  constructor(allocator: BlockAllocator, mdb: Mdb, blocks: ForkBlocks, kind: TreeKind) {
    this.bytes = allocator.bytes
    this.allocator = allocator
    this.mdb = mdb
    this.blocks = blocks
    this.fields = TREE_FIELDS[kind]
  }

  get nodeCapacity(): number {
    return this.blocks.bytes / NODE_SIZE
  }

  nodeOffset(node: number): number {
    const { blockSize } = this.allocator
    const position = node * NODE_SIZE
    const within = position % blockSize
    return this.allocator.offsetOf(this.blocks.map.locate((position - within) / blockSize).block) + within
  }

  grow(leastNodes: number): void {
    const { blockSize } = this.allocator
    const least = Math.ceil((leastNodes * NODE_SIZE) / blockSize)
    const clump = Math.floor(this.mdb.get(this.fields.clump) / blockSize)
    if (!(clump > least && this.tryGrow(clump))) this.blocks.grow(least)
    this.mdb.set(this.fields.size, this.blocks.bytes)
    writeExtentRecord(this.mdb.bytes, MDB_LAYOUT[this.fields.extents][0], this.blocks.firstExtents)
  }

  private tryGrow(blocks: number): boolean {
    try {
      this.blocks.grow(blocks)
      return true
    } catch (error) {
      if (error instanceof HfsError) return false
      throw error
    }
  }
}
