/** Bitmaps and pixel maps in pictures (Imaging With QuickDraw, appendix A, "Pixel Map Data in Pictures"). */

import { packBits, unpackBits } from './pack-bits.ts'
import type { PictureReader } from './picture-reader.ts'
import { IS_PIX_MAP, ROW_BYTES } from './records.ts'

/** Rows of more bytes have a word for their packed count. */
const SHORT_COUNT = 250
/** Rows of fewer bytes are not packed. */
const LEAST_PACKED = 8

/** `packType`. */
export const packTypes = { standard: 0, none: 1, noPad: 2, words: 3, components: 4 } as const

/** A pixel map's record as a picture has it: without the address of its pixels. */
export interface PictureMap {
  readonly rowBytes: number
  readonly isPixMap: boolean
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly packType: number
  readonly pixelSize: number
  readonly cmpCount: number
}

/** The record after `rowBytes`, which says what it is. */
export function readMap(reader: PictureReader): PictureMap {
  const word = reader.u16()
  const { top, left, bottom, right } = reader.rect()
  const common = { rowBytes: word & ROW_BYTES, isPixMap: (word & IS_PIX_MAP) !== 0, top, left, bottom, right }
  if (!common.isPixMap) return { ...common, packType: packTypes.standard, pixelSize: 1, cmpCount: 1 }
  reader.skip(2)
  const packType = reader.u16()
  reader.skip(4 + 8 + 2)
  const pixelSize = reader.u16()
  const cmpCount = reader.u16()
  reader.skip(2 + 4 + 4 + 4)
  return { ...common, packType, pixelSize, cmpCount }
}

/** A row's packed bytes, after their count. */
function packedRow(reader: PictureReader, rowBytes: number): Uint8Array {
  return reader.bytes(rowBytes > SHORT_COUNT ? reader.u16() : reader.u8())
}

/** How rows are packed, if packing is what the opcode does. */
function packing({ rowBytes, packType, pixelSize }: PictureMap): number {
  if (rowBytes < LEAST_PACKED) return packTypes.none
  if (packType !== packTypes.standard)
    return pixelSize <= 8 && packType !== packTypes.none ? packTypes.standard : packType
  return pixelSize === 16 ? packTypes.words : pixelSize === 32 ? packTypes.components : packTypes.standard
}

/** The next row's bytes, as they lie in a pixel map of so many bytes a row. */
export function readRow(reader: PictureReader, map: PictureMap, isPacked: boolean): Uint8Array {
  const { rowBytes, left, right, cmpCount } = map
  const width = Math.max(0, right - left)
  switch (isPacked ? packing(map) : packTypes.none) {
    case packTypes.standard:
      return unpackBits(packedRow(reader, rowBytes), rowBytes)
    case packTypes.words:
      return unpackBits(packedRow(reader, rowBytes), rowBytes, 2)
    case packTypes.noPad:
      return withPad(reader.bytes(width * 3), rowBytes, (pixel, component) => pixel * 3 + component)
    case packTypes.components: {
      const planes = unpackBits(packedRow(reader, rowBytes), width * cmpCount)
      // With four components the first is not a colour.
      return withPad(planes, rowBytes, (pixel, component) => (component + cmpCount - 3) * width + pixel)
    }
    default:
      return reader.bytes(rowBytes)
  }
}

/** Pixels of four bytes, of which the first is not used, from those of three. */
function withPad(bytes: Uint8Array, rowBytes: number, at: (pixel: number, component: number) => number): Uint8Array {
  const row = new Uint8Array(rowBytes)
  for (let index = 0; index < rowBytes; index++) {
    if (index % 4 !== 0) row[index] = bytes[at(index >> 2, (index % 4) - 1)] ?? 0
  }
  return row
}

/** A row as readRow reads it, for the pack types that QuickDraw writes. */
export function writeRow(row: Uint8Array, depth: number): Uint8Array {
  if (row.length < LEAST_PACKED) return row
  const packed = depth === 16 ? packBits(row, 2) : depth === 32 ? packBits(planesOf(row)) : packBits(row)
  const count = row.length > SHORT_COUNT ? [packed.length >> 8, packed.length & 0xff] : [packed.length]
  return Uint8Array.from([...count, ...packed])
}

/** Red, green and blue, each for all pixels. */
function planesOf(row: Uint8Array): Uint8Array {
  const width = row.length >> 2
  return Uint8Array.from({ length: width * 3 }, (_, index) => row[(index % width) * 4 + 1 + Math.floor(index / width)]!)
}
