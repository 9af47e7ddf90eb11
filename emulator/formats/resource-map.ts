/** The map at the end of a resource fork, which also lies in memory while the fork is open (Inside Macintosh: More Macintosh Toolbox, chapter 1). */

import { ByteWriter } from './byte-writer.ts'

export const MAP_HEADER_SIZE = 28
export const TYPE_SIZE = 8
export const REFERENCE_SIZE = 12
export const NO_NAME = 0xffff
/** In a reference: where its handle is. */
export const REFERENCE_HANDLE = 8

export interface MapEntry {
  readonly type: string
  readonly id: number
  readonly name: string | undefined
  readonly attributes: number
  /** From the start of the resource data. */
  readonly dataOffset: number
  /** In a map in memory. */
  readonly handle?: number
}

export interface EncodedMap {
  readonly bytes: Uint8Array
  /** Where the reference of each entry is in the map, in the order of the entries. */
  readonly references: readonly number[]
  /** Offsets fit their fields. */
  readonly fits: boolean
}

/** A map of these resources, its header (a copy of the fork's, and the fields of a map in memory) zero but for the attributes. */
export function encodeResourceMap(entries: readonly MapEntry[], attributes = 0): EncodedMap {
  const byType = new Map<string, number[]>()
  entries.forEach(({ type }, index) => {
    const group = byType.get(type)
    if (group === undefined) byType.set(type, [index])
    else group.push(index)
  })
  const types = new ByteWriter().u16((byType.size - 1) & 0xffff)
  const list = new ByteWriter()
  const names = new ByteWriter()
  const listAt = 2 + byType.size * TYPE_SIZE
  const references: number[] = []
  let largest = 0
  for (const [type, indexes] of byType) {
    types
      .fourCharCode(type)
      .u16(indexes.length - 1)
      .u16(listAt + list.length)
    for (const index of indexes) {
      const { id, name, attributes: flags, dataOffset, handle = 0 } = entries[index]!
      references[index] = MAP_HEADER_SIZE + listAt + list.length
      largest = Math.max(largest, dataOffset)
      list.u16(id).u16(name === undefined ? NO_NAME : names.length)
      list.u8(flags).u24(dataOffset).u32(handle)
      if (name !== undefined) names.pascalString(name)
    }
  }
  const namesAt = MAP_HEADER_SIZE + types.length + list.length
  const bytes = new ByteWriter(namesAt + names.length)
    .zeros(22)
    .u16(attributes)
    .u16(MAP_HEADER_SIZE)
    .u16(namesAt)
    .put(types.toBytes())
    .put(list.toBytes())
    .put(names.toBytes())
    .toBytes()
  return { bytes, references, fits: namesAt <= 0xffff && names.length <= 0xffff && largest <= 0xffffff }
}
