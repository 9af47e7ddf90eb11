/** A copied rectangle of pixels as a picture has it: no more than was copied (Imaging With QuickDraw, appendix A). */

import type { Mac } from '../mac.ts'
import type { Pixels } from './bits.ts'
import { BLACK_AND_WHITE, WHITE } from './colors.ts'
import { type Rect, sectRect } from './geometry.ts'
import { writeRow } from './picture-bits.ts'
import { bytesOf, colorBytes, long, rectBytes, word } from './picture-bytes.ts'
import { opcodes as op } from './picture-opcodes.ts'
import { rowBytesFor, SCREEN_RESOLUTION } from './pix-maps.ts'
import { RGB_PATTERN, RGB_PATTERN_ENTRY } from './pix-pats.ts'
import { IS_PIX_MAP, PixMap, PixPat, RGB_DIRECT, ROW_BYTES } from './records.ts'
import type { Region } from './region.ts'
import { type Depth, depthOf, Surface } from './surface.ts'

export interface CopiedBits {
  readonly srcRect: Rect
  readonly dstRect: Rect
  readonly mode: number
}

/** Pixels packed as a row of memory has them. */
function packRow(pixels: Uint32Array, count: number, depth: Depth, rowBytes: number): Uint8Array {
  const row = new Uint8Array(rowBytes)
  const view = new DataView(row.buffer)
  for (let index = 0; index < count; index++) {
    const pixel = pixels[index]!
    if (depth === 32) view.setUint32(index * 4, pixel)
    else if (depth === 16) view.setUint16(index * 2, pixel)
    else {
      const bit = index * depth
      row[bit >> 3]! |= pixel << (8 - depth - (bit & 7))
    }
  }
  return row
}

/** Version 1 has no pixel maps: their colours become black or white. */
export function encodeBits(
  source: Pixels,
  { srcRect, dstRect, mode }: CopiedBits,
  version: 1 | 2,
  mask: Region | undefined,
): { kind: number; data: Uint8Array } {
  const bounds = sectRect(srcRect, source.surface.bounds)
  const isBitMap = source.isBitMap || version === 1
  const depth: Depth = isBitMap ? 1 : source.surface.depth
  const width = bounds.right - bounds.left
  if (width <= 0) return { kind: 0, data: new Uint8Array(0) }
  const rowBytes = isBitMap ? Math.ceil(width / 16) * 2 : rowBytesFor(width, depth)
  const record = isBitMap ? bytesOf(word(rowBytes), rectBytes(bounds)) : mapRecord(source, bounds, rowBytes, depth)
  const placed = [rectBytes(srcRect), rectBytes(dstRect), word(mode), ...(mask === undefined ? [] : [mask.encode()])]
  const kind = depth > 8 ? op.directBitsRect : rowBytes < 8 ? op.bitsRect : op.packBitsRect
  const rows = encodeRows(source, bounds, depth, rowBytes)
  return { kind: kind + (mask === undefined ? 0 : 1), data: bytesOf(record, ...placed, ...rows) }
}

function encodeRows({ surface, colors, isBitMap }: Pixels, bounds: Rect, depth: Depth, rowBytes: number): Uint8Array[] {
  const width = bounds.right - bounds.left
  const pixels = new Uint32Array(width)
  const rows: Uint8Array[] = []
  for (let v = bounds.top; v < bounds.bottom; v++) {
    surface.readRow(bounds.left, bounds.right, v, pixels)
    if (depth === 1 && !isBitMap) {
      pixels.forEach((pixel, index) => {
        pixels[index] = BLACK_AND_WHITE.pixelOf(colors.colorOf(pixel))
      })
    }
    rows.push(writeRow(packRow(pixels, width, depth, rowBytes), depth))
  }
  return rows
}

/** A pixel pattern's data: its type, its form of one bit a pixel, then a colour or a pixel map. */
export function encodePixPat(mac: Mac, handle: number): Uint8Array {
  const { memory, quickDraw: qd } = mac
  const { patType, patMap, patData, pat1Data } = PixPat.at(memory, memory.getU32(handle))
  const start = [word(patType), pat1Data]
  const mapAddress = memory.getU32(patMap)
  const { rowBytes, bounds, pixelSize, pmTable } = PixMap.at(memory, mapAddress)
  if (patType === RGB_PATTERN) {
    return bytesOf(...start, colorBytes(qd.colorSpaces.colorsOf(pmTable)[RGB_PATTERN_ENTRY] ?? WHITE))
  }
  const depth = depthOf(pixelSize)
  const surface = new Surface(memory, memory.getU32(patData), rowBytes & ROW_BYTES, bounds, depth)
  const pixels: Pixels = { surface, colors: qd.colorSpaces.ofPixMap(mapAddress), isBitMap: true, baseAddr: 0 }
  const rowLength = rowBytesFor(bounds.right - bounds.left, depth)
  const record = mapRecord(pixels, bounds, rowLength, depth)
  // Unlike a copied pixel map, a direct one has no address here, but a colour table.
  const head = depth > 8 ? bytesOf(record.subarray(4), long(0), word(0), word(-1)) : record
  return bytesOf(...start, head, ...encodeRows(pixels, bounds, depth, rowLength))
}

function mapRecord({ colors }: Pixels, bounds: Rect, rowBytes: number, depth: Depth): Uint8Array {
  const isDirect = depth > 8
  const components = isDirect ? [RGB_DIRECT, depth, 3, depth === 16 ? 5 : 8] : [0, depth, 1, depth]
  const record = bytesOf(
    // Direct pixels have the address that their pixels once had.
    isDirect ? long(0xff) : new Uint8Array(0),
    word(rowBytes | IS_PIX_MAP),
    rectBytes(bounds),
    word(0),
    word(0),
    long(0),
    long(SCREEN_RESOLUTION),
    long(SCREEN_RESOLUTION),
    ...components.map(word),
    long(0),
    long(0),
    long(0),
  )
  if (isDirect) return record
  const entries = Array.from({ length: 2 ** depth }, (_, index) =>
    bytesOf(word(index), colorBytes(colors.colorOf(index))),
  )
  return bytesOf(record, long(0), word(0), word(entries.length - 1), ...entries)
}
