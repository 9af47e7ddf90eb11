import { ATTRIBUTES, MDB_LAYOUT, MDB_SIZE, type Mdb } from './mdb.ts'
import { LONGEST_VOLUME_NAME, nameText } from './names.ts'
import { pascalString } from './struct.ts'

/** What the MDB says of a volume. */
export interface VolumeInfo {
  readonly name: string
  readonly created: number
  readonly modified: number
  readonly backedUp: number
  /** drAtrb. */
  readonly attributes: number
  readonly locked: boolean
  readonly allocationBlockSize: number
  readonly clumpSize: number
  readonly blockCount: number
  readonly freeBlocks: number
  /** Of the whole volume, the root folder not counted. */
  readonly fileCount: number
  readonly folderCount: number
  /** In the root folder. */
  readonly rootFileCount: number
  readonly rootFolderCount: number
  readonly nextId: number
  readonly writeCount: number
  /** drFndrInfo: the first word is the id of the System Folder. */
  readonly finderInfo: readonly number[]
  readonly catalogSize: number
  readonly extentsSize: number
}

export function readVolumeInfo(mdb: Mdb): VolumeInfo {
  const view = new DataView(mdb.bytes.buffer, mdb.bytes.byteOffset, MDB_SIZE)
  return {
    name: volumeName(mdb),
    created: mdb.get('drCrDate'),
    modified: mdb.get('drLsMod'),
    backedUp: mdb.get('drVolBkUp'),
    attributes: mdb.get('drAtrb'),
    locked: volumeLock(mdb) !== undefined,
    allocationBlockSize: mdb.get('drAlBlkSiz'),
    clumpSize: mdb.get('drClpSiz'),
    blockCount: mdb.get('drNmAlBlks'),
    freeBlocks: mdb.get('drFreeBks'),
    fileCount: mdb.get('drFilCnt'),
    folderCount: mdb.get('drDirCnt'),
    rootFileCount: mdb.get('drNmFls'),
    rootFolderCount: mdb.get('drNmRtDirs'),
    nextId: mdb.get('drNxtCNID'),
    writeCount: mdb.get('drWrCnt'),
    finderInfo: Array.from({ length: 8 }, (_, index) => view.getUint32(MDB_LAYOUT.drFndrInfo[0] + 4 * index)),
    catalogSize: mdb.get('drCTFlSize'),
    extentsSize: mdb.get('drXTFlSize'),
  }
}

export function volumeName(mdb: Mdb): string {
  return nameText(pascalString(mdb.bytes, MDB_LAYOUT.drVN[0], LONGEST_VOLUME_NAME))
}

/** What a change of a locked volume fails with; undefined when the volume is not locked. */
export function volumeLock(mdb: Mdb): 'wPrErr' | 'vLckdErr' | undefined {
  const attributes = mdb.get('drAtrb')
  if (attributes & ATTRIBUTES.hardwareLocked) return 'wPrErr'
  return attributes & ATTRIBUTES.softwareLocked ? 'vLckdErr' : undefined
}

/** What can be changed of a volume. */
export interface VolumeInfoPatch {
  readonly created?: number
  readonly modified?: number
  readonly backedUp?: number
  /** By software. */
  readonly locked?: boolean
  readonly finderInfo?: readonly number[]
}

export function patchVolumeInfo(mdb: Mdb, patch: VolumeInfoPatch): void {
  if (patch.created !== undefined) mdb.set('drCrDate', patch.created)
  if (patch.modified !== undefined) mdb.set('drLsMod', patch.modified)
  if (patch.backedUp !== undefined) mdb.set('drVolBkUp', patch.backedUp)
  if (patch.locked !== undefined) {
    const others = mdb.get('drAtrb') & ~ATTRIBUTES.softwareLocked
    mdb.set('drAtrb', others | (patch.locked ? ATTRIBUTES.softwareLocked : 0))
  }
  const view = new DataView(mdb.bytes.buffer, mdb.bytes.byteOffset, MDB_SIZE)
  patch.finderInfo?.slice(0, 8).forEach((word, index) => {
    view.setUint32(MDB_LAYOUT.drFndrInfo[0] + 4 * index, word)
  })
}
