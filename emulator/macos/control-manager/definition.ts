/** Control definition functions: the system's, and those of programs (Inside Macintosh: Macintosh Toolbox Essentials, chapter 5). */

import { definitionProc } from '../appearance/definition-functions.ts'
import { keepingPort } from '../appearance/painter.ts'
import { systemDefinition } from '../appearance/system-definitions.ts'
import { type Point, PointType, ptInRect } from '../quickdraw/geometry.ts'
import { type ControlKind, drawStandardControl } from './control-drawing.ts'
import { type Control, controlMessages, parts } from './control-record.ts'
import { initializePopup } from './popup-controls.ts'
import { scrollPart } from './scroll-bars.ts'

/** By the definition ID that a program passes, without the bits of the variation that only change the look. */
const kinds: Readonly<Record<number, ControlKind>> = {
  0: 'button',
  1: 'checkBox',
  2: 'radioButton',
  16: 'scrollBar',
  1008: 'popup',
  368: 'button',
  369: 'checkBox',
  370: 'radioButton',
  384: 'scrollBar',
  400: 'popup',
}
const kindOf = (id: number, variation: number): ControlKind | undefined =>
  kinds[id * 16 + (id === 0 || id === 23 ? variation & 7 : 0)]

export function setControlDefinition(control: Control, procID: number): void {
  const id = (procID << 16) >> 20
  const variation = procID & 15
  const handle = systemDefinition.find(control.mac, 'CDEF', id, kindOf(id, variation) !== undefined)
  control.fields.contrlDefProc = handle
  control.mac.windowManager.variations.set(control.handle, variation)
}

/** Of a control of one of the system's kinds. */
export function standardKind(control: Control): ControlKind | undefined {
  const id = systemDefinition.idOf(control.mac, control.definition)
  return id === undefined ? undefined : (kindOf(id, control.variation) ?? 'button')
}

export function callDefinition(control: Control, message: number, parameter: number): number {
  const { mac } = control
  const proc = definitionProc(mac, control.definition, 'a control definition function (CDEF)')
  return keepingPort(mac, () => {
    mac.quickDraw.thePort = control.fields.contrlOwner
    return mac.callGuest(proc, control.variation, control.handle, message, parameter)
  })
}

export function initializeControl(control: Control): void {
  const kind = standardKind(control)
  if (kind === undefined) callDefinition(control, controlMessages.initCntl, 0)
  else if (kind === 'popup') initializePopup(control)
}

export function drawControl(control: Control): void {
  if (!control.fields.contrlVis) return
  const kind = standardKind(control)
  if (kind === undefined) callDefinition(control, controlMessages.drawCntl, 0)
  else drawStandardControl(control, kind)
}

/** The part that a point in local coordinates is in; 0 for none. */
export function testControl(control: Control, where: Point): number {
  const kind = standardKind(control)
  if (kind === undefined) return callDefinition(control, controlMessages.testCntl, PointType.toRegister(where)) & 0xffff
  if (!ptInRect(where, control.rect)) return 0
  if (kind === 'scrollBar') return scrollPart(control, where)
  if (kind === 'popup') return parts.inMenu
  return kind === 'button' ? parts.inButton : parts.inCheckBox
}
