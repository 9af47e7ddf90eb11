/**
 * What changes on the screen when windows come, go, or change places: what is uncovered is drawn or becomes part of update regions, and
 * nothing else (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4, "Handling update events").
 */

import { Painter } from '../appearance/painter.ts'
import { platinum } from '../appearance/platinum.ts'
import type { Mac } from '../mac.ts'
import { Region } from '../quickdraw/region.ts'
import { movePixels } from '../quickdraw/scrolling.ts'
import { patCopy } from '../quickdraw/transfer-modes.ts'
import { drawWindowFrame } from './definition.ts'
import type { Window } from './records.ts'
import { content, portOf, setVisRgns, structure, type Visibility, visibility, windowList } from './window-list.ts'

export function drawDesktop(mac: Mac, region: Region): void {
  const painter = new Painter(mac, mac.quickDraw.port(mac.lowMemory.get('WMgrCPort')), region)
  painter.pattern(mac.quickDraw.screen.bounds, mac.lowMemory.get('DeskPattern'), platinum.dim, platinum.desktop)
}

/** Content that was uncovered is erased with the window's background, and is to be updated. Global coordinates. */
export function uncoverContent(mac: Mac, window: Window, region: Region): void {
  if (region.isEmpty) return
  const { quickDraw: qd, lowMemory } = mac
  if (lowMemory.get('PaintWhite') !== 0) {
    const port = portOf(mac, window)
    const { dh, dv } = port.toGlobal
    // The program's clipping does not count here.
    const clip = qd.region(port.fields.clipRgn)
    const local = region.offset(-dh, -dv)
    qd.setRegion(port.fields.clipRgn, local)
    qd.paint(port, local, qd.backgroundPattern(port), patCopy)
    qd.setRegion(port.fields.clipRgn, clip)
  }
  if (lowMemory.get('SaveUpdate') !== 0) qd.setRegion(window.updateRgn, qd.region(window.updateRgn).union(region))
}

const NOTHING: Visibility = { structures: new Map(), contents: new Map(), desktop: Region.empty }

/** What a change leaves as it is, of what could be seen before. */
type Keeps = (window: Window, before: Visibility, after: Visibility) => { structure: Region; content: Region }

const keepsPlace: Keeps = ({ address }, { structures, contents }) => ({
  structure: structures.get(address) ?? Region.empty,
  content: contents.get(address) ?? Region.empty,
})

/** Does something to windows, and draws what that uncovers. */
export function rearrange(mac: Mac, change: () => void, keeps: Keeps = keepsPlace): void {
  const before = mac.windowManager.isInitialized ? visibility(mac) : NOTHING
  change()
  const after = visibility(mac)
  setVisRgns(mac, after)
  for (const window of windowList(mac)) {
    const seen = after.structures.get(window.address)
    if (seen === undefined) continue
    const kept = keeps(window, before, after)
    const seenContent = after.contents.get(window.address)!
    drawWindowFrame(mac, window, seen.subtract(seenContent).subtract(kept.structure.subtract(kept.content)))
    uncoverContent(mac, window, seenContent.subtract(kept.content))
  }
  drawDesktop(mac, after.desktop.subtract(before.desktop))
}

/** As rearrange, for a window that takes its pixels along. */
export function rearrangeMoving(mac: Mac, moved: Window, dh: number, dv: number, change: () => void): void {
  const keeps: Keeps = (window, before, after) => {
    const kept = keepsPlace(window, before, after)
    if (window.address !== moved.address) return kept
    const target = kept.structure.offset(dh, dv).intersect(after.structures.get(moved.address)!)
    const surface = mac.quickDraw.screen.surface
    movePixels(surface, target.intersect(Region.fromRect(surface.bounds)), dh, dv)
    return { structure: target, content: target.intersect(kept.content.offset(dh, dv)) }
  }
  rearrange(mac, change, keeps)
}

/** CalcVis. */
export function calculateVisRgn(mac: Mac, window: Window): void {
  setVisRgns(mac, visibility(mac))
  if (!window.visible) mac.quickDraw.setRegion(window.visRgn, Region.empty)
}

/** What is not covered by visible windows in front of one. */
function uncovered(mac: Mac, window: Window | undefined, region: Region): Region {
  let rest = region
  for (const front of windowList(mac)) {
    if (front.address === window?.address) break
    if (front.visible) rest = rest.subtract(structure(mac, front))
  }
  return rest
}

/** PaintOne: redraws a window's frame within a region, and erases its content; the desktop without a window. */
export function paintOne(mac: Mac, window: Window | undefined, clobbered: Region): void {
  const region = uncovered(mac, window, clobbered)
  if (window === undefined) {
    drawDesktop(mac, region.intersect(visibility(mac).desktop))
    return
  }
  if (!window.visible) return
  drawWindowFrame(mac, window, region.intersect(structure(mac, window)))
  uncoverContent(mac, window, region.intersect(content(mac, window)))
}

/** PaintBehind: PaintOne for a window and all behind it, down to the desktop. */
export function paintBehind(mac: Mac, start: Window, clobbered: Region): void {
  const list = windowList(mac)
  const first = list.findIndex(({ address }) => address === start.address)
  if (first < 0) return
  for (const window of list.slice(first)) paintOne(mac, window, clobbered)
  paintOne(mac, undefined, clobbered)
}
