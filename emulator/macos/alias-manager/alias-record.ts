/**
 * Alias records: what they keep of a file or folder. Inside Macintosh: Files, chapter 4 describes the first six bytes and the idea; the
 * rest is version 2 of the record as Mac OS writes it, so that alias files made elsewhere are understood.
 */

import { ByteReader } from '../../formats/byte-reader.ts'
import { ByteWriter } from '../../formats/byte-writer.ts'
import { decodeMacRoman, encodeMacRoman } from '../../formats/mac-roman.ts'

export interface Alias {
  readonly userType: number
  readonly isFolder: boolean
  readonly volumeName: string
  readonly volumeCreated: number
  readonly parentId: number
  readonly name: string
  /** Of the file or folder in its catalog. */
  readonly id: number
  readonly created: number
  readonly type: number
  readonly creator: number
  /** Folders up from the file that the alias was made from, and down to the target; -1 without such a file. */
  readonly levelsFrom: number
  readonly levelsTo: number
  readonly parentName: string | undefined
  /** The full path, as Mac OS writes it. */
  readonly path: string | undefined
}

const FIXED_BYTES = 150
const VERSION = 2
const tags = { parentName: 0, path: 2, end: 0xffff } as const

function putString(writer: ByteWriter, text: string, capacity: number): void {
  const before = writer.length
  writer.pascalString(text)
  writer.zeros(capacity + 1 - (writer.length - before))
}

export function encodeAlias(alias: Alias): Uint8Array {
  const writer = new ByteWriter(FIXED_BYTES + 64).u32(alias.userType).u16(0).u16(VERSION)
  writer.u16(alias.isFolder ? 1 : 0)
  putString(writer, alias.volumeName, 27)
  writer.u32(alias.volumeCreated).u16(0x4244).u16(0).u32(alias.parentId)
  putString(writer, alias.name, 63)
  writer.u32(alias.id).u32(alias.created).u32(alias.type).u32(alias.creator)
  writer.u16(alias.levelsFrom).u16(alias.levelsTo).zeros(16)
  for (const [tag, text] of [
    [tags.parentName, alias.parentName],
    [tags.path, alias.path],
  ] as const) {
    if (text === undefined) continue
    const bytes = encodeMacRoman(text)
    writer.u16(tag).u16(bytes.length).put(bytes).align(2)
  }
  writer.u16(tags.end).u16(0)
  writer.setU16(4, writer.length)
  return writer.toBytes()
}

/** Throws BondiError for what is no alias record. */
export function decodeAlias(bytes: Uint8Array): Alias {
  const reader = new ByteReader(bytes, 'alias record', 'bad-alias')
  reader.check(0, FIXED_BYTES, 'the record')
  const signed = (offset: number) => reader.i16(offset, 'a level')
  const extra = new Map<number, string>()
  for (let at = FIXED_BYTES; at + 4 <= bytes.length; ) {
    const tag = reader.u16(at, 'a tag')
    const length = reader.u16(at + 2, 'a length')
    if (tag === tags.end || at + 4 + length > bytes.length) break
    if (tag === tags.parentName || tag === tags.path)
      extra.set(tag, decodeMacRoman(bytes.subarray(at + 4, at + 4 + length)))
    at += 4 + length + (length & 1)
  }
  return {
    userType: reader.u32(0, 'userType'),
    isFolder: reader.u16(8, 'the kind') === 1,
    volumeName: reader.pascalString(10, 'the volume'),
    volumeCreated: reader.u32(38, 'the volume’s date'),
    parentId: reader.u32(46, 'the parent'),
    name: reader.pascalString(50, 'the name'),
    id: reader.u32(114, 'the ID'),
    created: reader.u32(118, 'the date'),
    type: reader.u32(122, 'the type'),
    creator: reader.u32(126, 'the creator'),
    levelsFrom: signed(130),
    levelsTo: signed(132),
    parentName: extra.get(tags.parentName),
    path: extra.get(tags.path),
  }
}
