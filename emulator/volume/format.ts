/** Making an empty volume (Inside Macintosh: Files, "Data Organization on Volumes"). */

import { BondiError } from '../errors.ts'
import { BlockAllocator } from './allocator.ts'
import { NODE_SIZE } from './btree/node.ts'
import { Catalog, ROOT_ID, ROOT_PARENT_ID } from './catalog.ts'
import { type Extent, writeExtentRecord } from './extents.ts'
import { CATALOG_FILE_ID, EXTENTS_FILE_ID, ExtentsFile } from './extents-file.ts'
import { ForkBlocks } from './fork-blocks.ts'
import {
  ATTRIBUTES,
  alternateMdbOffset,
  FIRST_USER_ID,
  HFS_SIGNATURE,
  MDB_LAYOUT,
  MDB_OFFSET,
  MDB_SIZE,
  type Mdb,
  mdbAt,
  SECTOR,
} from './mdb.ts'
import { LONGEST_VOLUME_NAME, nameBytes } from './names.ts'
import { putPascalString } from './struct.ts'
import { TREE_FIELDS, type TreeKind, VolumeTreeFile } from './tree-file.ts'

export interface FormatOptions {
  readonly name: string
  /** Seconds since 1904; the default is 17 October 1998, the day when Mac OS 8.5 came out. */
  readonly created?: number
  /** A multiple of 512; the default is the smallest that the size of the volume allows. */
  readonly allocationBlockSize?: number
  /** By how many bytes a file grows; the default is four allocation blocks. */
  readonly clumpSize?: number
  /** First size in bytes of the two trees, and by how much they grow; the default is 1/128 of the volume. */
  readonly catalogSize?: number
  readonly extentsSize?: number
}

export const DEFAULT_CREATED = Date.UTC(1998, 9, 17) / 1000 + 2_082_844_800

const BITMAP_START = 3
const MOST_BLOCKS = 0xffff
/** The last two sectors are the alternate MDB's and Apple's own. */
const RESERVED_AT_END = 2
const SMALLEST_TREE = 4 * NODE_SIZE

interface Geometry {
  readonly blockSize: number
  readonly blocks: number
  readonly firstBlockSector: number
}

/** How a volume of so many bytes is divided: at most 65,535 allocation blocks, each a multiple of 512 bytes. */
export function planGeometry(size: number, wantedBlockSize?: number): Geometry {
  const sectors = Math.floor(size / SECTOR)
  const blockSize = wantedBlockSize ?? SECTOR * (1 + Math.floor(sectors / 65_536))
  if (!Number.isInteger(blockSize / SECTOR) || blockSize < SECTOR) {
    throw badFormat(`an allocation block cannot have ${blockSize} bytes`, 'Give a multiple of 512.')
  }
  const sectorsPerBlock = blockSize / SECTOR
  const bitmapSectors = Math.ceil(sectors / sectorsPerBlock / (8 * SECTOR))
  const firstBlockSector = BITMAP_START + bitmapSectors
  const blocks = Math.floor((sectors - firstBlockSector - RESERVED_AT_END) / sectorsPerBlock)
  if (blocks > MOST_BLOCKS) {
    throw badFormat(
      `allocation blocks of ${blockSize} bytes would be ${blocks} on a volume of ${size} bytes; HFS can number ${MOST_BLOCKS}`,
      `Give a larger allocation block size, at least ${SECTOR * (1 + Math.floor(sectors / 65_536))}.`,
    )
  }
  return { blockSize, blocks, firstBlockSector }
}

function badFormat(message: string, hint: string): BondiError {
  return new BondiError('hfs-format', message, hint)
}

/** Writes an empty volume over the whole of `volume`. Blocks that nothing uses keep what was in them. */
export function formatVolume(volume: Uint8Array, options: FormatOptions): void {
  const name = nameBytes(options.name, LONGEST_VOLUME_NAME)
  const { blockSize, blocks, firstBlockSector } = planGeometry(volume.length, options.allocationBlockSize)
  const defaultTree = Math.max(SMALLEST_TREE, Math.floor(blocks / 128) * blockSize)
  const treeSizes = { extents: options.extentsSize ?? defaultTree, catalog: options.catalogSize ?? defaultTree }
  const inBlocks = (bytes: number) => Math.max(1, Math.ceil(bytes / blockSize))
  if (blocks < inBlocks(treeSizes.extents) + inBlocks(treeSizes.catalog)) {
    throw badFormat(`no HFS volume fits ${volume.length} bytes`, 'Make the image larger; 64 KB is a good least size.')
  }
  volume.fill(0, 0, firstBlockSector * SECTOR)
  volume.fill(0, volume.length - RESERVED_AT_END * SECTOR)

  const mdb = mdbAt(volume, MDB_OFFSET)
  const created = options.created ?? DEFAULT_CREATED
  mdb.set('drSigWord', HFS_SIGNATURE)
  mdb.set('drCrDate', created)
  mdb.set('drLsMod', created)
  mdb.set('drAtrb', ATTRIBUTES.unmounted)
  mdb.set('drVBMSt', BITMAP_START)
  mdb.set('drNmAlBlks', blocks)
  mdb.set('drAlBlkSiz', blockSize)
  mdb.set('drClpSiz', options.clumpSize ?? 4 * blockSize)
  mdb.set('drAlBlSt', firstBlockSector)
  mdb.set('drNxtCNID', FIRST_USER_ID)
  mdb.set('drFreeBks', blocks)
  putPascalString(mdb.bytes, MDB_LAYOUT.drVN[0], LONGEST_VOLUME_NAME + 1, name)

  const allocator = new BlockAllocator(volume, mdb)
  ExtentsFile.create(createTreeFile(allocator, mdb, 'extents', inBlocks(treeSizes.extents)))
  const catalog = Catalog.create(createTreeFile(allocator, mdb, 'catalog', inBlocks(treeSizes.catalog)))
  catalog.addFolder({ parentId: ROOT_PARENT_ID, name }, ROOT_ID, created)
  volume.copyWithin(alternateMdbOffset(volume), MDB_OFFSET, MDB_OFFSET + MDB_SIZE)
}

function createTreeFile(allocator: BlockAllocator, mdb: Mdb, kind: TreeKind, blocks: number): VolumeTreeFile {
  const id = kind === 'extents' ? EXTENTS_FILE_ID : CATALOG_FILE_ID
  const extents: Extent[] = allocator.allocate(blocks, 0)
  const forkBlocks = new ForkBlocks(allocator, undefined, id, 'data', extents)
  const fields = TREE_FIELDS[kind]
  mdb.set(fields.clump, forkBlocks.bytes)
  mdb.set(fields.size, forkBlocks.bytes)
  writeExtentRecord(mdb.bytes, MDB_LAYOUT[fields.extents][0], extents)
  return new VolumeTreeFile(allocator, mdb, forkBlocks, kind)
}
