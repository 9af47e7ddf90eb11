/** BinHex 4: both forks and the Finder information of a file as seven-bit text (RFC 1741, appendix A). */

import { BondiError } from '../errors.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { crc16 } from './crc16.ts'
import type { MacFile } from './mac-file.ts'
import { decodeMacRoman, encodeMacRoman } from './mac-roman.ts'

/** How the line before the text begins; macutils writes one that goes on in another way than "with BinHex 4.0)". */
const ANNOUNCEMENT = '(This file must be converted'
/** Mail headers and a letter may come before the announcement. */
const SEARCHED_BYTES = 64 << 10
const ALPHABET = '!"#$%&\'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr'
const LINE_LENGTH = 64
const REPEAT = 0x90
const LONGEST_NAME = 63
/** A repeat makes at most 255 bytes of 3: no text expands to more than this often its length. */
const MOST_RUN = 255

const sixBitsOf = new Int8Array(128).fill(-1)
for (let index = 0; index < ALPHABET.length; index++) sixBitsOf[ALPHABET.charCodeAt(index)] = index

const COLON = 0x3a
const isLineEnd = (byte: number): boolean => byte === 0x0d || byte === 0x0a
const isBlank = (byte: number): boolean => isLineEnd(byte) || byte === 0x20 || byte === 0x09

/** Where the line of the announcement starts; -1 when there is none. */
function findAnnouncement(bytes: Uint8Array): number {
  const first = ANNOUNCEMENT.charCodeAt(0)
  const end = Math.min(bytes.length - ANNOUNCEMENT.length, SEARCHED_BYTES)
  for (let at = 0; at <= end; at++) {
    if (bytes[at] !== first || (at > 0 && !isLineEnd(bytes[at - 1]!))) continue
    if (Array.from(ANNOUNCEMENT).every((character, index) => bytes[at + index] === character.charCodeAt(0))) return at
  }
  return -1
}

export function isBinHex(bytes: Uint8Array): boolean {
  return findAnnouncement(bytes) >= 0
}

const damaged = (problem: string): BondiError =>
  new BondiError('bad-binhex', `BinHex: ${problem}`, 'Copy the text again, whole and without changing its lines.')

/** The six-bit characters between the colons as bytes, runs not yet expanded. */
function decodeCharacters(bytes: Uint8Array): Uint8Array {
  const announcement = findAnnouncement(bytes)
  if (announcement < 0) throw damaged(`the line "${ANNOUNCEMENT} with BinHex 4.0)" is missing`)
  let at = announcement
  while (at < bytes.length && !isLineEnd(bytes[at]!)) at++
  while (at < bytes.length && isBlank(bytes[at]!)) at++
  if (bytes[at] !== COLON) throw damaged('no colon comes after its first line')
  const output = new Uint8Array(Math.ceil(((bytes.length - at) * 3) / 4))
  let written = 0
  let bits = 0
  let held = 0
  for (at++; ; at++) {
    const character = bytes[at]
    if (character === undefined) throw damaged('it ends before its closing colon')
    if (character === COLON) return output.subarray(0, written)
    if (isBlank(character)) continue
    const value = sixBitsOf[character] ?? -1
    if (value < 0) throw damaged(`character 0x${character.toString(16)} at offset 0x${at.toString(16)} is not BinHex`)
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    output[written++] = (bits >>> held) & 0xff
  }
}

/** 0x90 and a count repeat the byte before; 0x90 0x00 is 0x90 itself. */
function expandRuns(packed: Uint8Array): Uint8Array {
  const writer = new ByteWriter(packed.length * 2)
  let last = 0
  for (let at = 0; at < packed.length; at++) {
    const byte = packed[at]!
    const count = byte === REPEAT ? (packed[++at] ?? 0) : 0
    if (count > 0) {
      const run = new Uint8Array(Math.min(count, MOST_RUN) - 1).fill(last)
      writer.put(run)
    } else {
      last = byte
      writer.u8(byte)
    }
  }
  return writer.toBytes()
}

