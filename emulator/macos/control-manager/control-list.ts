/** The controls of a window, in the list that its record begins (Inside Macintosh: Macintosh Toolbox Essentials, chapter 5). */

import type { Mac } from '../mac.ts'
import type { Port } from '../quickdraw/port.ts'
import { asHandle } from '../types.ts'
import { type Window, WindowRecord } from '../window-manager/records.ts'
import { Control } from './control-record.ts'

/** A list that a program has tied into a ring ends. */
const MOST_CONTROLS = 2000

/** The newest is first. */
export function controlsOf(mac: Mac, window: Window): Control[] {
  const list: Control[] = []
  let handle: number = window.controlList
  while (handle !== 0 && list.length < MOST_CONTROLS) {
    const control = new Control(mac, handle)
    list.push(control)
    handle = control.fields.nextControl
  }
  return list
}

export const ownerOf = ({ mac, fields }: Control): Window => WindowRecord.at(mac.memory, fields.contrlOwner)
export const portOfControl = ({ mac, fields }: Control): Port => mac.quickDraw.port(fields.contrlOwner)

export function link(window: Window, control: Control): void {
  control.fields.nextControl = window.controlList
  window.controlList = asHandle(control.handle)
}

export function unlink(control: Control): void {
  const window = ownerOf(control)
  const next = control.fields.nextControl
  if (window.controlList === control.handle) {
    window.controlList = next
    return
  }
  const before = controlsOf(control.mac, window).find(({ fields }) => fields.nextControl === control.handle)
  if (before !== undefined) before.fields.nextControl = next
}

/** Gives back a control's record and what belongs to it. */
export function forget(control: Control): void {
  const { memoryManager } = control.mac
  const { contrlData } = control.fields
  if (contrlData !== 0) memoryManager.disposeHandle(contrlData)
  control.mac.windowManager.variations.delete(control.handle)
  memoryManager.disposeHandle(asHandle(control.handle))
}

/** KillControls. */
export function killControls(mac: Mac, window: Window): void {
  const controls = controlsOf(mac, window)
  window.controlList = asHandle(0)
  for (const control of controls) forget(control)
}
