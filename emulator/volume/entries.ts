/** Catalog records as typed values. */

import { decodeMacRoman, encodeMacRoman } from '../formats/mac-roman.ts'
import {
  FILE_FLAGS,
  FILE_LAYOUT,
  FINDER_INFO_SIZE,
  FOLDER_LAYOUT,
  RECORD_SIZES,
  RECORD_TYPES,
  readCatalogKey,
} from './catalog-records.ts'
import { damaged, HfsError } from './hfs-error.ts'
import { nameText } from './names.ts'
import { type Layout, Struct } from './struct.ts'

/** A point as Finder information has it: vertical first. */
export interface FinderPoint {
  readonly v: number
  readonly h: number
}

interface EntryBase {
  readonly id: number
  readonly parentId: number
  readonly name: string
  /** The name's bytes in Mac OS Roman, without a length byte. */
  readonly nameBytes: Uint8Array
  /** fdFlags or frFlags. */
  readonly finderFlags: number
  /** fdLocation or frLocation. */
  readonly location: FinderPoint
  /** FInfo or DInfo, 16 bytes. */
  readonly finderInfo: Uint8Array
  /** FXInfo or DXInfo, 16 bytes. */
  readonly extendedFinderInfo: Uint8Array
  /** Dates are seconds since 1904-01-01 00:00, local time. */
  readonly created: number
  readonly modified: number
  readonly backedUp: number
}

export interface CatalogFile extends EntryBase {
  readonly kind: 'file'
  /** Four characters of Mac OS Roman. */
  readonly type: string
  readonly creator: string
  readonly locked: boolean
  /** Logical and physical end of each fork. */
  readonly dataLength: number
  readonly dataPhysical: number
  readonly resourceLength: number
  readonly resourcePhysical: number
}

export interface CatalogFolder extends EntryBase {
  readonly kind: 'folder'
  /** How many files and folders it holds. */
  readonly valence: number
}

export type CatalogEntry = CatalogFile | CatalogFolder

/** What can be changed of a folder's record. Finder information given whole comes first, single fields of it after. */
export interface FolderInfoPatch {
  readonly finderInfo?: Uint8Array
  readonly extendedFinderInfo?: Uint8Array
  readonly finderFlags?: number
  readonly location?: FinderPoint
  readonly created?: number
  readonly modified?: number
  readonly backedUp?: number
}

export interface FileInfoPatch extends FolderInfoPatch {
  readonly type?: string
  readonly creator?: string
  readonly locked?: boolean
}

/** Fields of FInfo; DInfo has the last two at the same places. */
const FINDER_FIELDS = { type: 0, creator: 4, flags: 8, location: 10 } as const

/** A record of the catalog in place, of the layout that its type has. */
export function recordStruct<L extends Layout>(layout: L, bytes: Uint8Array, data: number, type: number): Struct<L> {
  return new Struct(layout, bytes.subarray(data, data + RECORD_SIZES[type]!))
}

/** The file or folder whose record is at `data`, its key at `key`; undefined for a thread. */
export function readEntry(bytes: Uint8Array, key: number, data: number, length: number): CatalogEntry | undefined {
  const type = bytes[data]!
  const size = RECORD_SIZES[type]
  if (size === undefined) throw damaged(data, `a catalog record has cdrType ${type}`)
  if (length < size) throw damaged(data, `a catalog record of cdrType ${type} has ${length} bytes, not ${size}`)
  if (type === RECORD_TYPES.file) return readFile(bytes, key, data)
  if (type === RECORD_TYPES.folder) return readFolder(bytes, key, data)
  return undefined
}

function readFile(bytes: Uint8Array, key: number, data: number): CatalogFile {
  const record = recordStruct(FILE_LAYOUT, bytes, data, RECORD_TYPES.file)
  const finderInfo = sliceOf(record.bytes, FILE_LAYOUT.filUsrWds[0])
  return {
    kind: 'file',
    id: record.get('filFlNum'),
    ...readKey(bytes, key),
    type: decodeMacRoman(finderInfo.subarray(FINDER_FIELDS.type, FINDER_FIELDS.type + 4)),
    creator: decodeMacRoman(finderInfo.subarray(FINDER_FIELDS.creator, FINDER_FIELDS.creator + 4)),
    ...readFinderFields(finderInfo),
    finderInfo,
    extendedFinderInfo: sliceOf(record.bytes, FILE_LAYOUT.filFndrInfo[0]),
    locked: (record.get('filFlags') & FILE_FLAGS.locked) !== 0,
    dataLength: record.get('filLgLen'),
    dataPhysical: record.get('filPyLen'),
    resourceLength: record.get('filRLgLen'),
    resourcePhysical: record.get('filRPyLen'),
    created: record.get('filCrDat'),
    modified: record.get('filMdDat'),
    backedUp: record.get('filBkDat'),
  }
}

