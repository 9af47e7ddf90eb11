/** Resources.h: opening files and reading resources; nothing that changes a resource fork yet. */

import { compareNames } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import { FSSpecParam } from '../file-manager/records.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, type ServiceGroup, toolbox } from '../service.ts'
import {
  BooleanType,
  fourCharCode,
  fourCharText,
  HandleType,
  type OSErr,
  OSErrType,
  OSType,
  pascalField,
  SInt8,
  SInt16,
  SInt32,
  Str255,
  varParam,
} from '../types.ts'

/** A resource file that cannot be opened is number -1; ResError says why. */
const opening = { failureResult: -1 }

const byId = (one: boolean): Service =>
  toolbox({ theType: OSType, theID: SInt16 }, HandleType, ({ resourceManager: rm }, { theType, theID }) => {
    const type = fourCharText(theType)
    return rm.handleOf(rm.find(one, (resource) => resource.type === type && resource.id === theID))
  })

const byName = (one: boolean): Service =>
  toolbox({ theType: OSType, name: Str255 }, HandleType, ({ resourceManager: rm }, { theType, name }) => {
    const type = fourCharText(theType)
    const matches = (given: string | undefined) => given !== undefined && compareNames(given, name ?? '') === 0
    return rm.handleOf(rm.find(one, (resource) => resource.type === type && matches(resource.name)))
  })

function ofType({ resourceManager: rm }: Mac, one: boolean, type: string) {
  return rm.searched(one).flatMap((file) => file.resources.filter(({ resource }) => resource.type === type))
}

const count = (one: boolean): Service =>
  toolbox({ theType: OSType }, SInt16, (mac, { theType }) => ofType(mac, one, fourCharText(theType)).length)

const indexed = (one: boolean): Service =>
  toolbox({ theType: OSType, index: SInt16 }, HandleType, (mac, { theType, index }) =>
    mac.resourceManager.handleOf(ofType(mac, one, fourCharText(theType))[index - 1] ?? fail('resNotFound')),
  )

const types = ({ resourceManager: rm }: Mac, one: boolean): string[] => [
  ...new Set(rm.searched(one).flatMap((file) => file.resources.map(({ resource }) => resource.type))),
]

const sizeOnDisk = (): Service =>
  toolbox(
    { theResource: HandleType },
    SInt32,
    ({ resourceManager: rm }, { theResource }) => rm.byHandle(theResource).resource.data.length,
  )

const openCurrent = (
  mac: Mac,
  vRefNum: number,
  dirID: number,
  name: string | undefined,
  permission: number,
): number => {
  return mac.resourceManager.open(mac.fileManager.file(vRefNum, dirID, name), permission).refNum
}

const readers: Record<string, Service> = {
  GetResource: byId(false),
  Get1Resource: byId(true),
  GetNamedResource: byName(false),
  Get1NamedResource: byName(true),
  CountResources: count(false),
  Count1Resources: count(true),
  GetIndResource: indexed(false),
  Get1IndResource: indexed(true),
  CountTypes: toolbox({}, SInt16, (mac) => types(mac, false).length),
  Count1Types: toolbox({}, SInt16, (mac) => types(mac, true).length),
  GetIndType: procedure({ theType: varParam(OSType), index: SInt16 }, (mac, { theType, index }) => {
    theType.value = fourCharCode(types(mac, false)[index - 1] ?? '\0\0\0\0')
  }),
  Get1IndType: procedure({ theType: varParam(OSType), index: SInt16 }, (mac, { theType, index }) => {
    theType.value = fourCharCode(types(mac, true)[index - 1] ?? '\0\0\0\0')
  }),
  LoadResource: procedure({ theResource: HandleType }, ({ resourceManager: rm }, { theResource }) =>
    rm.load(rm.byHandle(theResource)),
  ),
  ReleaseResource: procedure({ theResource: HandleType }, ({ resourceManager: rm }, { theResource }) =>
    rm.release(rm.byHandle(theResource)),
  ),
  DetachResource: procedure({ theResource: HandleType }, ({ resourceManager: rm }, { theResource }) =>
    rm.detach(rm.byHandle(theResource)),
  ),
  GetResInfo: procedure(
    { theResource: HandleType, theID: varParam(SInt16), theType: varParam(OSType), name: varParam(pascalField(255)) },
    ({ resourceManager: rm }, { theResource, theID, theType, name }) => {
      const { resource } = rm.byHandle(theResource)
      theID.value = resource.id
      theType.value = fourCharCode(resource.type)
      if (name.address !== 0) name.value = resource.name ?? ''
    },
  ),
  GetResAttrs: toolbox(
    { theResource: HandleType },
    SInt16,
    ({ resourceManager: rm }, { theResource }) => rm.byHandle(theResource).resource.attributes,
  ),
  GetResourceSizeOnDisk: sizeOnDisk(),
  SizeRsrc: sizeOnDisk(),
  SizeResource: sizeOnDisk(),
  GetMaxResourceSize: sizeOnDisk(),
  MaxSizeRsrc: sizeOnDisk(),
  SetResLoad: procedure({ load: BooleanType }, ({ lowMemory }, { load }) => lowMemory.set('ResLoad', load ? 0xff : 0)),
  HomeResFile: toolbox({ theResource: HandleType }, SInt16, ({ resourceManager: rm }, { theResource }) => {
    const loaded = rm.byHandle(theResource)
    return rm.files.find((file) => file.resources.includes(loaded))!.refNum
  }),
  CurResFile: toolbox({}, SInt16, ({ resourceManager: rm }) => rm.current),
  UseResFile: procedure({ refNum: SInt16 }, ({ resourceManager: rm }, { refNum }) => {
    rm.current = rm.file(refNum).refNum
  }),
  FSpOpenResFile: toolbox(
    { spec: FSSpecParam, permission: SInt8 },
    SInt16,
    (mac, { spec, permission }) => openCurrent(mac, spec.vRefNum, spec.parID, spec.name, permission),
    opening,
  ),
  HOpenResFile: toolbox(
    { vRefNum: SInt16, dirID: SInt32, fileName: Str255, permission: SInt8 },
    SInt16,
    (mac, { vRefNum, dirID, fileName, permission }) => openCurrent(mac, vRefNum, dirID, fileName, permission),
    opening,
  ),
  OpenResFile: toolbox(
    { fileName: Str255 },
    SInt16,
    (mac, { fileName }) => openCurrent(mac, 0, 0, fileName, 0),
    opening,
  ),
  CloseResFile: procedure({ refNum: SInt16 }, ({ resourceManager: rm }, { refNum }) => rm.close(refNum)),
}

const common = {
  manager: 'Resource Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: More Macintosh Toolbox, chapter 1',
} as const

export const resourceManagerServices: ServiceGroup[] = [
  { ...common, setError: (mac, code) => mac.lowMemory.set('ResErr', code as OSErr), services: readers },
  {
    ...common,
    services: {
      ResError: toolbox({}, OSErrType, ({ lowMemory }) => lowMemory.get('ResErr')),
    },
  },
]