/** Takes a part and the CRC that follows it. */
function checkedPart(reader: ByteReader, offset: number, length: number, what: string): Uint8Array {
  const part = reader.slice(offset, length, what)
  const stored = reader.u16(offset + length, `the CRC of ${what}`)
  // The CRC runs over two zero bytes in its own place as well, which is XMODEM's of the part alone.
  if (crc16(part) !== stored) throw damaged(`${what} is damaged: its CRC does not match`)
  return part
}

export function readBinHex(bytes: Uint8Array): MacFile {
  const stream = expandRuns(decodeCharacters(bytes))
  const reader = new ByteReader(stream, 'BinHex', 'bad-binhex')
  const nameLength = reader.u8(0, 'the name')
  if (nameLength === 0 || nameLength > LONGEST_NAME) throw damaged(`a name of ${nameLength} characters`)
  const headerLength = nameLength + 20
  checkedPart(reader, 0, headerLength, 'the header')
  const at = nameLength + 2
  const dataLength = reader.u32(at + 10, 'the header')
  const resourceLength = reader.u32(at + 14, 'the header')
  const dataAt = headerLength + 2
  return {
    name: decodeMacRoman(reader.slice(1, nameLength, 'the name')),
    type: reader.fourCharCode(at, 'the header'),
    creator: reader.fourCharCode(at + 4, 'the header'),
    finderFlags: reader.u16(at + 8, 'the header'),
    created: 0,
    modified: 0,
    dataFork: checkedPart(reader, dataAt, dataLength, 'the data fork'),
    resourceFork: checkedPart(reader, dataAt + dataLength + 2, resourceLength, 'the resource fork'),
  }
}

/** Shortest form: a run is worth its marker from four bytes on. */
function packRuns(bytes: Uint8Array): Uint8Array {
  const writer = new ByteWriter(bytes.length + 16)
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!
    let run = 1
    while (run < MOST_RUN && bytes[at + run] === byte) run++
    const literal = run < 4 ? run : 1
    for (let index = 0; index < literal; index++) {
      writer.u8(byte)
      if (byte === REPEAT) writer.u8(0)
    }
    if (run >= 4) writer.u8(REPEAT).u8(run)
    at += run
  }
  return writer.toBytes()
}

function encodeCharacters(bytes: Uint8Array): string {
  const characters: string[] = [':']
  let bits = 0
  let held = 0
  const put = (value: number): void => {
    if (characters.length % (LINE_LENGTH + 1) === LINE_LENGTH) characters.push('\r')
    characters.push(ALPHABET[value & 0x3f]!)
  }
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff
    for (held += 8; held >= 6; held -= 6) put(bits >>> (held - 6))
  }
  if (held > 0) put(bits << (6 - held))
  characters.push(':')
  return characters.join('')
}

export function writeBinHex(file: MacFile): Uint8Array {
  const name = encodeMacRoman(file.name)
  if (name.length === 0 || name.length > LONGEST_NAME) {
    throw new BondiError(
      'bad-file-name',
      `BinHex: the name ${JSON.stringify(file.name)} has ${name.length} characters`,
      'Give a name of 1 to 31 characters, as HFS allows.',
    )
  }
  const header = new ByteWriter()
    .u8(name.length)
    .put(name)
    .u8(0)
    .fourCharCode(file.type)
    .fourCharCode(file.creator)
    .u16(file.finderFlags)
    .u32(file.dataFork.length)
    .u32(file.resourceFork.length)
    .toBytes()
  const stream = new ByteWriter(file.dataFork.length + file.resourceFork.length + 128)
  for (const part of [header, file.dataFork, file.resourceFork]) stream.put(part).u16(crc16(part))
  const text = `${ANNOUNCEMENT} with BinHex 4.0)\r\r${encodeCharacters(packRuns(stream.toBytes()))}\r`
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
