/**
 * Ovals, round rectangles and wedges as regions (Imaging With QuickDraw, chapter 3).
 *
 * QuickDraw's oval widens from half its width, half a pixel on each side at a time, until the square of its width reaches what the
 * row's distance from the centre leaves of the square of its height.
 */

import { insetRect, isEmptyRect, type Point, type Rect, rect } from './geometry.ts'
import { Region } from './region.ts'
import type { Spans } from './spans.ts'

const FIXED_ONE = 0x10000

/** The edges of an oval's rows, from the oval's left. */
function ovalRows(width: number, height: number): [left: number, right: number][] {
  const ratio = Math.round((height * FIXED_ONE) / width) / FIXED_ONE
  const square = (steps: number): number => Math.floor(ratio * ratio * steps * steps)
  let steps = 0
  return Array.from({ length: height }, (_, row): [number, number] => {
    const fromCenter = 2 * row + 1 - height
    const room = height * height - fromCenter * fromCenter
    while (square(steps) < room) steps++
    while (square(steps) > room) steps--
    return [Math.floor((width - steps) / 2), Math.floor((width + steps + 1) / 2)]
  })
}

/** A rectangle whose corners are those of an oval of a size; the rows between them have the width of the last row above. */
export function roundRectRegion(r: Rect, ovalWidth: number, ovalHeight: number): Region {
  if (isEmptyRect(r)) return Region.empty
  const width = r.right - r.left
  const height = r.bottom - r.top
  const cornerWidth = Math.min(ovalWidth, width)
  const cornerHeight = Math.min(ovalHeight, height)
  if (cornerWidth < 1 || cornerHeight < 1) return Region.fromRect(r)
  const rows = ovalRows(cornerWidth, cornerHeight)
  const upperEnd = cornerHeight >> 1
  const lowerStart = height - (cornerHeight - upperEnd)
  const flat: [number, number] = [cornerWidth >> 1, (cornerWidth + 1) >> 1]
  return Region.fromRows(r, (v): Spans => {
    const y = v - r.top
    const row = y < upperEnd ? y : y >= lowerStart ? y - (height - cornerHeight) : upperEnd - 1
    const [left, right] = rows[row] ?? flat
    return left < right + width - cornerWidth ? [r.left + left, r.left + right + width - cornerWidth] : []
  })
}

export const ovalRegion = (r: Rect): Region => roundRectRegion(r, r.right - r.left, r.bottom - r.top)

/** Between the shape and the same shape as much smaller as the pen is big. */
export function roundRectFrame(r: Rect, ovalWidth: number, ovalHeight: number, pen: Point): Region {
  const inner = roundRectRegion(insetRect(r, pen.h, pen.v), ovalWidth - 2 * pen.h, ovalHeight - 2 * pen.v)
  return roundRectRegion(r, ovalWidth, ovalHeight).subtract(inner)
}

/** A direction as a vector: degrees clockwise from the top, where 45 is the rectangle's upper right corner. */
function direction(degrees: number, r: Rect): Point {
  const radians = (degrees * Math.PI) / 180
  // Rounded as QuickDraw's slopes are, so that no host's sine decides about a pixel.
  const fixed = (value: number): number => Math.round(value * FIXED_ONE)
  return { h: fixed(Math.sin(radians)) * (r.right - r.left), v: -fixed(Math.cos(radians)) * (r.bottom - r.top) }
}

/** The part of a rectangle in an angle around its centre, by the pixels' centres. */
export function wedgeRegion(r: Rect, startAngle: number, arcAngle: number): Region {
  if (isEmptyRect(r) || arcAngle === 0) return Region.empty
  if (Math.abs(arcAngle) >= 360) return Region.fromRect(r)
  const start = arcAngle < 0 ? startAngle + arcAngle : startAngle
  const extent = Math.abs(arcAngle)
  const from = direction(start, r)
  const to = direction(start + extent, r)
  const clockwiseOf = (edge: Point, h: number, v: number): number => edge.h * v - edge.v * h
  const isInside = (h: number, v: number): boolean => {
    const afterStart = clockwiseOf(from, h, v) >= 0
    const beforeEnd = clockwiseOf(to, h, v) < 0
    return extent <= 180 ? afterStart && beforeEnd : afterStart || beforeEnd
  }
  return Region.fromRows(r, (row): Spans => {
    const spans: number[] = []
    let inside = false
    for (let column = r.left; column <= r.right; column++) {
      const h = 2 * column + 1 - r.left - r.right
      const v = 2 * row + 1 - r.top - r.bottom
      const now = column < r.right && isInside(h, v)
      if (now !== inside) spans.push(column)
      inside = now
    }
    return spans
  })
}

/** Degrees from the top clockwise of a point seen from the rectangle's centre, where 45 is its upper right corner (PtToAngle). */
export function angleOf(r: Rect, point: Point): number {
  const h = (2 * point.h - r.left - r.right) * (r.bottom - r.top)
  const v = (2 * point.v - r.top - r.bottom) * (r.right - r.left)
  const degrees = Math.round((Math.atan2(h, 0 - v) * 180) / Math.PI)
  return ((degrees % 360) + 360) % 360
}

export const frameRect = (r: Rect, pen: Point): Region =>
  Region.fromRect(r).subtract(Region.fromRect(rect(r.left + pen.h, r.top + pen.v, r.right - pen.h, r.bottom - pen.v)))
