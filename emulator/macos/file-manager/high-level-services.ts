/** Calls that take an open file, and those that take a name or volume and directory (Inside Macintosh: Files, chapter 2). */

import type { ForkType } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type Service, toolbox } from '../service.ts'
import { named, OSErrType, OSType, PtrType, pascalField, SInt8, SInt16, SInt32, Str255, varParam } from '../types.ts'
import { setMark } from './access-paths.ts'
import { FInfoParam, FInfoResult } from './records.ts'

export const Permission = named(SInt8, {
  0: 'fsCurPerm',
  1: 'fsRdPerm',
  2: 'fsWrPerm',
  3: 'fsRdWrPerm',
  4: 'fsRdWrShPerm',
})
const PositionMode = named(SInt16, { 0: 'fsAtMark', 1: 'fsFromStart', 2: 'fsFromLEOF', 3: 'fsFromMark' })
const Name = varParam(pascalField(255))

const openFile = { refNum: SInt16 }
const byName = { fileName: Str255, vRefNum: SInt16 }
const byDirectory = { vRefNum: SInt16, dirID: SInt32, fileName: Str255 }

const hOpen = (fork: ForkType): Service =>
  toolbox(
    { ...byDirectory, permission: Permission, refNum: varParam(SInt16) },
    OSErrType,
    ({ fileManager: fm }, { vRefNum, dirID, fileName, permission, refNum }) => {
      const tell = (value: number) => {
        refNum.value = value
      }
      tell(fm.open(fm.file(vRefNum, dirID, fileName), fork, permission, tell).refNum)
    },
  )

const openByName = (fork: ForkType): Service =>
  toolbox({ ...byName, refNum: varParam(SInt16) }, OSErrType, ({ fileManager: fm }, { fileName, vRefNum, refNum }) => {
    const tell = (value: number) => {
      refNum.value = value
    }
    tell(fm.open(fm.file(vRefNum, 0, fileName), fork, 0, tell).refNum)
  })

function setLock(mac: Mac, vRefNum: number, dirID: number, name: string | undefined, locked: boolean): void {
  const { mounted, entry } = mac.fileManager.file(vRefNum, dirID, name)
  mounted.volume.setFileInfo(entry.id, { locked })
}

export const openFileServices = {
  FSRead: toolbox(
    { ...openFile, count: varParam(SInt32), buffPtr: PtrType },
    OSErrType,
    ({ fileManager: fm, memory }, { refNum, count, buffPtr }) => {
      const { bytes, atEnd } = fm.read(refNum, 0, 0, count.value)
      memory.write(buffPtr, bytes)
      count.value = bytes.length
      if (atEnd) fail('eofErr')
    },
  ),
  FSWrite: toolbox(
    { ...openFile, count: varParam(SInt32), buffPtr: PtrType },
    OSErrType,
    ({ fileManager: fm, memory }, { refNum, count, buffPtr }) => {
      const requested = count.value
      if (requested < 0) fail('paramErr')
      count.value = 0
      fm.write(refNum, 0, 0, memory.read(buffPtr, requested))
      count.value = requested
    },
  ),
  FSClose: toolbox(openFile, OSErrType, ({ fileManager: fm }, { refNum }) => fm.close(refNum)),
  GetFPos: toolbox(
    { ...openFile, filePos: varParam(SInt32) },
    OSErrType,
    ({ fileManager: fm }, { refNum, filePos }) => {
      filePos.value = fm.paths.get(refNum).mark
    },
  ),
  SetFPos: toolbox(
    { ...openFile, posMode: PositionMode, posOff: SInt32 },
    OSErrType,
    ({ fileManager: fm }, { refNum, posMode, posOff }) => setMark(fm.paths.get(refNum), posMode, posOff),
  ),
  GetEOF: toolbox({ ...openFile, logEOF: varParam(SInt32) }, OSErrType, ({ fileManager: fm }, { refNum, logEOF }) => {
    logEOF.value = fm.paths.get(refNum).fork.length
  }),
  SetEOF: toolbox({ ...openFile, logEOF: SInt32 }, OSErrType, ({ fileManager: fm }, { refNum, logEOF }) =>
    fm.setLength(refNum, logEOF),
  ),
  Allocate: toolbox({ ...openFile, count: varParam(SInt32) }, OSErrType, ({ fileManager: fm }, { refNum, count }) => {
    const requested = count.value
    count.value = 0
    count.value = fm.allocate(refNum, requested)
  }),
  AllocContig: toolbox(
    { ...openFile, count: varParam(SInt32) },
    OSErrType,
    ({ fileManager: fm }, { refNum, count }) => {
      const requested = count.value
      count.value = 0
      count.value = fm.allocate(refNum, requested, true)
    },
  ),
  GetVRefNum: toolbox(
    { ...openFile, vRefNum: varParam(SInt16) },
    OSErrType,
    ({ fileManager: fm }, { refNum, vRefNum }) => {
      vRefNum.value = fm.paths.get(refNum).mounted.vRefNum
    },
  ),
}

