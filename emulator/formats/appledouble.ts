/** AppleSingle and AppleDouble, versions 1 and 2 (Apple's "AppleSingle/AppleDouble Formats: Developer's Note"; RFC 1740). */

import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import type { MacFile } from './mac-file.ts'
import { decodeMacRoman } from './mac-roman.ts'

export const APPLE_SINGLE_MAGIC = 0x00051600
export const APPLE_DOUBLE_MAGIC = 0x00051607
const VERSION_2 = 0x00020000

const DATA_FORK = 1
const RESOURCE_FORK = 2
const REAL_NAME = 3
const FILE_DATES = 8
const FINDER_INFO = 9

const HEADER_SIZE = 26
const ENTRY_SIZE = 12

/** Seconds from 1904 to 2000, the epoch of entry 8. */
const EPOCH_2000 = 3_029_529_600

export function appleDoubleKind(bytes: Uint8Array): 'AppleSingle' | 'AppleDouble' | undefined {
  if (bytes.length < HEADER_SIZE) return undefined
  const magic = new ByteReader(bytes, 'AppleDouble', 'bad-appledouble').u32(0, 'magic number')
  if (magic === APPLE_SINGLE_MAGIC) return 'AppleSingle'
  return magic === APPLE_DOUBLE_MAGIC ? 'AppleDouble' : undefined
}

/** Reads either; an AppleDouble header file has no data fork of its own, which is given as `dataFork`. */
export function readAppleDouble(bytes: Uint8Array, name: string, dataFork: Uint8Array = new Uint8Array(0)): MacFile {
  const kind = appleDoubleKind(bytes)
  const reader = new ByteReader(bytes, kind ?? 'AppleDouble', 'bad-appledouble')
  if (kind === undefined) throw reader.error(0, 'the magic number is neither 0x00051600 nor 0x00051607')
  const entries = new Map<number, Uint8Array>()
  const count = reader.u16(24, 'the entry count')
  for (let index = 0; index < count; index++) {
    const at = HEADER_SIZE + index * ENTRY_SIZE
    const id = reader.u32(at, `entry ${index}`)
    const offset = reader.u32(at + 4, `entry ${index}`)
    entries.set(
      id,
      reader.slice(offset, reader.u32(at + 8, `entry ${index}`), `the contents of entry ${index} (ID ${id})`),
    )
  }
  const finderInfo = new ByteReader(entries.get(FINDER_INFO) ?? new Uint8Array(16), `${kind} Finder info`, reader.code)
  const dates = new ByteReader(entries.get(FILE_DATES) ?? new Uint8Array(0), `${kind} dates`, reader.code)
  const date = (offset: number): number => (dates.length < 8 ? 0 : (dates.i32(offset, 'a date') + EPOCH_2000) >>> 0)
  const realName = entries.get(REAL_NAME)
  return {
    name: realName === undefined || realName.length === 0 ? name : decodeMacRoman(realName),
    type: typeOrUnknown(finderInfo, 0),
    creator: typeOrUnknown(finderInfo, 4),
    finderFlags: finderInfo.u16(8, 'Finder flags'),
    created: date(0),
    modified: date(4),
    dataFork: kind === 'AppleSingle' ? (entries.get(DATA_FORK) ?? new Uint8Array(0)) : dataFork,
    resourceFork: entries.get(RESOURCE_FORK) ?? new Uint8Array(0),
  }
}

function typeOrUnknown(finderInfo: ByteReader, offset: number): string {
  const code = finderInfo.fourCharCode(offset, 'Finder info')
  return code === '\0\0\0\0' ? '????' : code
}

/** Writes an AppleDouble header file; the data fork goes into a file of its own. */
export function writeAppleDouble(file: MacFile): Uint8Array {
  return writeEntries(APPLE_DOUBLE_MAGIC, [
    [FINDER_INFO, finderInfoOf(file)],
    [FILE_DATES, datesOf(file)],
    [RESOURCE_FORK, file.resourceFork],
  ])
}

function finderInfoOf(file: MacFile): Uint8Array {
  return new ByteWriter(32).fourCharCode(file.type).fourCharCode(file.creator).u16(file.finderFlags).zeros(22).toBytes()
}

function datesOf(file: MacFile): Uint8Array {
  const neverBackedUp = 0x80000000
  return new ByteWriter(16)
    .u32(file.created - EPOCH_2000)
    .u32(file.modified - EPOCH_2000)
    .u32(neverBackedUp)
    .u32(0)
    .toBytes()
}

function writeEntries(magic: number, entries: readonly (readonly [number, Uint8Array])[]): Uint8Array {
  const writer = new ByteWriter().u32(magic).u32(VERSION_2).zeros(16).u16(entries.length)
  let offset = HEADER_SIZE + entries.length * ENTRY_SIZE
  for (const [id, contents] of entries) {
    writer.u32(id).u32(offset).u32(contents.length)
    offset += contents.length
  }
  for (const [, contents] of entries) writer.put(contents)
  return writer.toBytes()
}

export function writeAppleSingle(file: MacFile): Uint8Array {
  return writeEntries(APPLE_SINGLE_MAGIC, [
    [FINDER_INFO, finderInfoOf(file)],
    [FILE_DATES, datesOf(file)],
    [DATA_FORK, file.dataFork],
    [RESOURCE_FORK, file.resourceFork],
  ])
}
