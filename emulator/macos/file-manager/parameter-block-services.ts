/**
 * Low-level calls: one parameter block each, in Sync and Async forms (Inside Macintosh: Files, chapter 2).
 * The device is never busy here, so an Async call is over when it returns; its completion routine has then been called.
 */

import { HfsError } from '../../volume/hfs-error.ts'
import type { ForkType } from '../../volume/index.ts'
import { fail, MacError } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type Service, toolbox } from '../service.ts'
import { type Fields, pointerTo, type Struct, type View } from '../struct.ts'
import { OSErrType } from '../types.ts'
import { setMark } from './access-paths.ts'
import { getCatalogInfo, getFileInfo, getVolumeInfo, setCatalogInfo, setFileInfo } from './info-blocks.ts'
import { CMoveParam, FCBParam, FileParam, HVolumeParam, IOParam, WDParam } from './records.ts'

type Operation<F extends Fields> = (mac: Mac, block: View<F>, name: string | undefined) => void

interface BlockHeader {
  ioCompletion: number
  ioResult: number
  ioNamePtr: number
}

/** The Sync and Async forms of an operation. */
function forms<F extends Fields>(name: string, type: Struct<F>, run: Operation<F>): Record<string, Service> {
  const block = pointerTo(type, { before: (view) => describeBlock(view as View<Fields>, type.fields) })
  const perform = (mac: Mac, paramBlock: View<F>): void => {
    const header = paramBlock as unknown as BlockHeader
    const namePtr = header.ioNamePtr
    try {
      run(mac, paramBlock, namePtr === 0 ? undefined : mac.memory.readPString(namePtr))
      header.ioResult = 0
    } catch (error) {
      if (error instanceof MacError || error instanceof HfsError) header.ioResult = error.code
      throw error
    }
  }
  const completed = (mac: Mac, paramBlock: View<F>): void => {
    try {
      perform(mac, paramBlock)
    } finally {
      const { ioCompletion } = paramBlock as unknown as BlockHeader
      if (ioCompletion !== 0) mac.callGuest(ioCompletion, paramBlock.address)
    }
  }
  return {
    [`${name}Sync`]: toolbox({ paramBlock: block }, OSErrType, (mac, a) => perform(mac, a.paramBlock)),
    [`${name}Async`]: toolbox({ paramBlock: block }, OSErrType, (mac, a) => completed(mac, a.paramBlock), {
      partial: 'is over when it returns',
    }),
  }
}

/** For the trace: the fields that say what an operation works on. */
function describeBlock(view: View<Fields>, fields: Fields): string {
  const shown = ['ioVRefNum', 'ioDirID', 'ioRefNum', 'ioReqCount'].filter((field) => field in fields)
  return `{${shown.map((field) => `${field} ${view[field]}`).join(', ')}}`
}

const hOpen = (fork: ForkType): Operation<typeof IOParam.fields> => {
  return ({ fileManager: fm }, block, name) =>
    openInto(block, (tell) => fm.open(fm.file(block.ioVRefNum, block.ioDirID, name), fork, block.ioPermssn, tell))
}
const open = (fork: ForkType): Operation<typeof IOParam.fields> => {
  return ({ fileManager: fm }, block, name) =>
    openInto(block, (tell) => fm.open(fm.file(block.ioVRefNum, 0, name), fork, block.ioPermssn, tell))
}
function openInto(block: { ioRefNum: number }, action: (tell: (refNum: number) => void) => { refNum: number }): void {
  const tell = (refNum: number) => {
    block.ioRefNum = refNum
  }
  tell(action(tell).refNum)
}

