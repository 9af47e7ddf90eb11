/** Low-level calls on volumes and working directories (Inside Macintosh: Files, chapter 2). */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import type { Service } from '../service.ts'
import { forms, oneForm } from './forms.ts'
import { ejecting } from './high-level-services.ts'
import { getExtendedVolumeInfo, getVolumeInfo, setVolumeInfo } from './info-blocks.ts'
import { HVolumeParam, IOParam, WDParam, XVolumeParam } from './records.ts'

/** Bits of vMAttrib: what a local HFS volume can do that some other file systems cannot. */
const bHasDesktopMgr = 12
const bHasCatSearch = 7
const bHasFileIDs = 6
const bHasBTreeMgr = 5
const LOCAL_VOLUME = [bHasDesktopMgr, bHasCatSearch, bHasFileIDs, bHasBTreeMgr].reduce(
  (word, bit) => word | (1 << bit),
  0,
)
/** vMVersion 1: attributes, local windows, server address, grade and foreign privileges. */
const VOLUME_PARAMETERS_BYTES = 20

function getVolumeParameters(mac: Mac, block: { ioVRefNum: number; ioBuffer: number; ioReqCount: number }) {
  const { fileManager: fm, memory } = mac
  const bytes = new DataView(new ArrayBuffer(VOLUME_PARAMETERS_BYTES))
  bytes.setUint16(0, 1)
  bytes.setUint32(2, LOCAL_VOLUME)
  fm.volumes.folder(block.ioVRefNum, 0)
  const count = Math.max(0, Math.min(block.ioReqCount, VOLUME_PARAMETERS_BYTES))
  memory.write(block.ioBuffer, new Uint8Array(bytes.buffer, 0, count))
  return count
}

export const volumeBlockServices: Record<string, Service> = {
  ...forms('PBHGetVInfo', HVolumeParam, getVolumeInfo),
  ...forms('PBGetVInfo', HVolumeParam, getVolumeInfo),
  ...forms('PBXGetVolInfo', XVolumeParam, getExtendedVolumeInfo),
  ...forms('PBSetVInfo', HVolumeParam, setVolumeInfo),
  ...forms('PBHGetVolParms', IOParam, (mac, block, name) => {
    const { vRefNum } = mac.fileManager.volumes.named(name, block.ioVRefNum)
    block.ioVRefNum = vRefNum
    block.ioActCount = getVolumeParameters(mac, block)
  }),
  ...forms('PBFlushVol', HVolumeParam, ({ fileManager: fm }, block, name) =>
    fm.volumes.named(name, block.ioVRefNum).volume.flush(),
  ),
  ...oneForm(
    'PBEject',
    HVolumeParam,
    ({ fileManager: fm }, block, name) => fm.volumes.named(name, block.ioVRefNum).volume.flush(),
    ejecting,
  ),
  ...oneForm(
    'PBOffLine',
    HVolumeParam,
    ({ fileManager: fm }, block, name) => fm.volumes.named(name, block.ioVRefNum).volume.flush(),
    ejecting,
  ),
  ...oneForm('PBUnmountVol', HVolumeParam, ({ fileManager: fm }, block, name) =>
    fm.unmount(fm.volumes.named(name, block.ioVRefNum)),
  ),
  /** ioVRefNum is a drive number. */
  ...oneForm('PBMountVol', HVolumeParam, ({ fileManager: { volumes } }, block) => {
    block.ioVRefNum = volumes.remount(block.ioVRefNum).vRefNum
  }),
  ...forms('PBGetVol', HVolumeParam, ({ fileManager: { volumes }, memory }, block) => {
    const { mounted, dirID } = volumes.defaultFolder
    if (block.ioNamePtr !== 0) memory.writePString(block.ioNamePtr, mounted.volume.info().name, 27)
    block.ioVRefNum = volumes.openWorkingDirectory({ mounted, dirID }, 0)
  }),
  ...forms('PBSetVol', HVolumeParam, ({ fileManager: { volumes } }, block, name) => {
    volumes.defaultFolder = volumes.folder(name ? volumes.named(name, 0).vRefNum : block.ioVRefNum, 0)
  }),
  ...forms('PBHGetVol', WDParam, ({ fileManager: { volumes }, memory }, block) => {
    const { mounted, dirID } = volumes.defaultFolder
    if (block.ioNamePtr !== 0) memory.writePString(block.ioNamePtr, mounted.volume.info().name, 27)
    block.ioVRefNum = mounted.vRefNum
    block.ioWDVRefNum = mounted.vRefNum
    block.ioWDProcID = 0
    block.ioWDDirID = dirID
  }),
  ...forms('PBHSetVol', WDParam, ({ fileManager: fm }, block, name) => {
    const { mounted, entry } = fm.existing(block.ioVRefNum, block.ioWDDirID, name)
    if (entry?.kind !== 'folder') return fail('dirNFErr')
    fm.volumes.defaultFolder = { mounted, dirID: entry.id }
  }),
  ...forms('PBOpenWD', WDParam, ({ fileManager: fm }, block, name) => {
    const { mounted, entry } = fm.existing(block.ioVRefNum, block.ioWDDirID, name)
    if (entry?.kind !== 'folder') return fail('dirNFErr')
    block.ioVRefNum = fm.volumes.openWorkingDirectory({ mounted, dirID: entry.id }, block.ioWDProcID)
  }),
  ...forms('PBCloseWD', WDParam, ({ fileManager: { volumes } }, block) => {
    if (volumes.isWorkingDirectoryNumber(block.ioVRefNum)) volumes.closeWorkingDirectory(block.ioVRefNum)
  }),
  ...forms('PBGetWDInfo', WDParam, ({ fileManager: { volumes }, memory }, block) => {
    if (block.ioWDIndex > 0) {
      block.ioVRefNum = volumes.indexedWorkingDirectory(block.ioWDIndex, block.ioVRefNum, block.ioWDProcID)
    }
    const { mounted, dirID } = volumes.folder(block.ioVRefNum, 0)
    if (block.ioNamePtr !== 0) memory.writePString(block.ioNamePtr, mounted.volume.info().name, 27)
    block.ioWDVRefNum = mounted.vRefNum
    block.ioWDDirID = dirID
    block.ioWDProcID = volumes.workingDirectory(block.ioVRefNum)?.procID ?? 0
  }),
}
