/** An HFS volume in memory (Inside Macintosh: Files, "Data Organization on Volumes"). */

import { BlockAllocator } from './allocator.ts'
import { Catalog, type Place, ROOT_ID, ROOT_PARENT_ID } from './catalog.ts'
import { checkVolume } from './check/check.ts'
import type { Finding } from './check/findings.ts'
import {
  type CatalogEntry,
  type CatalogFile,
  type CatalogFolder,
  type FileInfoPatch,
  type FolderInfoPatch,
  fourCharCode,
  patchFile,
  patchFolder,
} from './entries.ts'
import { countBlocks, readExtentRecord } from './extents.ts'
import { CATALOG_FILE_ID, EXTENTS_FILE_ID, ExtentsFile } from './extents-file.ts'
import type { HfsFork } from './fork.ts'
import { ForkBlocks, type ForkType } from './fork-blocks.ts'
import { type FormatOptions, formatVolume } from './format.ts'
import { HfsError } from './hfs-error.ts'
import { ATTRIBUTES, alternateMdbOffset, MDB_LAYOUT, MDB_OFFSET, MDB_SIZE, type Mdb, readMdb } from './mdb.ts'
import { LONGEST_NAME, LONGEST_VOLUME_NAME, nameBytes } from './names.ts'
import { OpenForks } from './open-forks.ts'
import { findHfsPartition, writePartitionMap } from './partition-map.ts'
import { plainBytes, putPascalString } from './struct.ts'
import { TREE_FIELDS, type TreeKind, VolumeTreeFile } from './tree-file.ts'
import {
  patchVolumeInfo,
  readVolumeInfo,
  type VolumeInfo,
  type VolumeInfoPatch,
  volumeLock,
  volumeName,
} from './volume-info.ts'

/** dirVal and drNmFls are unsigned words, but programs see them as signed ones. */
const MOST_ITEMS = 32_767

export class HfsVolume {
  /** The whole image, as it was given. */
  readonly image: Uint8Array
  /** Where the volume is in the image: not at 0 when the image has a partition map. */
  readonly offset: number
  /** Seconds since 1904-01-01, for dates of creation and modification. Nothing here reads the host's clock. */
  clock: () => number

  private readonly bytes: Uint8Array
  private readonly mdb: Mdb
  private readonly allocator: BlockAllocator
  private readonly extents: ExtentsFile
  private readonly catalog: Catalog
  private readonly forks: OpenForks
  private changed = false

  private constructor(image: Uint8Array) {
    const partition = findHfsPartition(image)
    this.image = image
    const { offset, length } = partition ?? { offset: 0, length: image.length }
    this.offset = offset
    this.bytes = plainBytes(image).subarray(offset, offset + length)
    this.mdb = readMdb(this.bytes)
    const lastModified = this.mdb.get('drLsMod')
    this.clock = () => lastModified
    this.allocator = new BlockAllocator(this.bytes, this.mdb)
    this.extents = new ExtentsFile(this.treeFile('extents'))
    this.catalog = new Catalog(this.treeFile('catalog'))
    this.forks = new OpenForks({
      allocator: this.allocator,
      mdb: this.mdb,
      extents: this.extents,
      catalog: this.catalog,
      changing: () => this.change(),
      now: () => this.clock(),
    })
  }

  /** Makes an empty volume of the whole image, or, with `partitioned`, of all of it that a partition map leaves. */
  static format(image: Uint8Array, options: FormatOptions & { partitioned?: boolean }): HfsVolume {
    const bytes = plainBytes(image)
    const { offset, length } = options.partitioned ? writePartitionMap(bytes) : { offset: 0, length: bytes.length }
    formatVolume(bytes.subarray(offset, offset + length), options)
    return new HfsVolume(image)
  }

  /** The volume in a raw image, or the first HFS volume of an image with an Apple partition map. Throws BondiError where there is none. */
  static mount(image: Uint8Array): HfsVolume {
    return new HfsVolume(image)
  }

  info(): VolumeInfo {
    return readVolumeInfo(this.mdb)
  }

