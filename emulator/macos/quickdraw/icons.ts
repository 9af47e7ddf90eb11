/** Icons as pixels with a mask (More Macintosh Toolbox, chapter 5). */

import type { Mac } from '../mac.ts'
import type { Handle } from '../types.ts'
import { copyMasked } from './copying.ts'
import { type Rect, rect } from './geometry.ts'
import { withScratch } from './graf-procs.ts'
import { describePixMap } from './pix-maps.ts'
import { BitMap, PORT_BITS } from './records.ts'
import { findResource } from './resources.ts'
import type { Depth } from './surface.ts'
import { srcCopy } from './transfer-modes.ts'

/** A family's members by depth; the one of one bit has the mask after its pixels. */
export interface IconSize {
  readonly width: number
  readonly height: number
  readonly types: Readonly<Record<1 | 4 | 8, string>>
}
export const LARGE: IconSize = { width: 32, height: 32, types: { 1: 'ICN#', 4: 'icl4', 8: 'icl8' } }
export const SMALL: IconSize = { width: 16, height: 16, types: { 1: 'ics#', 4: 'ics4', 8: 'ics8' } }
export const MINI: IconSize = { width: 16, height: 12, types: { 1: 'icm#', 4: 'icm4', 8: 'icm8' } }
export const iconSizes = [LARGE, SMALL, MINI] as const
const depths = [8, 4, 1] as const

/** `IconTransformType`. */
export const ttDisabled = 1
export const ttOffline = 2
export const ttOpen = 3
export const ttSelected = 0x4000

/** The size that a rectangle shows best. */
export function sizeFor({ left, top, right, bottom }: Rect): IconSize {
  const [width, height] = [right - left, bottom - top]
  return width > 16 || height > 16 ? LARGE : height > 12 ? SMALL : MINI
}

/** Gives the handle of a family's member. */
export type IconFamily = (type: string) => Handle

export const resourceFamily =
  (mac: Mac, id: number): IconFamily =>
  (type) =>
    findResource(mac, type, id)

export interface ChosenIcon {
  readonly size: IconSize
  readonly depth: 1 | 4 | 8
  readonly pixels: Handle
  readonly mask: Handle
}

/** The member for a rectangle in the screen's depth: of the size that fits or the next that there is. */
export function chooseIcon({ memory, quickDraw }: Mac, family: IconFamily, r: Rect): ChosenIcon | undefined {
  const best = sizeFor(r)
  for (const size of [best, ...iconSizes.filter((other) => other !== best)]) {
    const mask = family(size.types[1])
    if (mask === 0 || memory.getU32(mask) === 0) continue
    const depth = depths.find(
      (candidate) => candidate <= Math.max(1, quickDraw.port().surface.depth) && family(size.types[candidate]) !== 0,
    )
    if (depth !== undefined) return { size, depth, pixels: family(size.types[depth]), mask }
  }
  return undefined
}

const horizontalMask = 0x0c
const verticalMask = 0x03

/** Where an icon goes in a rectangle; without an alignment it fills it. */
export function aligned(r: Rect, { width, height }: IconSize, alignment: number): Rect {
  if (alignment === 0) return r
  const place = (start: number, end: number, size: number, how: number): number =>
    how === 1 ? start + ((end - start - size) >> 1) : how === 3 ? end - size : start
  // Horizontal alignments are centre, left and right; vertical ones centre, top and bottom.
  const h = (alignment & horizontalMask) >> 2
  const v = alignment & verticalMask
  const left = place(r.left, r.right, width, h)
  const top = place(r.top, r.bottom, height, v)
  return rect(left, top, left + width, top + height)
}

/** Where a record of a pixel map and one of a mask lie in a block of scratch. */
const MASK_AT = 64
const SCRATCH_BYTES = 80

export interface IconPixels {
  readonly width: number
  readonly height: number
  readonly depth: Depth
  /** Addresses of the pixels and the mask. */
  readonly pixels: number
  readonly mask: number
}

/** Draws pixels through a mask into the current port. */
export function plotPixels(mac: Mac, icon: IconPixels, destination: Rect, transform: number): void {
  const { memory, quickDraw: qd } = mac
  const { width, height, depth } = icon
  const bounds = rect(0, 0, width, height)
  withScratch(mac, SCRATCH_BYTES, (scratch) => {
    const rowBytes = (width * depth) / 8
    const { pixels: baseAddr } = icon
    if (depth === 1) Object.assign(BitMap.at(memory, scratch), { baseAddr, rowBytes, bounds })
    else describePixMap(mac, scratch, { baseAddr, rowBytes, bounds, depth, colorTable: qd.systemTable(depth) })
    Object.assign(BitMap.at(memory, scratch + MASK_AT), { baseAddr: icon.mask, rowBytes: width / 8, bounds })
    plotMasked(mac, scratch, scratch + MASK_AT, bounds, destination, transform)
  })
}

/** Draws a BitMap or PixMap through a mask: a selected icon is darkened, a disabled one lightened. */
export function plotMasked(
  mac: Mac,
  srcBits: number,
  maskBits: number,
  bounds: Rect,
  dstRect: Rect,
  transform: number,
): void {
  const port = mac.quickDraw.port()
  const dstBits = port.address + PORT_BITS
  const change = (transform & ttSelected) !== 0 ? 0.5 : 1
  const state = transform & 0xff
  const lighten = state === ttDisabled || state === ttOffline ? 0.5 : 0
  copyMasked(mac, {
    srcBits,
    maskBits,
    dstBits,
    srcRect: bounds,
    maskRect: bounds,
    dstRect,
    mode: srcCopy,
    maskRgn: 0,
    shade: ({ red, green, blue }) => {
      const shade = (value: number): number => Math.round(value * change + (0xffff - value * change) * lighten)
      return { red: shade(red), green: shade(green), blue: shade(blue) }
    },
  })
}
