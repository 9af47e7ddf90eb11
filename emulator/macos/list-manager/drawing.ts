/** Drawing cells: with the system's list definition function, which shows text, or with one of the program's (More Macintosh Toolbox, chapter 4). */

import { definitionProc } from '../appearance/definition-functions.ts'
import { keepingPort, Painter } from '../appearance/painter.ts'
import { systemDefinition } from '../appearance/system-definitions.ts'
import { Control } from '../control-manager/control-record.ts'
import { drawControl } from '../control-manager/definition.ts'
import { type Point, PointType, type Rect, RectType, rect, sectRect } from '../quickdraw/geometry.ts'
import { withScratch } from '../quickdraw/graf-procs.ts'
import { PATTERNS } from '../quickdraw/quickdraw.ts'
import { Region } from '../quickdraw/region.ts'
import { hilite, patCopy } from '../quickdraw/transfer-modes.ts'
import type { List } from './list.ts'
import { listMessages } from './records.ts'

/** Where a cell is, in the port's coordinates: also when the view does not show it. */
export function cellRect({ fields }: List, { h, v }: Point): Rect {
  const { rView, visible, cellSize } = fields
  const left = rView.left + (h - visible.left) * cellSize.h
  const top = rView.top + (v - visible.top) * cellSize.v
  return rect(left, top, left + cellSize.h, top + cellSize.v)
}

const isStandard = ({ mac, fields }: List): boolean => systemDefinition.idOf(mac, fields.listDefProc) !== undefined

function callDefinition(list: List, message: number, isSelected: boolean, r: Rect, cell: Point, index: number): void {
  const { mac, fields } = list
  const proc = definitionProc(mac, fields.listDefProc, 'a list definition function (LDEF)')
  const offset = index < 0 ? 0 : list.offset(index)
  const length = index < 0 ? 0 : list.length(index)
  keepingPort(mac, () =>
    withScratch(mac, RectType.size, (scratch) => {
      mac.quickDraw.thePort = fields.port
      const port = mac.quickDraw.port()
      const clip = mac.quickDraw.region(port.fields.clipRgn)
      if (index >= 0)
        mac.quickDraw.setRegion(port.fields.clipRgn, clip.intersect(Region.fromRect(sectRect(r, fields.rView))))
      RectType.store(mac.memory, scratch, r)
      const place = PointType.toRegister(cell)
      mac.callGuest(proc, message, isSelected ? 1 : 0, scratch, place, offset, length, list.handle)
      if (index >= 0) mac.quickDraw.setRegion(port.fields.clipRgn, clip)
    }),
  )
}

/** How far text is from the upper left corner of its cell, unless the program changes it. */
const INDENT = 4

export function initializeDefinition(list: List): void {
  const { mac, fields } = list
  const { ascent } = mac.text.fontInfo(mac.quickDraw.port(fields.port))
  fields.indent = { h: INDENT, v: ascent }
  if (!isStandard(list)) callDefinition(list, listMessages.lInitMsg, false, fields.rView, { h: 0, v: 0 }, -1)
}
export function closeDefinition(list: List): void {
  if (!isStandard(list)) callDefinition(list, listMessages.lCloseMsg, false, list.fields.rView, { h: 0, v: 0 }, -1)
}

/** Draws a cell that the view shows (LDraw). */
export function drawCell(list: List, cell: Point): void {
  const { mac, fields } = list
  if (!list.has(cell)) return
  const index = list.indexOf(cell)
  const r = cellRect(list, cell)
  const seen = Region.fromRect(sectRect(r, fields.rView))
  if (seen.isEmpty) return
  const isSelected = fields.lActive && list.isSelected(index)
  if (!isStandard(list)) {
    callDefinition(list, listMessages.lDrawMsg, isSelected, r, cell, index)
    return
  }
  const { quickDraw: qd } = mac
  const port = qd.port(fields.port)
  qd.paint(port, seen, qd.backgroundPattern(port), patCopy)
  const { txFont: font, txSize: size, txFace: face } = port.fields
  const look = { font, size, face, color: port.foreground }
  const painter = new Painter(mac, port, port.drawable.intersect(seen))
  painter.text(list.data(index), r.left + fields.indent.h, r.top + fields.indent.v, look)
  if (isSelected) qd.paint(port, seen, PATTERNS.black, hilite)
}

/** Shows that a cell's selection is another one; a second time takes it back. */
export function highlightCell(list: List, cell: Point, isSelected: boolean): void {
  const { mac, fields } = list
  if (!list.has(cell)) return
  const r = cellRect(list, cell)
  const seen = sectRect(r, fields.rView)
  if (!isStandard(list)) callDefinition(list, listMessages.lHiliteMsg, isSelected, r, cell, list.indexOf(cell))
  else mac.quickDraw.paintRect(mac.quickDraw.port(fields.port), seen, PATTERNS.black, hilite)
}

export function visibleCells({ fields }: List): Point[] {
  const { left, top, right, bottom } = fields.visible
  const cells: Point[] = []
  for (let v = top; v < bottom; v++) for (let h = left; h < right; h++) cells.push({ h, v })
  return cells
}

/** Draws cells and scroll bars that a region has something of (LUpdate). */
export function drawList(list: List, within?: Region): void {
  const isIn = (r: Rect): boolean => within === undefined || !within.intersect(Region.fromRect(r)).isEmpty
  for (const cell of visibleCells(list)) if (isIn(cellRect(list, cell))) drawCell(list, cell)
  const { vScroll, hScroll } = list.fields
  for (const handle of [vScroll, hScroll]) {
    if (handle === 0) continue
    const control = new Control(list.mac, handle)
    if (isIn(control.rect)) drawControl(control)
  }
}

/** Draws the whole view anew, also where no cell is. */
export function redrawView(list: List): void {
  const { mac, fields } = list
  if (!list.isDrawing) return
  const { quickDraw: qd } = mac
  const port = qd.port(fields.port)
  qd.paintRect(port, fields.rView, qd.backgroundPattern(port), patCopy)
  for (const cell of visibleCells(list)) drawCell(list, cell)
}
