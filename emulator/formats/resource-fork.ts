/** Resource forks: Inside Macintosh: More Macintosh Toolbox, chapter 1. */

import { BondiError } from '../errors.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { encodeResourceMap, MAP_HEADER_SIZE, NO_NAME, REFERENCE_SIZE, TYPE_SIZE } from './resource-map.ts'

export interface Resource {
  /** Four characters of Mac OS Roman. */
  readonly type: string
  /** -32768 to 32767. */
  readonly id: number
  readonly name: string | undefined
  /** resSysHeap, resPurgeable, resLocked, resProtected, resPreload .... */
  readonly attributes: number
  readonly data: Uint8Array
}

const HEADER_SIZE = 16
/** The header, and room for the system and the application, before the first resource. */
const DATA_OFFSET = 256
const RESERVED_SIZE = DATA_OFFSET - HEADER_SIZE

/** The resources of a fork, in the order of its map. An empty fork has none. */
export function parseResourceFork(bytes: Uint8Array): Resource[] {
  if (bytes.length === 0) return []
  const reader = new ByteReader(bytes, 'resource fork', 'bad-resource-fork')
  reader.check(0, HEADER_SIZE, 'the header')
  const dataAt = reader.u32(0, 'the data offset')
  const mapAt = reader.u32(4, 'the map offset')
  const dataLength = reader.u32(8, 'the data length')
  const mapLength = reader.u32(12, 'the map length')
  reader.check(dataAt, dataLength, 'the resource data')
  reader.check(mapAt, Math.max(mapLength, MAP_HEADER_SIZE), 'the resource map')

  const typesAt = mapAt + reader.u16(mapAt + 24, 'the type list offset')
  const namesAt = mapAt + reader.u16(mapAt + 26, 'the name list offset')
  const typeCount = (reader.u16(typesAt, 'the type count') + 1) & 0xffff
  const resources: Resource[] = []
  for (let typeIndex = 0; typeIndex < typeCount; typeIndex++) {
    const typeAt = typesAt + 2 + typeIndex * TYPE_SIZE
    const type = reader.fourCharCode(typeAt, `resource type ${typeIndex}`)
    const count = reader.u16(typeAt + 4, `the count of '${type}'`) + 1
    const referencesAt = typesAt + reader.u16(typeAt + 6, `the reference list of '${type}'`)
    for (let index = 0; index < count; index++) {
      const at = referencesAt + index * REFERENCE_SIZE
      const what = `reference ${index} of '${type}'`
      reader.check(at, REFERENCE_SIZE, what)
      const nameOffset = reader.u16(at + 2, what)
      const attributesAndOffset = reader.u32(at + 4, what)
      const resourceAt = dataAt + (attributesAndOffset & 0xffffff)
      const id = reader.i16(at, what)
      const length = reader.u32(resourceAt, `the length of '${type}' ${id}`)
      resources.push({
        type,
        id,
        name:
          nameOffset === NO_NAME ? undefined : reader.pascalString(namesAt + nameOffset, `the name of '${type}' ${id}`),
        attributes: attributesAndOffset >>> 24,
        data: reader.slice(resourceAt + 4, length, `'${type}' ${id}`),
      })
    }
  }
  return resources
}

export interface ForkOptions {
  /** What the system and the application keep between the header and the data, 240 bytes at most. */
  readonly reserved?: Uint8Array
  /** mapReadOnly, mapCompact, mapChanged. */
  readonly attributes?: number
  /** AddResource lets a file have two resources of one type and ID. */
  readonly allowDuplicates?: boolean
}

/** Writes a fork. Types come in the order of their first resource, resources in the order given. */
export function writeResourceFork(resources: readonly Resource[], options: ForkOptions = {}): Uint8Array {
  if (!options.allowDuplicates) needDifferentIds(resources)
  const data = new ByteWriter()
  const entries = resources.map(({ data: contents, ...resource }) => {
    const dataOffset = data.length
    data.u32(contents.length).put(contents)
    return { ...resource, dataOffset }
  })
  const map = encodeResourceMap(entries, options.attributes)
  if (!map.fits) {
    throw new BondiError(
      'resource-fork-full',
      `resource fork: ${resources.length} resources of ${data.length} bytes do not fit its map`,
      'A resource fork holds at most 16 MB and about 2,700 resources: put large data into the data fork.',
    )
  }
  const header = new ByteWriter(HEADER_SIZE)
    .u32(DATA_OFFSET)
    .u32(DATA_OFFSET + data.length)
    .u32(data.length)
    .u32(map.bytes.length)
    .toBytes()
  const fork = new Uint8Array(DATA_OFFSET + data.length + map.bytes.length)
  fork.set(header)
  if (options.reserved) fork.set(options.reserved.subarray(0, RESERVED_SIZE), HEADER_SIZE)
  fork.set(data.toBytes(), DATA_OFFSET)
  fork.set(map.bytes, DATA_OFFSET + data.length)
  fork.set(header, DATA_OFFSET + data.length)
  return fork
}

function needDifferentIds(resources: readonly Resource[]): void {
  const seen = new Set<string>()
  for (const { type, id } of resources) {
    const key = `'${type}' ${id}`
    if (seen.has(key)) {
      throw new BondiError(
        'duplicate-resource',
        `resource fork: ${key} is there twice`,
        'Give the two different IDs, or leave one out.',
      )
    }
    seen.add(key)
  }
}

/** The bytes between the header and the data. */
export function reservedBytes(fork: Uint8Array): Uint8Array {
  return fork.slice(HEADER_SIZE, HEADER_SIZE + RESERVED_SIZE)
}

export function findResource(resources: readonly Resource[], type: string, id: number): Resource | undefined {
  return resources.find((resource) => resource.type === type && resource.id === id)
}

export function describeResource({ type, id, name, attributes, data }: Resource): string {
  const flags = attributes === 0 ? '' : `, attributes 0x${attributes.toString(16).padStart(2, '0')}`
  return `'${type}' ${id}${name === undefined ? '' : ` "${name}"`}: ${data.length} bytes${flags}`
}
