/** Asking for and changing the styles of an edit record's text (Inside Macintosh: Text, chapter 2). */

import type { View } from '../struct.ts'
import { redraw } from './drawing.ts'
import type { EditRecord } from './edit-record.ts'
import type { TextStyle } from './records.ts'
import { type Run, restyleRuns, sliceRuns, spliceRuns, styleAt, type TextStyleValue } from './style-runs.ts'

export const doFont = 1
export const doFace = 2
export const doSize = 4
export const doColor = 8
export const addSize = 16
export const doToggle = 32

export type TextStyleView = View<typeof TextStyle.fields>

export function styleFrom({ tsFont, tsFace, tsSize, tsColor }: TextStyleView): TextStyleValue {
  return { font: tsFont, face: tsFace, size: tsSize, color: tsColor }
}

export function storeStyle(view: TextStyleView, { font, face, size, color }: TextStyleValue): void {
  Object.assign(view, { tsFont: font, tsFace: face, tsSize: size, tsColor: color })
}

/** The styles of a range; of an insertion point, that which a character typed there would have. */
export function stylesBetween(record: EditRecord, from: number, to: number): Run[] {
  if (from < to) return sliceRuns(record.runs, from, to)
  const waiting = record.isStyled ? record.styles.nullStyle : undefined
  return [{ start: 0, style: waiting ?? styleAt(record.runs, Math.max(0, from - 1)) }]
}

/** What is common to all the styles of the selection; `mode` says of which attributes to ask. Returns the modes that are continuous. */
export function continuousStyle(record: EditRecord, mode: number, into: TextStyleView): number {
  const { selStart, selEnd } = record.fields
  const styles = stylesBetween(record, selStart, selEnd).map(({ style }) => style)
  const first = styles[0]!
  const isCommon = (same: (style: TextStyleValue) => boolean) => styles.every(same)
  let result = 0
  if (mode & doFont && isCommon(({ font }) => font === first.font)) {
    into.tsFont = first.font
    result |= doFont
  }
  if (mode & doFace) {
    // Styles in common count, even where others come and go; plain text has plain in common.
    const face = styles.reduce((common, style) => common & style.face, 0xff)
    if (face !== 0 || isCommon((style) => style.face === 0)) {
      into.tsFace = face
      result |= doFace
    }
  }
  if (mode & doSize && isCommon(({ size }) => size === first.size)) {
    into.tsSize = first.size
    result |= doSize
  }
  const { red, green, blue } = first.color
  if (mode & doColor && isCommon(({ color }) => color.red === red && color.green === green && color.blue === blue)) {
    into.tsColor = first.color
    result |= doColor
  }
  return result
}

/** What TESetStyle's modes make of a style; `toggle` is the face that all of the selection has already. */
function changed(style: TextStyleValue, mode: number, wanted: TextStyleValue, common: number): TextStyleValue {
  const isOn = (mode & doToggle) !== 0 && wanted.face !== 0 && (common & wanted.face) === wanted.face
  const toggled = isOn ? style.face & ~wanted.face : style.face | wanted.face
  return {
    font: mode & doFont ? wanted.font : style.font,
    face: mode & doFace ? (mode & doToggle ? toggled : wanted.face) : style.face,
    size: mode & doSize ? wanted.size : mode & addSize ? Math.max(1, style.size + wanted.size) : style.size,
    color: mode & doColor ? wanted.color : style.color,
  }
}

/** The selection's style, or at an insertion point the style of what is typed next. */
export function setStyle(record: EditRecord, mode: number, wanted: TextStyleValue, isDrawn: boolean): void {
  const { selStart, selEnd, teLength } = record.fields
  const current = stylesBetween(record, selStart, selEnd)
  const common = current.reduce((face, { style }) => face & style.face, 0xff)
  if (selStart === selEnd) {
    record.styles.nullStyle = changed(current[0]!.style, mode, wanted, common)
    return
  }
  applyRuns(
    record,
    restyleRuns(record.runs, teLength, { from: selStart, to: selEnd }, (style) => changed(style, mode, wanted, common)),
    isDrawn,
  )
}

export function applyRuns(record: EditRecord, runs: readonly Run[], isDrawn: boolean): void {
  record.styles.setRuns(runs, record.fields.teLength)
  record.breakLines()
  if (isDrawn) redraw(record)
}

/** Every style that has the old one's attributes, of those that `mode` names, gets the new one's (TEReplaceStyle). */
export function replaceStyle(
  record: EditRecord,
  mode: number,
  { old, wanted }: { old: TextStyleValue; wanted: TextStyleValue },
  isDrawn: boolean,
): void {
  const has = ({ font, face, size, color }: TextStyleValue): boolean =>
    (!(mode & doFont) || font === old.font) &&
    (!(mode & doFace) || face === old.face) &&
    (!(mode & doSize) || size === old.size) &&
    (!(mode & doColor) ||
      (color.red === old.color.red && color.green === old.color.green && color.blue === old.color.blue))
  const { teLength } = record.fields
  const runs = restyleRuns(record.runs, teLength, { from: 0, to: teLength }, (style) =>
    has(style) ? changed(style, mode, wanted, 0) : style,
  )
  applyRuns(record, runs, isDrawn)
}

/** A range takes the styles of a scrap (TEUseStyleScrap). */
export function useStyles(
  record: EditRecord,
  from: number,
  to: number,
  styles: readonly Run[],
  isDrawn: boolean,
): void {
  const { teLength } = record.fields
  const start = Math.max(0, Math.min(from, teLength))
  const end = Math.max(start, Math.min(to, teLength))
  if (styles.length === 0 || start === end) return
  const inserted = styles.filter((run) => run.start < end - start)
  const runs = spliceRuns(record.runs, teLength, { from: start, to: end, count: end - start, inserted })
  applyRuns(record, runs, isDrawn)
}
