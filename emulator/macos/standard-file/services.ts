/** StandardFile.h. */

import { FSSpec } from '../file-manager/records.ts'
import type { Place } from '../file-manager/volumes.ts'
import type { Mac } from '../mac.ts'
import { PointType } from '../quickdraw/geometry.ts'
import { procedure, type Service, type ServiceGroup } from '../service.ts'
import { pointerTo, struct, type View } from '../struct.ts'
import { BooleanType, fourCharCode, OSType, PtrType, pascalField, SInt16, SInt32, Str255, UInt16 } from '../types.ts'
import { fileToOpen, placeToSave } from './choosing.ts'
import { remember } from './standard-file.ts'

const StandardFileReply = struct('StandardFileReply', 88, {
  sfGood: [0, BooleanType],
  sfReplacing: [1, BooleanType],
  sfType: [2, OSType],
  sfFile: [6, SInt16],
  sfScript: [76, SInt16],
  sfFlags: [78, UInt16],
  sfIsFolder: [80, BooleanType],
  sfIsVolume: [81, BooleanType],
  sfReserved1: [82, SInt32],
})
const FILE = 6
const Reply = pointerTo(StandardFileReply, { after: (reply) => `sfGood ${reply.sfGood}` })

const SFReply = struct('SFReply', 74, {
  good: [0, BooleanType],
  copy: [1, BooleanType],
  fType: [2, OSType],
  vRefNum: [6, SInt16],
  version: [8, SInt16],
  fName: [10, pascalField(63)],
})
const OldReply = pointerTo(SFReply, { after: (reply) => `good ${reply.good}` })

const NO_TYPE = fourCharCode('\0\0\0\0')
/** The working directories that the old calls open are the Finder's. */
const FINDER = 0x4552_494b
/** There is no dialog, so nothing of it is asked: no dialog hook, no event filter, no activation. */
const scripted = { partial: 'answered by the script; hooks and filters of the dialog are not called, file filters are' }

/** numTypes -1 offers every type. */
function typesAt({ memory }: Mac, numTypes: number, list: number): number[] | undefined {
  if (numTypes < 0 || list === 0) return undefined
  return Array.from({ length: numTypes }, (_, index) => memory.getU32(list + index * 4))
}

interface Offer {
  readonly fileFilter: number
  readonly numTypes: number
  readonly typeList: number
}

function choose(mac: Mac, { fileFilter, numTypes, typeList }: Offer, ...more: number[]): Place | undefined {
  const answer = mac.standardFile.answer()
  if (answer === undefined) return undefined
  const hides = (block: number) => fileFilter !== 0 && (mac.callGuest(fileFilter, block, ...more) & 0xff) !== 0
  const place = fileToOpen(mac, answer, typesAt(mac, numTypes, typeList), hides)
  remember(mac.lowMemory, place)
  return place
}

function save(mac: Mac, defaultName: string | undefined): Place | undefined {
  const answer = mac.standardFile.answer()
  if (answer === undefined) return undefined
  const place = placeToSave(mac, answer || defaultName || 'untitled')
  remember(mac.lowMemory, place)
  return place
}

function reply(mac: Mac, view: View<typeof StandardFileReply.fields>, place: Place | undefined): void {
  mac.memory.fill(view.address, StandardFileReply.size)
  if (place === undefined) return
  const { entry, mounted, dirID, name } = place
  const spec = FSSpec.at(mac.memory, view.address + FILE)
  spec.vRefNum = mounted.vRefNum
  spec.parID = dirID
  spec.name = name
  view.sfGood = true
  view.sfReplacing = entry !== undefined
  view.sfType = entry?.kind === 'file' ? fourCharCode(entry.type) : NO_TYPE
  view.sfFlags = entry?.finderFlags ?? 0
}

function oldReply(mac: Mac, view: View<typeof SFReply.fields>, place: Place | undefined): void {
  mac.memory.fill(view.address, SFReply.size)
  if (place === undefined) return
  const { entry, mounted, dirID, name } = place
  view.good = true
  view.fType = entry?.kind === 'file' ? fourCharCode(entry.type) : NO_TYPE
  view.vRefNum = mac.fileManager.volumes.openWorkingDirectory({ mounted, dirID }, FINDER)
  view.fName = name
}

const offer = { fileFilter: PtrType, numTypes: SInt16, typeList: PtrType }
const put = { prompt: Str255, defaultName: Str255, reply: Reply }
const custom = {
  dlgID: SInt16,
  where: PointType,
  dlgHook: PtrType,
  filterProc: PtrType,
  activeList: PtrType,
  activate: PtrType,
  yourDataPtr: PtrType,
}
const oldGet = { where: PointType, prompt: Str255, ...offer, dlgHook: PtrType, reply: OldReply }
const oldPut = { where: PointType, prompt: Str255, origName: Str255, dlgHook: PtrType, reply: OldReply }
const oldCustom = { dlgID: SInt16, filterProc: PtrType }

const services: Record<string, Service> = {
  StandardGetFile: procedure({ ...offer, reply: Reply }, (mac, a) => reply(mac, a.reply, choose(mac, a)), scripted),
  StandardPutFile: procedure(put, (mac, a) => reply(mac, a.reply, save(mac, a.defaultName)), scripted),
  CustomGetFile: procedure(
    { ...offer, reply: Reply, ...custom },
    (mac, a) => reply(mac, a.reply, choose(mac, a, a.yourDataPtr)),
    scripted,
  ),
  CustomPutFile: procedure({ ...put, ...custom }, (mac, a) => reply(mac, a.reply, save(mac, a.defaultName)), scripted),
  SFGetFile: procedure(oldGet, (mac, a) => oldReply(mac, a.reply, choose(mac, a)), scripted),
  SFPGetFile: procedure({ ...oldGet, ...oldCustom }, (mac, a) => oldReply(mac, a.reply, choose(mac, a)), scripted),
  SFPutFile: procedure(oldPut, (mac, a) => oldReply(mac, a.reply, save(mac, a.origName)), scripted),
  SFPPutFile: procedure(
    { ...oldPut, ...oldCustom },
    (mac, a) => oldReply(mac, a.reply, save(mac, a.origName)),
    scripted,
  ),
}

export const standardFileServices: ServiceGroup = {
  manager: 'Standard File Package',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Files, chapter 3',
  services,
}
