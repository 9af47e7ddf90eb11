/** Disk Copy 4.2 images: a header of 84 bytes, the sectors, then tags (Apple II File Type Note $E0/$0005). */

import { ByteReader } from './byte-reader.ts'

const HEADER_BYTES = 84
const PRIVATE = 0x0100
const LONGEST_NAME = 63
const MOST_BYTES = 32 << 20

/** The sectors of a Disk Copy 4.2 image; undefined for what is none. */
export function diskCopyContents(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length <= HEADER_BYTES || bytes[0]! > LONGEST_NAME) return undefined
  const reader = new ByteReader(bytes, 'Disk Copy image', 'bad-disk-image')
  if (reader.u16(82, 'the header') !== PRIVATE) return undefined
  const dataLength = reader.u32(64, 'the header')
  const tagLength = reader.u32(68, 'the header')
  const isPlausible = dataLength > 0 && dataLength % 512 === 0 && dataLength <= MOST_BYTES
  if (!isPlausible || HEADER_BYTES + dataLength + tagLength > bytes.length) return undefined
  return bytes.subarray(HEADER_BYTES, HEADER_BYTES + dataLength)
}
