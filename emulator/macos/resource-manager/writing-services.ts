/** Adding, changing and removing resources (Inside Macintosh: More Macintosh Toolbox, chapter 1). */

import { fail } from '../errors.ts'
import { procedure, type Service } from '../service.ts'
import { BooleanType, fourCharText, HandleType, OSType, SInt16, SInt32, Str255 } from '../types.ts'
import { oneResource } from './reading-services.ts'
import { mapChanged, resChanged, resCompressed, resProtected } from './resource-file.ts'
import { needRoom, writeChanges } from './writing.ts'

const partial = { ...oneResource, offset: SInt32, buffer: HandleType, count: SInt32 }

export const writingServices: Record<string, Service> = {
  AddResource: procedure(
    { theData: HandleType, theType: OSType, theID: SInt16, name: Str255 },
    ({ resourceManager: rm }, { theData, theType, theID, name }) =>
      rm.add(theData, { type: fourCharText(theType), id: theID, name: name || undefined }),
  ),
  RemoveResource: procedure(oneResource, ({ resourceManager: rm }, { theResource }) => {
    if (!rm.isResource(theResource)) fail('rmvResFailed')
    const loaded = rm.byHandle(theResource)
    if (loaded.has(resProtected)) fail('rmvResFailed')
    rm.remove(loaded)
  }),
  ChangedResource: procedure(oneResource, ({ resourceManager: rm, memoryManager, memory }, { theResource }) => {
    const loaded = rm.byHandle(theResource)
    if (loaded.has(resProtected)) fail('resAttrErr')
    const size = memory.getU32(theResource) === 0 ? 0 : memoryManager.handleSize(theResource)
    if (!loaded.file.isReadOnly) needRoom(loaded.file, size - loaded.resource.data.length)
    loaded.set(resChanged)
    rm.changeMap(loaded.file)
  }),
  /** Writes one resource when it has changed; the map follows at the next update. A protected one is left alone. */
  WriteResource: procedure(oneResource, ({ resourceManager: rm, fileManager, memoryManager, memory }, a) => {
    const loaded = rm.byHandle(a.theResource)
    if (!loaded.has(resChanged) || loaded.has(resProtected) || loaded.file.isReadOnly) return
    const size = memory.getU32(a.theResource) === 0 ? 0 : memoryManager.handleSize(a.theResource)
    needRoom(loaded.file, size - loaded.resource.data.length)
    rm.takeData(loaded)
    writeChanges(fileManager, loaded.file)
    rm.maps.write(loaded.file, memoryManager.currentZone)
  }),
  SetResInfo: procedure(
    { ...oneResource, theID: SInt16, name: Str255 },
    ({ resourceManager: rm, memoryManager }, { theResource, theID, name }) => {
      const loaded = rm.byHandle(theResource)
      if (loaded.has(resProtected)) fail('resAttrErr')
      loaded.resource.id = theID
      if (name) loaded.resource.name = name
      rm.maps.write(loaded.file, memoryManager.currentZone)
    },
  ),
  /** resChanged and the compression bit are the Resource Manager's own. */
  SetResAttrs: procedure(
    { ...oneResource, attrs: SInt16 },
    ({ resourceManager: rm, memoryManager }, { theResource, attrs }) => {
      const loaded = rm.byHandle(theResource)
      const kept = loaded.resource.attributes & (resChanged | resCompressed)
      loaded.resource.attributes = (attrs & 0xff & ~(resChanged | resCompressed)) | kept
      rm.maps.write(loaded.file, memoryManager.currentZone)
    },
  ),
  SetResPurge: procedure({ install: BooleanType }, ({ resourceManager: rm }, { install }) => {
    rm.writesBeforePurging = install
  }),
  /** Writes to disk what need not be in memory; past the end, the resource grows. */
  WritePartialResource: procedure(partial, ({ resourceManager: rm, memory }, a) => {
    const loaded = rm.byHandle(a.theResource)
    const { resource, file } = loaded
    const { offset, count } = a
    if (offset < 0 || count < 0 || offset > resource.data.length) fail('inputOutOfBounds')
    if (file.isReadOnly) fail('wrPermErr')
    if (loaded.has(resProtected)) fail('resAttrErr')
    const grows = offset + count > resource.data.length
    if (grows) needRoom(file, offset + count - resource.data.length)
    const data = new Uint8Array(Math.max(resource.data.length, offset + count))
    data.set(resource.data)
    data.set(memory.read(a.buffer, count), offset)
    resource.data = data
    rm.changeMap(file)
    if (memory.getU32(a.theResource) !== 0) fail('resourceInMemory')
    if (grows) fail('writingPastEnd')
  }),
  SetResourceSize: procedure({ ...oneResource, newSize: SInt32 }, ({ resourceManager: rm, memory }, a) => {
    const loaded = rm.byHandle(a.theResource)
    if (a.newSize < 0) fail('paramErr')
    if (loaded.file.isReadOnly) fail('wrPermErr')
    needRoom(loaded.file, a.newSize - loaded.resource.data.length)
    const data = new Uint8Array(a.newSize)
    data.set(loaded.resource.data.subarray(0, a.newSize))
    loaded.resource.data = data
    rm.changeMap(loaded.file, loaded.file.attributes | mapChanged)
    if (memory.getU32(a.theResource) !== 0) fail('resourceInMemory')
  }),
}
