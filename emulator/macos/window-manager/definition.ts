/** Window definition functions: the system's, and those of programs (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4). */

import { definitionProc } from '../appearance/definition-functions.ts'
import { Painter } from '../appearance/painter.ts'
import { systemDefinition } from '../appearance/system-definitions.ts'
import type { Mac } from '../mac.ts'
import { type Point, PointType, type Rect } from '../quickdraw/geometry.ts'
import { Region } from '../quickdraw/region.ts'
import { drawFrame, drawGrowIcon } from './frame-drawing.ts'
import { type Frame, hitFrame, structureRegion, systemFrame } from './frames.ts'
import { hits, type Window, windowMessages } from './records.ts'
import { portOf } from './window-list.ts'
import { isZoomed } from './zooming.ts'

export const variationOf = ({ windowManager }: Mac, { address }: Window): number =>
  windowManager.variations.get(address) ?? 0

/** Of a window of one of the system's kinds. */
export function frameOf(mac: Mac, window: Window): Frame | undefined {
  const resource = systemDefinition.idOf(mac, window.windowDefProc)
  if (resource === undefined) return undefined
  return systemFrame(resource * 16 + variationOf(mac, window)) ?? systemFrame(0)
}

/** The definition function that a definition ID names: a resource of the program's, or the system's own. */
export function setDefinition(mac: Mac, window: Window, procID: number): void {
  const id = (procID << 16) >> 20
  const variation = procID & 15
  const handle = systemDefinition.find(mac, 'WDEF', id, systemFrame(procID) !== undefined)
  window.windowDefProc = handle
  mac.windowManager.variations.set(window.address, variation)
}

function callCustom(mac: Mac, window: Window, message: number, parameter: number): number {
  const handle = window.windowDefProc
  const proc = definitionProc(mac, handle, 'a window definition function (WDEF)')
  const { quickDraw, lowMemory } = mac
  const port = quickDraw.thePort
  quickDraw.thePort = lowMemory.get('WMgrPort')
  try {
    return mac.callGuest(proc, variationOf(mac, window), window.address, message, parameter)
  } finally {
    quickDraw.thePort = port
  }
}

/** The content in global coordinates, as the port has it. */
export function contentRect(mac: Mac, window: Window): Rect {
  const { dh, dv } = portOf(mac, window).toGlobal
  const { left, top, right, bottom } = window.portRect
  return { left: left + dh, top: top + dv, right: right + dh, bottom: bottom + dv }
}

/** The content that is there: none below the title bar of a collapsed window. */
export function shownContent(mac: Mac, window: Window): Rect {
  const whole = contentRect(mac, window)
  return mac.windowManager.collapsed.has(window.address) ? { ...whole, bottom: whole.top } : whole
}

/** Computes a window's structure and content regions. */
export function calculateRegions(mac: Mac, window: Window): void {
  const frame = frameOf(mac, window)
  if (frame === undefined) {
    callCustom(mac, window, windowMessages.wCalcRgns, 0)
    return
  }
  const rect = shownContent(mac, window)
  mac.quickDraw.setRegion(window.contRgn, Region.fromRect(rect))
  mac.quickDraw.setRegion(window.strucRgn, structureRegion(frame, rect))
}

export const frameState = (mac: Mac, window: Window) => ({
  isActive: window.hilited,
  hasGoAway: window.goAwayFlag,
  isZoomed: isZoomed(mac, window),
})

export function titleOf(mac: Mac, { titleHandle }: Window): string {
  return titleHandle === 0 ? '' : mac.memory.readPString(mac.memory.getU32(titleHandle))
}

/** Draws a window's frame within a region in global coordinates. */
export function drawWindowFrame(mac: Mac, window: Window, clip: Region): void {
  if (!window.visible || clip.isEmpty) return
  const frame = frameOf(mac, window)
  const { quickDraw, lowMemory } = mac
  if (frame === undefined) {
    const { clipRgn } = quickDraw.port(lowMemory.get('WMgrPort')).fields
    const whole = quickDraw.region(clipRgn)
    quickDraw.setRegion(clipRgn, clip)
    callCustom(mac, window, windowMessages.wDraw, 0)
    quickDraw.setRegion(clipRgn, whole)
    return
  }
  const outside = clip.subtract(quickDraw.region(window.contRgn))
  const painter = new Painter(mac, quickDraw.port(lowMemory.get('WMgrCPort')), outside)
  drawFrame(painter, frame, shownContent(mac, window), titleOf(mac, window), frameState(mac, window))
}

/** Which part of a window a point in global coordinates is in: a wHit answer. */
export function hitWindow(mac: Mac, window: Window, where: Point): number {
  const frame = frameOf(mac, window)
  if (frame !== undefined) return hitFrame(frame, shownContent(mac, window), frameState(mac, window), where)
  const hit = callCustom(mac, window, windowMessages.wHit, PointType.toRegister(where))
  return hit < 0 ? hits.wNoHit : hit
}

/** Tells a program's definition function that a window is made, or is to go. */
export function announce(mac: Mac, window: Window, message: 'wNew' | 'wDispose'): void {
  if (frameOf(mac, window) === undefined) callCustom(mac, window, windowMessages[message], 0)
}

export function drawSizeBox(mac: Mac, window: Window): void {
  const frame = frameOf(mac, window)
  if (frame === undefined) callCustom(mac, window, windowMessages.wDrawGIcon, 0)
  else drawGrowIcon(new Painter(mac, portOf(mac, window)), window.portRect, frame.canGrow, window.hilited)
}
