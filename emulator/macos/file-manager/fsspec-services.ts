/** Calls that take an FSSpec (Inside Macintosh: Files, chapter 2). */

import type { CatalogEntry, ForkType } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type Service, toolbox } from '../service.ts'
import type { View } from '../struct.ts'
import { OSErrType, OSType, SInt16, SInt32, Str255, varParam } from '../types.ts'
import { Permission } from './high-level-services.ts'
import { FInfoParam, FInfoResult, type FSSpec, FSSpecParam, FSSpecResult } from './records.ts'
import type { Place } from './volumes.ts'

type SpecView = View<typeof FSSpec.fields>

function placeOf({ fileManager }: Mac, spec: SpecView): Place {
  return fileManager.volumes.resolve(spec.vRefNum, spec.parID, spec.name || fail('bdNamErr'))
}

function fileOf({ fileManager }: Mac, spec: SpecView) {
  return fileManager.file(spec.vRefNum, spec.parID, spec.name)
}

function existing(mac: Mac, spec: SpecView): Place & { entry: CatalogEntry } {
  const place = placeOf(mac, spec)
  return place.entry === undefined ? fail('fnfErr') : { ...place, entry: place.entry }
}

const open = (fork: ForkType): Service =>
  toolbox(
    { spec: FSSpecParam, permission: Permission, refNum: varParam(SInt16) },
    OSErrType,
    (mac, { spec, permission, refNum }) => {
      const tell = (value: number) => {
        refNum.value = value
      }
      tell(mac.fileManager.open(placeOf(mac, spec), fork, permission, tell).refNum)
    },
  )

const lock = (locked: boolean): Service =>
  toolbox({ spec: FSSpecParam }, OSErrType, (mac, { spec }) => {
    const { mounted, entry } = fileOf(mac, spec)
    mounted.volume.setFileInfo(entry.id, { locked })
  })

export const fsSpecServices = {
  FSMakeFSSpec: toolbox(
    { vRefNum: SInt16, dirID: SInt32, fileName: Str255, spec: FSSpecResult },
    OSErrType,
    ({ fileManager: fm }, { vRefNum, dirID, fileName, spec }) => {
      const place = fm.volumes.resolve(vRefNum, dirID, fileName)
      spec.vRefNum = place.mounted.vRefNum
      spec.parID = place.dirID
      spec.name = place.name
      if (place.entry === undefined) fail('fnfErr')
    },
  ),
  FSpOpenDF: open('data'),
  FSpOpenRF: open('resource'),
  FSpCreate: toolbox(
    { spec: FSSpecParam, creator: OSType, fileType: OSType, scriptTag: SInt16 },
    OSErrType,
    (mac, { spec, creator, fileType }) => mac.fileManager.create(placeOf(mac, spec), creator, fileType),
  ),
  FSpDirCreate: toolbox(
    { spec: FSSpecParam, scriptTag: SInt16, createdDirID: varParam(SInt32) },
    OSErrType,
    (mac, { spec, createdDirID }) => {
      const place = placeOf(mac, spec)
      if (place.entry !== undefined) fail('dupFNErr')
      createdDirID.value = place.mounted.volume.createFolder(place.dirID, place.name).id
    },
  ),
  FSpDelete: toolbox({ spec: FSSpecParam }, OSErrType, (mac, { spec }) => mac.fileManager.delete(placeOf(mac, spec))),
  FSpGetFInfo: toolbox({ spec: FSSpecParam, fndrInfo: FInfoResult }, OSErrType, (mac, { spec, fndrInfo }) =>
    mac.memory.write(fndrInfo.address, fileOf(mac, spec).entry.finderInfo),
  ),
  FSpSetFInfo: toolbox({ spec: FSSpecParam, fndrInfo: FInfoParam }, OSErrType, (mac, { spec, fndrInfo }) => {
    const { mounted, entry } = fileOf(mac, spec)
    mounted.volume.setFileInfo(entry.id, { finderInfo: mac.memory.read(fndrInfo.address, 16) })
  }),
  FSpSetFLock: lock(true),
  FSpRstFLock: lock(false),
  FSpRename: toolbox({ spec: FSSpecParam, newName: Str255 }, OSErrType, (mac, { spec, newName }) => {
    const { mounted, dirID, name } = existing(mac, spec)
    mounted.volume.rename(dirID, name, newName || fail('bdNamErr'))
  }),
  FSpExchangeFiles: toolbox({ source: FSSpecParam, dest: FSSpecParam }, OSErrType, (mac, { source, dest }) =>
    mac.fileManager.exchange(fileOf(mac, source), fileOf(mac, dest)),
  ),
  FSpCatMove: toolbox({ source: FSSpecParam, dest: FSSpecParam }, OSErrType, (mac, args) => {
    const from = existing(mac, args.source)
    const to = existing(mac, args.dest)
    if (from.mounted !== to.mounted) fail('diffVolErr')
    from.mounted.volume.move(from.dirID, from.name, to.entry.id)
  }),
}
