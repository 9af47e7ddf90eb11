/** Places, sizes and order of windows (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4). */

import type { Mac } from '../mac.ts'
import { offsetRect, type Rect, rect } from '../quickdraw/geometry.ts'
import { setBounds } from '../quickdraw/port-services.ts'
import { withActivation } from './activation.ts'
import { calculateRegions, contentRect } from './definition.ts'
import { rearrange, rearrangeMoving } from './layers.ts'
import type { Window } from './records.ts'
import { frontWindow, IN_FRONT, insert, portOf } from './window-list.ts'

/** The content's upper left corner comes to a place in global coordinates. */
export function moveWindow(mac: Mac, window: Window, h: number, v: number): void {
  const { left, top } = contentRect(mac, window)
  const dh = h - left
  const dv = v - top
  if (dh === 0 && dv === 0) return
  const { quickDraw: qd } = mac
  const port = portOf(mac, window)
  rearrangeMoving(mac, window.visible ? window : NO_WINDOW, dh, dv, () => {
    setBounds(mac, port, offsetRect(port.bounds, -dh, -dv))
    for (const region of [window.strucRgn, window.contRgn, window.updateRgn]) {
      qd.setRegion(region, qd.region(region).offset(dh, dv))
    }
  })
}
const NO_WINDOW = { address: 0 } as Window

/** Content that a smaller window loses needs no update; what a larger one wins does. */
export function sizeWindow(mac: Mac, window: Window, width: number, height: number): void {
  const { left, top, right, bottom } = window.portRect
  if (width <= 0 || height <= 0 || (width === right - left && height === bottom - top)) return
  const { quickDraw: qd } = mac
  rearrange(
    mac,
    () => {
      window.portRect = rect(left, top, left + width, top + height)
      calculateRegions(mac, window)
      qd.setRegion(window.updateRgn, qd.region(window.updateRgn).intersect(qd.region(window.contRgn)))
    },
    (other, before, after) => {
      const structure = before.structures.get(other.address) ?? after.desktop.subtract(after.desktop)
      const content = before.contents.get(other.address) ?? structure
      // Its frame is another one, wherever it was.
      return other.address === window.address ? { structure: content, content } : { structure, content }
    },
  )
}

/** Rolls a window up to its title bar, or down again. */
export function toggleCollapsed(mac: Mac, window: Window): void {
  const { collapsed } = mac.windowManager
  const reshape = () => {
    if (!collapsed.delete(window.address)) collapsed.add(window.address)
    calculateRegions(mac, window)
  }
  // Nothing of it stays: its frame is another one.
  rearrange(mac, reshape, (other, before, after) => {
    const nothing = after.desktop.subtract(after.desktop)
    const structure = before.structures.get(other.address) ?? nothing
    const content = before.contents.get(other.address) ?? nothing
    return other.address === window.address ? { structure: nothing, content: nothing } : { structure, content }
  })
}

export function bringToFront(mac: Mac, window: Window): void {
  rearrange(mac, () => insert(mac, window, IN_FRONT))
}

export function selectWindow(mac: Mac, window: Window): void {
  if (frontWindow(mac)?.address === window.address) return
  withActivation(mac, () => bringToFront(mac, window))
}

export function sendBehind(mac: Mac, window: Window, behind: number): void {
  withActivation(mac, () => rearrange(mac, () => insert(mac, window, behind)))
}

export function placeWindow(mac: Mac, window: Window, { left, top, right, bottom }: Rect): void {
  moveWindow(mac, window, left, top)
  sizeWindow(mac, window, right - left, bottom - top)
}
