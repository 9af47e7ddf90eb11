/** Alerts (Inside Macintosh: Macintosh Toolbox Essentials, chapter 6). */

import { Painter } from '../appearance/painter.ts'
import { platinum } from '../appearance/platinum.ts'
import { killControls } from '../control-manager/control-list.ts'
import type { Mac } from '../mac.ts'
import { type Rect, RectType } from '../quickdraw/geometry.ts'
import { asPtr, type Handle } from '../types.ts'
import { closeWindow } from '../window-manager/lifetime.ts'
import { positioned, resourceAddress } from '../window-manager/templates.ts'
import { IN_FRONT, windowAt } from '../window-manager/window-list.ts'
import { disposeItems, itemList, makeDialog } from './dialogs.ts'
import { drawDialog } from './drawing.ts'
import { runModalDialog } from './events.ts'

export type AlertIcon = 'stop' | 'note' | 'caution' | undefined

const MODAL_BOX = 1
const LAST_STAGE = 3

/** Shows an alert until an item of it is hit; -1 where there is none, or none is to be shown at this stage. */
export function alert(mac: Mac, id: number, filterProc: number, icon: AlertIcon): number {
  const { memory, memoryManager: mm, dialogManager } = mac
  const at = resourceAddress(mac, 'ALRT', id)
  if (at === undefined) return -1
  const stage = dialogManager.lastAlert === id ? Math.min(LAST_STAGE, dialogManager.alertStage + 1) : 0
  Object.assign(dialogManager, { lastAlert: id, alertStage: stage })
  const flags = (memory.getU16(at + 10) >> (4 * stage)) & 15
  const position = mm.handleSize(mm.recoverHandle(at as never)) >= 14 ? memory.getU16(at + 12) : 0
  const bounds = positioned(mac, RectType.load(memory, at), MODAL_BOX, position)
  const items = itemList(mac, memory.getI16(at + 8))
  if (items === undefined || (flags & 4) === 0) return -1
  return showAlert(mac, { bounds, items, defaultItem: (flags & 8) !== 0 ? 2 : 1, filterProc, icon })
}

export interface ShownAlert {
  readonly bounds: Rect
  readonly items: Handle
  readonly defaultItem: number
  /** What Escape presses; 0 is none. */
  readonly cancelItem?: number
  readonly procID?: number
  readonly filterProc: number
  readonly icon: AlertIcon
}

export function showAlert(mac: Mac, shown: ShownAlert): number {
  const { bounds, items, defaultItem, cancelItem = 0, procID = MODAL_BOX, filterProc, icon } = shown
  const dialog = makeDialog(
    mac,
    {
      storage: 0,
      bounds,
      title: '',
      visible: true,
      procID,
      behind: IN_FRONT,
      goAway: false,
      refCon: 0,
      isColor: true,
    },
    items,
  )
  dialog.aDefItem = defaultItem
  if (cancelItem !== 0) mac.dialogManager.cancelItems.set(dialog.address, cancelItem)
  drawDialog(mac, dialog)
  if (icon !== undefined) drawAlertIcon(new Painter(mac, mac.quickDraw.port(dialog.address)), icon)
  const hit = runModalDialog(mac, filterProc)
  const window = windowAt(mac, dialog.address)
  disposeItems(mac, dialog, false)
  killControls(mac, window)
  closeWindow(mac, window)
  mac.memoryManager.disposePtr(asPtr(dialog.address))
  return hit
}

const { black, white } = platinum
const yellow = { red: 0xffff, green: 0xcccc, blue: 0 }
const red = { red: 0xcccc, green: 0, blue: 0 }

/** A sign in the upper left corner: an octagon, a triangle, or a speech balloon of this project's own. */
function drawAlertIcon(painter: Painter, icon: 'stop' | 'note' | 'caution'): void {
  const left = 20
  const top = 10
  const row = (v: number, inset: number, color: typeof red): void =>
    painter.horizontal(left + inset, left + 32 - inset, top + v, color)
  for (let v = 0; v < 32; v++) {
    if (icon === 'stop') row(v, Math.max(0, 9 - v, v - 22), red)
    else if (icon === 'caution') row(v, Math.max(0, 16 - Math.ceil((v + 1) / 2)), v === 31 ? black : yellow)
    else row(v, v < 24 ? 1 : Math.min(15, 4 + (v - 24) * 2), platinum.accentLight)
  }
  const mark = icon === 'stop' ? 'X' : icon === 'caution' ? '!' : 'i'
  const look = { size: 18, face: 1, color: icon === 'stop' ? white : black }
  painter.text(
    mark,
    left + 16 - Math.floor(painter.textWidth(mark, look) / 2),
    top + (icon === 'caution' ? 27 : 21),
    look,
  )
}
