/** From one rectangle's coordinates to another's (Imaging With QuickDraw, chapter 2, "Scaling Shapes"). */

import { equalRects, type Point, type Rect, rect } from './geometry.ts'
import { Region } from './region.ts'

/** Coordinates go no further. */
const LIMIT = 0x7fff - 1

const extent = (start: number, end: number): number => end - start

function mapCoordinate(x: number, from: readonly [number, number], to: readonly [number, number]): number {
  const width = extent(...from)
  const mapped = width === 0 ? x - from[0] : Math.round(((x - from[0]) * extent(...to)) / width)
  return Math.max(-LIMIT, Math.min(LIMIT, mapped + to[0]))
}

const horizontal = ({ left, right }: Rect): [number, number] => [left, right]
const vertical = ({ top, bottom }: Rect): [number, number] => [top, bottom]

export const mapPoint = ({ h, v }: Point, from: Rect, to: Rect): Point => ({
  h: mapCoordinate(h, horizontal(from), horizontal(to)),
  v: mapCoordinate(v, vertical(from), vertical(to)),
})

export function mapRect(r: Rect, from: Rect, to: Rect): Rect {
  const upperLeft = mapPoint({ h: r.left, v: r.top }, from, to)
  const lowerRight = mapPoint({ h: r.right, v: r.bottom }, from, to)
  return rect(upperLeft.h, upperLeft.v, lowerRight.h, lowerRight.v)
}

/** A width and a height; at least one pixel each of what had one (ScalePt). */
export function scalePoint({ h, v }: Point, from: Rect, to: Rect): Point {
  const scale = (size: number, source: number, target: number): number =>
    size <= 0 ? size : Math.max(1, source === 0 ? size : Math.round((size * target) / source))
  return {
    h: scale(h, from.right - from.left, to.right - to.left),
    v: scale(v, from.bottom - from.top, to.bottom - to.top),
  }
}

export function mapRegion(region: Region, from: Rect, to: Rect): Region {
  if (equalRects(from, to)) return region
  const h = (x: number): number => mapCoordinate(x, horizontal(from), horizontal(to))
  const v = (y: number): number => mapCoordinate(y, vertical(from), vertical(to))
  return Region.fromBands(
    region.bands.map(({ top, bottom, spans }) => ({ top: v(top), bottom: v(bottom), spans: joined(spans.map(h)) })),
  )
}

/** Spans whose ends may have come together. */
function joined(edges: readonly number[]): number[] {
  const spans: number[] = []
  for (let index = 0; index < edges.length; index += 2) {
    const [left, right] = [edges[index]!, edges[index + 1]!]
    if (left >= right) continue
    if (spans.at(-1) === left) spans[spans.length - 1] = right
    else spans.push(left, right)
  }
  return spans
}