function readFolder(bytes: Uint8Array, key: number, data: number): CatalogFolder {
  const record = recordStruct(FOLDER_LAYOUT, bytes, data, RECORD_TYPES.folder)
  const finderInfo = sliceOf(record.bytes, FOLDER_LAYOUT.dirUsrInfo[0])
  return {
    kind: 'folder',
    id: record.get('dirDirID'),
    ...readKey(bytes, key),
    valence: record.get('dirVal'),
    ...readFinderFields(finderInfo),
    finderInfo,
    extendedFinderInfo: sliceOf(record.bytes, FOLDER_LAYOUT.dirFndrInfo[0]),
    created: record.get('dirCrDat'),
    modified: record.get('dirMdDat'),
    backedUp: record.get('dirBkDat'),
  }
}

function readKey(bytes: Uint8Array, key: number) {
  const { parentId, name } = readCatalogKey(bytes, key)
  return { parentId, name: nameText(name), nameBytes: name }
}

function sliceOf(bytes: Uint8Array, offset: number): Uint8Array {
  return bytes.slice(offset, offset + FINDER_INFO_SIZE)
}

function readFinderFields(info: Uint8Array): { finderFlags: number; location: FinderPoint } {
  const view = new DataView(info.buffer)
  const { flags, location } = FINDER_FIELDS
  return {
    finderFlags: view.getUint16(flags),
    location: { v: view.getInt16(location), h: view.getInt16(location + 2) },
  }
}

export function patchFile(record: Struct<typeof FILE_LAYOUT>, patch: FileInfoPatch): void {
  patchFinderInfo(record.bytes, FILE_LAYOUT.filUsrWds[0], FILE_LAYOUT.filFndrInfo[0], patch)
  for (const field of ['type', 'creator'] as const) {
    if (patch[field] !== undefined)
      record.bytes.set(fourCharCode(patch[field]), FILE_LAYOUT.filUsrWds[0] + FINDER_FIELDS[field])
  }
  if (patch.locked !== undefined) {
    const others = record.get('filFlags') & ~FILE_FLAGS.locked
    record.set('filFlags', others | (patch.locked ? FILE_FLAGS.locked : 0))
  }
  if (patch.created !== undefined) record.set('filCrDat', patch.created)
  if (patch.modified !== undefined) record.set('filMdDat', patch.modified)
  if (patch.backedUp !== undefined) record.set('filBkDat', patch.backedUp)
}

export function patchFolder(record: Struct<typeof FOLDER_LAYOUT>, patch: FolderInfoPatch): void {
  patchFinderInfo(record.bytes, FOLDER_LAYOUT.dirUsrInfo[0], FOLDER_LAYOUT.dirFndrInfo[0], patch)
  if (patch.created !== undefined) record.set('dirCrDat', patch.created)
  if (patch.modified !== undefined) record.set('dirMdDat', patch.modified)
  if (patch.backedUp !== undefined) record.set('dirBkDat', patch.backedUp)
}

function patchFinderInfo(record: Uint8Array, info: number, extended: number, patch: FolderInfoPatch): void {
  for (const [offset, given] of [
    [info, patch.finderInfo],
    [extended, patch.extendedFinderInfo],
  ] as const) {
    if (!given) continue
    if (given.length !== FINDER_INFO_SIZE) throw new HfsError('paramErr', `Finder information of ${given.length} bytes`)
    record.set(given, offset)
  }
  const view = new DataView(record.buffer, record.byteOffset + info, FINDER_INFO_SIZE)
  if (patch.finderFlags !== undefined) view.setUint16(FINDER_FIELDS.flags, patch.finderFlags)
  if (patch.location) {
    view.setInt16(FINDER_FIELDS.location, patch.location.v)
    view.setInt16(FINDER_FIELDS.location + 2, patch.location.h)
  }
}

/** The four bytes of a type or creator. */
export function fourCharCode(text: string): Uint8Array {
  const bytes = encodeMacRoman(text)
  if (bytes.length !== 4) throw new HfsError('paramErr', `a type or creator of ${bytes.length} characters ("${text}")`)
  return bytes
}
