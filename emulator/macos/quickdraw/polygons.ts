/** Polygons (Imaging With QuickDraw, chapter 3): a record in memory of a size, a bounding box and points. */

import type { Mac } from '../mac.ts'
import { struct } from '../struct.ts'
import { asHandle, type Handle, UInt16 } from '../types.ts'
import { lineTo, type Shape } from './drawing.ts'
import { EMPTY_RECT, type Point, PointType, type Rect, RectType, rect } from './geometry.ts'
import { Outline } from './lines.ts'
import { bytesOf, pointBytes, rectBytes, word } from './picture-bytes.ts'
import { opcodes } from './picture-opcodes.ts'

export const PolygonRecord = struct('Polygon', 10, { polySize: [0, UInt16], polyBBox: [2, RectType] })
const MOST_POINTS = (0x7fff - PolygonRecord.size) >> 2

export function polygonPoints({ memory }: Mac, handle: number): Point[] {
  const address = memory.getU32(handle)
  const count = (PolygonRecord.at(memory, address).polySize - PolygonRecord.size) >> 2
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    PointType.load(memory, address + PolygonRecord.size + index * PointType.size),
  )
}

function boundsOf(points: readonly Point[]): Rect {
  if (points.length === 0) return EMPTY_RECT
  const h = points.map((point) => point.h)
  const v = points.map((point) => point.v)
  return rect(Math.min(...h), Math.min(...v), Math.max(...h), Math.max(...v))
}

export function storePolygon({ memory, memoryManager: mm }: Mac, handle: number, allPoints: readonly Point[]): void {
  const points = allPoints.slice(0, MOST_POINTS)
  const size = PolygonRecord.size + points.length * PointType.size
  mm.setHandleSize(asHandle(handle), size)
  const address = memory.getU32(handle)
  const record = PolygonRecord.at(memory, address)
  record.polySize = size
  record.polyBBox = boundsOf(points)
  points.forEach((point, index) => {
    PointType.store(memory, address + PolygonRecord.size + index * PointType.size, point)
  })
}

/** Framing draws lines from point to point; all else takes what lies between them, the last point joined to the first. */
export function polygonShape(handle: Handle, points: readonly Point[]): Shape {
  const outline = new Outline()
  points.forEach((point, index) => {
    outline.addLine(point, points[(index + 1) % points.length]!)
  })
  const { inside } = outline
  return {
    proc: 'polyProc',
    solid: inside,
    frame: () => inside,
    joinsOpenRegion: false,
    procArguments: () => [handle],
    opcode: opcodes.polygon,
    pictureData: () => {
      const { top, left, bottom, right } = boundsOf(points)
      const size = PolygonRecord.size + points.length * PointType.size
      return bytesOf(word(size), rectBytes(rect(left, top, right, bottom)), ...points.map(pointBytes))
    },
    strokes: (mac) => strokePolygon(mac, points),
  }
}

function strokePolygon(mac: Mac, points: readonly Point[]): void {
  const [first, ...rest] = points
  if (first === undefined) return
  const { fields } = mac.quickDraw.port()
  const { pnLoc } = fields
  fields.pnLoc = first
  for (const point of rest) lineTo(mac, point)
  fields.pnLoc = pnLoc
}
