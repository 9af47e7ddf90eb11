/** Resource Manager: open resource forks and the handles of their resources (Inside Macintosh: More Macintosh Toolbox, chapter 1). */

import { parseResourceFork, type Resource, reservedBytes } from '../../formats/resource-fork.ts'
import type { GuestMemory } from '../../memory/guest-memory.ts'
import { fail } from '../errors.ts'
import { fsRdPerm } from '../file-manager/access-paths.ts'
import type { FileManager } from '../file-manager/file-manager.ts'
import type { Place } from '../file-manager/volumes.ts'
import type { LowMemory } from '../low-memory/low-memory.ts'
import type { MemoryManager } from '../memory-manager/memory-manager.ts'
import { LOCKED, PURGEABLE, RESOURCE } from '../memory-manager/zone.ts'
import { asPtr, type Handle, nil } from '../types.ts'
import { MapHandles } from './map-handles.ts'
import {
  LoadedResource,
  mapReadOnly,
  ResourceFile,
  resChanged,
  resLocked,
  resPreload,
  resPurgeable,
  resSysHeap,
} from './resource-file.ts'
import { systemResources } from './system-file.ts'
import { writeChanges } from './writing.ts'

/** The System file has the first file control block. */
export const SYSTEM_FILE = 2

export class ResourceManager {
  readonly maps: MapHandles
  private readonly memory: GuestMemory
  private readonly memoryManager: MemoryManager
  private readonly fileManager: FileManager
  private readonly lowMemory: LowMemory
  /** The last opened comes first: the order in which resources are searched. */
  private readonly _files: ResourceFile[] = []
  private readonly _byHandle = new Map<Handle, LoadedResource>()
  /** SetResPurge: changed resources are written before they are purged. */
  writesBeforePurging = false

  constructor(memory: GuestMemory, memoryManager: MemoryManager, fileManager: FileManager, lowMemory: LowMemory) {
    this.memory = memory
    this.memoryManager = memoryManager
    this.fileManager = fileManager
    this.lowMemory = lowMemory
    this.maps = new MapHandles(memory, memoryManager, lowMemory)
    const system = new ResourceFile(SYSTEM_FILE, undefined, systemResources, new Uint8Array())
    system.attributes = mapReadOnly
    this._files.push(system)
    this.maps.write(system, memoryManager.systemZone)
    this.maps.chain(this._files)
    lowMemory.set('SysMap', SYSTEM_FILE)
    lowMemory.set('SysMapHndl', asPtr(system.map))
    this.current = SYSTEM_FILE
    memoryManager.onPurge = (handle) => this.onPurge(handle)
  }

  /** Opens a file's resource fork and makes it the current resource file; one that is open already for writing stays where it is. */
  open(place: Place, permission: number): ResourceFile {
    const { entry } = place
    if (entry?.kind !== 'file') return fail(entry === undefined ? 'fnfErr' : 'resFNotFound')
    const open = this._files.find(
      ({ path }) => path?.canWrite && path.mounted === place.mounted && path.fork.fileId === entry.id,
    )
    if (open !== undefined && permission !== fsRdPerm) return open
    if (entry.resourceLength === 0) fail('eofErr')
    const path = this.fileManager.open(place, 'resource', permission)
    try {
      const file = this.read(path.refNum)
      if (!path.canWrite) file.attributes = mapReadOnly
      this.maps.write(file, this.memoryManager.currentZone)
      this._files.unshift(file)
      this.maps.chain(this._files)
      this.current = file.refNum
      if (this.lowMemory.get('ResLoad') !== 0) {
        for (const loaded of file.resources) if (loaded.has(resPreload)) this.handleOf(loaded)
      }
      return file
    } catch (error) {
      if (!this._files.some(({ refNum }) => refNum === path.refNum)) this.fileManager.close(path.refNum)
      throw error
    }
  }

  private read(refNum: number): ResourceFile {
    const path = this.fileManager.paths.get(refNum)
    const bytes = path.fork.read(0, path.fork.length)
    let resources: Resource[]
    try {
      resources = parseResourceFork(bytes)
    } catch {
      return fail('mapReadErr')
    }
    return new ResourceFile(refNum, path, resources, reservedBytes(bytes))
  }

  /** Writes what has changed, and gives back all memory of a file's resources. 0 is the System file: that closes all others first. */
  close(refNum: number): void {
    if (refNum === 0 || refNum === SYSTEM_FILE) {
      this.closeAll()
      return
    }
    const file = this.file(refNum)
    this.update(file)
    for (const loaded of file.resources) if (loaded.handle !== 0) this.release(loaded)
    this.maps.dispose(file)
    this._files.splice(this._files.indexOf(file), 1)
    this.fileManager.close(refNum)
    this.maps.chain(this._files)
    if (this.current === refNum) this.current = this._files[0]!.refNum
  }

  closeAll(): void {
    for (const { refNum, path } of [...this._files]) if (path !== undefined) this.close(refNum)
  }

  /** Writes what a program changed and did not close: the end of the program does so, when its memory may be damaged. */
  updateAll(): void {
    for (const file of this._files) {
      try {
        this.update(file)
      } catch {
        // What the program's memory has of this file is beyond saving.
      }
    }
  }

  /** Writes changed resources, and the map when it has changed. Nothing is written where mapReadOnly is set. */
  update(file: ResourceFile): void {
    if (file.path === undefined || file.isReadOnly) return
    if (!file.isChanged && !file.resources.some((loaded) => loaded.has(resChanged))) return
    for (const loaded of file.resources) if (loaded.has(resChanged)) this.takeData(loaded)
    writeChanges(this.fileManager, file)
    this.maps.write(file, this.memoryManager.currentZone)
  }

