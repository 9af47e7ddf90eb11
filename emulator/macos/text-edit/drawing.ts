/** Drawing an edit record: its lines, its selection and its caret (Inside Macintosh: Text, chapter 2). */

import type { Mac } from '../mac.ts'
import { nearestOldColor, WHITE } from '../quickdraw/colors.ts'
import { paintRegion } from '../quickdraw/drawing.ts'
import { type Rect, RectType, rect } from '../quickdraw/geometry.ts'
import { withScratch } from '../quickdraw/graf-procs.ts'
import type { Port } from '../quickdraw/port.ts'
import { PATTERNS } from '../quickdraw/quickdraw.ts'
import type { RGBColor } from '../quickdraw/records.ts'
import { Region } from '../quickdraw/region.ts'
import { patCopy, patXor } from '../quickdraw/transfer-modes.ts'
import type { EditRecord } from './edit-record.ts'
import { CARRIAGE_RETURN } from './line-breaks.ts'
import { Places } from './places.ts'
import { teFOutlineHilite, teFUseWhiteBackground } from './records.ts'
import { type Run, sliceRuns } from './style-runs.ts'

/** Clear, it makes the next inversion a highlighting (Imaging With QuickDraw, chapter 4). */
const HILITE_BIT = 0x80

/** Draws in the record's port, within its view rectangle; the port is left as it was. */
export function inView(record: EditRecord, draw: (port: Port) => void): void {
  const { mac } = record
  const { quickDraw } = mac
  const { inPort, viewRect } = record.fields
  const current = quickDraw.thePort
  const port = quickDraw.port(inPort)
  const { pnLoc, txFont, txFace, txMode, txSize, fgColor, clipRgn } = port.fields
  const rgbFgColor = port.isColor ? port.colorFields.rgbFgColor : undefined
  const clip = quickDraw.region(clipRgn)
  quickDraw.thePort = inPort
  quickDraw.setRegion(clipRgn, clip.intersect(Region.fromRect(viewRect)))
  try {
    draw(port)
  } finally {
    quickDraw.setRegion(clipRgn, clip)
    Object.assign(port.fields, { pnLoc, txFont, txFace, txMode, txSize, fgColor })
    if (rgbFgColor) port.colorFields.rgbFgColor = rgbFgColor
    quickDraw.thePort = current
  }
}

function setForeground(port: Port, color: RGBColor): void {
  if (!port.isColor) {
    port.fields.fgColor = nearestOldColor(color)
    return
  }
  port.colorFields.rgbFgColor = color
  port.fields.fgColor = port.colors.pixelOf(color)
}

function erase(record: EditRecord, port: Port, area: Rect): void {
  const { quickDraw } = record.mac
  const isWhite = record.hasFeature(teFUseWhiteBackground) && port.isColor
  const { rgbBkColor } = port.isColor ? port.colorFields : { rgbBkColor: WHITE }
  if (isWhite) port.colorFields.rgbBkColor = WHITE
  quickDraw.paintRect(port, area, isWhite ? PATTERNS.white : quickDraw.backgroundPattern(port), patCopy)
  if (isWhite) port.colorFields.rgbBkColor = rgbBkColor
}

function drawLine(
  record: EditRecord,
  port: Port,
  places: Places,
  line: number,
  text: Uint8Array,
  runs: readonly Run[],
): void {
  const { from, to, top, ascent, left } = places.lines[line]!
  const end = to > from && text[to - 1] === CARRIAGE_RETURN ? to - 1 : to
  if (end <= from) return
  port.fields.pnLoc = { h: left, v: top + ascent }
  const parts = sliceRuns(runs, from, end)
  for (const [index, { start, style }] of parts.entries()) {
    const { font, face, size, color } = style
    Object.assign(port.fields, { txFont: font, txFace: face, txSize: size, txMode: record.fields.txMode })
    if (record.isStyled) setForeground(port, color)
    record.mac.text.drawText(port, text.subarray(from + start, from + (parts[index + 1]?.start ?? end - from)))
  }
}

