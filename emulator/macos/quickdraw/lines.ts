/** Straight lines: what the pen touches on its way (Imaging With QuickDraw, chapter 3), and where a line crosses rows of pixels. */

import { FIXED_HALF, FIXED_ONE, fixedProduct, fixedQuotient, wholePart } from '../toolbox-utilities/fixed-point.ts'
import { type Point, rect } from './geometry.ts'
import { Region } from './region.ts'

/** Both ends of a line, the upper one first, and how far it goes sideways in a row. */
function sorted(from: Point, to: Point): { upper: Point; lower: Point; slope: number } {
  const [upper, lower] = from.v < to.v ? [from, to] : [to, from]
  return { upper, lower, slope: fixedQuotient(lower.h - upper.h, lower.v - upper.v) }
}

/**
 * What a pen touches that hangs below and to the right of the points between two. QuickDraw draws a slanted line as a slab: a left and a
 * right edge, which each row moves by the slope, within the rectangle around the pen at both ends.
 */
export function lineRegion(from: Point, to: Point, pen: Point): Region {
  if (pen.h <= 0 || pen.v <= 0) return Region.empty
  const left = Math.min(from.h, to.h)
  const top = Math.min(from.v, to.v)
  const box = rect(left, top, Math.max(from.h, to.h) + pen.h, Math.max(from.v, to.v) + pen.v)
  if (from.h === to.h || from.v === to.v) return Region.fromRect(box)
  const { upper, slope } = sorted(from, to)
  const middle = upper.h * FIXED_ONE + FIXED_HALF + Math.floor(slope / 2)
  const drop = fixedProduct(pen.v * FIXED_ONE, slope)
  let leftEdge = middle
  let rightEdge = middle + pen.h * FIXED_ONE
  // The edge behind starts as far back as the pen is high; flat lines end a pixel short of the next row's beginning.
  if (slope >= 0) {
    leftEdge -= drop
    if (slope >= FIXED_ONE) rightEdge -= FIXED_ONE
    else leftEdge += slope
  } else {
    rightEdge -= drop
    if (slope < -FIXED_ONE) leftEdge += FIXED_ONE
    else rightEdge += slope
  }
  return Region.fromRows(box, (v) => {
    const start = Math.max(box.left, wholePart(leftEdge + (v - top) * slope))
    const end = Math.min(box.right, wholePart(rightEdge + (v - top) * slope))
    return start < end ? [start, end] : []
  })
}

/**
 * An outline made of lines and regions, whose inside is what lies between its crossings in a row: open regions and polygons collect
 * what is framed in it.
 */
export class Outline {
  private readonly crossings = new Map<number, number[]>()

  /** A line crosses a row where the left edge of the slab that draws it would be, were the pen a point. */
  addLine(from: Point, to: Point): void {
    if (from.v === to.v) return
    const { upper, lower, slope } = sorted(from, to)
    let start = upper.h * FIXED_ONE + FIXED_HALF + Math.floor(slope / 2)
    if (slope > 0 && slope < FIXED_ONE) start += slope
    else if (slope < -FIXED_ONE) start += FIXED_ONE
    for (let v = upper.v; v < lower.v; v++) this.cross(v, wholePart(start + (v - upper.v) * slope))
  }

  addRegion({ bands }: Region): void {
    for (const { top, bottom, spans } of bands) {
      for (let v = top; v < bottom; v++) for (const h of spans) this.cross(v, h)
    }
  }

  private cross(v: number, h: number): void {
    const row = this.crossings.get(v)
    if (row === undefined) this.crossings.set(v, [h])
    else row.push(h)
  }

  get inside(): Region {
    const rows = [...this.crossings].sort(([a], [b]) => a - b)
    return Region.fromBands(
      rows.map(([v, crossings]) => ({ top: v, bottom: v + 1, spans: withoutPairs(crossings.sort((a, b) => a - b)) })),
    )
  }
}

/** Two crossings in one place are none. */
function withoutPairs(sorted: readonly number[]): number[] {
  const left: number[] = []
  for (const h of sorted) {
    if (left.at(-1) === h) left.pop()
    else left.push(h)
  }
  return left
}
