/** An open resource fork: its resources, and its map in guest memory (Inside Macintosh: More Macintosh Toolbox, chapter 1). */

import type { Resource } from '../../formats/resource-fork.ts'
import type { AccessPath } from '../file-manager/access-paths.ts'
import { type Handle, nil } from '../types.ts'

/** Resource attributes. */
export const resSysHeap = 0x40
export const resPurgeable = 0x20
export const resLocked = 0x10
export const resProtected = 0x08
export const resPreload = 0x04
export const resChanged = 0x02
/** Of the extended resources that Apple's own software has. */
export const resCompressed = 0x01

/** Attributes of a resource file. */
export const mapReadOnly = 0x80
export const mapCompact = 0x40
export const mapChanged = 0x20

/** Starts the data of a compressed resource. */
const COMPRESSED_SIGNATURE = 0xa89f_6572

/** What is on disk of a resource is its `data`; what the program has of it is in its handle. */
export interface StoredResource extends Resource {
  id: number
  name: string | undefined
  attributes: number
  data: Uint8Array
}

export class LoadedResource {
  readonly resource: StoredResource
  readonly file: ResourceFile
  handle: Handle = nil
  /** Where its reference is in the map in memory. */
  reference = 0

  constructor(resource: Resource, file: ResourceFile) {
    this.resource = { ...resource }
    this.file = file
  }

  has(attribute: number): boolean {
    return (this.resource.attributes & attribute) !== 0
  }

  set(attribute: number): void {
    this.resource.attributes |= attribute
  }

  clear(attribute: number): void {
    this.resource.attributes &= ~attribute
  }

  get isCompressed(): boolean {
    const { data } = this.resource
    if (!this.has(resCompressed) || data.length < 4) return false
    return new DataView(data.buffer, data.byteOffset).getUint32(0) === COMPRESSED_SIGNATURE
  }
}

export class ResourceFile {
  readonly refNum: number
  /** Absent for the System file. */
  readonly path: AccessPath | undefined
  /** In the order of the map. */
  readonly resources: LoadedResource[]
  /** What lies between the fork's header and its data. */
  readonly reserved: Uint8Array
  attributes = 0
  map: Handle = nil

  constructor(refNum: number, path: AccessPath | undefined, resources: readonly Resource[], reserved: Uint8Array) {
    this.refNum = refNum
    this.path = path
    this.reserved = reserved
    this.resources = resources.map((resource) => new LoadedResource(resource, this))
  }

  get isReadOnly(): boolean {
    return (this.attributes & mapReadOnly) !== 0
  }
  get isChanged(): boolean {
    return (this.attributes & mapChanged) !== 0
  }
}
