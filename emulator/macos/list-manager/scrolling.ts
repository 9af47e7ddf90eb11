/** What of a list its view shows, and its scroll bars (Inside Macintosh: More Macintosh Toolbox, chapter 4). */

import { Control } from '../control-manager/control-record.ts'
import { replace, setLimits, setValue } from '../control-manager/controls.ts'
import { type Rect, rect } from '../quickdraw/geometry.ts'
import { redrawView } from './drawing.ts'
import type { List } from './list.ts'

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

/** A scroll bar covers the frame around the view. */
const BAR = 16
const GROW_BOX = 15

export function barRects({ rView }: { rView: Rect }, hasBoth: boolean, hasGrow: boolean): Record<'v' | 'h', Rect> {
  const { left, top, right, bottom } = rView
  const room = hasGrow && !hasBoth ? GROW_BOX : 0
  return {
    v: rect(right, top - 1, right + BAR, bottom + 1 - room),
    h: rect(left - 1, bottom, right + 1 - room, bottom + BAR),
  }
}

/** How many whole columns and rows the view has room for. */
function roomOf({ fields }: List): { readonly columns: number; readonly rows: number } {
  const { rView, cellSize } = fields
  return {
    columns: Math.floor(Math.max(0, rView.right - rView.left) / Math.max(1, cellSize.h)),
    rows: Math.floor(Math.max(0, rView.bottom - rView.top) / Math.max(1, cellSize.v)),
  }
}

/** Shows the cells from one on, as far as there are enough of them; says whether others are seen than before. */
export function showFrom(list: List, h: number, v: number): boolean {
  const { fields } = list
  const { rView, cellSize, dataBounds: all, visible: old } = fields
  const { columns, rows } = roomOf(list)
  const last = { h: Math.max(all.left, all.right - columns), v: Math.max(all.top, all.bottom - rows) }
  const left = clamp(h, all.left, last.h)
  const top = clamp(v, all.top, last.v)
  const wide = Math.ceil(Math.max(0, rView.right - rView.left) / Math.max(1, cellSize.h))
  const high = Math.ceil(Math.max(0, rView.bottom - rView.top) / Math.max(1, cellSize.v))
  fields.visible = rect(left, top, Math.min(all.right, left + wide), Math.min(all.bottom, top + high))
  adjustBar(list, fields.vScroll, all.top, last.v, top)
  adjustBar(list, fields.hScroll, all.left, last.h, left)
  return left !== old.left || top !== old.top
}

function adjustBar({ mac, isDrawing }: List, handle: number, min: number, max: number, value: number): void {
  if (handle === 0) return
  const control = new Control(mac, handle)
  const { contrlMin, contrlMax, contrlVis } = control.fields
  if (!isDrawing) control.fields.contrlVis = false
  if (contrlMin !== min || contrlMax !== max) setLimits(control, { contrlMin: min, contrlMax: max })
  setValue(control, value)
  control.fields.contrlVis = contrlVis
}

/** After cells or sizes have changed. */
export function showAgain(list: List): void {
  const { left, top } = list.fields.visible
  showFrom(list, left, top)
  redrawView(list)
}

/** LScroll. */
export function scroll(list: List, columns: number, rows: number): void {
  const { left, top } = list.fields.visible
  if (showFrom(list, left + columns, top + rows)) redrawView(list)
}

/** LSize. */
export function resize(list: List, width: number, height: number): void {
  const { mac, fields } = list
  const { rView: old } = fields
  const dh = width - (old.right - old.left)
  const dv = height - (old.bottom - old.top)
  fields.rView = rect(old.left, old.top, old.left + Math.max(0, width), old.top + Math.max(0, height))
  const { vScroll, hScroll } = fields
  if (vScroll !== 0) {
    const { left, top, right, bottom } = new Control(mac, vScroll).rect
    replace(new Control(mac, vScroll), rect(left + dh, top, right + dh, bottom + dv))
  }
  if (hScroll !== 0) {
    const { left, top, right, bottom } = new Control(mac, hScroll).rect
    replace(new Control(mac, hScroll), rect(left, top + dv, right + dh, bottom + dv))
  }
  showAgain(list)
}
