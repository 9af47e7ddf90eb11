/** LClick: scroll bars, selecting with the mouse, double clicks (Inside Macintosh: More Macintosh Toolbox, chapter 4). */

import { Control, parts } from '../control-manager/control-record.ts'
import { testControl } from '../control-manager/definition.ts'
import { type HostAction, trackControl } from '../control-manager/tracking.ts'
import { type Point, ptInRect } from '../quickdraw/geometry.ts'
import type { List } from './list.ts'
import { lDoHAutoscroll, lDoVAutoscroll } from './records.ts'
import { scroll } from './scrolling.ts'
import { selector } from './selecting.ts'

/** The cell that a place of the view shows. */
function cellUnder(list: List, where: Point): Point | undefined {
  const { rView, cellSize, visible } = list.fields
  if (!ptInRect(where, rView)) return undefined
  const cell = {
    h: visible.left + Math.floor((where.h - rView.left) / Math.max(1, cellSize.h)),
    v: visible.top + Math.floor((where.v - rView.top) / Math.max(1, cellSize.v)),
  }
  return list.has(cell) ? cell : undefined
}

function trackBar(list: List, control: Control, isVertical: boolean, where: Point): void {
  const { fields } = list
  const move = (distance: number): void => (isVertical ? scroll(list, 0, distance) : scroll(list, distance, 0))
  const { rView, cellSize } = fields
  // A page keeps one row or column of the one before.
  const room = isVertical ? (rView.bottom - rView.top) / cellSize.v : (rView.right - rView.left) / cellSize.h
  const page = Math.max(1, Math.floor(room) - 1)
  const steps: Readonly<Record<number, number>> = {
    [parts.inUpButton]: -1,
    [parts.inDownButton]: 1,
    [parts.inPageUp]: -page,
    [parts.inPageDown]: page,
  }
  const action: HostAction = (part) => move(steps[part] ?? 0)
  if (trackControl(control, where, action) !== parts.inThumb) return
  const { visible } = list.fields
  move(control.fields.contrlValue - (isVertical ? visible.top : visible.left))
}

/** A cell further, towards where the mouse is outside the view. */
function scrollTowards(list: List, { h, v }: Point): void {
  const { rView, listFlags } = list.fields
  const step = (at: number, low: number, high: number): number => (at < low ? -1 : at >= high ? 1 : 0)
  const columns = (listFlags & lDoHAutoscroll) === 0 ? 0 : step(h, rView.left, rView.right)
  const rows = (listFlags & lDoVAutoscroll) === 0 ? 0 : step(v, rView.top, rView.bottom)
  if (columns !== 0 || rows !== 0) scroll(list, columns, rows)
}

/** Whether it was the second click in the same cell. */
export function click(list: List, where: Point, modifiers: number): boolean {
  const { mac } = list
  const { vScroll, hScroll } = list.fields
  for (const handle of [vScroll, hScroll]) {
    if (handle === 0) continue
    const control = new Control(mac, handle)
    if (!ptInRect(where, control.rect)) continue
    if (testControl(control, where) !== 0) trackBar(list, control, handle === vScroll, where)
    return false
  }
  const { rView, clikTime, lastClick } = list.fields
  if (!ptInRect(where, rView)) return false
  const start = cellUnder(list, where)
  const isRecent = mac.clock.ticks - clikTime < mac.lowMemory.get('DoubleTime')
  const isDouble = isRecent && start !== undefined && start.h === lastClick.h && start.v === lastClick.v
  const pass = selector(list, modifiers, start)
  let last = start
  pass(start)
  list.fields.clikLoc = where
  let isFollowed = true
  mac.eventManager.trackMouse((global) => {
    if (!isFollowed) return
    const { dh, dv } = mac.quickDraw.port(list.fields.port).toGlobal
    const place = { h: global.h - dh, v: global.v - dv }
    list.fields.mouseLoc = place
    const { lClickLoop } = list.fields
    if (lClickLoop !== 0) isFollowed = (mac.callGuest(lClickLoop) & 0xff) !== 0
    if (!isFollowed) return
    if (!ptInRect(place, list.fields.rView)) scrollTowards(list, place)
    const cell = cellUnder(list, place)
    if (cell?.h === last?.h && cell?.v === last?.v) return
    pass(cell)
    last = cell
  })
  list.fields.clikTime = mac.clock.ticks
  list.fields.lastClick = last ?? { h: -1, v: -1 }
  return isDouble
}