  /** What the program has of a resource becomes what the file has of it. A purged block has nothing to give. */
  takeData(loaded: LoadedResource): void {
    const contents = loaded.handle === 0 ? 0 : this.memory.getU32(loaded.handle)
    if (contents !== 0) {
      loaded.resource.data = this.memory.read(contents, this.memoryManager.handleSize(loaded.handle))
    }
    loaded.clear(resChanged)
  }

  get current(): number {
    return this.lowMemory.get('CurMap')
  }
  set current(refNum: number) {
    this.lowMemory.set('CurMap', refNum)
  }

  get files(): readonly ResourceFile[] {
    return this._files
  }

  /** 0 stands for the System file. */
  file(refNum: number): ResourceFile {
    const wanted = refNum === 0 ? SYSTEM_FILE : refNum
    return this._files.find((one) => one.refNum === wanted) ?? fail('resFNotFound')
  }

  /** The files that are searched: the current one and those opened before it; only the first with `one`. */
  searched(one: boolean): readonly ResourceFile[] {
    const start = this._files.findIndex(({ refNum }) => refNum === this.current)
    if (start < 0) return []
    return one ? [this._files[start]!] : this._files.slice(start)
  }

  find(one: boolean, matches: (resource: Resource) => boolean): LoadedResource {
    for (const file of this.searched(one)) {
      const found = file.resources.find(({ resource }) => matches(resource))
      if (found !== undefined) return found
    }
    return fail('resNotFound')
  }

  byHandle(handle: Handle): LoadedResource {
    return this._byHandle.get(handle) ?? fail('resNotFound')
  }

  isResource(handle: Handle): boolean {
    return this._byHandle.has(handle)
  }

  /** The resource's handle; its data is read in unless ResLoad is off. */
  handleOf(loaded: LoadedResource): Handle {
    const mm = this.memoryManager
    if (loaded.handle === 0) {
      this.setHandle(loaded, mm.newEmptyHandle(loaded.has(resSysHeap) ? mm.systemZone : mm.currentZone))
    }
    if (this.lowMemory.get('ResLoad') !== 0) this.load(loaded)
    return loaded.handle
  }

  load(loaded: LoadedResource): void {
    if (this.memory.getU32(loaded.handle) !== 0) return
    if (loaded.isCompressed) fail('CantDecompress')
    const mm = this.memoryManager
    mm.reallocateHandle(loaded.handle, loaded.resource.data.length)
    this.memory.write(this.memory.getU32(loaded.handle), loaded.resource.data)
    this.applyFlags(loaded)
  }

  private applyFlags(loaded: LoadedResource): void {
    const purgeable = loaded.has(resPurgeable) ? PURGEABLE : 0
    const locked = loaded.has(resLocked) ? LOCKED : 0
    this.memoryManager.setHandleFlags(loaded.handle, RESOURCE | purgeable | locked, 0)
  }

  private setHandle(loaded: LoadedResource, handle: Handle): void {
    if (loaded.handle !== 0) this._byHandle.delete(loaded.handle)
    loaded.handle = handle
    if (handle !== 0) this._byHandle.set(handle, loaded)
    this.maps.writeHandle(loaded)
  }

  /** Gives back the memory; what has changed of it and was not written is lost. */
  release(loaded: LoadedResource): void {
    const { handle } = loaded
    this.setHandle(loaded, nil)
    this.memoryManager.disposeHandle(handle)
  }

  /** The handle becomes the program's own. One whose data has changed stays a resource. */
  detach(loaded: LoadedResource): void {
    if (loaded.has(resChanged)) fail('resAttrErr')
    this.forget(loaded)
  }

  private forget(loaded: LoadedResource): void {
    const { handle } = loaded
    this.setHandle(loaded, nil)
    if (this.memory.getU32(handle) !== 0) this.memoryManager.setHandleFlags(handle, 0, RESOURCE)
  }

  /** Makes a handle a resource of the current file; it is written with the file. */
  add(handle: Handle, { type, id, name }: Pick<Resource, 'type' | 'id' | 'name'>): void {
    if (handle === 0 || this.isResource(handle)) fail('addResFailed')
    const file = this.file(this.current)
    if (this.memory.getU32(handle) === 0) fail('addResFailed')
    const loaded = new LoadedResource({ type, id, name, attributes: resChanged, data: new Uint8Array() }, file)
    file.resources.push(loaded)
    try {
      this.changeMap(file)
    } catch (error) {
      file.resources.pop()
      throw error
    }
    this.setHandle(loaded, handle)
    this.memoryManager.setHandleFlags(handle, RESOURCE, 0)
  }

  /** Takes a resource out of the current file; the handle becomes the program's own. */
  remove(loaded: LoadedResource): void {
    const { file } = loaded
    if (file.refNum !== this.current) fail('rmvResFailed')
    this.forget(loaded)
    file.resources.splice(file.resources.indexOf(loaded), 1)
    this.changeMap(file)
  }

  /** The map in memory is written anew, and the file's at its next update. */
  changeMap(file: ResourceFile, attributes = file.attributes | 0x20): void {
    file.attributes = attributes
    this.maps.write(file, this.memoryManager.currentZone)
  }

  private onPurge(handle: number): void {
    const loaded = this._byHandle.get(handle as Handle)
    if (loaded === undefined || !this.writesBeforePurging || !loaded.has(resChanged)) return
    this.takeData(loaded)
    loaded.file.attributes |= 0x20
  }
}
