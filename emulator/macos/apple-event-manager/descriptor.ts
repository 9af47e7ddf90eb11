/** Descriptors as values, and the lists of them that other descriptors hold. */

import { ByteWriter } from '../../formats/byte-writer.ts'
import { fail } from '../errors.ts'
import { type FourCharCode, fourCharCode } from '../types.ts'
import { descTypes } from './codes.ts'

export interface Descriptor {
  readonly type: FourCharCode
  readonly data: Uint8Array
}

/** An item of a list, or a parameter or attribute by its keyword. */
export interface Item extends Descriptor {
  readonly keyword: FourCharCode
  readonly isAttribute: boolean
  /** A handler has asked for it: what remains untaken is what keyMissedKeywordAttr tells of. */
  readonly isTaken: boolean
}

const HEADER_BYTES = 16
const ATTRIBUTE = 1
const TAKEN = 2

/** What is in the data of a list, a record or an Apple event. Programs see it through calls alone; the layout is Bondi's own. */
export function encodeItems(items: readonly Item[]): Uint8Array {
  const writer = new ByteWriter(64)
  for (const { keyword, isAttribute, isTaken, type, data } of items) {
    writer.u32(keyword).u32((isAttribute ? ATTRIBUTE : 0) | (isTaken ? TAKEN : 0))
    writer.u32(type).u32(data.length).put(data).align(2)
  }
  return writer.toBytes()
}

const { typeAEList, typeAERecord, typeAppleEvent } = descTypes

/** Anything with keywords: records, Apple events, and records under a type of their own, as objects' specifiers are. */
export const isRecord = (type: FourCharCode): boolean => type === typeAERecord || type === typeAppleEvent

export function decodeItems({ type, data }: Descriptor): Item[] {
  if (type !== typeAEList && !isRecord(type)) fail('errAEWrongDataType')
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  const items: Item[] = []
  for (let at = 0; at < data.length; ) {
    if (at + HEADER_BYTES > data.length) return fail('errAECorruptData')
    const flags = view.getUint32(at + 4)
    const start = at + HEADER_BYTES
    const end = start + view.getUint32(at + 12)
    if (end > data.length) return fail('errAECorruptData')
    items.push({
      keyword: view.getUint32(at) as FourCharCode,
      isAttribute: (flags & ATTRIBUTE) !== 0,
      isTaken: (flags & TAKEN) !== 0,
      type: view.getUint32(at + 8) as FourCharCode,
      data: data.subarray(start, end),
    })
    at = end + (end & 1)
  }
  return items
}

export const item = (keyword: FourCharCode, { type, data }: Descriptor, isAttribute = false): Item => ({
  keyword,
  isAttribute,
  isTaken: false,
  type,
  data,
})

export const nullDescriptor: Descriptor = { type: descTypes.typeNull, data: new Uint8Array() }

export const word = (type: FourCharCode, value: number): Descriptor => ({
  type,
  data: new ByteWriter(4).u32(value >>> 0).toBytes(),
})

export const short = (value: number): Descriptor => ({
  type: fourCharCode('shor'),
  data: new ByteWriter(2).u16(value & 0xffff).toBytes(),
})

export const list = (items: readonly Descriptor[]): Descriptor => ({
  type: typeAEList,
  data: encodeItems(items.map((one) => item(descTypes.typeWildCard, one))),
})
