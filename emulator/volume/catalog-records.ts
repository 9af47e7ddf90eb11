/** Catalog keys and records (Inside Macintosh: Files, "Catalog Files" in "Data Organization on Volumes"), field names as there. */

import type { KeyRule } from './btree/btree.ts'
import { compareNameBytes, LONGEST_NAME } from './names.ts'
import type { Layout } from './struct.ts'

export const RECORD_TYPES = { folder: 1, file: 2, folderThread: 3, fileThread: 4 } as const

/** cdrType, of every record. */
export const FOLDER_LAYOUT = {
  cdrType: [0, 1],
  dirFlags: [2, 2],
  dirVal: [4, 2],
  dirDirID: [6, 4],
  dirCrDat: [10, 4],
  dirMdDat: [14, 4],
  dirBkDat: [18, 4],
  dirUsrInfo: [22, 4],
  dirFndrInfo: [38, 4],
} as const satisfies Layout

export const FILE_LAYOUT = {
  cdrType: [0, 1],
  filFlags: [2, 1],
  filTyp: [3, 1],
  filUsrWds: [4, 4],
  filFlNum: [20, 4],
  filStBlk: [24, 2],
  filLgLen: [26, 4],
  filPyLen: [30, 4],
  filRStBlk: [34, 2],
  filRLgLen: [36, 4],
  filRPyLen: [40, 4],
  filCrDat: [44, 4],
  filMdDat: [48, 4],
  filBkDat: [52, 4],
  filFndrInfo: [56, 4],
  filClpSize: [72, 2],
  filExtRec: [74, 2],
  filRExtRec: [86, 2],
} as const satisfies Layout

export const THREAD_LAYOUT = {
  cdrType: [0, 1],
  thdParID: [10, 4],
  thdCName: [14, 1],
} as const satisfies Layout

/** The size of each type of record. */
export const RECORD_SIZES: Readonly<Record<number, number>> = {
  [RECORD_TYPES.folder]: 70,
  [RECORD_TYPES.file]: 102,
  [RECORD_TYPES.folderThread]: 46,
  [RECORD_TYPES.fileThread]: 46,
}

/** Bits of filFlags. */
export const FILE_FLAGS = { locked: 0x01, hasThread: 0x02 } as const

/** FInfo and FXInfo, DInfo and DXInfo are 16 bytes each. */
export const FINDER_INFO_SIZE = 16

/** The fields in which the two forks of a file differ. */
export const FORK_FIELDS = {
  data: { firstBlock: 'filStBlk', length: 'filLgLen', physical: 'filPyLen', extents: 'filExtRec' },
  resource: { firstBlock: 'filRStBlk', length: 'filRLgLen', physical: 'filRPyLen', extents: 'filRExtRec' },
} as const

/** ckrParID and ckrCName in a key. */
const PARENT_OFFSET = 2
export const NAME_OFFSET = 6

export const CATALOG_KEYS: KeyRule = {
  name: 'catalog file',
  indexKeyLength: 37,
  /** By parent, then by name. */
  compare(a, aOffset, b, bOffset) {
    for (let i = PARENT_OFFSET; i < NAME_OFFSET; i++) {
      const difference = a[aOffset + i]! - b[bOffset + i]!
      if (difference !== 0) return difference
    }
    const aName = aOffset + NAME_OFFSET
    const bName = bOffset + NAME_OFFSET
    return compareNameBytes(a, aName + 1, nameLength(a, aOffset), b, bName + 1, nameLength(b, bOffset))
  },
}

/** A key of 6 bytes has room for the parent alone, and an empty name. */
function nameLength(bytes: Uint8Array, key: number): number {
  return Math.max(0, Math.min(bytes[key + NAME_OFFSET]!, bytes[key]! - NAME_OFFSET, LONGEST_NAME))
}

export function catalogKey(parentId: number, name: Uint8Array): Uint8Array {
  const key = new Uint8Array(NAME_OFFSET + 1 + name.length)
  key[0] = NAME_OFFSET + name.length
  new DataView(key.buffer).setUint32(PARENT_OFFSET, parentId)
  key[NAME_OFFSET] = name.length
  key.set(name, NAME_OFFSET + 1)
  return key
}

export function readCatalogKey(bytes: Uint8Array, offset: number): { parentId: number; name: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset)
  const start = offset + NAME_OFFSET + 1
  return { parentId: view.getUint32(PARENT_OFFSET), name: bytes.slice(start, start + nameLength(bytes, offset)) }
}
