/** Zooming: a window's standard place and the one that its user gave it (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4). */

import type { Mac } from '../mac.ts'
import { equalRects, type Rect, rect } from '../quickdraw/geometry.ts'
import type { View } from '../struct.ts'
import { contentRect, frameOf } from './definition.ts'
import { borderOf } from './frames.ts'
import { type Window, WStateData } from './records.ts'

export function stateOf(mac: Mac, { dataHandle }: Window): View<typeof WStateData.fields> | undefined {
  return dataHandle === 0 ? undefined : WStateData.at(mac.memory, mac.memory.getU32(dataHandle))
}

/** A window that can be zoomed has both places; the standard one is most of the screen. */
export function prepareZooming(mac: Mac, window: Window): void {
  const frame = frameOf(mac, window)
  if (frame === undefined || !frame.canZoom) return
  const { memoryManager: mm, quickDraw, lowMemory } = mac
  window.dataHandle = mm.newHandle(mm.currentZone, WStateData.size, true)
  window.spareFlag = true
  const { right, bottom } = quickDraw.screen.bounds
  const { top, side, bottom: below } = borderOf(frame)
  const state = stateOf(mac, window)!
  state.userState = contentRect(mac, window)
  state.stdState = rect(side + 3, lowMemory.get('MBarHeight') + top + 3, right - side - 3, bottom - below - 3)
}

/** Whether a window is where zooming out takes it. */
export function isZoomed(mac: Mac, window: Window): boolean {
  const state = stateOf(mac, window)
  return state !== undefined && equalRects(state.stdState, contentRect(mac, window))
}

/** Where zooming takes a window; zooming out remembers where it was. */
export function zoomTarget(mac: Mac, window: Window, isIn: boolean): Rect | undefined {
  const state = stateOf(mac, window)
  if (state === undefined) return undefined
  if (isIn) return state.userState
  if (!isZoomed(mac, window)) state.userState = contentRect(mac, window)
  return state.stdState
}
