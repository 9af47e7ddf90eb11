/** The mouse in an edit record: insertion points, words, and selections that are dragged (Inside Macintosh: Text, chapter 2, TEClick). */

import { decodeMacRoman } from '../../formats/mac-roman.ts'
import { type Point, ptInRect } from '../quickdraw/geometry.ts'
import type { EditRecord } from './edit-record.ts'
import { changeSelection, scroll } from './editing.ts'
import { wordAround } from './line-breaks.ts'
import { Places } from './places.ts'
import { teFAutoScroll } from './records.ts'

interface Span {
  readonly start: number
  readonly end: number
}

/** Selects from a place in local coordinates on, as long as the button is down. */
export function click(record: EditRecord, where: Point, extend: boolean): void {
  const { mac } = record
  const { clickTime, clickLoc, selStart, selEnd } = record.fields
  const offset = new Places(record).offsetAt(where)
  const now = mac.clock.ticks
  const isDouble = !extend && offset === clickLoc && now - clickTime < mac.lowMemory.get('DoubleTime')
  const spanAt = (at: number): Span => (isDouble ? wordAround(decodeMacRoman(record.text), at) : { start: at, end: at })
  // Shift goes on from the end of the selection that is farther away.
  const anchor: Span = extend
    ? offset < (selStart + selEnd) / 2
      ? { start: selEnd, end: selEnd }
      : { start: selStart, end: selStart }
    : spanAt(offset)
  extendTo(record, anchor, spanAt(offset))
  follow(record, (place) => extendTo(record, anchor, spanAt(new Places(record).offsetAt(place))))
  Object.assign(record.fields, { clickTime: isDouble ? 0 : mac.clock.ticks, clickLoc: offset, selPoint: where })
}

function extendTo(record: EditRecord, anchor: Span, to: Span): void {
  const start = Math.min(anchor.start, to.start)
  const end = Math.max(anchor.end, to.end)
  const { selStart, selEnd } = record.fields
  if (start !== selStart || end !== selEnd) changeSelection(record, start, end)
}

/** Tells of places where the mouse goes, in local coordinates; outside the view, the text scrolls or the program's routine is called. */
function follow(record: EditRecord, onMove: (where: Point) => void): void {
  const { mac } = record
  // A program may call TEClick for a click that is over.
  if (!mac.eventManager.user.isButtonDown) return
  let isFollowed = true
  mac.eventManager.trackMouse((where) => {
    if (!isFollowed) return
    const { dh, dv } = record.port.toGlobal
    const place = { h: where.h - dh, v: where.v - dv }
    const { clickLoop, viewRect } = record.fields
    if (clickLoop !== 0) isFollowed = (mac.callGuest(clickLoop, record.address) & 0xff) !== 0
    else if (!ptInRect(place, viewRect)) autoScroll(record, place)
    if (isFollowed) onMove(place)
  })
}

/** A line, or some pixels to the side, towards where the mouse is, as far as there is text. */
function autoScroll(record: EditRecord, { h, v }: Point): void {
  if (!record.hasFeature(teFAutoScroll)) return
  const { viewRect } = record.fields
  const { lines } = new Places(record)
  const last = lines.at(-1)!
  const step = last.height
  const dv =
    v < viewRect.top
      ? Math.min(step, viewRect.top - lines[0]!.top)
      : v >= viewRect.bottom
        ? -Math.min(step, last.top + last.height - viewRect.bottom)
        : 0
  const { destRect } = record.fields
  const dh =
    h < viewRect.left
      ? Math.min(step, viewRect.left - destRect.left)
      : h >= viewRect.right
        ? -Math.min(step, destRect.right - viewRect.right)
        : 0
  scroll(
    record,
    h < viewRect.left ? Math.max(0, dh) : Math.min(0, dh),
    v < viewRect.top ? Math.max(0, dv) : Math.min(0, dv),
  )
}
