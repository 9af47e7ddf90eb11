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

const source = (page: string) => ({ source: `More Macintosh Toolbox, ${page}` })
/** A resource file that cannot be opened is number -1; ResError says why. */
const opening = (page: string) => ({ ...source(page), failureResult: -1 })

const byId = (one: boolean, page: string): Service =>
  toolbox(
    { theType: OSType, theID: SInt16 },
    HandleType,
    ({ resourceManager: rm }, { theType, theID }) => {
      const type = fourCharText(theType)
      return rm.handleOf(rm.find(one, (resource) => resource.type === type && resource.id === theID))
    },
    source(page),
  )

const byName = (one: boolean, page: string): Service =>
  toolbox(
    { theType: OSType, name: Str255 },
    HandleType,
    ({ resourceManager: rm }, { theType, name }) => {
      const type = fourCharText(theType)
      const matches = (given: string | undefined) => given !== undefined && compareNames(given, name ?? '') === 0
      return rm.handleOf(rm.find(one, (resource) => resource.type === type && matches(resource.name)))
    },
    source(page),
  )

function ofType({ resourceManager: rm }: Mac, one: boolean, type: string) {
  return rm.searched(one).flatMap((file) => file.resources.filter(({ resource }) => resource.type === type))
}

const count = (one: boolean, page: string): Service =>
  toolbox(
    { theType: OSType },
    SInt16,
    (mac, { theType }) => ofType(mac, one, fourCharText(theType)).length,
    source(page),
  )

const indexed = (one: boolean, page: string): Service =>
  toolbox(
    { theType: OSType, index: SInt16 },
    HandleType,
    (mac, { theType, index }) =>
      mac.resourceManager.handleOf(ofType(mac, one, fourCharText(theType))[index - 1] ?? fail('resNotFound')),
    source(page),
  )

const types = ({ resourceManager: rm }: Mac, one: boolean): string[] => [
  ...new Set(rm.searched(one).flatMap((file) => file.resources.map(({ resource }) => resource.type))),
]

const sizeOnDisk = (page: string): Service =>
  toolbox(
    { theResource: HandleType },
    SInt32,
    ({ resourceManager: rm }, { theResource }) => rm.byHandle(theResource).resource.data.length,
    source(page),
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
  GetResource: byId(false, '1-73'),
  Get1Resource: byId(true, '1-75'),
  GetNamedResource: byName(false, '1-76'),
  Get1NamedResource: byName(true, '1-77'),
  CountResources: count(false, '1-96'),
  Count1Resources: count(true, '1-97'),
  GetIndResource: indexed(false, '1-98'),
  Get1IndResource: indexed(true, '1-99'),
  CountTypes: toolbox({}, SInt16, (mac) => types(mac, false).length, source('1-100')),
  Count1Types: toolbox({}, SInt16, (mac) => types(mac, true).length, source('1-101')),
  GetIndType: procedure(
    { theType: varParam(OSType), index: SInt16 },
    (mac, { theType, index }) => {
      theType.value = fourCharCode(types(mac, false)[index - 1] ?? '\0\0\0\0')
    },
    source('1-100'),
  ),
  Get1IndType: procedure(
    { theType: varParam(OSType), index: SInt16 },
    (mac, { theType, index }) => {
      theType.value = fourCharCode(types(mac, true)[index - 1] ?? '\0\0\0\0')
    },
    source('1-101'),
  ),
  LoadResource: procedure(
    { theResource: HandleType },
    ({ resourceManager: rm }, { theResource }) => rm.load(rm.byHandle(theResource)),
    source('1-79'),
  ),
  ReleaseResource: procedure(
    { theResource: HandleType },
    ({ resourceManager: rm }, { theResource }) => rm.release(rm.byHandle(theResource)),
    source('1-106'),
  ),
  DetachResource: procedure(
    { theResource: HandleType },
    ({ resourceManager: rm }, { theResource }) => rm.detach(rm.byHandle(theResource)),
    source('1-107'),
  ),
  GetResInfo: procedure(
    { theResource: HandleType, theID: varParam(SInt16), theType: varParam(OSType), name: varParam(pascalField(255)) },
    ({ resourceManager: rm }, { theResource, theID, theType, name }) => {
      const { resource } = rm.byHandle(theResource)
      theID.value = resource.id
      theType.value = fourCharCode(resource.type)
      if (name.address !== 0) name.value = resource.name ?? ''
    },
    source('1-81'),
  ),
  GetResAttrs: toolbox(
    { theResource: HandleType },
    SInt16,
    ({ resourceManager: rm }, { theResource }) => rm.byHandle(theResource).resource.attributes,
    source('1-82'),
  ),
  GetResourceSizeOnDisk: sizeOnDisk('1-104'),
  SizeRsrc: sizeOnDisk('1-104'),
  SizeResource: sizeOnDisk('1-104'),
  GetMaxResourceSize: sizeOnDisk('1-105'),
  MaxSizeRsrc: sizeOnDisk('1-105'),
  SetResLoad: procedure(
    { load: BooleanType },
    ({ lowMemory }, { load }) => lowMemory.set('ResLoad', load ? 0xff : 0),
    source('1-78'),
  ),
  HomeResFile: toolbox(
    { theResource: HandleType },
    SInt16,
    ({ resourceManager: rm }, { theResource }) => {
      const loaded = rm.byHandle(theResource)
      return rm.files.find((file) => file.resources.includes(loaded))!.refNum
    },
    source('1-70'),
  ),
  CurResFile: toolbox({}, SInt16, ({ resourceManager: rm }) => rm.current, source('1-68')),
  UseResFile: procedure(
    { refNum: SInt16 },
    ({ resourceManager: rm }, { refNum }) => {
      rm.current = rm.file(refNum).refNum
    },
    source('1-69'),
  ),
  FSpOpenResFile: toolbox(
    { spec: FSSpecParam, permission: SInt8 },
    SInt16,
    (mac, { spec, permission }) => openCurrent(mac, spec.vRefNum, spec.parID, spec.name, permission),
    opening('1-58'),
  ),
  HOpenResFile: toolbox(
    { vRefNum: SInt16, dirID: SInt32, fileName: Str255, permission: SInt8 },
    SInt16,
    (mac, { vRefNum, dirID, fileName, permission }) => openCurrent(mac, vRefNum, dirID, fileName, permission),
    opening('1-61'),
  ),
  OpenResFile: toolbox(
    { fileName: Str255 },
    SInt16,
    (mac, { fileName }) => openCurrent(mac, 0, 0, fileName, 0),
    opening('1-66'),
  ),
  CloseResFile: procedure(
    { refNum: SInt16 },
    ({ resourceManager: rm }, { refNum }) => rm.close(refNum),
    source('1-110'),
  ),
}

const common = {
  manager: 'Resource Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: More Macintosh Toolbox',
} as const

export const resourceManagerServices: ServiceGroup[] = [
  { ...common, setError: (mac, code) => mac.lowMemory.set('ResErr', code as OSErr), services: readers },
  {
    ...common,
    services: {
      ResError: toolbox({}, OSErrType, ({ lowMemory }) => lowMemory.get('ResErr'), source('1-47')),
    },
  },
]
