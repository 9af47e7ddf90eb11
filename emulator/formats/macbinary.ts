/** MacBinary I, II and III: both forks and the Finder information of a file as one stream of bytes. */

import { BondiError } from '../errors.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { crc16 } from './crc16.ts'
import type { MacFile } from './mac-file.ts'
import { decodeMacRoman, encodeMacRoman } from './mac-roman.ts'

const HEADER_SIZE = 128
const CRC_OFFSET = 124
/** MacBinary says 63, HFS allows 31. */
const LONGEST_NAME = 63
/** 'mBIN' at 102 marks MacBinary III. */
const SIGNATURE = 'mBIN'
const SIGNATURE_OFFSET = 102

const roundUp = (length: number): number => Math.ceil(length / HEADER_SIZE) * HEADER_SIZE

/**
 * Whether the bytes are MacBinary. A right CRC settles it, whatever the version bytes say, since Retro68 writes them as 0; a
 * header without CRC (MacBinary I) must have zeros where II has fields, and lengths that make up the file.
 */
export function isMacBinary(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_SIZE) return false
  const reader = new ByteReader(bytes, 'MacBinary', 'bad-macbinary')
  const nameLength = bytes[1]!
  if (bytes[0] !== 0 || bytes[74] !== 0 || nameLength === 0 || nameLength > LONGEST_NAME) return false
  // AppleDouble and AppleSingle start with zero bytes too.
  if (bytes[1] === 5 && bytes[2] === 0x16) return false
  const dataLength = reader.u32(83, 'data fork length')
  const resourceLength = reader.u32(87, 'resource fork length')
  if (crc16(bytes.subarray(0, CRC_OFFSET)) === reader.u16(CRC_OFFSET, 'CRC')) return true
  if (bytes[82] !== 0 || bytes.subarray(101, 126).some((byte) => byte !== 0)) return false
  const forks = roundUp(dataLength) + roundUp(resourceLength)
  return dataLength + resourceLength > 0 && Math.abs(bytes.length - HEADER_SIZE - forks) < HEADER_SIZE
}

export function readMacBinary(bytes: Uint8Array): MacFile {
  if (!isMacBinary(bytes)) {
    throw new BondiError(
      'bad-macbinary',
      'MacBinary: the first 128 bytes are not a MacBinary header',
      'Transfer .bin files in binary mode.',
    )
  }
  const reader = new ByteReader(bytes, 'MacBinary', 'bad-macbinary')
  const dataLength = reader.u32(83, 'data fork length')
  const resourceLength = reader.u32(87, 'resource fork length')
  const secondaryHeader = roundUp(reader.u16(120, 'secondary header length'))
  const hasCrc = crc16(bytes.subarray(0, CRC_OFFSET)) === reader.u16(CRC_OFFSET, 'CRC')
  const dataAt = HEADER_SIZE + (hasCrc ? secondaryHeader : 0)
  return {
    name: decodeMacRoman(bytes.subarray(2, 2 + bytes[1]!)),
    type: reader.fourCharCode(65, 'type'),
    creator: reader.fourCharCode(69, 'creator'),
    finderFlags: (bytes[73]! << 8) | (hasCrc ? bytes[101]! : 0),
    created: reader.u32(91, 'creation date'),
    modified: reader.u32(95, 'modification date'),
    dataFork: reader.slice(dataAt, dataLength, 'the data fork'),
    resourceFork: reader.slice(dataAt + roundUp(dataLength), resourceLength, 'the resource fork'),
  }
}

/** Writes MacBinary III, which readers of MacBinary II take as theirs. */
export function writeMacBinary(file: MacFile): Uint8Array {
  const name = encodeMacRoman(file.name)
  if (name.length === 0 || name.length > LONGEST_NAME) {
    throw new BondiError(
      'bad-file-name',
      `MacBinary: the name ${JSON.stringify(file.name)} has ${name.length} characters`,
      `Give a name of 1 to 31 characters, as HFS allows.`,
    )
  }
  const header = new ByteWriter(HEADER_SIZE)
    .u8(0)
    .u8(name.length)
    .put(name)
    .zeros(LONGEST_NAME - name.length)
    .fourCharCode(file.type)
    .fourCharCode(file.creator)
    .u8(file.finderFlags >>> 8)
    .zeros(9)
    .u32(file.dataFork.length)
    .u32(file.resourceFork.length)
    .u32(file.created)
    .u32(file.modified)
    .u16(0)
    .u8(file.finderFlags)
    .fourCharCode(SIGNATURE)
    .zeros(16)
    // Written by version 3 (130); to be read by version 2 (129) or later.
    .u8(130)
    .u8(129)
  header.u16(crc16(header.toBytes())).u16(0)
  return new ByteWriter(HEADER_SIZE + file.dataFork.length + file.resourceFork.length + 2 * HEADER_SIZE)
    .put(header.toBytes())
    .put(file.dataFork)
    .align(HEADER_SIZE)
    .put(file.resourceFork)
    .align(HEADER_SIZE)
    .toBytes()
}

/** I, II or III: what the header says, where I is anything without a right CRC. */
export function macBinaryVersion(bytes: Uint8Array): 1 | 2 | 3 {
  const reader = new ByteReader(bytes, 'MacBinary', 'bad-macbinary')
  if (crc16(bytes.subarray(0, CRC_OFFSET)) !== reader.u16(CRC_OFFSET, 'CRC')) return 1
  return reader.fourCharCode(SIGNATURE_OFFSET, 'signature') === SIGNATURE ? 3 : 2
}
