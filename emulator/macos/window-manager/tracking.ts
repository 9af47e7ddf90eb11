/** Following the mouse: dragging, growing, boxes of the title bar (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4). */

import { Painter } from '../appearance/painter.ts'
import type { Mac } from '../mac.ts'
import { type Point, ptInRect, type Rect, rect } from '../quickdraw/geometry.ts'
import { PATTERNS } from '../quickdraw/quickdraw.ts'
import { Region } from '../quickdraw/region.ts'
import { contentRect, frameOf, hitWindow, shownContent } from './definition.ts'
import { drawBox } from './frame-drawing.ts'
import { type Box, outerRect } from './frames.ts'
import { hits, type Window, windowParts } from './records.ts'
import { structure, visibility } from './window-list.ts'

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

/** An outline that follows the mouse, drawn by inverting a port's pixels: each place takes the one before away. */
export function outlineFollower(mac: Mac, port: number): (region: Region | undefined) => void {
  const painter = new Painter(mac, mac.quickDraw.port(port))
  let shown: Region | undefined
  const draw = (region: Region): void => painter.invert(region.subtract(region.inset(1, 1)), PATTERNS.gray)
  return (region) => {
    if (shown !== undefined) draw(shown)
    if (region !== undefined) draw(region)
    shown = region
  }
}

export interface Drag {
  readonly region: Region
  readonly start: Point
  /** How far the mouse counts, and where the outline is shown. */
  readonly limit: Rect
  readonly slop: Rect
  /** 1 for horizontal movement only, 2 for vertical only. */
  readonly axis: number
  readonly port: number
  readonly onMove?: () => void
}

/** How far the region was dragged; undefined when the mouse was let go outside the slop rectangle (DragGrayRgn). */
export function dragRegion(mac: Mac, drag: Drag): Point | undefined {
  const follow = outlineFollower(mac, drag.port)
  const { dh, dv } = mac.quickDraw.port(drag.port).toGlobal
  const local = ({ h, v }: Point): Point => ({ h: h - dh, v: v - dv })
  const moved = (where: Point): Point | undefined => {
    if (!ptInRect(where, drag.slop)) return undefined
    const { left, top, right, bottom } = drag.limit
    return {
      h: drag.axis === 2 ? 0 : clamp(where.h, left, Math.max(left, right - 1)) - drag.start.h,
      v: drag.axis === 1 ? 0 : clamp(where.v, top, Math.max(top, bottom - 1)) - drag.start.v,
    }
  }
  const end = mac.eventManager.trackMouse((where) => {
    const offset = moved(local(where))
    follow(offset && drag.region.offset(offset.h, offset.v))
    drag.onMove?.()
  })
  follow(undefined)
  return moved(local(end))
}

/** Where the content is dragged to; undefined when it stays. */
export function dragWindow(mac: Mac, window: Window, start: Point, bounds: Rect): Point | undefined {
  const slop = rect(bounds.left - 4, bounds.top - 4, bounds.right + 4, bounds.bottom + 4)
  const port = mac.lowMemory.get('WMgrCPort')
  const offset = dragRegion(mac, { region: structure(mac, window), start, limit: bounds, slop, axis: 0, port })
  if (offset === undefined || (offset.h === 0 && offset.v === 0)) return undefined
  const { left, top } = contentRect(mac, window)
  return { h: left + offset.h, v: top + offset.v }
}

/** The new width and height; undefined when they stay. `limits` has the smallest ones and then the largest. */
export function growWindow(mac: Mac, window: Window, start: Point, limits: Rect): Point | undefined {
  const follow = outlineFollower(mac, mac.lowMemory.get('WMgrCPort'))
  const content = contentRect(mac, window)
  const frame = frameOf(mac, window)
  const sizeAt = ({ h, v }: Point): Point => ({
    h: clamp(content.right - content.left + h - start.h, limits.left, limits.right),
    v: clamp(content.bottom - content.top + v - start.v, limits.top, limits.bottom),
  })
  const end = mac.eventManager.trackMouse((where) => {
    const { h, v } = sizeAt(where)
    const grown = rect(content.left, content.top, content.left + h, content.top + v)
    follow(Region.fromRect(frame === undefined ? grown : outerRect(frame, grown)))
  })
  follow(undefined)
  if (end.h === start.h && end.v === start.v) return undefined
  const size = sizeAt(end)
  return size.h === content.right - content.left && size.v === content.bottom - content.top ? undefined : size
}

const boxes: Readonly<Record<number, Box>> = {
  [windowParts.inGoAway]: 'goAway',
  [windowParts.inCollapseBox]: 'collapse',
}

/** Whether the mouse is let go in the box that it was pressed in. */
export function trackBox(mac: Mac, window: Window, part: number): boolean {
  const box = boxes[part] ?? 'zoom'
  const wanted = part - (windowParts.inContent - hits.wInContent)
  const isIn = (where: Point): boolean => hitWindow(mac, window, where) === wanted
  let pressed = false
  const show = (isPressed: boolean): void => {
    const frame = frameOf(mac, window)
    const seen = visibility(mac).structures.get(window.address)
    if (isPressed === pressed || frame === undefined || seen === undefined) return
    pressed = isPressed
    const painter = new Painter(mac, mac.quickDraw.port(mac.lowMemory.get('WMgrCPort')), seen)
    drawBox(painter, frame, shownContent(mac, window), box, isPressed)
  }
  const end = mac.eventManager.trackMouse((where) => show(isIn(where)))
  show(false)
  return isIn(end)
}
