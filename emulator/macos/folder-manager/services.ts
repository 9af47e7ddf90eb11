/** Folders.h. */

import { type ServiceGroup, toolbox } from '../service.ts'
import { BooleanType, fourCharText, OSErrType, OSType, SInt16, SInt32, varParam } from '../types.ts'
import { findFolder } from './folders.ts'

/** The start-up volume, whatever its number. */
const kOnSystemDisk = -32_768
/** Folders that belong to all users, which on Mac OS 8.5 is the same. */
const kOnAppropriateDisk = -32_767
const START_UP_VOLUME = -1

export const folderManagerServices: ServiceGroup = {
  manager: 'Folder Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Macintosh Toolbox Essentials, chapter 7',
  services: {
    FindFolder: toolbox(
      {
        vRefNum: SInt16,
        folderType: OSType,
        createFolder: BooleanType,
        foundVRefNum: varParam(SInt16),
        foundDirID: varParam(SInt32),
      },
      OSErrType,
      ({ fileManager: { volumes } }, { vRefNum, folderType, createFolder, foundVRefNum, foundDirID }) => {
        foundVRefNum.value = 0
        foundDirID.value = 0
        const isSystemDisk = vRefNum === kOnSystemDisk || vRefNum === kOnAppropriateDisk
        const { mounted } = volumes.folder(isSystemDisk ? START_UP_VOLUME : vRefNum, 0)
        foundDirID.value = findFolder(mounted, fourCharText(folderType), createFolder)
        foundVRefNum.value = mounted.vRefNum
      },
    ),
  },
}
