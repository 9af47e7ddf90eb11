/** A copied rectangle of pixels as a picture has it: no more than was copied (Imaging With QuickDraw, appendix A). */

import type { Pixels } from './bits.ts'
import { BLACK_AND_WHITE } from './colors.ts'
import { type Rect, sectRect } from './geometry.ts'
import { writeRow } from './picture-bits.ts'
import { bytesOf, colorBytes, long, rectBytes, word } from './picture-bytes.ts'
import { opcodes as op } from './picture-opcodes.ts'
import { rowBytesFor, SCREEN_RESOLUTION } from './pix-maps.ts'
import { IS_PIX_MAP, RGB_DIRECT } from './records.ts'
import type { Region } from './region.ts'
import type { Depth } from './surface.ts'

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
  const { surface, colors } = source
  const bounds = sectRect(srcRect, surface.bounds)
  const isBitMap = source.isBitMap || version === 1
  const depth: Depth = isBitMap ? 1 : surface.depth
  const width = bounds.right - bounds.left
  const rowBytes = isBitMap ? Math.ceil(width / 16) * 2 : rowBytesFor(width, depth)
  if (width <= 0) return { kind: 0, data: new Uint8Array(0) }
  const pixels = new Uint32Array(width)
  const rows: Uint8Array[] = []
  for (let v = bounds.top; v < bounds.bottom; v++) {
    surface.readRow(bounds.left, bounds.right, v, pixels)
    if (isBitMap && !source.isBitMap) {
      pixels.forEach((pixel, index) => {
        pixels[index] = BLACK_AND_WHITE.pixelOf(colors.colorOf(pixel))
      })
    }
    rows.push(writeRow(packRow(pixels, width, depth, rowBytes), depth))
  }
  const record = isBitMap ? bytesOf(word(rowBytes), rectBytes(bounds)) : mapRecord(source, bounds, rowBytes, depth)
  const placed = [rectBytes(srcRect), rectBytes(dstRect), word(mode), ...(mask === undefined ? [] : [mask.encode()])]
  const kind = depth > 8 ? op.directBitsRect : rowBytes < 8 ? op.bitsRect : op.packBitsRect
  return { kind: kind + (mask === undefined ? 0 : 1), data: bytesOf(record, ...placed, ...rows) }
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
