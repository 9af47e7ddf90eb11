/** The extents-overflow file (Inside Macintosh: Files, "Extents Overflow Files" in "Data Organization on Volumes"). */

import { BTree, type KeyRule } from './btree/btree.ts'
import type { TreeFile } from './btree/node-file.ts'
import {
  countBlocks,
  EXTENT_RECORD_SIZE,
  EXTENTS_PER_RECORD,
  type Extent,
  type ExtentMap,
  readExtentRecord,
  writeExtentRecord,
} from './extents.ts'
import type { ExtentsOverflow, ForkType } from './fork-blocks.ts'
import { damaged } from './hfs-error.ts'

export const EXTENTS_FILE_ID = 3
export const CATALOG_FILE_ID = 4
export const BAD_BLOCKS_FILE_ID = 5

/** xkrFkType. */
export const FORK_CODES: Readonly<Record<ForkType, number>> = { data: 0x00, resource: 0xff }

/** xkrKeyLen, xkrFkType, xkrFNum, xkrFABN. */
const KEY_SIZE = 8

export const EXTENTS_KEYS: KeyRule = {
  name: 'extents-overflow file',
  indexKeyLength: KEY_SIZE - 1,
  /** By file, then by fork, then by block. */
  compare(a, aOffset, b, bOffset) {
    const file = compareBytes(a, aOffset + 2, b, bOffset + 2, 4)
    return file || compareBytes(a, aOffset + 1, b, bOffset + 1, 1) || compareBytes(a, aOffset + 6, b, bOffset + 6, 2)
  },
}

function compareBytes(a: Uint8Array, aOffset: number, b: Uint8Array, bOffset: number, count: number): number {
  for (let i = 0; i < count; i++) {
    const difference = a[aOffset + i]! - b[bOffset + i]!
    if (difference !== 0) return difference
  }
  return 0
}

export interface ExtentsKey {
  readonly forkCode: number
  readonly fileId: number
  readonly firstBlock: number
}

export function readExtentsKey(bytes: Uint8Array, offset: number): ExtentsKey {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, KEY_SIZE)
  return { forkCode: view.getUint8(1), fileId: view.getUint32(2), firstBlock: view.getUint16(6) }
}

function extentsKey(fileId: number, fork: ForkType, firstBlock: number): Uint8Array {
  const key = new Uint8Array(KEY_SIZE)
  const view = new DataView(key.buffer)
  view.setUint8(0, KEY_SIZE - 1)
  view.setUint8(1, FORK_CODES[fork])
  view.setUint32(2, fileId)
  view.setUint16(6, firstBlock)
  return key
}

export class ExtentsFile implements ExtentsOverflow {
  readonly tree: BTree

  constructor(file: TreeFile) {
    this.tree = new BTree(file, EXTENTS_KEYS)
  }

  static create(file: TreeFile): void {
    BTree.create(file, EXTENTS_KEYS)
  }

  /** The keys and extents that are recorded of a fork, from its block `firstBlock` on. */
  private records(
    fileId: number,
    fork: ForkType,
    firstBlock: number,
  ): { key: ExtentsKey; extents: Extent[]; offset: number }[] {
    const { bytes } = this.tree.nodes
    const records = []
    for (const record of this.tree.from(extentsKey(fileId, fork, firstBlock))) {
      const key = readExtentsKey(bytes, record.key)
      if (key.fileId !== fileId || key.forkCode !== FORK_CODES[fork]) break
      if (record.length < EXTENT_RECORD_SIZE) throw damaged(record.data, 'an extents-overflow record is too short')
      records.push({ key, extents: readExtentRecord(bytes, record.data), offset: record.key })
    }
    return records
  }

  load(fileId: number, fork: ForkType, firstBlock: number): Extent[] {
    let next = firstBlock
    return this.records(fileId, fork, firstBlock).flatMap(({ key, extents, offset }) => {
      if (key.firstBlock !== next) {
        throw damaged(
          offset,
          `file ${fileId}'s ${fork} fork has extents for block ${key.firstBlock} where ${next} comes`,
        )
      }
      next += countBlocks(extents)
      return extents
    })
  }

  store(fileId: number, fork: ForkType, map: ExtentMap, firstChanged: number): void {
    const { extents } = map
    const first = Math.max(EXTENTS_PER_RECORD, firstChanged - (firstChanged % EXTENTS_PER_RECORD))
    const records: { key: Uint8Array; data: Uint8Array }[] = []
    for (let index = first; index < extents.length; index += EXTENTS_PER_RECORD) {
      const data = new Uint8Array(EXTENT_RECORD_SIZE)
      writeExtentRecord(data, 0, extents.slice(index, index + EXTENTS_PER_RECORD))
      records.push({ key: extentsKey(fileId, fork, map.startOf(index)), data })
    }
    // Only the first of them can be there already.
    const present = records[0] && this.tree.find(records[0].key)
    const added = present ? records.slice(1) : records
    if (added.length > 0) this.tree.reserveRun(added.length)
    if (present) this.tree.nodes.bytes.set(records[0]!.data, present.data)
    for (const { key, data } of added) this.tree.insert(key, data)
  }

  remove(fileId: number, fork: ForkType, firstBlock: number): void {
    for (const { key } of this.records(fileId, fork, firstBlock))
      this.tree.delete(extentsKey(fileId, fork, key.firstBlock))
  }
}
