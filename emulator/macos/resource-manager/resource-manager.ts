/** Resource Manager: open resource forks and the handles of their resources (Inside Macintosh: More Macintosh Toolbox, chapter 1). */

import { parseResourceFork, type Resource } from '../../formats/resource-fork.ts'
import type { GuestMemory } from '../../memory/guest-memory.ts'
import { fail } from '../errors.ts'
import type { FileManager } from '../file-manager/file-manager.ts'
import type { Place } from '../file-manager/volumes.ts'
import type { LowMemory } from '../low-memory/low-memory.ts'
import type { MemoryManager } from '../memory-manager/memory-manager.ts'
import { LOCKED, PURGEABLE, RESOURCE } from '../memory-manager/zone.ts'
import { type Handle, nil } from '../types.ts'

/** Resource attributes (chapter 1). */
const resSysHeap = 0x40
const resPurgeable = 0x20
const resLocked = 0x10

export interface LoadedResource {
  readonly resource: Resource
  handle: Handle
}

export interface ResourceFile {
  readonly refNum: number
  readonly resources: LoadedResource[]
}

export class ResourceManager {
  readonly #memory: GuestMemory
  readonly #memoryManager: MemoryManager
  readonly #fileManager: FileManager
  readonly #lowMemory: LowMemory
  /** The last opened comes first: the order in which resources are searched. */
  readonly #files: ResourceFile[] = []

  constructor(memory: GuestMemory, memoryManager: MemoryManager, fileManager: FileManager, lowMemory: LowMemory) {
    this.#memory = memory
    this.#memoryManager = memoryManager
    this.#fileManager = fileManager
    this.#lowMemory = lowMemory
  }

  /** Opens a file's resource fork and makes it the current resource file. */
  open(place: Place, permission: number): ResourceFile {
    if (place.entry?.kind !== 'file') return fail(place.entry === undefined ? 'fnfErr' : 'resFNotFound')
    if (place.entry.resourceLength === 0) fail('eofErr')
    const path = this.#fileManager.open(place, 'resource', permission)
    const resources = parseResourceFork(path.fork.read(0, path.fork.length))
    const file = { refNum: path.refNum, resources: resources.map((resource) => ({ resource, handle: nil })) }
    this.#files.unshift(file)
    this.current = file.refNum
    return file
  }

  close(refNum: number): void {
    const file = this.file(refNum)
    for (const loaded of file.resources) if (loaded.handle !== 0) this.release(loaded)
    this.#files.splice(this.#files.indexOf(file), 1)
    this.#fileManager.close(refNum)
    if (this.current === refNum) this.current = this.#files[0]?.refNum ?? 0
  }

  get current(): number {
    return this.#lowMemory.get('CurMap')
  }
  set current(refNum: number) {
    this.#lowMemory.set('CurMap', refNum)
  }

  get files(): readonly ResourceFile[] {
    return this.#files
  }

  file(refNum: number): ResourceFile {
    return this.#files.find((one) => one.refNum === refNum) ?? fail('resFNotFound')
  }

  /** The files that are searched: the current one and those opened before it; only the first with `one`. */
  searched(one: boolean): readonly ResourceFile[] {
    const start = this.#files.findIndex(({ refNum }) => refNum === this.current)
    if (start < 0) return []
    return one ? [this.#files[start]!] : this.#files.slice(start)
  }

  find(one: boolean, matches: (resource: Resource) => boolean): LoadedResource {
    for (const file of this.searched(one)) {
      const found = file.resources.find(({ resource }) => matches(resource))
      if (found !== undefined) return found
    }
    return fail('resNotFound')
  }

  byHandle(handle: Handle): LoadedResource {
    for (const file of this.#files) {
      const found = file.resources.find((loaded) => loaded.handle === handle && handle !== 0)
      if (found !== undefined) return found
    }
    return fail('resNotFound')
  }

  /** The resource's handle; its data is read in unless ResLoad is off (chapter 1). */
  handleOf(loaded: LoadedResource): Handle {
    const mm = this.#memoryManager
    if (loaded.handle === 0) {
      const inSystem = (loaded.resource.attributes & resSysHeap) !== 0
      loaded.handle = mm.newEmptyHandle(inSystem ? mm.systemZone : mm.applicationZone)
    }
    if (this.#lowMemory.get('ResLoad') !== 0) this.load(loaded)
    return loaded.handle
  }

  load(loaded: LoadedResource): void {
    if (this.#memory.getU32(loaded.handle) !== 0) return
    const mm = this.#memoryManager
    const { data, attributes } = loaded.resource
    mm.reallocateHandle(loaded.handle, data.length)
    this.#memory.write(this.#memory.getU32(loaded.handle), data)
    mm.setHandleFlags(
      loaded.handle,
      RESOURCE | (attributes & resPurgeable ? PURGEABLE : 0) | (attributes & resLocked ? LOCKED : 0),
      0,
    )
  }

  release(loaded: LoadedResource): void {
    const { handle } = loaded
    loaded.handle = nil
    this.#memoryManager.disposeHandle(handle)
  }

  detach(loaded: LoadedResource): void {
    this.#memoryManager.setHandleFlags(loaded.handle, 0, RESOURCE)
    loaded.handle = nil
  }
}
