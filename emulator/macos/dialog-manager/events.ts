/** Events in dialogs (Inside Macintosh: Macintosh Toolbox Essentials, chapter 6). */

import { keepingPort } from '../appearance/painter.ts'
import { Control, parts } from '../control-manager/control-record.ts'
import { highlight } from '../control-manager/controls.ts'
import { testControl } from '../control-manager/definition.ts'
import { trackControl } from '../control-manager/tracking.ts'
import { EventRecord, eventKinds, modifierBits } from '../event-manager/event-records.ts'
import type { Mac } from '../mac.ts'
import { type Point, ptInRect } from '../quickdraw/geometry.ts'
import { withScratch } from '../quickdraw/graf-procs.ts'
import type { View } from '../struct.ts'
import { click } from '../text-edit/clicking.ts'
import { editServices } from '../text-edit/edit-services.ts'
import { typeKey } from '../text-edit/editing.ts'
import { windowKinds } from '../window-manager/records.ts'
import { beginUpdate, endUpdate } from '../window-manager/updating.ts'
import { frontWindow, structure, windowAt, windowList } from '../window-manager/window-list.ts'
import { type Dialog, dialogAt, type Item, isControl, itemsOf, itemTypes, kindOf } from './dialog-records.ts'
import { drawDialog } from './drawing.ts'
import { activateText, currentEdit, editItems, editRecord, keepText, selectText } from './edit-text.ts'

export type Event = View<typeof EventRecord.fields>

const TAB = 9
const RETURN = 13
const ENTER = 3
const ESCAPE = 27

const isDialog = (mac: Mac, address: number): boolean =>
  windowList(mac).some((window) => window.address === address && window.windowKind === windowKinds.dialogKind)

/** The window that a place on the screen is in. */
const windowUnder = (mac: Mac, where: Point) =>
  windowList(mac).find((window) => window.visible && structure(mac, window).contains(where))

/** The dialog that an event is of; undefined when it is none of a dialog's (IsDialogEvent). */
export function dialogOfEvent(mac: Mac, event: Event): number | undefined {
  const { what, message, where } = event
  if (what === eventKinds.activateEvt || what === eventKinds.updateEvt)
    return isDialog(mac, message) ? message : undefined
  const front = frontWindow(mac)
  if (front === undefined || front.windowKind !== windowKinds.dialogKind) return undefined
  if (what === eventKinds.mouseDown && windowUnder(mac, where)?.address !== front.address) return undefined
  return front.address
}

/** Does what an event asks for; returns the enabled item that it was for, or 0 (DialogSelect). */
export function selectInDialog(mac: Mac, dialog: Dialog, event: Event): number {
  const { what, message, modifiers } = event
  switch (what) {
    case eventKinds.updateEvt: {
      const window = windowAt(mac, dialog.address)
      beginUpdate(mac, window)
      drawDialog(mac, dialog)
      endUpdate(mac, window)
      return 0
    }
    case eventKinds.activateEvt:
      activateText(mac, dialog, (modifiers & modifierBits.activeFlag) !== 0)
      return 0
    case eventKinds.mouseDown:
      return keepingPort(mac, () => {
        mac.quickDraw.thePort = dialog.address
        return press(mac, dialog, event)
      })
    case eventKinds.keyDown:
    case eventKinds.autoKey:
      if ((modifiers & modifierBits.cmdKey) !== 0) return 0
      return keepingPort(mac, () => {
        mac.quickDraw.thePort = dialog.address
        return type(mac, dialog, message & 0xff)
      })
    default: {
      const { textH } = dialog
      if (textH !== 0) editServices.TEIdle!.body(mac, { hTE: textH })
      return 0
    }
  }
}

const enabled = ({ type: itemType, number }: Item): number => ((itemType & itemTypes.itemDisable) !== 0 ? 0 : number)

