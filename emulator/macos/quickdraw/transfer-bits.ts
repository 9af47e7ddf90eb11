/** Moving pixels from one surface to another: scaled, between depths, in a mode (Imaging With QuickDraw, chapters 3 and 4). */

import type { Pixels } from './bits.ts'
import { BLACK, type ColorSpace, WHITE } from './colors.ts'
import { isEmptyRect, type Rect } from './geometry.ts'
import type { RGBColor } from './records.ts'
import { Region } from './region.ts'
import type { Surface } from './surface.ts'
import { bitTransfer, ditherCopy, type Ink, pixelTransfer, srcCopy, transparent } from './transfer-modes.ts'

export interface BitTransfer {
  readonly source: Pixels
  readonly destination: Pixels
  readonly sourceRect: Rect
  readonly destinationRect: Rect
  readonly mode: number
  /** In the destination's coordinates. */
  readonly clip: Region
  readonly ink: Ink
  /** Of the port whose colours the pixels get. */
  readonly foreground: RGBColor
  readonly background: RGBColor
}

/** A row of the source, from the left of its bounds. */
type SourceRow = (v: number) => Uint32Array

/** Rows as they were before anything was drawn, where both surfaces are in one piece of memory. */
export function rowReader(surface: Surface, r: Rect, isShared: boolean): SourceRow {
  const { left, right, top, bottom } = surface.bounds
  const width = Math.max(0, right - left)
  const read = (v: number): Uint32Array => {
    const row = new Uint32Array(width)
    surface.readRow(left, right, v, row)
    return row
  }
  if (isShared) {
    const first = Math.max(r.top, top)
    const rows = Array.from({ length: Math.max(0, Math.min(r.bottom, bottom) - first) }, (_, index) =>
      read(first + index),
    )
    return (v) => rows[v - first]!
  }
  let last = Number.NaN
  const row = new Uint32Array(width)
  return (v) => {
    if (v !== last) surface.readRow(left, right, v, row)
    last = v
    return row
  }
}

/** For each pixel of a length, which of another it is taken from: the one at the same part of the way. */
export function sampling(start: number, end: number, from: number, to: number): (x: number) => number {
  const ratio = (to - from) / (end - start)
  return end - start === to - from ? (x) => x - start + from : (x) => from + Math.floor((x - start + 0.5) * ratio)
}

/** White becomes the background colour and black the foreground, and what is between them a mixture. */
function colorized(color: RGBColor, foreground: RGBColor, background: RGBColor): RGBColor {
  const mix = (value: number, dark: number, light: number): number =>
    Math.round((dark * (0xffff - value) + light * value) / 0xffff)
  return {
    red: mix(color.red, foreground.red, background.red),
    green: mix(color.green, foreground.green, background.green),
    blue: mix(color.blue, foreground.blue, background.blue),
  }
}

const isColor = (a: RGBColor, b: RGBColor): boolean => a.red === b.red && a.green === b.green && a.blue === b.blue

/** The destination's pixel for one of the source; each is looked up once. */
export function pixelTranslation(
  from: ColorSpace,
  to: ColorSpace,
  change: (color: RGBColor) => RGBColor,
): (pixel: number) => number {
  const known = new Map<number, number>()
  // Neighbours are often alike.
  let last = Number.NaN
  let result = 0
  return (pixel) => {
    if (pixel === last) return result
    last = pixel
    const remembered = known.get(pixel)
    if (remembered !== undefined) {
      result = remembered
    } else {
      result = to.pixelOf(change(from.colorOf(pixel)))
      known.set(pixel, result)
    }
    return result
  }
}

/** The modes above the Boolean ones take the source's colours as they are. */
function isColored({ mode, foreground, background }: BitTransfer): boolean {
  return (mode & ~ditherCopy) < transparent && !(isColor(foreground, BLACK) && isColor(background, WHITE))
}

/** Whether pixels of the source are those of the destination for the same colours. */
const isSameFormat = ({ source, destination }: BitTransfer): boolean =>
  source.colors === destination.colors && source.surface.depth === destination.surface.depth

function translation(transfer: BitTransfer): (pixel: number) => number {
  const { source, destination, foreground, background } = transfer
  const isPlain = !isColored(transfer)
  if (isPlain && isSameFormat(transfer)) return (pixel) => pixel
  return pixelTranslation(source.colors, destination.colors, (color) =>
    isPlain ? color : colorized(color, foreground, background),
  )
}

export function transferBits(transfer: BitTransfer): void {
  const { source, destination, sourceRect, destinationRect, mode, ink } = transfer
  if (isEmptyRect(sourceRect) || isEmptyRect(destinationRect)) return
  const { surface } = destination
  const area = transfer.clip.intersect(Region.fromRect(destinationRect)).intersect(Region.fromRect(surface.bounds))
  if (area.isEmpty) return
  const rowAt = rowReader(source.surface, sourceRect, source.baseAddr === destination.baseAddr)
  const { bounds } = source.surface
  const sourceH = sampling(destinationRect.left, destinationRect.right, sourceRect.left, sourceRect.right)
  const sourceV = sampling(destinationRect.top, destinationRect.bottom, sourceRect.top, sourceRect.bottom)
  const combine = combination(transfer)
  const isCopy = (mode & ~ditherCopy) === srcCopy
  const isUnscaled = destinationRect.right - destinationRect.left === sourceRect.right - sourceRect.left
  const isMove = isCopy && isUnscaled && !source.isBitMap && isSameFormat(transfer) && !isColored(transfer)
  const pixels = new Uint32Array(area.bounds.right - area.bounds.left)
  for (const r of area.rects()) {
    const { left, right } = clampedColumns(r, sourceH, bounds)
    if (left >= right) continue
    for (let v = r.top; v < r.bottom; v++) {
      const from = sourceV(v)
      if (from < bounds.top || from >= bounds.bottom) continue
      const row = rowAt(from)
      if (isMove) {
        surface.writeRow(left, right, v, row.subarray(sourceH(left) - bounds.left))
        continue
      }
      if (!isCopy) surface.readRow(left, right, v, pixels)
      for (let h = left; h < right; h++) {
        const result = combine(row[sourceH(h) - bounds.left]!, pixels[h - left]!)
        if (result !== undefined) pixels[h - left] = result & ink.mask
      }
      surface.writeRow(left, right, v, pixels)
    }
  }
}

/** The columns of a rectangle for which the source has pixels. */
function clampedColumns(r: Rect, sourceH: (h: number) => number, bounds: Rect): { left: number; right: number } {
  let { left, right } = r
  while (left < right && sourceH(left) < bounds.left) left++
  while (right > left && sourceH(right - 1) >= bounds.right) right--
  return { left, right }
}

function combination(transfer: BitTransfer): (source: number, destination: number) => number | undefined {
  const { source, mode, ink } = transfer
  if (source.isBitMap) {
    const change = bitTransfer(mode, ink)
    return (pixel, destination) => change(pixel !== 0, destination)
  }
  const translate = translation(transfer)
  const change = pixelTransfer(mode, ink)
  return (pixel, destination) => change(translate(pixel), destination)
}
