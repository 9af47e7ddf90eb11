/** Low-level calls on files and folders: one parameter block each (Inside Macintosh: Files, chapter 2). */

import type { ForkType } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { Service } from '../service.ts'
import { type LockedRange, setMark } from './access-paths.ts'
import { forms, type Operation } from './forms.ts'
import { getCatalogInfo, getFileInfo, setCatalogInfo, setFileInfo } from './info-blocks.ts'
import { CMoveParam, FCBParam, FileParam, FSSpec, IOParam } from './records.ts'

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

/** ioPosOffset from the start, the end or the mark, and ioReqCount, of which -1 reaches to the greatest end. */
const rangeOf = (block: { ioPosMode: number; ioPosOffset: number; ioReqCount: number }): LockedRange => ({
  mode: block.ioPosMode,
  offset: block.ioPosOffset,
  count: block.ioReqCount,
})

const setLock = (locked: boolean, directory: boolean): Operation<typeof FileParam.fields> => {
  return ({ fileManager: fm }, block, name) => {
    const { mounted, entry } = fm.file(block.ioVRefNum, directory ? block.ioDirID : 0, name)
    mounted.volume.setFileInfo(entry.id, { locked })
  }
}

const rename = (directory: boolean): Operation<typeof IOParam.fields> => {
  return ({ fileManager: fm, memory }, block, name) => {
    const { mounted, dirID, name: old } = fm.existing(block.ioVRefNum, directory ? block.ioDirID : 0, name)
    mounted.volume.rename(dirID, old, memory.readPString(block.ioMisc))
  }
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
  ...forms('PBAllocContig', IOParam, ({ fileManager: fm }, block) => {
    block.ioActCount = 0
    block.ioActCount = fm.allocate(block.ioRefNum, block.ioReqCount, true)
  }),
  ...forms('PBLockRange', IOParam, ({ fileManager: fm }, block) => fm.paths.lockRange(block.ioRefNum, rangeOf(block))),
  ...forms('PBUnlockRange', IOParam, ({ fileManager: fm }, block) =>
    fm.paths.unlockRange(block.ioRefNum, rangeOf(block)),
  ),
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
  ...forms('PBHSetFLock', FileParam, setLock(true, true)),
  ...forms('PBHRstFLock', FileParam, setLock(false, true)),
  ...forms('PBSetFLock', FileParam, setLock(true, false)),
  ...forms('PBRstFLock', FileParam, setLock(false, false)),
  /** HFS volumes have no version numbers. */
  ...forms('PBSetFVers', IOParam, () => fail('wrgVolTypErr')),
  ...forms('PBHRename', IOParam, rename(true)),
  ...forms('PBRename', IOParam, rename(false)),
  ...forms('PBMakeFSSpec', IOParam, ({ fileManager: fm, memory }, block, name) => {
    const spec = FSSpec.at(memory, block.ioMisc)
    const place = fm.volumes.resolve(block.ioVRefNum, block.ioDirID, name)
    spec.vRefNum = place.mounted.vRefNum
    spec.parID = place.dirID
    spec.name = place.name
    if (place.entry === undefined) fail('fnfErr')
  }),
  ...forms('PBCatMove', CMoveParam, ({ fileManager: fm, memory }, block, name) => {
    const from = fm.existing(block.ioVRefNum, block.ioDirID, name)
    const newName = block.ioNewName === 0 ? undefined : memory.readPString(block.ioNewName)
    const to = fm.existing(from.mounted.vRefNum, block.ioNewDirID, newName)
    from.mounted.volume.move(from.dirID, from.name, to.entry!.id)
  }),
  ...forms('PBGetFCBInfo', FCBParam, ({ fileManager: fm, memory }, block) => {
    const volume = block.ioVRefNum === 0 ? undefined : fm.volumes.folder(block.ioVRefNum, 0).mounted
    const listed = fm.paths.all.filter(({ mounted }) => volume === undefined || mounted === volume)
    const index = block.ioFCBIndx
    const path = index === 0 ? fm.paths.get(block.ioRefNum) : (listed[index - 1] ?? fail('fnOpnErr'))
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
