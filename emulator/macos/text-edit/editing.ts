/** Changes to an edit record's text and selection (Inside Macintosh: Text, chapter 2). */

import { offsetRect, unionRect } from '../quickdraw/geometry.ts'
import { hideSelection, redraw, redrawFrom, showSelection } from './drawing.ts'
import type { EditRecord } from './edit-record.ts'
import { Places } from './places.ts'
import { MAX_LENGTH, teFAutoScroll } from './records.ts'
import { type Run, spliceRuns, styleAt, type TextStyleValue } from './style-runs.ts'

export interface Replacement {
  readonly from: number
  readonly to: number
  readonly bytes: Uint8Array
  /** Of the bytes; without them they take the style of what is around. */
  readonly styles?: readonly Run[]
}

/** The style that characters take which are put in place of others. */
function styleForInsertion(record: EditRecord, from: number, to: number): TextStyleValue {
  const { runs } = record
  if (record.isStyled && record.styles.nullStyle) return record.styles.nullStyle
  return styleAt(runs, from < to ? from : Math.max(0, from - 1))
}

/** Exchanges characters, finds the lines anew and draws what has changed. The selection is the caller's to set, with `select`. */
export function replaceText(record: EditRecord, { from, to, bytes, styles }: Replacement, select: () => void): void {
  const { text } = record
  const kept = bytes.subarray(0, Math.max(0, MAX_LENGTH - text.length + (to - from)))
  const firstChanged = firstLineTouched(record, from)
  const isStyled = record.isStyled
  const inserted = isStyled ? (styles ?? [{ start: 0, style: styleForInsertion(record, from, to) }]) : []
  const runs = isStyled ? spliceRuns(record.runs, text.length, { from, to, count: kept.length, inserted }) : []
  hideSelection(record)
  const result = new Uint8Array(text.length - (to - from) + kept.length)
  result.set(text.subarray(0, from))
  result.set(kept, from)
  result.set(text.subarray(to), from + kept.length)
  record.text = result
  if (isStyled) {
    record.styles.setRuns(runs, result.length)
    record.styles.nullStyle = undefined
  }
  record.breakLines()
  select()
  const { lines } = new Places(record)
  redrawFrom(record, lines[Math.min(firstChanged, lines.length - 1)]!.top)
  showSelection(record)
}

/** A change can move the end of the line before it, where a word then fits. */
function firstLineTouched(record: EditRecord, offset: number): number {
  return Math.max(0, new Places(record).lineOf(offset) - 1)
}

export function setSelection(record: EditRecord, start: number, end: number): void {
  const { teLength } = record.fields
  const pin = (offset: number) => Math.max(0, Math.min(offset, teLength))
  const selStart = pin(Math.min(start, end))
  const selEnd = pin(Math.max(start, end))
  Object.assign(record.fields, { selStart, selEnd })
  if (record.isStyled) record.styles.nullStyle = undefined
}

/** Selects visibly. */
export function changeSelection(record: EditRecord, start: number, end: number): void {
  hideSelection(record)
  setSelection(record, start, end)
  showSelection(record)
}

export function scroll(record: EditRecord, dh: number, dv: number): void {
  if (dh === 0 && dv === 0) return
  record.fields.destRect = offsetRect(record.fields.destRect, dh, dv)
  redraw(record)
}

/** How far to scroll so that what lies between two offsets is in view (TESelView). */
export function scrollIntoView(record: EditRecord): void {
  if (!record.hasFeature(teFAutoScroll)) return
  const { viewRect, selStart, selEnd } = record.fields
  const places = new Places(record)
  const target = unionRect(places.caret(selStart), selStart === selEnd ? places.caret(selStart) : places.caret(selEnd))
  const overhang = (low: number, high: number, viewLow: number, viewHigh: number): number =>
    low < viewLow ? viewLow - low : high > viewHigh ? Math.max(viewHigh - high, viewLow - low) : 0
  scroll(
    record,
    overhang(target.left, target.right, viewRect.left, viewRect.right),
    overhang(target.top, target.bottom, viewRect.top, viewRect.bottom),
  )
}

const BACKSPACE = 8
const arrows = { left: 0x1c, right: 0x1d, up: 0x1e, down: 0x1f } as const

/** A character typed: it replaces the selection; Backspace deletes, arrows move (TEKey). */
export function typeKey(record: EditRecord, key: number): void {
  const { selStart: from, selEnd: to } = record.fields
  if (key >= arrows.left && key <= arrows.down) {
    moveInsertion(record, key)
    return
  }
  if (key === BACKSPACE) {
    if (from < to) deleteSelection(record)
    else if (from > 0) {
      replaceText(record, { from: from - 1, to, bytes: new Uint8Array() }, () =>
        setSelection(record, from - 1, from - 1),
      )
    }
  } else {
    replaceText(record, { from, to, bytes: Uint8Array.of(key) }, () => setSelection(record, from + 1, from + 1))
  }
  scrollIntoView(record)
}

function moveInsertion(record: EditRecord, key: number): void {
  const { selStart, selEnd, teLength } = record.fields
  const places = new Places(record)
  const vertical = (offset: number, step: -1 | 1): number => {
    const line = places.lineOf(offset) + step
    if (line < 0) return 0
    if (line >= places.lines.length) return teLength
    return places.offsetIn(line, places.penOf(offset))
  }
  const to =
    key === arrows.left
      ? selStart < selEnd
        ? selStart
        : selStart - 1
      : key === arrows.right
        ? selStart < selEnd
          ? selEnd
          : selEnd + 1
        : key === arrows.up
          ? vertical(selStart, -1)
          : vertical(selEnd, 1)
  changeSelection(record, Math.max(0, to), Math.max(0, to))
  scrollIntoView(record)
}

export function deleteSelection(record: EditRecord): void {
  const { selStart: from, selEnd: to } = record.fields
  if (from === to) return
  // A styled record keeps the style of what was deleted for what is typed next (Text, chapter 2).
  const style = record.isStyled ? styleAt(record.runs, from) : undefined
  replaceText(record, { from, to, bytes: new Uint8Array() }, () => setSelection(record, from, from))
  if (style) record.styles.nullStyle = style
}

/** Text before the selection, which stays as it is (TEInsert). */
export function insertText(record: EditRecord, bytes: Uint8Array, styles?: readonly Run[]): void {
  const { selStart, selEnd, teLength } = record.fields
  const replacement = { from: selStart, to: selStart, bytes, ...(styles && { styles }) }
  replaceText(record, replacement, () => {
    const added = record.fields.teLength - teLength
    setSelection(record, selStart + added, selEnd + added)
  })
}

/** In place of all there is; nothing is drawn (TESetText). */
export function setText(record: EditRecord, bytes: Uint8Array): void {
  const style = styleAt(record.runs, record.fields.selStart)
  record.text = bytes
  if (record.isStyled) {
    record.styles.setRuns([{ start: 0, style }], record.fields.teLength)
    record.styles.nullStyle = undefined
  }
  record.breakLines()
  const { teLength } = record.fields
  Object.assign(record.fields, { selStart: teLength, selEnd: teLength })
}
