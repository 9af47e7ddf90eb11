/** Which window is active, and the events that windows cause (Inside Macintosh: Macintosh Toolbox Essentials, chapters 2 and 4). */

import type { WindowEvents } from '../event-manager/event-manager.ts'
import { modifierBits } from '../event-manager/event-records.ts'
import type { Mac } from '../mac.ts'
import { asPtr } from '../types.ts'
import { drawWindowFrame } from './definition.ts'
import type { Window } from './records.ts'
import { frontWindow, isListed, structure, visibility, windowAt, windowList } from './window-list.ts'

/** HiliteWindow. */
export function hilite(mac: Mac, window: Window, isActive: boolean): void {
  if (window.hilited === isActive) return
  window.hilited = isActive
  redrawFrame(mac, window)
}

export function redrawFrame(mac: Mac, window: Window): void {
  const seen = visibility(mac).structures.get(window.address)
  if (seen !== undefined) drawWindowFrame(mac, window, seen)
}

/** Does what may bring another window to the front, which then becomes the active one. */
export function withActivation(mac: Mac, change: () => void): void {
  const before = frontWindow(mac)
  change()
  const after = frontWindow(mac)
  if (before?.address === after?.address) return
  if (before !== undefined && isListed(mac, before.address)) deactivate(mac, before)
  if (after !== undefined) activate(mac, after)
}

function activate(mac: Mac, window: Window): void {
  hilite(mac, window, true)
  mac.lowMemory.set('CurActivate', window.address)
}

function deactivate(mac: Mac, window: Window): void {
  hilite(mac, window, false)
  const { lowMemory } = mac
  // One that no program has been told about yet.
  if (lowMemory.get('CurActivate') === window.address) lowMemory.set('CurActivate', asPtr(0))
  else if (lowMemory.get('CurDeactive') === 0) lowMemory.set('CurDeactive', window.address)
}

/** No event is about a window that is gone. */
export function forgetActivation({ lowMemory }: Mac, window: Window): void {
  for (const name of ['CurActivate', 'CurDeactive'] as const) {
    if (lowMemory.get(name) === window.address) lowMemory.set(name, asPtr(0))
  }
}

export function windowEvents(mac: Mac): WindowEvents {
  const { lowMemory } = mac
  const { activeFlag } = modifierBits
  const pending = (): readonly [name: 'CurDeactive' | 'CurActivate', flag: number] | undefined => {
    if (lowMemory.get('CurDeactive') !== 0) return ['CurDeactive', 0]
    return lowMemory.get('CurActivate') !== 0 ? ['CurActivate', activeFlag] : undefined
  }
  return {
    pendingActivate() {
      const event = pending()
      if (event === undefined) return undefined
      const [name, flag] = event
      return { message: lowMemory.get(name), modifiers: mac.eventManager.user.modifiers | flag }
    },
    takeActivate() {
      const event = pending()
      if (event !== undefined) lowMemory.set(event[0], asPtr(0))
    },
    pendingUpdate() {
      return windowList(mac).find((window) => window.visible && needsUpdate(mac, window))?.address
    },
  }
}

const needsUpdate = (mac: Mac, window: Window): boolean =>
  window.updateRgn !== 0 && !mac.quickDraw.region(window.updateRgn).isEmpty

/** HiliteWindow, of what may be no window. */
export function hiliteAt(mac: Mac, address: number, isActive: boolean): void {
  if (isListed(mac, address)) hilite(mac, windowAt(mac, address), isActive)
}

export const isSeen = (mac: Mac, window: Window): boolean => window.visible && !structure(mac, window).isEmpty