function press(mac: Mac, dialog: Dialog, { where, modifiers }: Event): number {
  const { dh, dv } = mac.quickDraw.port(dialog.address).toGlobal
  const local = { h: where.h - dh, v: where.v - dv }
  const item = itemsOf(mac, dialog.items).find(({ bounds }) => ptInRect(local, bounds))
  if (item === undefined) return 0
  if (isControl(item.type)) {
    if (item.handle === 0) return 0
    const control = new Control(mac, item.handle)
    if (testControl(control, local) === 0) return 0
    return trackControl(control, local, OWN_ACTION) === 0 ? 0 : enabled(item)
  }
  if (kindOf(item.type) === itemTypes.editText) {
    if (currentEdit(mac, dialog)?.number !== item.number) selectText(mac, dialog, item.number, 0, 0)
    const record = editRecord(mac, dialog)
    if (record !== undefined) click(record, local, (modifiers & modifierBits.shiftKey) !== 0)
  }
  return enabled(item)
}
const OWN_ACTION = 0xffffffff

function type(mac: Mac, dialog: Dialog, character: number): number {
  const record = editRecord(mac, dialog)
  const current = currentEdit(mac, dialog)
  if (record === undefined || current === undefined) return 0
  if (character === TAB) {
    const all = editItems(mac, dialog)
    const at = all.findIndex(({ number }) => number === current.number)
    selectText(mac, dialog, all[(at + 1) % all.length]!.number, 0, 32767)
    return enabled(current)
  }
  typeKey(record, character)
  keepText(mac, dialog)
  return enabled(current)
}

/** A button shows that a key presses it. */
function flash(mac: Mac, dialog: Dialog, number: number): number {
  const item = itemsOf(mac, dialog.items)[number - 1]
  if (item === undefined || !isControl(item.type) || item.handle === 0) return number
  const control = new Control(mac, item.handle)
  if (control.fields.contrlHilite !== 0) return 0
  highlight(control, parts.inButton)
  mac.clock.waitUntilCycle(mac.clock.cycleOfTick(mac.clock.ticks + FLASH_TICKS))
  highlight(control, 0)
  return number
}
const FLASH_TICKS = 8

/** Return and Enter press the default button, Escape and Command-period the cancelling one; 0 where it is another event. */
export function standardFilter(mac: Mac, dialog: Dialog, { what, message, modifiers }: Event): number {
  if (what !== eventKinds.keyDown) return 0
  const character = message & 0xff
  if (character === RETURN || character === ENTER) return flash(mac, dialog, dialog.aDefItem)
  const isPeriod = character === 0x2e && (modifiers & modifierBits.cmdKey) !== 0
  const cancel = mac.dialogManager.cancelItems.get(dialog.address)
  return cancel !== undefined && (character === ESCAPE || isPeriod) ? flash(mac, dialog, cancel) : 0
}

const EVERY_EVENT = 0xffff
/** Ticks that a null event may take: the caret blinks meanwhile. */
const SLEEP = 10

/** Handles events until an enabled item is hit (ModalDialog). */
export function runModalDialog(mac: Mac, filterProc: number): number {
  const front = frontWindow(mac)
  if (front === undefined || front.windowKind !== windowKinds.dialogKind) return 0
  const dialog = dialogAt(mac, front.address)
  return withScratch(mac, EventRecord.size + 4, (scratch) => {
    const event = EventRecord.at(mac.memory, scratch)
    const hit = scratch + EventRecord.size
    for (;;) {
      const { what, message, when, where, modifiers } = mac.eventManager.waitNext(EVERY_EVENT, SLEEP)
      Object.assign(event, { what, message, when, where, modifiers })
      mac.memory.setU16(hit, 0)
      if (filterProc !== 0) {
        if ((mac.callGuest(filterProc, dialog.address, scratch, hit) & 0xff) !== 0) return mac.memory.getI16(hit)
      } else {
        const pressed = standardFilter(mac, dialog, event)
        if (pressed !== 0) return pressed
        if (
          event.what === eventKinds.keyDown &&
          ((event.message & 0xff) === RETURN || (event.message & 0xff) === ENTER)
        )
          continue
      }
      const of = dialogOfEvent(mac, event)
      const item = of === undefined ? 0 : selectInDialog(mac, dialogAt(mac, of), event)
      if (item !== 0) return item
    }
  })
}
