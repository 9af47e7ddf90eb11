/** Pixel patterns as drawing takes them (Imaging With QuickDraw, chapter 4, "The PixPat Record"). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { ColorSpaces } from './color-spaces.ts'
import type { ColorSpace } from './colors.ts'
import type { AnyPattern } from './paint.ts'
import { PixMap, PixPat, ROW_BYTES } from './records.ts'
import { depthOf, Surface } from './surface.ts'

/** `patType`: one bit a pixel, a pixel map, one colour. */
export const OLD_PATTERN = 0
export const PIX_MAP_PATTERN = 1
export const RGB_PATTERN = 2
/** Where MakeRGBPat leaves its colour in the pattern's colour table. */
export const RGB_PATTERN_ENTRY = 4

/** Wider or higher ones are no patterns. */
const MOST_PIXELS = 1024

export function expandPixPat(memory: GuestMemory, spaces: ColorSpaces, handle: number, target: ColorSpace): AnyPattern {
  const { patType, patMap, patData, pat1Data } = PixPat.at(memory, memory.getU32(handle))
  if (patType === OLD_PATTERN || patMap === 0) return pat1Data
  const mapAddress = memory.getU32(patMap)
  const { rowBytes, bounds, pixelSize, pmTable } = PixMap.at(memory, mapAddress)
  if (patType === RGB_PATTERN) {
    const color = spaces.colorsOf(pmTable)[RGB_PATTERN_ENTRY]
    return color === undefined ? pat1Data : { width: 1, height: 1, pixels: Uint32Array.of(target.pixelOf(color)) }
  }
  const width = bounds.right - bounds.left
  const height = bounds.bottom - bounds.top
  if (width <= 0 || height <= 0 || width > MOST_PIXELS || height > MOST_PIXELS) return pat1Data
  const surface = new Surface(memory, memory.getU32(patData), rowBytes & ROW_BYTES, bounds, depthOf(pixelSize))
  const colors = spaces.ofPixMap(mapAddress)
  const pixels = new Uint32Array(width * height)
  for (let index = 0; index < pixels.length; index++) {
    const pixel = surface.get(bounds.left + (index % width), bounds.top + Math.floor(index / width))
    pixels[index] = target.pixelOf(colors.colorOf(pixel))
  }
  return { width, height, pixels }
}