  /** The item of this name in a folder; `lookup(1, volumeName)` is the root folder. */
  lookup(parentId: number, name: string): CatalogEntry | undefined {
    this.forks.record()
    return this.catalog.entry({ parentId, name: nameBytes(name) })
  }

  byId(id: number): CatalogEntry | undefined {
    this.forks.record()
    return this.catalog.byId(id)
  }

  /** The items of a folder, in catalog order. Throws dirNFErr. */
  list(folderId: number): CatalogEntry[] {
    this.forks.record()
    this.needFolder(folderId)
    return this.catalog.list(folderId)
  }

  /** Makes an empty file. Throws bdNamErr, dirNFErr, dupFNErr, dirFulErr, dskFulErr. */
  createFile(parentId: number, name: string, { type, creator }: { type: string; creator: string }): CatalogFile {
    fourCharCode(type)
    fourCharCode(creator)
    const { place, id, time } = this.prepareNew(parentId, name, 1)
    this.catalog.addFile(place, id, time)
    patchFile(this.catalog.needFile(place), { type, creator })
    this.countItem(parentId, 'file', 1, time)
    return this.catalog.needEntry(place, 'file')
  }

  /** Makes an empty folder. Throws as `createFile` does. */
  createFolder(parentId: number, name: string): CatalogFolder {
    const { place, id, time } = this.prepareNew(parentId, name, 2)
    this.catalog.addFolder(place, id, time)
    this.countItem(parentId, 'folder', 1, time)
    return this.catalog.needEntry(place, 'folder')
  }

  /** Deletes a file or an empty folder. Throws fnfErr, fLckdErr, fBsyErr for a folder that is not empty. */
  delete(parentId: number, name: string): void {
    const { place, entry } = this.needEntry(parentId, name)
    if (entry.id === ROOT_ID || (entry.kind === 'folder' && !this.catalog.isEmpty(entry.id))) {
      throw new HfsError('fBsyErr', `deleting "${name}"`)
    }
    this.needUnlocked(entry)
    this.change()
    if (entry.kind === 'file') this.forks.discard(place, entry)
    this.catalog.remove(place, entry)
    this.countItem(parentId, entry.kind, -1, this.clock())
  }

  /** Renames a file, a folder or, with parent 1, the volume. Throws bdNamErr, fnfErr, fLckdErr, dupFNErr. */
  rename(parentId: number, name: string, newName: string): CatalogEntry {
    const bytes = nameBytes(newName, parentId === ROOT_PARENT_ID ? LONGEST_VOLUME_NAME : LONGEST_NAME)
    const { place, entry } = this.needEntry(parentId, name)
    const to = { parentId, name: bytes }
    const there = this.catalog.entry(to)
    if (there && there.id !== entry.id) throw new HfsError('dupFNErr', `renaming "${name}" to "${newName}"`)
    this.needUnlocked(entry)
    this.relocate(place, to, entry)
    if (entry.id === ROOT_ID) putPascalString(this.mdb.bytes, MDB_LAYOUT.drVN[0], LONGEST_VOLUME_NAME + 1, bytes)
    else this.touchFolder(parentId, 0, this.clock())
    return this.catalog.needEntry(to, entry.kind)
  }

  /** Moves a file or folder into another folder of the volume. Throws fnfErr, dirNFErr, fLckdErr, dupFNErr, badMovErr. */
  move(parentId: number, name: string, newParentId: number): CatalogEntry {
    const { place, entry } = this.needEntry(parentId, name)
    const target = this.needFolder(newParentId)
    for (let folder: CatalogFolder | undefined = target; folder; folder = this.catalog.folder(folder.parentId)) {
      if (folder.id === entry.id) throw new HfsError('badMovErr', `moving "${name}"`)
    }
    if (parentId === newParentId) return entry
    const to = { parentId: newParentId, name: place.name }
    if (this.catalog.find(to)) throw new HfsError('dupFNErr', `moving "${name}"`)
    if (target.valence >= MOST_ITEMS) throw new HfsError('dirFulErr', `moving "${name}"`)
    this.needUnlocked(entry)
    this.relocate(place, to, entry)
    const time = this.clock()
    this.touchFolder(parentId, -1, time, entry.kind)
    this.touchFolder(newParentId, 1, time, entry.kind)
    return this.catalog.needEntry(to, entry.kind)
  }

