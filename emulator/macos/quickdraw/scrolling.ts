/** ScrollRect (Imaging With QuickDraw, chapter 2). */

import type { Mac } from '../mac.ts'
import { procedure } from '../service.ts'
import { byReference, HandleType, SInt16 } from '../types.ts'
import { type Rect, RectType } from './geometry.ts'
import { Region } from './region.ts'
import type { Surface } from './surface.ts'
import { patCopy } from './transfer-modes.ts'

/** Moves what a region has within a surface: `target` is where it comes to lie. */
export function movePixels(surface: Surface, target: Region, dh: number, dv: number): void {
  const { bounds } = target
  const source = target.offset(-dh, -dv)
  if (target.isRect && surface.move(source.bounds, dh, dv)) return
  const rows: [Rect, Uint32Array[]][] = [...source.rects()].map((r) => [
    r,
    Array.from({ length: r.bottom - r.top }, (_, row) => {
      const pixels = new Uint32Array(bounds.right - bounds.left)
      surface.readRow(r.left, r.right, r.top + row, pixels)
      return pixels
    }),
  ])
  for (const [{ left, right, top }, pixels] of rows) {
    pixels.forEach((line, row) => {
      surface.writeRow(left + dh, right + dh, top + row + dv, line)
    })
  }
}

function scrollRect({ quickDraw: qd, console }: Mac, r: Rect, dh: number, dv: number, updateRgn: number): void {
  const port = qd.port()
  console.lines?.scroll(port.address, r, dv)
  const area = port.drawable.intersect(Region.fromRect(r))
  const target = area.intersect(area.offset(dh, dv))
  if (port.fields.pnVis < 0) return
  movePixels(port.surface, target, dh, dv)
  const uncovered = area.subtract(target)
  qd.paint(port, uncovered, qd.backgroundPattern(port), patCopy)
  if (updateRgn !== 0) qd.setRegion(updateRgn, uncovered)
}

export const scrollServices = {
  ScrollRect: procedure(
    { r: byReference(RectType), dh: SInt16, dv: SInt16, updateRgn: HandleType },
    (mac, { r, dh, dv, updateRgn }) => scrollRect(mac, r, dh, dv, updateRgn),
  ),
}
