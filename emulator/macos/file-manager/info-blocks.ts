/** Parameter blocks that tell of files, folders and volumes, and change what they say (Inside Macintosh: Files, chapter 2). */

import type { CatalogEntry, CatalogFile } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import type { View } from '../struct.ts'
import {
  EXTENDED_FINDER_INFO,
  FINDER_INFO,
  type FileParamView,
  type HVolumeParamView,
  VOLUME_FINDER_INFO,
  type XVolumeParam,
} from './records.ts'
import type { MountedVolume } from './volumes.ts'

/** ioFlAttrib: locked; a fork or the file is open; a folder. */
const LOCKED = 0x01
const RESOURCE_OPEN = 0x04
const DATA_OPEN = 0x08
const FOLDER = 0x10
const FILE_OPEN = 0x80

function attributes({ fileManager }: Mac, mounted: MountedVolume, entry: CatalogEntry): number {
  if (entry.kind === 'folder') return FOLDER
  let bits = entry.locked ? LOCKED : 0
  for (const path of fileManager.paths.all) {
    if (path.mounted !== mounted || path.fork.fileId !== entry.id) continue
    bits |= FILE_OPEN | (path.fork.fork === 'data' ? DATA_OPEN : RESOURCE_OPEN)
  }
  return bits
}

function fillFile(mac: Mac, block: FileParamView, entry: CatalogFile): void {
  mac.memory.write(block.address + FINDER_INFO, entry.finderInfo)
  block.ioFlVersNum = 0
  block.ioDirID = entry.id
  block.ioFlStBlk = 0
  block.ioFlLgLen = entry.dataLength
  block.ioFlPyLen = entry.dataPhysical
  block.ioFlRStBlk = 0
  block.ioFlRLgLen = entry.resourceLength
  block.ioFlRPyLen = entry.resourcePhysical
  block.ioFlCrDat = entry.created
  block.ioFlMdDat = entry.modified
}

function tellName(mac: Mac, block: FileParamView, name: string): void {
  if (block.ioNamePtr !== 0) mac.memory.writePString(block.ioNamePtr, name, 31)
}

/** PBHGetFInfo: by name, or the ioFDirIndex-th file of the folder. */
export function getFileInfo(mac: Mac, block: FileParamView, name: string | undefined, dirID: number): void {
  const { fileManager: fm } = mac
  let mounted: MountedVolume
  let entry: CatalogFile
  if (block.ioFDirIndex > 0) {
    const folder = fm.volumes.folder(block.ioVRefNum, dirID)
    mounted = folder.mounted
    const files = mounted.volume.list(folder.dirID).filter((item) => item.kind === 'file')
    entry = files[block.ioFDirIndex - 1] ?? fail('fnfErr')
    tellName(mac, block, entry.name)
  } else {
    const file = fm.file(block.ioVRefNum, dirID, name)
    mounted = file.mounted
    entry = file.entry
  }
  block.ioFRefNum = fm.paths.all.find((path) => path.mounted === mounted && path.fork.fileId === entry.id)?.refNum ?? 0
  block.ioFlAttrib = attributes(mac, mounted, entry)
  fillFile(mac, block, entry)
}

export function setFileInfo(mac: Mac, block: FileParamView, name: string | undefined, dirID: number): void {
  const { mounted, entry } = mac.fileManager.file(block.ioVRefNum, dirID, name)
  mounted.volume.setFileInfo(entry.id, {
    finderInfo: mac.memory.read(block.address + FINDER_INFO, 16),
    created: block.ioFlCrDat,
    modified: block.ioFlMdDat,
  })
}

/** PBGetCatInfo: index 0 by name, positive the n-th item of the folder, negative the folder itself (chapter 2). */
export function getCatalogInfo(mac: Mac, block: FileParamView, name: string | undefined): void {
  const { fileManager: fm, memory } = mac
  const index = block.ioFDirIndex
  let mounted: MountedVolume
  let entry: CatalogEntry
  if (index === 0) {
    const place = fm.existing(block.ioVRefNum, block.ioDirID, name)
    mounted = place.mounted
    entry = place.entry!
  } else {
    const folder = fm.volumes.folder(block.ioVRefNum, block.ioDirID)
    mounted = folder.mounted
    const { volume } = mounted
    entry =
      (index > 0 ? volume.list(folder.dirID)[index - 1] : volume.byId(folder.dirID)) ??
      fail(index > 0 ? 'fnfErr' : 'dirNFErr')
    tellName(mac, block, entry.name)
  }
  block.ioFlAttrib = attributes(mac, mounted, entry)
  block.ioFlParID = entry.parentId
  if (entry.kind === 'file') {
    fillFile(mac, block, entry)
    block.ioFlClpSiz = 0
  } else {
    memory.write(block.address + FINDER_INFO, entry.finderInfo)
    block.ioDirID = entry.id
    block.ioDrNmFls = entry.valence
    block.ioFlCrDat = entry.created
    block.ioFlMdDat = entry.modified
  }
  block.ioFlBkDat = entry.backedUp
  memory.write(block.address + EXTENDED_FINDER_INFO, entry.extendedFinderInfo)
}

