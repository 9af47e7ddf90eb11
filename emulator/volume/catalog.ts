/** The catalog file: the tree of all files and folders. */

import { BTree, type LeafRecord } from './btree/btree.ts'
import type { TreeFile } from './btree/node-file.ts'
import {
  CATALOG_KEYS,
  catalogKey,
  FILE_FLAGS,
  FILE_LAYOUT,
  FOLDER_LAYOUT,
  RECORD_SIZES,
  RECORD_TYPES,
  readCatalogKey,
  THREAD_LAYOUT,
} from './catalog-records.ts'
import { type CatalogEntry, type CatalogFile, type CatalogFolder, readEntry, recordStruct } from './entries.ts'
import { damaged } from './hfs-error.ts'
import { LONGEST_NAME, nameText } from './names.ts'
import { pascalString, putPascalString, type Struct } from './struct.ts'

export const ROOT_PARENT_ID = 1
export const ROOT_ID = 2

/** Where an item is: what its key in the catalog is made of. */
export interface Place {
  readonly parentId: number
  readonly name: Uint8Array
}

const NO_NAME = new Uint8Array(0)

export class Catalog {
  readonly tree: BTree
  /** Where each file is that has no thread record; made at the first need and kept up to date from then on. */
  private filePlaces: Map<number, Place> | undefined

  constructor(file: TreeFile) {
    this.tree = new BTree(file, CATALOG_KEYS)
  }

  static create(file: TreeFile): Catalog {
    BTree.create(file, CATALOG_KEYS)
    return new Catalog(file)
  }

  private get bytes(): Uint8Array {
    return this.tree.nodes.bytes
  }

  find({ parentId, name }: Place): LeafRecord | undefined {
    return this.tree.find(catalogKey(parentId, name))
  }

  /** The record of an item that is known to be there, as a structure. Only a damaged tree has lost it. */
  needFile(place: Place): Struct<typeof FILE_LAYOUT> {
    return recordStruct(FILE_LAYOUT, this.bytes, this.need(place, RECORD_TYPES.file).data, RECORD_TYPES.file)
  }

  needFolder(place: Place): Struct<typeof FOLDER_LAYOUT> {
    return recordStruct(FOLDER_LAYOUT, this.bytes, this.need(place, RECORD_TYPES.folder).data, RECORD_TYPES.folder)
  }

  private need(place: Place, type: number): LeafRecord {
    const record = this.find(place)
    if (record && this.bytes[record.data] === type && record.length >= RECORD_SIZES[type]!) return record
    const { offset } = this.tree.nodes.peek(0)!
    throw damaged(offset, `the catalog has lost "${nameText(place.name)}" in folder ${place.parentId}`)
  }

  /** The item that is known to be at a place. */
  needEntry(place: Place, kind: 'file'): CatalogFile
  needEntry(place: Place, kind: 'folder'): CatalogFolder
  needEntry(place: Place, kind: CatalogEntry['kind']): CatalogEntry
  needEntry(place: Place, kind: CatalogEntry['kind']): CatalogEntry {
    return this.entryAt(this.need(place, RECORD_TYPES[kind]))!
  }

  entry(place: Place): CatalogEntry | undefined {
    const record = this.find(place)
    return record && this.entryAt(record)
  }

  private entryAt({ key, data, length }: LeafRecord): CatalogEntry | undefined {
    return readEntry(this.bytes, key, data, length)
  }

  /** The items of a folder in catalog order. */
  list(folderId: number): CatalogEntry[] {
    const entries: CatalogEntry[] = []
    for (const record of this.tree.from(catalogKey(folderId, NO_NAME))) {
      const entry = this.entryAt(record)
      if (readCatalogKey(this.bytes, record.key).parentId !== folderId) break
      if (entry) entries.push(entry)
    }
    return entries
  }

  isEmpty(folderId: number): boolean {
    for (const record of this.tree.from(catalogKey(folderId, NO_NAME))) {
      const { parentId, name } = readCatalogKey(this.bytes, record.key)
      if (parentId !== folderId) return true
      if (name.length > 0) return false
    }
    return true
  }

  /** Where the item of this id is, from its thread record, or for a file without one from a look at the whole catalog. */
  placeOf(id: number): Place | undefined {
    const thread = this.find({ parentId: id, name: NO_NAME })
    const type = thread && this.bytes[thread.data]
    if (thread && (type === RECORD_TYPES.folderThread || type === RECORD_TYPES.fileThread)) {
      this.entryAt(thread)
      const record = recordStruct(THREAD_LAYOUT, this.bytes, thread.data, type)
      return {
        parentId: record.get('thdParID'),
        name: pascalString(record.bytes, THREAD_LAYOUT.thdCName[0], LONGEST_NAME),
      }
    }
    return this.places().get(id)
  }

