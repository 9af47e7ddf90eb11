/** The parts of scroll bars (Inside Macintosh: Macintosh Toolbox Essentials, chapter 5). */

import { type Point, ptInRect, type Rect, rect } from '../quickdraw/geometry.ts'
import { type Control, parts } from './control-record.ts'

/** Arrows and the scroll box are as long as a bar is wide, in the usual bar. */
const ARROW = 16
const THUMB = 16

export interface ScrollBar {
  readonly isVertical: boolean
  readonly up: Rect
  readonly down: Rect
  readonly track: Rect
  /** Absent where there is nothing to scroll. */
  readonly thumb: Rect | undefined
}

export function scrollBar({ fields, rect: r }: Control): ScrollBar {
  const isVertical = r.bottom - r.top >= r.right - r.left
  const start = isVertical ? r.top : r.left
  const end = isVertical ? r.bottom : r.right
  const arrow = Math.min(ARROW, Math.floor((end - start) / 2))
  const piece = (from: number, to: number): Rect =>
    isVertical ? rect(r.left, from, r.right, to) : rect(from, r.top, to, r.bottom)
  const room = end - start - 2 * arrow - THUMB
  const { contrlValue: value, contrlMin: min, contrlMax: max } = fields
  const at = start + arrow + (max > min ? Math.round((room * (value - min)) / (max - min)) : 0)
  return {
    isVertical,
    up: piece(start, start + arrow),
    down: piece(end - arrow, end),
    track: piece(start + arrow, end - arrow),
    thumb: max > min && room >= 0 ? piece(at, at + THUMB) : undefined,
  }
}

/** The value for the scroll box moved by so many pixels. */
export function valueAfterDrag(control: Control, distance: number): number {
  const { track, thumb, isVertical } = scrollBar(control)
  const { contrlValue: value, contrlMin: min, contrlMax: max } = control.fields
  if (thumb === undefined) return value
  const start = isVertical ? track.top : track.left
  const room = (isVertical ? track.bottom - track.top : track.right - track.left) - THUMB
  if (room <= 0) return value
  const at = (isVertical ? thumb.top : thumb.left) - start + distance
  return min + Math.round((Math.max(0, Math.min(room, at)) * (max - min)) / room)
}

export function scrollPart(control: Control, where: Point): number {
  const { up, down, track, thumb, isVertical } = scrollBar(control)
  if (thumb === undefined) return 0
  if (ptInRect(where, up)) return parts.inUpButton
  if (ptInRect(where, down)) return parts.inDownButton
  if (ptInRect(where, thumb)) return parts.inThumb
  if (!ptInRect(where, track)) return 0
  const isBefore = isVertical ? where.v < thumb.top : where.h < thumb.left
  return isBefore ? parts.inPageUp : parts.inPageDown
}