/** Erases and draws what lies in an area, the selection and the caret as they stand. */
export function redraw(record: EditRecord, area?: Rect, withSelection = true): void {
  const { viewRect } = record.fields
  const part = area ?? viewRect
  inView(record, (port) => {
    const { mac } = record
    const { clipRgn } = port.fields
    const clip = mac.quickDraw.region(clipRgn)
    mac.quickDraw.setRegion(clipRgn, clip.intersect(Region.fromRect(part)))
    erase(record, port, part)
    const places = new Places(record)
    const { text, runs } = record
    for (const [line, { top, height }] of places.lines.entries()) {
      if (top < Math.min(part.bottom, viewRect.bottom) && top + height > Math.max(part.top, viewRect.top)) {
        drawLine(record, port, places, line, text, runs)
      }
    }
    if (withSelection) invertSelection(record, port, places)
    mac.quickDraw.setRegion(clipRgn, clip)
  })
}

/** From a line's top to the lower edge of the view, after a change; the selection is not on the screen. */
export function redrawFrom(record: EditRecord, top: number): void {
  const { left, right, bottom } = record.fields.viewRect
  redraw(record, rect(left, top, right, bottom), false)
}

function invert(mac: Mac, port: Port, region: Region, hook: number, record: EditRecord): void {
  if (hook === 0) {
    mac.lowMemory.set('HiliteMode', mac.lowMemory.get('HiliteMode') & ~HILITE_BIT)
    paintRegion(mac, port, region, PATTERNS.black, patXor)
    return
  }
  for (const r of region.rects()) callRectHook(record, hook, r)
}

/** A hook that draws gets a rectangle and the record. */
function callRectHook(record: EditRecord, hook: number, r: Rect): void {
  const { mac } = record
  withScratch(mac, RectType.size, (scratch) => {
    RectType.store(mac.memory, scratch, r)
    mac.callGuest(hook, scratch, record.address)
  })
}

/** Inverts the selection, or the caret if it is visible. */
function invertSelection(record: EditRecord, port: Port, places: Places): void {
  const { selStart, selEnd, active, caretState } = record.fields
  if (selStart === selEnd) {
    if (active !== 0 && caretState !== 0) drawCaret(record, port, places)
    return
  }
  const region = places.selectionRegion(selStart, selEnd)
  if (active !== 0) invert(record.mac, port, region, record.fields.highHook, record)
  else if (record.hasFeature(teFOutlineHilite)) {
    record.mac.quickDraw.paint(port, region.subtract(region.inset(1, 1)), PATTERNS.black, patXor)
  }
}

function drawCaret(record: EditRecord, port: Port, places: Places): void {
  const { selStart, caretHook } = record.fields
  const caret = places.caret(selStart)
  if (caretHook !== 0) callRectHook(record, caretHook, caret)
  else record.mac.quickDraw.paintRect(port, caret, PATTERNS.black, patXor)
}

export function toggleCaret(record: EditRecord): void {
  const { caretState } = record.fields
  record.fields.caretState = caretState === 0 ? 0xff : 0
  inView(record, (port) => drawCaret(record, port, new Places(record)))
}

/** Takes the selection, or a caret that is visible, off the screen. */
export function hideSelection(record: EditRecord): void {
  const { selStart, selEnd, active, caretState } = record.fields
  if (selStart === selEnd ? active === 0 || caretState === 0 : false) return
  inView(record, (port) => invertSelection(record, port, new Places(record)))
  record.fields.caretState = 0
}

/** Puts the selection on the screen, or an insertion point's caret, which begins its time anew. */
export function showSelection(record: EditRecord): void {
  const { clock, lowMemory } = record.mac
  const { selStart, selEnd, active } = record.fields
  record.fields.caretState = active !== 0 && selStart === selEnd ? 0xff : 0
  record.fields.caretTime = clock.ticks + lowMemory.get('CaretTime')
  inView(record, (port) => invertSelection(record, port, new Places(record)))
}
