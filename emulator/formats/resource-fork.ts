/** Resource forks: Inside Macintosh: More Macintosh Toolbox, 1-121 to 1-127. */

import { BondiError } from '../errors.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

export interface Resource {
  /** Four characters of Mac OS Roman. */
  readonly type: string
  /** -32768 to 32767. */
  readonly id: number
  readonly name: string | undefined
  /** resSysHeap, resPurgeable, resLocked, resProtected, resPreload ... (1-124). */
  readonly attributes: number
  readonly data: Uint8Array
}

const HEADER_SIZE = 16
/** The header, and room for the system and the application, before the first resource. */
const DATA_OFFSET = 256
const MAP_HEADER_SIZE = 28
const TYPE_SIZE = 8
const REFERENCE_SIZE = 12
const NO_NAME = 0xffff

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

/** Writes a fork. Types come in the order of their first resource, resources in the order given. */
export function writeResourceFork(resources: readonly Resource[]): Uint8Array {
  const byType = new Map<string, Resource[]>()
  for (const resource of resources) {
    const group = byType.get(resource.type) ?? []
    if (group.some(({ id }) => id === resource.id)) {
      throw new BondiError(
        'duplicate-resource',
        `resource fork: '${resource.type}' ${resource.id} is there twice`,
        'Give the two different IDs, or leave one out.',
      )
    }
    byType.set(resource.type, [...group, resource])
  }

  const data = new ByteWriter()
  const types = new ByteWriter().u16((byType.size - 1) & 0xffff)
  const references = new ByteWriter()
  const names = new ByteWriter()
  const referencesAt = 2 + byType.size * TYPE_SIZE
  for (const [type, group] of byType) {
    types
      .fourCharCode(type)
      .u16(group.length - 1)
      .u16(referencesAt + references.length)
    for (const { id, name, attributes, data: contents } of group) {
      references.u16(id).u16(name === undefined ? NO_NAME : names.length)
      references.u8(attributes).u24(data.length).u32(0)
      if (name !== undefined) names.pascalString(name)
      data.u32(contents.length).put(contents)
    }
  }
  const namesAt = MAP_HEADER_SIZE + types.length + references.length
  if (namesAt > 0xffff || names.length > 0xffff || data.length > 0xffffff) {
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
    .u32(namesAt + names.length)
    .toBytes()
  return new ByteWriter(DATA_OFFSET + data.length + namesAt + names.length)
    .put(header)
    .zeros(DATA_OFFSET - HEADER_SIZE)
    .put(data.toBytes())
    .put(header)
    .zeros(8)
    .u16(MAP_HEADER_SIZE)
    .u16(namesAt)
    .put(types.toBytes())
    .put(references.toBytes())
    .put(names.toBytes())
    .toBytes()
}

export function findResource(resources: readonly Resource[], type: string, id: number): Resource | undefined {
  return resources.find((resource) => resource.type === type && resource.id === id)
}

export function describeResource({ type, id, name, attributes, data }: Resource): string {
  const flags = attributes === 0 ? '' : `, attributes 0x${attributes.toString(16).padStart(2, '0')}`
  return `'${type}' ${id}${name === undefined ? '' : ` "${name}"`}: ${data.length} bytes${flags}`
}