  byId(id: number): CatalogEntry | undefined {
    const place = this.placeOf(id)
    const entry = place && this.entry(place)
    return entry?.id === id ? entry : undefined
  }

  folder(id: number): CatalogFolder | undefined {
    const entry = this.byId(id)
    return entry?.kind === 'folder' ? entry : undefined
  }

  private places(): Map<number, Place> {
    if (!this.filePlaces) {
      const places = new Map<number, Place>()
      for (const record of this.tree.from(catalogKey(0, NO_NAME))) {
        const entry = this.entryAt(record)
        if (entry?.kind === 'file') places.set(entry.id, { parentId: entry.parentId, name: entry.nameBytes })
      }
      this.filePlaces = places
    }
    return this.filePlaces
  }

  /** Adds a file's record; the caller has reserved room. */
  addFile(place: Place, id: number, time: number): void {
    const record = newRecord(FILE_LAYOUT, RECORD_TYPES.file)
    record.set('filFlNum', id)
    record.set('filCrDat', time)
    record.set('filMdDat', time)
    this.tree.insert(catalogKey(place.parentId, place.name), record.bytes)
    this.filePlaces?.set(id, place)
  }

  /** Adds a folder's record and its thread; the caller has reserved room for two. */
  addFolder(place: Place, id: number, time: number): void {
    const record = newRecord(FOLDER_LAYOUT, RECORD_TYPES.folder)
    record.set('dirDirID', id)
    record.set('dirCrDat', time)
    record.set('dirMdDat', time)
    this.tree.insert(catalogKey(place.parentId, place.name), record.bytes)
    const thread = newRecord(THREAD_LAYOUT, RECORD_TYPES.folderThread)
    writeThread(thread, place)
    this.tree.insert(catalogKey(id, NO_NAME), thread.bytes)
  }

  /** Adds a file's thread; the caller has reserved room. */
  addFileThread(place: Place, id: number): void {
    const thread = newRecord(THREAD_LAYOUT, RECORD_TYPES.fileThread)
    writeThread(thread, place)
    this.tree.insert(catalogKey(id, NO_NAME), thread.bytes)
    const file = this.needFile(place)
    file.set('filFlags', file.get('filFlags') | FILE_FLAGS.hasThread)
  }

  removeFileThread(place: Place, id: number): void {
    this.tree.delete(catalogKey(id, NO_NAME))
    const file = this.needFile(place)
    file.set('filFlags', file.get('filFlags') & ~FILE_FLAGS.hasThread)
    this.filePlaces?.set(id, place)
  }

  /** Removes a file's or an empty folder's record and its thread. */
  remove(place: Place, entry: CatalogEntry): void {
    const hasThread = this.hasThread(place, entry)
    this.tree.delete(catalogKey(place.parentId, place.name))
    if (hasThread) this.tree.delete(catalogKey(entry.id, NO_NAME))
    this.filePlaces?.delete(entry.id)
  }

  /** Gives a record another key, and its thread the new place; the caller has reserved room for one. */
  relocate(from: Place, to: Place, entry: CatalogEntry): void {
    const record = this.need(from, RECORD_TYPES[entry.kind])
    const data = this.bytes.slice(record.data, record.data + record.length)
    const hasThread = this.hasThread(from, entry)
    this.tree.delete(catalogKey(from.parentId, from.name))
    this.tree.insert(catalogKey(to.parentId, to.name), data)
    if (entry.kind === 'file') this.filePlaces?.set(entry.id, to)
    if (!hasThread) return
    const thread = this.find({ parentId: entry.id, name: NO_NAME })
    if (!thread || thread.length < RECORD_SIZES[RECORD_TYPES.folderThread]!) return
    writeThread(recordStruct(THREAD_LAYOUT, this.bytes, thread.data, RECORD_TYPES.folderThread), to)
  }

  hasThread(place: Place, entry: CatalogEntry): boolean {
    if (entry.kind === 'folder') return true
    return (this.needFile(place).get('filFlags') & FILE_FLAGS.hasThread) !== 0
  }
}

function newRecord<L extends typeof FILE_LAYOUT | typeof FOLDER_LAYOUT | typeof THREAD_LAYOUT>(
  layout: L,
  type: number,
) {
  const record = recordStruct(layout, new Uint8Array(RECORD_SIZES[type]!), 0, type)
  record.set('cdrType', type)
  return record
}

function writeThread(thread: Struct<typeof THREAD_LAYOUT>, { parentId, name }: Place): void {
  thread.set('thdParID', parentId)
  putPascalString(thread.bytes, THREAD_LAYOUT.thdCName[0], LONGEST_NAME + 1, name)
}
