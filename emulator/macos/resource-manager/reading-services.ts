/** Getting resources and what is known of them (Inside Macintosh: More Macintosh Toolbox, chapter 1). */

import { compareNames } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import {
  BooleanType,
  fourCharCode,
  fourCharText,
  HandleType,
  OSType,
  pascalField,
  SInt16,
  SInt32,
  Str255,
  varParam,
} from '../types.ts'
import { SYSTEM_FILE } from './resource-manager.ts'

export const oneResource = { theResource: HandleType }
const typeAndId = { theType: OSType, theID: SInt16 }

const byId = (one: boolean): Service =>
  toolbox(typeAndId, HandleType, ({ resourceManager: rm }, { theType, theID }) => {
    const type = fourCharText(theType)
    return rm.handleOf(rm.find(one, (resource) => resource.type === type && resource.id === theID))
  })

const byName = (one: boolean): Service =>
  toolbox({ theType: OSType, name: Str255 }, HandleType, ({ resourceManager: rm }, { theType, name }) => {
    const type = fourCharText(theType)
    const matches = (given: string | undefined) => given !== undefined && compareNames(given, name ?? '') === 0
    return rm.handleOf(rm.find(one, (resource) => resource.type === type && matches(resource.name)))
  })

/** Counting and indexing look at every open file, whichever is current. */
function filesOf({ resourceManager: rm }: Mac, one: boolean) {
  return one ? rm.searched(true) : rm.files
}

function ofType(mac: Mac, one: boolean, type: string) {
  return filesOf(mac, one).flatMap((file) => file.resources.filter(({ resource }) => resource.type === type))
}

const count = (one: boolean): Service =>
  toolbox({ theType: OSType }, SInt16, (mac, { theType }) => ofType(mac, one, fourCharText(theType)).length)

const indexed = (one: boolean): Service =>
  toolbox({ theType: OSType, index: SInt16 }, HandleType, (mac, { theType, index }) =>
    mac.resourceManager.handleOf(ofType(mac, one, fourCharText(theType))[index - 1] ?? fail('resNotFound')),
  )

const types = (mac: Mac, one: boolean): string[] => [
  ...new Set(filesOf(mac, one).flatMap((file) => file.resources.map(({ resource }) => resource.type))),
]

const indexedType = (one: boolean): Service =>
  procedure({ theType: varParam(OSType), index: SInt16 }, (mac, { theType, index }) => {
    theType.value = fourCharCode(types(mac, one)[index - 1] ?? '\0\0\0\0')
  })

const sizeOnDisk = (): Service =>
  toolbox(
    oneResource,
    SInt32,
    ({ resourceManager: rm }, { theResource }) => rm.byHandle(theResource).resource.data.length,
    { failureResult: -1 },
  )

/** The least ID that nobody has, of those that are an application's. */
const FIRST_FREE_ID = 128

const unique = (one: boolean): Service =>
  toolbox({ theType: OSType }, SInt16, (mac, { theType }) => {
    const taken = new Set(ofType(mac, one, fourCharText(theType)).map(({ resource }) => resource.id))
    let id = FIRST_FREE_ID
    while (taken.has(id)) id++
    return id
  })

export const readingServices: Record<string, Service> = {
  GetResource: byId(false),
  Get1Resource: byId(true),
  /** There is no ROM to look into after the files. */
  RGetResource: byId(false),
  GetNamedResource: byName(false),
  Get1NamedResource: byName(true),
  CountResources: count(false),
  Count1Resources: count(true),
  GetIndResource: indexed(false),
  Get1IndResource: indexed(true),
  CountTypes: toolbox({}, SInt16, (mac) => types(mac, false).length),
  Count1Types: toolbox({}, SInt16, (mac) => types(mac, true).length),
  GetIndType: indexedType(false),
  Get1IndType: indexedType(true),
  UniqueID: unique(false),
  Unique1ID: unique(true),
  LoadResource: procedure(oneResource, ({ resourceManager: rm }, { theResource }) => rm.load(rm.byHandle(theResource))),
  ReleaseResource: procedure(oneResource, ({ resourceManager: rm }, { theResource }) =>
    rm.release(rm.byHandle(theResource)),
  ),
  DetachResource: procedure(oneResource, ({ resourceManager: rm }, { theResource }) =>
    rm.detach(rm.byHandle(theResource)),
  ),
  GetResInfo: procedure(
    { ...oneResource, theID: varParam(SInt16), theType: varParam(OSType), name: varParam(pascalField(255)) },
    ({ resourceManager: rm }, { theResource, theID, theType, name }) => {
      const { resource } = rm.byHandle(theResource)
      if (theID.address !== 0) theID.value = resource.id
      if (theType.address !== 0) theType.value = fourCharCode(resource.type)
      if (name.address !== 0) name.value = resource.name ?? ''
    },
  ),
  GetResAttrs: toolbox(
    oneResource,
    SInt16,
    ({ resourceManager: rm }, { theResource }) => rm.byHandle(theResource).resource.attributes,
  ),
  GetResourceSizeOnDisk: sizeOnDisk(),
  SizeRsrc: sizeOnDisk(),
  SizeResource: sizeOnDisk(),
  GetMaxResourceSize: sizeOnDisk(),
  MaxSizeRsrc: sizeOnDisk(),
  SetResLoad: procedure({ load: BooleanType }, ({ lowMemory }, { load }) => lowMemory.set('ResLoad', load ? 0xff : 0)),
  /** 0 for the System file's. */
  HomeResFile: toolbox(
    oneResource,
    SInt16,
    ({ resourceManager: rm }, { theResource }) => {
      const { refNum } = rm.byHandle(theResource).file
      return refNum === SYSTEM_FILE ? 0 : refNum
    },
    { failureResult: -1 },
  ),
  RsrcMapEntry: toolbox(
    oneResource,
    SInt32,
    ({ resourceManager: rm }, { theResource }) => rm.byHandle(theResource).reference,
  ),
  ReadPartialResource: procedure(
    { ...oneResource, offset: SInt32, buffer: HandleType, count: SInt32 },
    ({ resourceManager: rm, memory }, { theResource, offset, buffer, count: byteCount }) => {
      const { resource } = rm.byHandle(theResource)
      if (offset < 0 || byteCount < 0 || offset + byteCount > resource.data.length) fail('inputOutOfBounds')
      memory.write(buffer, resource.data.subarray(offset, offset + byteCount))
      if (memory.getU32(theResource) !== 0) fail('resourceInMemory')
    },
  ),
}
