/** What a call's pointer to a BitMap leads to: a bitmap, a pixel map, or a port's own (Imaging With QuickDraw, chapter 4, "CopyBits"). */

import type { Mac } from '../mac.ts'
import { BLACK_AND_WHITE, type ColorSpace } from './colors.ts'
import { BitMap, IS_COLOR_PORT, IS_PIX_MAP, PixMap, ROW_BYTES } from './records.ts'
import { depthOf, Surface } from './surface.ts'

export interface Pixels {
  readonly surface: Surface
  readonly colors: ColorSpace
  /** One bit a pixel, of which ones are the foreground and zeros the background. */
  readonly isBitMap: boolean
  readonly baseAddr: number
}

export function pixelsOfPixMap({ memory, quickDraw }: Mac, address: number): Pixels {
  const { baseAddr, rowBytes, bounds, pixelSize } = PixMap.at(memory, address)
  const { screen } = quickDraw
  if (baseAddr === screen.base) {
    const surface = new Surface(memory, screen.base, screen.rowBytes, bounds, screen.depth)
    return { surface, colors: screen.colors, isBitMap: false, baseAddr }
  }
  const surface = new Surface(memory, baseAddr, rowBytes & ROW_BYTES, bounds, depthOf(pixelSize))
  const colors = quickDraw.colorSpaces.ofPixMap(address)
  return { surface, colors, isBitMap: surface.depth === 1 && isBlackAndWhite(colors), baseAddr }
}

const isBlackAndWhite = (colors: ColorSpace): boolean => colors.colorOf(0).red === 0xffff && colors.colorOf(1).red === 0

export function pixelsAt(mac: Mac, address: number): Pixels {
  const { memory, quickDraw } = mac
  const { baseAddr, rowBytes, bounds } = BitMap.at(memory, address)
  // Of a colour port the place of `portBits` holds the handle of its pixel map and a version.
  if ((rowBytes & IS_COLOR_PORT) === IS_COLOR_PORT) return pixelsOfPixMap(mac, memory.getU32(baseAddr))
  if ((rowBytes & IS_PIX_MAP) !== 0) return pixelsOfPixMap(mac, address)
  const { screen } = quickDraw
  if (baseAddr === screen.base) {
    const surface = new Surface(memory, screen.base, screen.rowBytes, bounds, screen.depth)
    return { surface, colors: screen.colors, isBitMap: false, baseAddr }
  }
  const surface = new Surface(memory, baseAddr, rowBytes & ROW_BYTES, bounds, 1)
  return { surface, colors: BLACK_AND_WHITE, isBitMap: true, baseAddr }
}
