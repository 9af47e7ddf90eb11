/** Making controls, and what changes one (Inside Macintosh: Macintosh Toolbox Essentials, chapter 5). */

import { Painter } from '../appearance/painter.ts'
import type { Mac } from '../mac.ts'
import { type Rect, RectType } from '../quickdraw/geometry.ts'
import { Region } from '../quickdraw/region.ts'
import { asPtr } from '../types.ts'
import { resourceAddress } from '../window-manager/templates.ts'
import { changeUpdateRegion } from '../window-manager/updating.ts'
import { isListed, windowAt } from '../window-manager/window-list.ts'
import { controlsOf, forget, link, portOfControl, unlink } from './control-list.ts'
import { Control, ControlRecord, controlMessages } from './control-record.ts'
import { callDefinition, drawControl, initializeControl, setControlDefinition, standardKind } from './definition.ts'

export interface NewControl {
  readonly window: number
  readonly bounds: Rect
  readonly title: string
  readonly visible: boolean
  readonly value: number
  readonly min: number
  readonly max: number
  readonly procID: number
  readonly refCon: number
}

/** Undefined where there is no window to have it. */
export function makeControl(mac: Mac, options: NewControl): Control | undefined {
  if (!isListed(mac, options.window)) return undefined
  const { memoryManager: mm } = mac
  const control = new Control(mac, mm.newHandle(mm.currentZone, ControlRecord.size, true))
  const { window, bounds, title, visible, value, min, max, procID, refCon } = options
  Object.assign(control.fields, {
    contrlOwner: asPtr(window),
    contrlRect: bounds,
    contrlVis: visible,
    contrlMin: min,
    contrlMax: max,
    contrlValue: value,
    contrlRfCon: refCon,
    contrlTitle: title,
  })
  setControlDefinition(control, procID)
  link(windowAt(mac, window), control)
  initializeControl(control)
  if (visible) drawControl(control)
  return control
}

/** GetNewControl: what a 'CNTL' resource describes. */
export function controlFromResource(mac: Mac, id: number, window: number): Control | undefined {
  const { memory } = mac
  const at = resourceAddress(mac, 'CNTL', id)
  if (at === undefined) return undefined
  return makeControl(mac, {
    window,
    bounds: RectType.load(memory, at),
    value: memory.getI16(at + 8),
    visible: memory.getU16(at + 10) !== 0,
    max: memory.getI16(at + 12),
    min: memory.getI16(at + 14),
    procID: memory.getI16(at + 16),
    refCon: memory.getI32(at + 18),
    title: memory.readPString(at + 22),
  })
}

/** Shows the window's background where a control was. */
function eraseControl(control: Control): void {
  const port = portOfControl(control)
  new Painter(control.mac, port).fill(control.rect, port.background)
}

export function disposeControl(control: Control): void {
  if (control.fields.contrlVis) hideControl(control)
  if (standardKind(control) === undefined) callDefinition(control, controlMessages.dispCntl, 0)
  unlink(control)
  forget(control)
}

export function hideControl(control: Control): void {
  if (!control.fields.contrlVis) return
  control.fields.contrlVis = false
  eraseControl(control)
  invalidate(control)
}

export function showControl(control: Control): void {
  if (control.fields.contrlVis) return
  control.fields.contrlVis = true
  drawControl(control)
}

function invalidate(control: Control): void {
  const { quickDraw } = control.mac
  const port = quickDraw.thePort
  quickDraw.thePort = control.fields.contrlOwner
  changeUpdateRegion(control.mac, Region.fromRect(control.rect), true)
  quickDraw.thePort = port
}

/** Does what gives a control another place. */
export function replace(control: Control, bounds: Rect): void {
  const isVisible = control.fields.contrlVis
  if (isVisible) eraseControl(control)
  if (isVisible) invalidate(control)
  control.fields.contrlRect = bounds
  if (isVisible) drawControl(control)
}

export function setValue(control: Control, value: number): void {
  const { fields } = control
  const pinned = Math.max(fields.contrlMin, Math.min(fields.contrlMax, value))
  if (pinned === fields.contrlValue) return
  fields.contrlValue = pinned
  drawControl(control)
}

export function setLimits(control: Control, limits: { contrlMin?: number; contrlMax?: number }): void {
  const { fields } = control
  Object.assign(fields, limits)
  fields.contrlValue = Math.max(fields.contrlMin, Math.min(fields.contrlMax, fields.contrlValue))
  drawControl(control)
}

export function highlight(control: Control, state: number): void {
  if (control.fields.contrlHilite === state) return
  control.fields.contrlHilite = state
  drawControl(control)
}

/** DrawControls: from the oldest to the newest, so that the newest is on top. */
export function drawControls(mac: Mac, window: number, within?: Region): void {
  if (!isListed(mac, window)) return
  for (const control of controlsOf(mac, windowAt(mac, window)).reverse()) {
    if (within === undefined || !within.intersect(Region.fromRect(control.rect)).isEmpty) drawControl(control)
  }
}
