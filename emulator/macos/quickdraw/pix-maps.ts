/** Pixel maps in memory (Imaging With QuickDraw, chapter 4, "The PixMap Record"). */

import type { Mac } from '../mac.ts'
import { asHandle, asPtr, type Handle } from '../types.ts'
import { isEmptyRect, type Rect } from './geometry.ts'
import { IS_PIX_MAP, PixMap, RGB_DIRECT } from './records.ts'
import type { Depth } from './surface.ts'

/** Dots an inch, as a Fixed. */
export const SCREEN_RESOLUTION = 72 << 16
/** Above it the bits mean something else. */
export const MOST_ROW_BYTES = 0x3ffe

export interface PixMapShape {
  readonly baseAddr: number
  readonly rowBytes: number
  readonly bounds: Rect
  readonly depth: Depth
  readonly colorTable: number
}

export function describePixMap({ memory }: Mac, address: number, shape: PixMapShape): void {
  const { depth } = shape
  const map = PixMap.at(memory, address)
  map.baseAddr = asPtr(shape.baseAddr)
  map.rowBytes = shape.rowBytes | IS_PIX_MAP
  map.bounds = shape.bounds
  map.pmVersion = 0
  map.packType = 0
  map.packSize = 0
  map.hRes = SCREEN_RESOLUTION
  map.vRes = SCREEN_RESOLUTION
  map.pixelType = depth > 8 ? RGB_DIRECT : 0
  map.pixelSize = depth
  map.cmpCount = depth > 8 ? 3 : 1
  map.cmpSize = depth === 16 ? 5 : depth === 32 ? 8 : depth
  map.planeBytes = 0
  map.pmTable = asHandle(shape.colorTable)
  map.pmReserved = 0
}

/** Bytes of a row of pixels, a multiple of four. */
export const rowBytesFor = (width: number, depth: Depth): number => Math.ceil((width * depth) / 32) * 4

/** Whether a pixel map of a size can be. */
export const isPossible = (bounds: Rect, depth: Depth): boolean =>
  !isEmptyRect(bounds) && rowBytesFor(bounds.right - bounds.left, depth) <= MOST_ROW_BYTES

/** A copy of a relocatable block. */
export function copyHandle({ memory, memoryManager: mm }: Mac, source: number): Handle {
  const size = mm.handleSize(asHandle(source))
  const copy = mm.newHandle(mm.currentZone, size)
  memory.move(memory.getU32(source), memory.getU32(copy), size)
  return copy
}