export const parameterBlockServices: Record<string, Service> = {
  ...forms('PBOpen', IOParam, open('data')),
  ...forms('PBOpenDF', IOParam, open('data')),
  ...forms('PBOpenRF', IOParam, open('resource')),
  ...forms('PBHOpen', IOParam, hOpen('data')),
  ...forms('PBHOpenDF', IOParam, hOpen('data')),
  ...forms('PBHOpenRF', IOParam, hOpen('resource')),
  ...forms('PBClose', IOParam, ({ fileManager: fm }, block) => fm.close(block.ioRefNum)),
  ...forms('PBRead', IOParam, ({ fileManager: fm, memory }, block) => {
    block.ioActCount = 0
    const { bytes, atEnd } = fm.read(block.ioRefNum, block.ioPosMode, block.ioPosOffset, block.ioReqCount)
    memory.write(block.ioBuffer, bytes)
    block.ioActCount = bytes.length
    block.ioPosOffset = fm.paths.get(block.ioRefNum).mark
    if (atEnd) fail('eofErr')
  }),
  ...forms('PBWrite', IOParam, ({ fileManager: fm, memory }, block) => {
    block.ioActCount = 0
    if (block.ioReqCount < 0) fail('paramErr')
    fm.write(block.ioRefNum, block.ioPosMode, block.ioPosOffset, memory.read(block.ioBuffer, block.ioReqCount))
    block.ioActCount = block.ioReqCount
    block.ioPosOffset = fm.paths.get(block.ioRefNum).mark
  }),
  ...forms('PBGetFPos', IOParam, ({ fileManager: fm }, block) => {
    block.ioReqCount = 0
    block.ioActCount = 0
    block.ioPosMode = 0
    block.ioPosOffset = fm.paths.get(block.ioRefNum).mark
  }),
  ...forms('PBSetFPos', IOParam, ({ fileManager: fm }, block) => {
    const path = fm.paths.get(block.ioRefNum)
    try {
      setMark(path, block.ioPosMode, block.ioPosOffset)
    } finally {
      block.ioPosOffset = path.mark
    }
  }),
  ...forms('PBGetEOF', IOParam, ({ fileManager: fm }, block) => {
    block.ioMisc = fm.paths.get(block.ioRefNum).fork.length
  }),
  ...forms('PBSetEOF', IOParam, ({ fileManager: fm }, block) => fm.setLength(block.ioRefNum, block.ioMisc)),
  ...forms('PBAllocate', IOParam, ({ fileManager: fm }, block) => {
    block.ioActCount = 0
    block.ioActCount = fm.allocate(block.ioRefNum, block.ioReqCount)
  }),
  ...forms('PBFlushFile', IOParam, ({ fileManager: fm }, block) => {
    fm.paths.get(block.ioRefNum).mounted.volume.flush()
  }),
  ...forms('PBCreate', FileParam, ({ fileManager: fm }, block, name) =>
    fm.create(fm.volumes.resolve(block.ioVRefNum, 0, name || fail('bdNamErr')), 0 as never, 0 as never),
  ),
  ...forms('PBHCreate', FileParam, ({ fileManager: fm }, block, name) =>
    fm.create(fm.volumes.resolve(block.ioVRefNum, block.ioDirID, name || fail('bdNamErr')), 0 as never, 0 as never),
  ),
  ...forms('PBDirCreate', FileParam, ({ fileManager: fm }, block, name) => {
    const place = fm.volumes.resolve(block.ioVRefNum, block.ioDirID, name || fail('bdNamErr'))
    if (place.entry !== undefined) fail('dupFNErr')
    block.ioDirID = place.mounted.volume.createFolder(place.dirID, place.name).id
  }),
  ...forms('PBDelete', FileParam, ({ fileManager: fm }, block, name) =>
    fm.delete(fm.existing(block.ioVRefNum, 0, name)),
  ),
  ...forms('PBHDelete', FileParam, ({ fileManager: fm }, block, name) =>
    fm.delete(fm.existing(block.ioVRefNum, block.ioDirID, name)),
  ),
  ...forms('PBGetFInfo', FileParam, (mac, block, name) => getFileInfo(mac, block, name, 0)),
  ...forms('PBHGetFInfo', FileParam, (mac, block, name) => getFileInfo(mac, block, name, block.ioDirID)),
  ...forms('PBSetFInfo', FileParam, (mac, block, name) => setFileInfo(mac, block, name, 0)),
  ...forms('PBHSetFInfo', FileParam, (mac, block, name) => setFileInfo(mac, block, name, block.ioDirID)),
  ...forms('PBGetCatInfo', FileParam, getCatalogInfo),
  ...forms('PBSetCatInfo', FileParam, setCatalogInfo),
  ...forms('PBHSetFLock', FileParam, ({ fileManager: fm }, block, name) => {
    const { mounted, entry } = fm.file(block.ioVRefNum, block.ioDirID, name)
    mounted.volume.setFileInfo(entry.id, { locked: true })
  }),
  ...forms('PBHRstFLock', FileParam, ({ fileManager: fm }, block, name) => {
    const { mounted, entry } = fm.file(block.ioVRefNum, block.ioDirID, name)
    mounted.volume.setFileInfo(entry.id, { locked: false })
  }),
  ...forms('PBHRename', IOParam, ({ fileManager: fm, memory }, block, name) => {
    const { mounted, dirID, name: old } = fm.existing(block.ioVRefNum, block.ioDirID, name)
    mounted.volume.rename(dirID, old, memory.readPString(block.ioMisc))
  }),
  ...forms('PBCatMove', CMoveParam, ({ fileManager: fm, memory }, block, name) => {
    const from = fm.existing(block.ioVRefNum, block.ioDirID, name)
    const newName = block.ioNewName === 0 ? undefined : memory.readPString(block.ioNewName)
    const to = fm.existing(from.mounted.vRefNum, block.ioNewDirID, newName)
    from.mounted.volume.move(from.dirID, from.name, to.entry!.id)
  }),
  ...forms('PBHGetVInfo', HVolumeParam, getVolumeInfo),
  ...forms('PBGetVInfo', HVolumeParam, getVolumeInfo),
  ...forms('PBFlushVol', HVolumeParam, ({ fileManager: fm }, block, name) =>
    fm.volumes.resolve(block.ioVRefNum, 0, name).mounted.volume.flush(),
  ),
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
  ...forms('PBOpenWD', WDParam, ({ fileManager: { volumes } }, block) => {
    block.ioVRefNum = volumes.openWorkingDirectory(volumes.folder(block.ioVRefNum, block.ioWDDirID), block.ioWDProcID)
  }),
  ...forms('PBCloseWD', WDParam, ({ fileManager: { volumes } }, block) => {
    if (volumes.workingDirectory(block.ioVRefNum) !== undefined) volumes.closeWorkingDirectory(block.ioVRefNum)
  }),
  ...forms('PBGetWDInfo', WDParam, ({ fileManager: { volumes } }, block) => {
    const { mounted, dirID } = volumes.folder(block.ioVRefNum, 0)
    block.ioWDVRefNum = mounted.vRefNum
    block.ioWDDirID = dirID
    block.ioWDProcID = volumes.workingDirectory(block.ioVRefNum)?.procID ?? 0
  }),
  ...forms('PBGetFCBInfo', FCBParam, ({ fileManager: fm, memory }, block) => {
    const path =
      block.ioFCBIndx === 0 ? fm.paths.get(block.ioRefNum) : (fm.paths.all[block.ioFCBIndx - 1] ?? fail('fnOpnErr'))
    const entry = path.mounted.volume.byId(path.fork.fileId)
    if (entry === undefined) fail('fnOpnErr')
    if (block.ioNamePtr !== 0) memory.writePString(block.ioNamePtr, entry.name, 31)
    block.ioRefNum = path.refNum
    block.ioFCBFlNm = entry.id
    block.ioFCBFlags = (path.canWrite ? 0x100 : 0) | (path.fork.fork === 'resource' ? 0x200 : 0)
    block.ioFCBEOF = path.fork.length
    block.ioFCBPLen = path.fork.physicalLength
    block.ioFCBCrPs = path.mark
    block.ioFCBVRefNum = path.mounted.vRefNum
    block.ioFCBClpSiz = path.mounted.volume.info().clumpSize
    block.ioFCBParID = entry.parentId
  }),
}