export function setCatalogInfo(mac: Mac, block: FileParamView, name: string | undefined): void {
  const { mounted, entry } = mac.fileManager.existing(block.ioVRefNum, block.ioDirID, name)
  const patch = {
    finderInfo: mac.memory.read(block.address + FINDER_INFO, 16),
    extendedFinderInfo: mac.memory.read(block.address + EXTENDED_FINDER_INFO, 16),
    created: block.ioFlCrDat,
    modified: block.ioFlMdDat,
    backedUp: block.ioFlBkDat,
  }
  if (entry!.kind === 'file') mounted.volume.setFileInfo(entry!.id, patch)
  else mounted.volume.setFolderInfo(entry!.id, patch)
}

/** Bits of ioVAtrb that the volume itself does not keep: it is the default volume; files are open on it. */
function volumeState({ fileManager: { volumes, paths } }: Mac, mounted: MountedVolume): number {
  const isDefault = volumes.defaultFolder.mounted === mounted
  return (isDefault ? 0x20 : 0) | (paths.all.some((path) => path.mounted === mounted) ? 0x40 : 0)
}

/** PBHGetVInfo: by number, by name when the index is negative, the n-th volume when it is positive (chapter 2). */
export function getVolumeInfo(mac: Mac, block: HVolumeParamView, name: string | undefined): void {
  const { volumes } = mac.fileManager
  const index = block.ioVolIndex
  const named = index < 0 && name ? volumes.byName(name.split(':')[0]!) : undefined
  const mounted =
    index > 0 ? (volumes.mounted[index - 1] ?? fail('nsvErr')) : (named ?? volumes.folder(block.ioVRefNum, 0).mounted)
  const info = mounted.volume.info()
  if (block.ioNamePtr !== 0) mac.memory.writePString(block.ioNamePtr, info.name, 27)
  block.ioVRefNum = mounted.vRefNum
  block.ioVCrDate = info.created
  block.ioVLsMod = info.modified
  block.ioVAtrb = info.attributes | volumeState(mac, mounted)
  block.ioVNmFls = info.rootFileCount
  block.ioVNmAlBlks = info.blockCount
  block.ioVAlBlkSiz = info.allocationBlockSize
  block.ioVClpSiz = info.clumpSize
  block.ioVNxtCNID = info.nextId
  block.ioVFrBlk = info.freeBlocks
  block.ioVSigWord = 0x4244
  block.ioVDrvInfo = mounted.driveNumber
  block.ioVDRefNum = -33
  block.ioVFSID = 0
  block.ioVBkUp = info.backedUp
  block.ioVSeqNum = 0
  block.ioVWrCnt = info.writeCount
  block.ioVFilCnt = info.fileCount
  block.ioVDirCnt = info.folderCount
  info.finderInfo.forEach((word, position) => {
    mac.memory.setU32(block.address + VOLUME_FINDER_INFO + position * 4, word)
  })
}

/** PBXGetVolInfo tells the size and the room in bytes as well. */
export function getExtendedVolumeInfo(
  mac: Mac,
  block: View<typeof XVolumeParam.fields>,
  name: string | undefined,
): void {
  getVolumeInfo(mac, block, name)
  const total = block.ioVNmAlBlks * block.ioVAlBlkSiz
  const free = block.ioVFrBlk * block.ioVAlBlkSiz
  block.ioVTotalBytesHigh = Math.floor(total / 2 ** 32)
  block.ioVTotalBytes = total >>> 0
  block.ioVFreeBytesHigh = Math.floor(free / 2 ** 32)
  block.ioVFreeBytes = free >>> 0
}

/** PBSetVInfo: dates, the lock by software and the Finder's information; not the name. */
export function setVolumeInfo(mac: Mac, block: HVolumeParamView, name: string | undefined): void {
  const { volume } = mac.fileManager.volumes.named(name, block.ioVRefNum)
  const locked = (block.ioVAtrb & 0x8000) !== 0
  volume.setInfo({
    ...(locked !== volume.info().locked && { locked }),
    created: block.ioVCrDate,
    modified: block.ioVLsMod,
    backedUp: block.ioVBkUp,
    finderInfo: Array.from({ length: 8 }, (_, index) =>
      mac.memory.getU32(block.address + VOLUME_FINDER_INFO + index * 4),
    ),
  })
}
