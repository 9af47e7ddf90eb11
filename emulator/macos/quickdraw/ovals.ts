/**
 * Ovals, round rectangles and wedges as regions (Imaging With QuickDraw, chapter 3).
 *
 * QuickDraw's oval widens from half its width, half a pixel on each side at a time, until the square of its width reaches what the
 * row's distance from the centre leaves of the square of its height.
 */

import { FIXED_ONE, fixedProduct, fixedQuotient, wholePart } from '../toolbox-utilities/fixed-point.ts'
import { insetRect, isEmptyRect, type Point, type Rect, rect } from './geometry.ts'
import { Region } from './region.ts'
import { combineSpans, type Spans, union } from './spans.ts'

/** The edges of an oval's rows, from the oval's left. */
function ovalRows(width: number, height: number): [left: number, right: number][] {
  const ratio = fixedQuotient(height, width) / FIXED_ONE
  const square = (steps: number): number => Math.floor(ratio * ratio * steps * steps)
  let steps = 0
  return Array.from({ length: height }, (_, row): [number, number] => {
    const fromCenter = 2 * row + 1 - height
    const room = height * height - fromCenter * fromCenter
    while (square(steps) < room) steps++
    while (square(steps) > room) steps--
    return [Math.max(0, Math.floor((width - steps) / 2)), Math.min(width, Math.floor((width + steps + 1) / 2))]
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

const span = (left: number, right: number): Spans => (left < right ? [left, right] : [])

/** How far a ray at an angle goes sideways in a row; a level ray has no such number, and none is used. */
function slopeOf(angle: number, aspect: number): number {
  const degrees = angle % 180
  // Rounded, so that no host's tangent decides about a pixel.
  const tangent = degrees === 90 ? 0 : Math.round(Math.tan((degrees * Math.PI) / 180) * FIXED_ONE)
  return fixedProduct(-tangent, aspect)
}

/**
 * The part of a rectangle between two rays from its centre; 45 degrees is its upper right corner. In the upper half the ray that comes
 * first clockwise bounds a row on the left, in the lower half on the right; a ray that is in the other half bounds nothing.
 */
export function wedgeRegion(r: Rect, startAngle: number, arcAngle: number): Region {
  if (isEmptyRect(r) || arcAngle === 0) return Region.empty
  const extent = Math.abs(arcAngle)
  if (extent >= 360) return Region.fromRect(r)
  const start = (((arcAngle < 0 ? startAngle + arcAngle : startAngle) % 360) + 360) % 360
  const halfHeight = (r.bottom - r.top) >> 1
  const center = ((r.left + r.right) >> 1) * FIXED_ONE
  const aspect = fixedQuotient(r.right - r.left, r.bottom - r.top)
  const ray = (angle: number) => {
    const slope = slopeOf(angle, aspect)
    const isUpper = angle < 90 || angle > 270
    const isLower = angle > 90 && angle < 270
    return (row: number): number | undefined =>
      (row < halfHeight ? isUpper : isLower) ? wholePart(center + (row - halfHeight) * slope) : undefined
  }
  const first = ray(start)
  const last = ray((start + extent) % 360)
  return Region.fromRows(r, (v): Spans => {
    const row = v - r.top
    const isUpper = row < halfHeight
    const [leftRay, rightRay] = isUpper ? [first(row), last(row)] : [last(row), first(row)]
    if (leftRay === undefined && rightRay === undefined) {
      // Neither ray is in this half: all of it belongs to the wedge, or nothing.
      const isOutside = extent < 180 || (extent === 180 && start === (isUpper ? 90 : 270))
      return isOutside ? [] : [r.left, r.right]
    }
    const left = Math.max(r.left, leftRay ?? r.left)
    const right = Math.min(r.right, rightRay ?? r.right)
    if (left < right) return [left, right]
    const isAround = leftRay !== undefined && rightRay !== undefined && extent > 180
    return isAround ? combineSpans(span(r.left, right), span(left, r.right), union) : []
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