export const namedFileServices = {
  HOpenDF: hOpen('data'),
  HOpen: hOpen('data'),
  HOpenRF: hOpen('resource'),
  FSOpen: openByName('data'),
  OpenDF: openByName('data'),
  OpenRF: openByName('resource'),
  HCreate: toolbox(
    { ...byDirectory, creator: OSType, fileType: OSType },
    OSErrType,
    ({ fileManager: fm }, { vRefNum, dirID, fileName, creator, fileType }) =>
      fm.create(fm.volumes.resolve(vRefNum, dirID, fileName || fail('bdNamErr')), creator, fileType),
  ),
  Create: toolbox(
    { ...byName, creator: OSType, fileType: OSType },
    OSErrType,
    ({ fileManager: fm }, { fileName, vRefNum, creator, fileType }) =>
      fm.create(fm.volumes.resolve(vRefNum, 0, fileName || fail('bdNamErr')), creator, fileType),
  ),
  HDelete: toolbox(byDirectory, OSErrType, ({ fileManager: fm }, { vRefNum, dirID, fileName }) =>
    fm.delete(fm.existing(vRefNum, dirID, fileName)),
  ),
  FSDelete: toolbox(byName, OSErrType, ({ fileManager: fm }, { fileName, vRefNum }) =>
    fm.delete(fm.existing(vRefNum, 0, fileName)),
  ),
  HGetFInfo: toolbox(
    { ...byDirectory, fndrInfo: FInfoResult },
    OSErrType,
    ({ fileManager: fm, memory }, { vRefNum, dirID, fileName, fndrInfo }) =>
      memory.write(fndrInfo.address, fm.file(vRefNum, dirID, fileName).entry.finderInfo),
  ),
  GetFInfo: toolbox(
    { ...byName, fndrInfo: FInfoResult },
    OSErrType,
    ({ fileManager: fm, memory }, { fileName, vRefNum, fndrInfo }) =>
      memory.write(fndrInfo.address, fm.file(vRefNum, 0, fileName).entry.finderInfo),
  ),
  HSetFInfo: toolbox(
    { ...byDirectory, fndrInfo: FInfoParam },
    OSErrType,
    ({ fileManager: fm, memory }, { vRefNum, dirID, fileName, fndrInfo }) => {
      const { mounted, entry } = fm.file(vRefNum, dirID, fileName)
      mounted.volume.setFileInfo(entry.id, { finderInfo: memory.read(fndrInfo.address, 16) })
    },
  ),
  SetFInfo: toolbox(
    { ...byName, fndrInfo: FInfoParam },
    OSErrType,
    ({ fileManager: fm, memory }, { fileName, vRefNum, fndrInfo }) => {
      const { mounted, entry } = fm.file(vRefNum, 0, fileName)
      mounted.volume.setFileInfo(entry.id, { finderInfo: memory.read(fndrInfo.address, 16) })
    },
  ),
  HSetFLock: toolbox(byDirectory, OSErrType, (mac, a) => setLock(mac, a.vRefNum, a.dirID, a.fileName, true)),
  HRstFLock: toolbox(byDirectory, OSErrType, (mac, a) => setLock(mac, a.vRefNum, a.dirID, a.fileName, false)),
  SetFLock: toolbox(byName, OSErrType, (mac, a) => setLock(mac, a.vRefNum, 0, a.fileName, true)),
  RstFLock: toolbox(byName, OSErrType, (mac, a) => setLock(mac, a.vRefNum, 0, a.fileName, false)),
  HRename: toolbox(
    { vRefNum: SInt16, dirID: SInt32, oldName: Str255, newName: Str255 },
    OSErrType,
    ({ fileManager: fm }, { vRefNum, dirID, oldName, newName }) => {
      const { mounted, dirID: parent, name } = fm.existing(vRefNum, dirID, oldName)
      mounted.volume.rename(parent, name, newName || fail('bdNamErr'))
    },
  ),
  Rename: toolbox(
    { oldName: Str255, vRefNum: SInt16, newName: Str255 },
    OSErrType,
    ({ fileManager: fm }, { oldName, vRefNum, newName }) => {
      const { mounted, dirID: parent, name } = fm.existing(vRefNum, 0, oldName)
      mounted.volume.rename(parent, name, newName || fail('bdNamErr'))
    },
  ),
  CatMove: toolbox(
    { vRefNum: SInt16, dirID: SInt32, oldName: Str255, newDirID: SInt32, newName: Str255 },
    OSErrType,
    ({ fileManager: fm }, { vRefNum, dirID, oldName, newDirID, newName }) => {
      const from = fm.existing(vRefNum, dirID, oldName)
      const to = fm.existing(from.mounted.vRefNum, newDirID, newName)
      from.mounted.volume.move(from.dirID, from.name, to.entry!.id)
    },
  ),
  DirCreate: toolbox(
    { vRefNum: SInt16, parentDirID: SInt32, directoryName: Str255, createdDirID: varParam(SInt32) },
    OSErrType,
    ({ fileManager: fm }, { vRefNum, parentDirID, directoryName, createdDirID }) => {
      const place = fm.volumes.resolve(vRefNum, parentDirID, directoryName || fail('bdNamErr'))
      if (place.entry !== undefined) fail('dupFNErr')
      createdDirID.value = place.mounted.volume.createFolder(place.dirID, place.name).id
    },
  ),
}