  /** Changes a file's Finder information, dates or lock. Throws fnfErr. */
  setFileInfo(id: number, patch: FileInfoPatch): CatalogFile {
    const { place } = this.needFile(id)
    this.change()
    patchFile(this.catalog.needFile(place), patch)
    return this.catalog.needEntry(place, 'file')
  }

  /** Changes a folder's Finder information or dates. Throws dirNFErr. */
  setFolderInfo(id: number, patch: FolderInfoPatch): CatalogFolder {
    const { parentId, nameBytes: name } = this.needFolder(id)
    this.change()
    patchFolder(this.catalog.needFolder({ parentId, name }), patch)
    return this.needFolder(id)
  }

  /** Gives a file a thread record, by which its id leads to it (PBCreateFileIDRef). Throws fnfErr, fidExists, dskFulErr. */
  createFileThread(id: number): void {
    const { place, file } = this.needFile(id)
    if (this.catalog.hasThread(place, file)) throw new HfsError('fidExists', `"${file.name}"`)
    this.change()
    this.catalog.tree.reserve(1)
    this.catalog.addFileThread(place, id)
  }

  /** Takes a file's thread record away (PBDeleteFileIDRef). Throws fnfErr, fidNotFound. */
  deleteFileThread(id: number): void {
    const { place, file } = this.needFile(id)
    if (!this.catalog.hasThread(place, file)) throw new HfsError('fidNotFound', `"${file.name}"`)
    this.change()
    this.catalog.removeFileThread(place, id)
  }

  /** Whether a file has a thread record. Throws fnfErr, notAFileErr. */
  hasFileThread(id: number): boolean {
    const { place, file } = this.needFile(id)
    return this.catalog.hasThread(place, file)
  }

  /** Changes the volume's dates, its lock by software or its Finder information (PBSetVInfo). */
  setInfo(patch: VolumeInfoPatch): void {
    if (patch.locked !== false) this.change()
    this.changed = true
    patchVolumeInfo(this.mdb, patch)
  }

  /** A fork of a file; all who open the same fork get the same object. Throws fnfErr, notAFileErr. */
  openFork(fileId: number, type: ForkType): HfsFork {
    const { place, file } = this.needFile(fileId)
    return this.forks.open(place, file, type)
  }

  /** Bytes that can still be written, whatever the catalog takes of them. */
  get freeBytes(): number {
    return this.allocator.free * this.allocator.blockSize
  }

  /** Writes what is not in the image yet: lengths of forks, the date, the alternate MDB. The image is then a whole volume. */
  flush(): void {
    this.forks.record()
    if (!this.changed) return
    const mdb = this.mdb
    mdb.set('drLsMod', this.clock())
    mdb.add('drWrCnt', 1)
    mdb.set('drAtrb', mdb.get('drAtrb') | ATTRIBUTES.unmounted)
    this.bytes.copyWithin(alternateMdbOffset(this.bytes), MDB_OFFSET, MDB_OFFSET + MDB_SIZE)
    this.changed = false
  }

  /**
   * A copy of the image, flushed first. Free blocks, which nobody can read, are zero in it and were not touched: to copy them would
   * take most of the time and memory that a launch does.
   */
  copyImage(): Uint8Array {
    this.flush()
    const { blockCount, blockSize } = this.allocator
    const copy = new Uint8Array(this.image.length)
    const copyPart = (start: number, end: number) => copy.set(this.image.subarray(start, end), start)
    const blocksStart = this.offset + this.allocator.offsetOf(0)
    const blocksEnd = this.offset + this.allocator.offsetOf(blockCount)
    copyPart(0, blocksStart)
    for (const { start, count } of this.allocator.usedRuns()) {
      copyPart(blocksStart + start * blockSize, blocksStart + (start + count) * blockSize)
    }
    copyPart(blocksEnd, this.image.length)
    return copy
  }

  /** Everything that is wrong with the volume; flushes it first. */
  check(): Finding[] {
    this.flush()
    return checkVolume(this.image)
  }

