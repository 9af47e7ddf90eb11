/** Straight lines: what the pen touches on its way (Imaging With QuickDraw, chapter 3), and where a line crosses rows of pixels. */

import { type Point, rect } from './geometry.ts'
import { Region } from './region.ts'

/**
 * The pixels of a line, a run for each row from the upper end to the lower: those nearest to the mathematical line, a row's run ending
 * halfway to the next row.
 */
function pathRuns(from: Point, to: Point): [left: number, right: number][] {
  const [upper, lower] = from.v <= to.v ? [from, to] : [to, from]
  const rows = lower.v - upper.v
  const slope = rows === 0 ? 0 : (lower.h - upper.h) / rows
  if (rows === 0) return [[Math.min(from.h, to.h), Math.max(from.h, to.h)]]
  const at = (row: number): number => Math.floor(upper.h + row * slope + 0.5)
  return Array.from({ length: rows + 1 }, (_, row): [number, number] => {
    if (Math.abs(slope) <= 1) return [at(row), at(row)]
    const start = row === 0 ? upper.h : at(row - 0.5)
    const end = row === rows ? lower.h : at(row + 0.5)
    if (slope > 0) return [start, row === rows ? end : Math.max(start, end - 1)]
    return [row === rows ? end : Math.min(start, end + 1), start]
  })
}

/** What a pen touches that hangs below and to the right of the points between two. */
export function lineRegion(from: Point, to: Point, pen: Point): Region {
  if (pen.h <= 0 || pen.v <= 0) return Region.empty
  const runs = pathRuns(from, to)
  const top = Math.min(from.v, to.v)
  if (from.h === to.h || from.v === to.v) {
    const left = Math.min(from.h, to.h)
    return Region.fromRect(rect(left, top, Math.max(from.h, to.h) + pen.h, Math.max(from.v, to.v) + pen.v))
  }
  const bounds = rect(0, top, 0, top + runs.length - 1 + pen.v)
  return Region.fromRows(bounds, (v) => {
    const first = runs[Math.max(0, v - top - pen.v + 1)]!
    const last = runs[Math.min(runs.length - 1, v - top)]!
    return [Math.min(first[0], last[0]), Math.max(first[1], last[1]) + pen.h]
  })
}

/**
 * An outline made of lines and regions, whose inside is what lies between its crossings in a row: open regions and polygons collect
 * what is framed in it.
 */
export class Outline {
  readonly #crossings = new Map<number, number[]>()

  /** A line crosses a row where it passes the middle of its height. */
  addLine(from: Point, to: Point): void {
    const [upper, lower] = from.v <= to.v ? [from, to] : [to, from]
    const slope = (lower.h - upper.h) / (lower.v - upper.v)
    for (let v = upper.v; v < lower.v; v++) {
      this.#cross(v, Math.floor(upper.h + (v - upper.v + 0.5) * slope + 0.5))
    }
  }

  addRegion({ bands }: Region): void {
    for (const { top, bottom, spans } of bands) {
      for (let v = top; v < bottom; v++) for (const h of spans) this.#cross(v, h)
    }
  }

  #cross(v: number, h: number): void {
    const row = this.#crossings.get(v)
    if (row === undefined) this.#crossings.set(v, [h])
    else row.push(h)
  }

  get inside(): Region {
    const rows = [...this.#crossings].sort(([a], [b]) => a - b)
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
