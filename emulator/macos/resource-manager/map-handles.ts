/**
 * Resource maps as programs find them: each a handle, chained from TopMapHndl to the System file's (More Macintosh Toolbox, chapter 1;
 * Inside Macintosh I). They follow what the Resource Manager does; it does not read them back.
 */

import { encodeResourceMap, REFERENCE_HANDLE } from '../../formats/resource-map.ts'
import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { LowMemory } from '../low-memory/low-memory.ts'
import type { MemoryManager } from '../memory-manager/memory-manager.ts'
import type { Zone } from '../memory-manager/zone.ts'
import { asPtr, nil } from '../types.ts'
import type { LoadedResource, ResourceFile } from './resource-file.ts'

/** Fields of a map in memory: a copy of the fork's header, then these. */
const NEXT_MAP = 16
const REFERENCE_NUMBER = 20
const ATTRIBUTES = 22

export class MapHandles {
  private readonly memory: GuestMemory
  private readonly memoryManager: MemoryManager
  private readonly lowMemory: LowMemory

  constructor(memory: GuestMemory, memoryManager: MemoryManager, lowMemory: LowMemory) {
    this.memory = memory
    this.memoryManager = memoryManager
    this.lowMemory = lowMemory
  }

  /** Writes a file's map anew; in `zone` when it has none yet. Throws memFullErr. */
  write(file: ResourceFile, zone: Zone): void {
    let dataOffset = 0
    const entries = file.resources.map(({ resource, handle }) => {
      const entry = { ...resource, dataOffset: Math.min(dataOffset, 0xffffff), handle }
      dataOffset += 4 + resource.data.length
      return entry
    })
    const { bytes, references } = encodeResourceMap(entries, file.attributes)
    const mm = this.memoryManager
    if (file.map === 0) file.map = mm.newHandle(zone, bytes.length)
    else mm.setHandleSize(file.map, bytes.length)
    const address = this.memory.getU32(file.map)
    const next = this.memory.getU32(address + NEXT_MAP)
    this.memory.write(address, bytes)
    this.memory.setU32(address + NEXT_MAP, next)
    this.memory.setU16(address + REFERENCE_NUMBER, file.refNum)
    references.forEach((reference, index) => {
      file.resources[index]!.reference = reference
    })
  }

  /** A resource has got a handle, or lost it. */
  writeHandle(loaded: LoadedResource): void {
    const { map } = loaded.file
    if (map === 0 || loaded.reference === 0) return
    this.memory.setU32(this.memory.getU32(map) + loaded.reference + REFERENCE_HANDLE, loaded.handle)
  }

  writeAttributes(file: ResourceFile): void {
    if (file.map !== 0) this.memory.setU16(this.memory.getU32(file.map) + ATTRIBUTES, file.attributes)
  }

  /** Links the maps in the order in which files are searched. */
  chain(files: readonly ResourceFile[]): void {
    this.lowMemory.set('TopMapHndl', asPtr(files[0]?.map ?? 0))
    files.forEach(({ map }, index) => {
      if (map !== 0) this.memory.setU32(this.memory.getU32(map) + NEXT_MAP, files[index + 1]?.map ?? 0)
    })
  }

  dispose(file: ResourceFile): void {
    if (file.map !== 0) this.memoryManager.disposeHandle(file.map)
    file.map = nil
  }
}
