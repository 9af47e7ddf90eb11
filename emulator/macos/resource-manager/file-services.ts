/** Creating, opening, updating and closing resource files (Inside Macintosh: More Macintosh Toolbox, chapter 1). */

import { writeResourceFork } from '../../formats/resource-fork.ts'
import { fail } from '../errors.ts'
import { FSSpecParam } from '../file-manager/records.ts'
import type { Place } from '../file-manager/volumes.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { type FourCharCode, HandleType, OSType, SInt8, SInt16, SInt32, Str255 } from '../types.ts'
import { SYSTEM_FILE } from './resource-manager.ts'

/** A resource file that cannot be opened is number -1; ResError says why. */
const opening = { failureResult: -1 }
const noType = 0 as FourCharCode

function openFile(mac: Mac, vRefNum: number, dirID: number, name: string | undefined, permission: number): number {
  return mac.resourceManager.open(mac.fileManager.file(vRefNum, dirID, name), permission).refNum
}

/** Makes the file where there is none, and gives it an empty resource map where it has none. */
function createFile({ fileManager: fm }: Mac, place: Place, creator: FourCharCode, type: FourCharCode): void {
  const { mounted, dirID, name } = place
  if (place.entry?.kind === 'folder') fail('dupFNErr')
  if (place.entry?.kind === 'file' && place.entry.resourceLength > 0) fail('dupFNErr')
  if (place.entry === undefined) fm.create(place, creator, type)
  const { id } = mounted.volume.lookup(dirID, name)!
  mounted.volume.openFork(id, 'resource').write(0, writeResourceFork([]))
}

const fileParameters = { vRefNum: SInt16, dirID: SInt32, fileName: Str255 }

export const fileServices: Record<string, Service> = {
  /** Available since the machine started: the System file's reference number. */
  InitResources: toolbox({}, SInt16, () => SYSTEM_FILE),
  RsrcZoneInit: procedure({}, () => {}),
  CurResFile: toolbox({}, SInt16, ({ resourceManager: rm }) => rm.current),
  UseResFile: procedure({ refNum: SInt16 }, ({ resourceManager: rm }, { refNum }) => {
    rm.current = rm.file(refNum).refNum
  }),
  FSpOpenResFile: toolbox(
    { spec: FSSpecParam, permission: SInt8 },
    SInt16,
    (mac, { spec, permission }) => openFile(mac, spec.vRefNum, spec.parID, spec.name, permission),
    opening,
  ),
  HOpenResFile: toolbox(
    { ...fileParameters, permission: SInt8 },
    SInt16,
    (mac, { vRefNum, dirID, fileName, permission }) => openFile(mac, vRefNum, dirID, fileName, permission),
    opening,
  ),
  OpenRFPerm: toolbox(
    { fileName: Str255, vRefNum: SInt16, permission: SInt8 },
    SInt16,
    (mac, { fileName, vRefNum, permission }) => openFile(mac, vRefNum, 0, fileName, permission),
    opening,
  ),
  OpenResFile: toolbox({ fileName: Str255 }, SInt16, (mac, { fileName }) => openFile(mac, 0, 0, fileName, 0), opening),
  CreateResFile: procedure({ fileName: Str255 }, (mac, { fileName }) =>
    createFile(mac, mac.fileManager.volumes.resolve(0, 0, fileName || fail('bdNamErr')), noType, noType),
  ),
  HCreateResFile: procedure(fileParameters, (mac, { vRefNum, dirID, fileName }) =>
    createFile(mac, mac.fileManager.volumes.resolve(vRefNum, dirID, fileName || fail('bdNamErr')), noType, noType),
  ),
  FSpCreateResFile: procedure(
    { spec: FSSpecParam, creator: OSType, fileType: OSType, scriptTag: SInt16 },
    (mac, { spec, creator, fileType }) =>
      createFile(
        mac,
        mac.fileManager.volumes.resolve(spec.vRefNum, spec.parID, spec.name || fail('bdNamErr')),
        creator,
        fileType,
      ),
  ),
  UpdateResFile: procedure({ refNum: SInt16 }, ({ resourceManager: rm }, { refNum }) => rm.update(rm.file(refNum))),
  CloseResFile: procedure({ refNum: SInt16 }, ({ resourceManager: rm }, { refNum }) => rm.close(refNum)),
  GetResFileAttrs: toolbox(
    { refNum: SInt16 },
    SInt16,
    ({ resourceManager: rm }, { refNum }) => rm.file(refNum).attributes,
  ),
  SetResFileAttrs: procedure({ refNum: SInt16, attrs: SInt16 }, ({ resourceManager: rm }, { refNum, attrs }) => {
    const file = rm.file(refNum)
    if (file.path === undefined) return
    file.attributes = attrs & 0xff
    rm.maps.writeAttributes(file)
  }),
  GetNextFOND: toolbox({ fondHandle: HandleType }, HandleType, ({ resourceManager: rm }, { fondHandle }) => {
    const { file, resource } = rm.byHandle(fondHandle)
    for (const { resources } of rm.files.slice(rm.files.indexOf(file) + 1)) {
      const next = resources.find((one) => one.resource.type === 'FOND' && one.resource.id === resource.id)
      if (next !== undefined) return rm.handleOf(next)
    }
    return fail('resNotFound')
  }),
}