  private treeFile(kind: TreeKind): VolumeTreeFile {
    const fields = TREE_FIELDS[kind]
    const where = MDB_LAYOUT[fields.extents][0]
    const extents = readExtentRecord(this.mdb.bytes, where)
    const expected = Math.ceil(this.mdb.get(fields.size) / this.allocator.blockSize)
    const id = kind === 'extents' ? EXTENTS_FILE_ID : CATALOG_FILE_ID
    const missing = expected - countBlocks(extents)
    if (kind === 'catalog' && missing > 0) extents.push(...this.extents.load(id, 'data', countBlocks(extents)))
    this.allocator.needExtents(extents, MDB_OFFSET + where, fields.extents)
    const blocks = new ForkBlocks(this.allocator, kind === 'catalog' ? this.extents : undefined, id, 'data', extents)
    return new VolumeTreeFile(this.allocator, this.mdb, blocks, kind)
  }

  private prepareNew(parentId: number, name: string, records: number): { place: Place; id: number; time: number } {
    const place = { parentId, name: nameBytes(name) }
    const parent = this.needFolder(parentId)
    if (this.catalog.find(place)) throw new HfsError('dupFNErr', `creating "${name}"`)
    if (parent.valence >= MOST_ITEMS) throw new HfsError('dirFulErr', `creating "${name}"`)
    this.change()
    this.catalog.tree.reserve(records)
    const id = this.mdb.get('drNxtCNID')
    this.mdb.add('drNxtCNID', 1)
    return { place, id, time: this.clock() }
  }

  private relocate(from: Place, to: Place, entry: CatalogEntry): void {
    this.change()
    this.forks.record()
    this.catalog.tree.reserve(1)
    this.catalog.relocate(from, to, entry)
  }

  /** An item has come (1) or gone (-1): the folder's and the volume's counts. */
  private countItem(parentId: number, kind: CatalogEntry['kind'], amount: number, time: number): void {
    this.mdb.add(kind === 'file' ? 'drFilCnt' : 'drDirCnt', amount)
    this.touchFolder(parentId, amount, time, kind)
  }

  private touchFolder(id: number, amount: number, time: number, kind?: CatalogEntry['kind']): void {
    const { parentId, nameBytes: name } = this.needFolder(id)
    const record = this.catalog.needFolder({ parentId, name })
    record.add('dirVal', amount)
    record.set('dirMdDat', time)
    if (id === ROOT_ID && kind) this.mdb.add(kind === 'file' ? 'drNmFls' : 'drNmRtDirs', amount)
  }

  private needFolder(id: number): CatalogFolder {
    const folder = this.catalog.folder(id)
    if (!folder) throw new HfsError('dirNFErr', `folder ${id}`)
    return folder
  }

  private needEntry(parentId: number, name: string): { place: Place; entry: CatalogEntry } {
    this.forks.record()
    if (parentId !== ROOT_PARENT_ID) this.needFolder(parentId)
    const entry = this.catalog.entry({ parentId, name: nameBytes(name) })
    if (!entry) throw new HfsError('fnfErr', `"${name}"`)
    return { place: { parentId, name: entry.nameBytes }, entry }
  }

  private needFile(id: number): { place: Place; file: CatalogFile } {
    this.forks.record()
    const file = this.catalog.byId(id)
    if (!file) throw new HfsError('fnfErr', `file ${id}`)
    if (file.kind !== 'file') throw new HfsError('notAFileErr', `"${file.name}"`)
    return { place: { parentId: file.parentId, name: file.nameBytes }, file }
  }

  private needUnlocked(entry: CatalogEntry): void {
    if (entry.kind === 'file' && entry.locked) throw new HfsError('fLckdErr', `"${entry.name}"`)
  }

  /** Something is about to change: until `flush` the volume says that it was not unmounted. */
  private change(): void {
    const lock = volumeLock(this.mdb)
    if (lock) throw new HfsError(lock, `volume "${volumeName(this.mdb)}"`)
    if (this.changed) return
    this.changed = true
    this.mdb.set('drAtrb', this.mdb.get('drAtrb') & ~ATTRIBUTES.unmounted)
  }
}