/** Disks are never out of the machine's reach. */
export const ejecting = { partial: 'writes what is to be written; the disk stays in' }

export const volumeServices = {
  FlushVol: toolbox({ volName: Str255, vRefNum: SInt16 }, OSErrType, ({ fileManager: fm }, { volName, vRefNum }) =>
    fm.volumes.named(volName, vRefNum).volume.flush(),
  ),
  UnmountVol: toolbox({ volName: Str255, vRefNum: SInt16 }, OSErrType, ({ fileManager: fm }, { volName, vRefNum }) =>
    fm.unmount(fm.volumes.named(volName, vRefNum)),
  ),
  Eject: toolbox(
    { volName: Str255, vRefNum: SInt16 },
    OSErrType,
    ({ fileManager: fm }, { volName, vRefNum }) => fm.volumes.named(volName, vRefNum).volume.flush(),
    ejecting,
  ),
  GetVol: toolbox(
    { volName: Name, vRefNum: varParam(SInt16) },
    OSErrType,
    ({ fileManager: { volumes } }, { volName, vRefNum }) => {
      const { mounted, dirID } = volumes.defaultFolder
      if (volName.address !== 0) volName.value = mounted.volume.info().name
      vRefNum.value = volumes.openWorkingDirectory({ mounted, dirID }, 0)
    },
  ),
  SetVol: toolbox(
    { volName: Str255, vRefNum: SInt16 },
    OSErrType,
    ({ fileManager: { volumes } }, { volName, vRefNum }) => {
      const folder = volName ? volumes.folder(volumes.named(volName, vRefNum).vRefNum, 0) : volumes.folder(vRefNum, 0)
      volumes.defaultFolder = folder
    },
  ),
  HGetVol: toolbox(
    { volName: Name, vRefNum: varParam(SInt16), dirID: varParam(SInt32) },
    OSErrType,
    ({ fileManager: { volumes } }, { volName, vRefNum, dirID }) => {
      const { mounted, dirID: folder } = volumes.defaultFolder
      if (volName.address !== 0) volName.value = mounted.volume.info().name
      vRefNum.value = mounted.vRefNum
      dirID.value = folder
    },
  ),
  HSetVol: toolbox(
    { volName: Str255, vRefNum: SInt16, dirID: SInt32 },
    OSErrType,
    ({ fileManager: fm }, { volName, vRefNum, dirID }) => {
      const { mounted, entry } = fm.existing(vRefNum, dirID, volName)
      if (entry?.kind !== 'folder') return fail('dirNFErr')
      fm.volumes.defaultFolder = { mounted, dirID: entry.id }
    },
  ),
  GetVInfo: toolbox(
    { drvNum: SInt16, volName: Name, vRefNum: varParam(SInt16), freeBytes: varParam(SInt32) },
    OSErrType,
    ({ fileManager: { volumes } }, { drvNum, volName, vRefNum, freeBytes }) => {
      const { mounted } = volumes.folder(drvNum, 0)
      if (volName.address !== 0) volName.value = mounted.volume.info().name
      vRefNum.value = mounted.vRefNum
      freeBytes.value = mounted.volume.freeBytes
    },
  ),
  OpenWD: toolbox(
    { vRefNum: SInt16, dirID: SInt32, procID: SInt32, wdRefNum: varParam(SInt16) },
    OSErrType,
    ({ fileManager: { volumes } }, { vRefNum, dirID, procID, wdRefNum }) => {
      wdRefNum.value = volumes.openWorkingDirectory(volumes.folder(vRefNum, dirID), procID)
    },
  ),
  CloseWD: toolbox({ vRefNum: SInt16 }, OSErrType, ({ fileManager: { volumes } }, { vRefNum }) => {
    if (volumes.isWorkingDirectoryNumber(vRefNum)) volumes.closeWorkingDirectory(vRefNum)
  }),
  GetWDInfo: toolbox(
    { wdRefNum: SInt16, vRefNum: varParam(SInt16), dirID: varParam(SInt32), procID: varParam(SInt32) },
    OSErrType,
    ({ fileManager: { volumes } }, { wdRefNum, vRefNum, dirID, procID }) => {
      const { mounted, dirID: folder } = volumes.folder(wdRefNum, 0)
      vRefNum.value = mounted.vRefNum
      dirID.value = folder
      procID.value = volumes.workingDirectory(wdRefNum)?.procID ?? 0
    },
  ),
}
