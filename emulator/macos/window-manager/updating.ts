/** Update regions (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4, "Handling update events"). */

import type { Mac } from '../mac.ts'
import { Region } from '../quickdraw/region.ts'
import type { Window } from './records.ts'
import { isListed, portOf, setVisRgn, visibility, windowAt } from './window-list.ts'

/** Until EndUpdate, a window shows only what is to be drawn. */
export function beginUpdate(mac: Mac, window: Window): void {
  const { quickDraw: qd } = mac
  const seen = visibility(mac).contents.get(window.address) ?? Region.empty
  setVisRgn(mac, window, seen.intersect(qd.region(window.updateRgn)))
  qd.setRegion(window.updateRgn, Region.empty)
}

export function endUpdate(mac: Mac, window: Window): void {
  setVisRgn(mac, window, visibility(mac).contents.get(window.address) ?? Region.empty)
}

/** Adds to the current port's update region, or takes from it, in local coordinates. A port that is no window's has none. */
export function changeUpdateRegion(mac: Mac, local: Region, isAdded: boolean): void {
  const { quickDraw: qd } = mac
  if (!isListed(mac, qd.thePort)) return
  const window = windowAt(mac, qd.thePort)
  const { dh, dv } = portOf(mac, window).toGlobal
  const region = local.offset(dh, dv)
  const old = qd.region(window.updateRgn)
  qd.setRegion(window.updateRgn, isAdded ? old.union(region) : old.subtract(region))
}
