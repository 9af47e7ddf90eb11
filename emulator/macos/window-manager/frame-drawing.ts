/** Frames of windows: this project's own drawing, in the greys of Mac OS 8. */

import type { Painter } from '../appearance/painter.ts'
import { platinum } from '../appearance/platinum.ts'
import { insetRect, type Rect, rect } from '../quickdraw/geometry.ts'
import {
  type Box,
  borderOf,
  boxRect,
  type Frame,
  type FrameState,
  growRect,
  hasCollapse,
  hasTitleBar,
  outerRect,
} from './frames.ts'

const { white, highlight, light, face, shade, dim, dark, deep, black } = platinum

export function drawFrame(painter: Painter, kind: Frame, content: Rect, title: string, state: FrameState): void {
  const outer = outerRect(kind, content)
  if (kind.kind === 'plain' || kind.kind === 'shadow') {
    if (kind.kind === 'shadow') {
      painter.fill(rect(outer.left + 2, outer.bottom, outer.right + 2, outer.bottom + 2), black)
      painter.fill(rect(outer.right, outer.top + 2, outer.right + 2, outer.bottom), black)
    }
    painter.frame(outer, black)
    return
  }
  const { isActive } = state
  painter.fill(outer, isActive ? face : light)
  painter.frame(outer, isActive ? black : deep)
  const isCollapsed = content.top === content.bottom
  if (!isCollapsed) painter.frame(insetRect(content, -1, -1), isActive ? black : deep)
  if (isActive) {
    painter.bevel(insetRect(outer, 1, 1), white, dim)
    if (!isCollapsed && borderOf(kind).side > 3) painter.bevel(insetRect(content, -2, -2), dim, white)
  }
  if (hasTitleBar(kind)) drawTitleBar(painter, kind, content, title, state)
}

function drawTitleBar(painter: Painter, kind: Frame, content: Rect, title: string, state: FrameState): void {
  const outer = outerRect(kind, content)
  const isSmall = kind.kind === 'utility'
  const look = isSmall ? { font: 3, size: 9 } : {}
  const bar = rect(outer.left + 2, outer.top + 3, outer.right - 2, content.top - 3)
  const shown = painter.fitting(title, bar.right - bar.left - 2 * (boxesWidth(kind, state) + 4), look)
  const width = painter.textWidth(shown, look)
  const start = Math.floor((bar.left + bar.right - width) / 2)
  const baseline = painter.baseline(outer.top + 1, content.top - 1, look)
  if (state.isActive) {
    drawStripes(painter, bar, isSmall ? 9 : 12)
    if (shown !== '') painter.fill(rect(start - 6, outer.top + 2, start + width + 6, content.top - 2), face)
    if (state.hasGoAway) drawBox(painter, kind, content, 'goAway', false)
    if (kind.canZoom) drawBox(painter, kind, content, 'zoom', false)
    if (hasCollapse(kind)) drawBox(painter, kind, content, 'collapse', false)
  }
  painter.text(shown, start, baseline, { ...look, color: state.isActive ? black : dark })
}

const boxesWidth = (kind: Frame, { hasGoAway }: FrameState): number =>
  (kind.kind === 'utility' ? 12 : 16) * (kind.canZoom ? 2 : hasGoAway || hasCollapse(kind) ? 1 : 0)

/** Ridges: a light line and a dark one in turn. */
function drawStripes(painter: Painter, bar: Rect, height: number): void {
  const top = Math.floor((bar.top + bar.bottom - height) / 2)
  for (let v = top; v < top + height; v += 2) {
    painter.horizontal(bar.left + 2, bar.right - 3, v, white)
    painter.horizontal(bar.left + 3, bar.right - 2, v + 1, dark)
  }
}

/** A raised square in a groove; pressed in, it is dark. */
export function drawBox(painter: Painter, kind: Frame, content: Rect, box: Box, isPressed: boolean): void {
  const r = boxRect(kind, content, box)
  painter.fill(rect(r.left - 2, r.top - 1, r.right + 2, r.bottom + 1), face)
  painter.bevel(r, dim, white)
  const inner = insetRect(r, 1, 1)
  painter.frame(inner, black)
  painter.fill(insetRect(inner, 1, 1), isPressed ? dark : shade)
  if (!isPressed) painter.bevel(insetRect(inner, 1, 1), highlight, dim)
  const mark = insetRect(inner, 1, 1)
  if (box === 'zoom') {
    const middle = Math.floor((mark.left + mark.right) / 2) + 1
    painter.vertical(middle, mark.top, mark.top + Math.ceil((mark.bottom - mark.top) / 2), black)
    painter.horizontal(mark.left, middle + 1, mark.top + Math.floor((mark.bottom - mark.top) / 2) + 1, black)
  } else if (box === 'collapse') {
    const middle = Math.floor((mark.top + mark.bottom) / 2)
    painter.horizontal(mark.left, mark.right, middle - 1, black)
    painter.horizontal(mark.left, mark.right, middle + 1, black)
  }
}

/** The size box, and the lines that part the places of scroll bars from the rest, in local coordinates (DrawGrowIcon). */
export function drawGrowIcon(painter: Painter, portRect: Rect, canGrow: boolean, isActive: boolean): void {
  const edge = isActive ? black : deep
  const box = growRect(portRect)
  painter.vertical(box.left - 1, portRect.top, portRect.bottom, edge)
  painter.horizontal(portRect.left, portRect.right, box.top - 1, edge)
  painter.fill(box, isActive ? face : light)
  if (!canGrow || !isActive) return
  painter.bevel(box, white, shade)
  for (let step = 0; step < 3; step++) {
    const low = { h: box.left + 4 + 3 * step, v: box.bottom - 3 }
    const high = { h: box.right - 3, v: box.top + 4 + 3 * step }
    painter.line(low, high, white)
    painter.line({ h: low.h + 1, v: low.v }, { h: high.h, v: high.v + 1 }, dark)
  }
}
