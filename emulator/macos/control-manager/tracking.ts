/** Following the mouse in a control (Inside Macintosh: Macintosh Toolbox Essentials, chapter 5, TrackControl). */

import type { Mac } from '../mac.ts'
import { selectPopUp } from '../menu-manager/tracking.ts'
import type { Point } from '../quickdraw/geometry.ts'
import { offsetRect, rect } from '../quickdraw/geometry.ts'
import { Region } from '../quickdraw/region.ts'
import { dragRegion } from '../window-manager/tracking.ts'
import { isInactive } from './control-drawing.ts'
import { portOfControl } from './control-list.ts'
import { type Control, parts } from './control-record.ts'
import { highlight, replace, setValue } from './controls.ts'
import { standardKind, testControl } from './definition.ts'
import { popupMenu, popupParts } from './popup-controls.ts'
import { scrollBar, valueAfterDrag } from './scroll-bars.ts'

/** Ticks between two calls of an action procedure while the button is down: a chosen pace, at which a click is one call. */
const REPEAT_TICKS = 4
/** The action procedure is the control's own. */
const OWN_ACTION = 0xffffffff
/** How far from a scroll bar the mouse may stray while it drags the scroll box. */
const SLOP = 24

/** Does something at once and then again and again while the button is down. */
function repeatWhileDown({ eventManager, clock }: Mac, act: () => void): void {
  const { user, scheduler } = eventManager
  act()
  while (user.isButtonDown) {
    const end = clock.cycleOfTick(clock.ticks + REPEAT_TICKS)
    while (user.isButtonDown && clock.cycles < end) {
      if (user.onWaiting()) continue
      if (scheduler.hasForeground) scheduler.waitUntil(end)
      else user.release()
    }
    if (user.isButtonDown) act()
  }
}

/** An action of the system's own, as a list has for its scroll bars. */
export type HostAction = (part: number) => void

/** The part that the mouse was let go in; 0 where it was let go elsewhere. */
export function trackControl(control: Control, start: Point, actionProc: number | HostAction): number {
  const { mac } = control
  const part = testControl(control, start)
  if (part === 0 || isInactive(control)) return 0
  const action = actionProc === OWN_ACTION ? control.fields.contrlAction : actionProc
  if (part === parts.inThumb) return trackThumb(control, start, typeof action === 'number' ? action : 0)
  if (standardKind(control) === 'popup') return trackPopup(control)
  const { dh, dv } = portOfControl(control).toGlobal
  const isInside = (): boolean => {
    const { h, v } = mac.eventManager.user.mouse
    return testControl(control, { h: h - dh, v: v - dv }) === part
  }
  if (action !== 0) {
    repeatWhileDown(mac, () => {
      highlight(control, isInside() ? part : 0)
      if (!isInside()) return
      if (typeof action === 'number') mac.callGuest(action, control.handle, part)
      else action(part)
    })
  } else {
    mac.eventManager.trackMouse(() => highlight(control, isInside() ? part : 0))
  }
  // The program may have made it inactive meanwhile.
  if (!isInactive(control)) highlight(control, 0)
  return isInside() ? part : 0
}

/** The scroll box is dragged as an outline, and the value changes when it is let go. */
function trackThumb(control: Control, start: Point, action: number): number {
  const { mac, rect: r } = control
  const { thumb, isVertical } = scrollBar(control)
  if (thumb === undefined) return 0
  const slop = rect(r.left - SLOP, r.top - SLOP, r.right + SLOP, r.bottom + SLOP)
  const moved = dragRegion(mac, {
    region: Region.fromRect(thumb),
    start,
    limit: r,
    slop,
    axis: isVertical ? 2 : 1,
    port: control.fields.contrlOwner,
    onMove: () => {
      if (action !== 0) mac.callGuest(action)
    },
  })
  if (moved === undefined) return 0
  setValue(control, valueAfterDrag(control, isVertical ? moved.v : moved.h))
  return parts.inThumb
}

function trackPopup(control: Control): number {
  const { mac } = control
  const menu = popupMenu(control)
  if (menu === undefined) return 0
  const { box } = popupParts(control)
  const { dh, dv } = portOfControl(control).toGlobal
  highlight(control, parts.inMenu)
  const choice = selectPopUp(mac, menu, box.top + dv, box.left + dh, control.fields.contrlValue)
  highlight(control, 0)
  if (choice === 0) return 0
  setValue(control, choice & 0xffff)
  return parts.inMenu
}

/** DragControl. */
export function dragControl(
  control: Control,
  drag: Pick<Parameters<typeof dragRegion>[1], 'start' | 'limit' | 'slop' | 'axis'>,
): void {
  const moved = dragRegion(control.mac, {
    ...drag,
    region: Region.fromRect(control.rect),
    port: control.fields.contrlOwner,
  })
  if (moved !== undefined) replace(control, offsetRect(control.rect, moved.h, moved.v))
}
