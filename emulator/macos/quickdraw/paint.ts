/** Filling a region with a pattern: what all shapes end in (Imaging With QuickDraw, chapters 3 and 4). */

import type { Pattern } from './records.ts'
import type { Region } from './region.ts'
import type { Surface } from './surface.ts'
import { bitTransfer, type Ink, pixelTransfer } from './transfer-modes.ts'

/** A pattern in colours: pixels of the surface that it is drawn on, row after row. */
export interface ColorPattern {
  readonly width: number
  readonly height: number
  readonly pixels: Uint32Array
}

export type AnyPattern = Pattern | ColorPattern

const isOldPattern = (pattern: AnyPattern): pattern is Pattern => pattern instanceof Uint8Array

const modulo = (value: number, count: number): number => ((value % count) + count) % count

/** The value that every pixel gets, whatever was there; undefined where there is no such value. */
function solidPixel(pattern: AnyPattern, mode: number, ink: Ink): number | undefined {
  if (!isOldPattern(pattern) || mode >= 16 || (mode & 3) !== 0) return undefined
  const [row] = pattern
  if ((row !== 0 && row !== 0xff) || pattern.some((other) => other !== row)) return undefined
  return bitTransfer(mode, ink)(row !== 0, 0)
}

/**
 * Patterns have their origin in that of the local coordinates, so that those of adjacent shapes meet. All of the region lies within
 * the surface.
 */
export function paintRegion(surface: Surface, ink: Ink, region: Region, pattern: AnyPattern, mode: number): void {
  const solid = solidPixel(pattern, mode, ink)
  if (solid !== undefined) {
    for (const { top, left, bottom, right } of region.rects()) {
      for (let v = top; v < bottom; v++) surface.fill(left, right, v, solid)
    }
    return
  }
  const { left, right } = region.bounds
  const row = new Uint32Array(Math.max(0, right - left))
  const rowPainter = isOldPattern(pattern) ? oldPatternRow(pattern, mode, ink) : colorPatternRow(pattern, mode, ink)
  for (const r of region.rects()) {
    for (let v = r.top; v < r.bottom; v++) {
      surface.readRow(r.left, r.right, v, row)
      rowPainter(row, r.left, r.right - r.left, v)
      surface.writeRow(r.left, r.right, v, row)
    }
  }
}

/** Changes `count` pixels, the first of which is at `h`. */
type RowPainter = (row: Uint32Array, h: number, count: number, v: number) => void

function oldPatternRow(pattern: Pattern, mode: number, ink: Ink): RowPainter {
  const transfer = bitTransfer(mode, ink)
  return (row, h, count, v) => {
    const bits = pattern[v & 7]!
    for (let index = 0; index < count; index++) {
      const pixel = transfer(((bits << ((h + index) & 7)) & 0x80) !== 0, row[index]!)
      if (pixel !== undefined) row[index] = pixel
    }
  }
}

function colorPatternRow({ width, height, pixels }: ColorPattern, mode: number, ink: Ink): RowPainter {
  const transfer = pixelTransfer(mode, ink)
  return (row, h, count, v) => {
    const start = modulo(v, height) * width
    for (let index = 0; index < count; index++) {
      const pixel = transfer(pixels[start + modulo(h + index, width)]!, row[index]!)
      if (pixel !== undefined) row[index] = pixel
    }
  }
}
