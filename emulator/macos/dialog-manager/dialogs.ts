/** Making dialogs and disposing of them (Inside Macintosh: Macintosh Toolbox Essentials, chapter 6). */

import { decodeMacRoman } from '../../formats/mac-roman.ts'
import { keepingPort } from '../appearance/painter.ts'
import { Control } from '../control-manager/control-record.ts'
import { controlFromResource, makeControl } from '../control-manager/controls.ts'
import type { Mac } from '../mac.ts'
import { disposeRecord, newRecord } from '../text-edit/lifetime.ts'
import { recordOf } from '../text-edit/parameters.ts'
import { asHandle, type Handle } from '../types.ts'
import { makeWindow, type NewWindow, show } from '../window-manager/lifetime.ts'
import { windowKinds } from '../window-manager/records.ts'
import { resourceAddress } from '../window-manager/templates.ts'
import {
  changeItem,
  type Dialog,
  DialogRecord,
  dialogAt,
  type Item,
  isControl,
  itemsOf,
  itemTypes,
  kindOf,
} from './dialog-records.ts'
import { activateText, selectText } from './edit-text.ts'

/** A copy of a 'DITL' resource: the dialog puts handles into its own. */
export function itemList(mac: Mac, id: number): Handle | undefined {
  const { memory, memoryManager: mm } = mac
  const at = resourceAddress(mac, 'DITL', id)
  if (at === undefined) return undefined
  const size = mm.handleSize(mm.recoverHandle(at as never))
  const copy = mm.newHandle(mm.currentZone, size)
  memory.move(at, memory.getU32(copy), size)
  return copy
}

export function makeDialog(mac: Mac, options: NewWindow, items: Handle): Dialog {
  const { memoryManager: mm, memory } = mac
  const storage = options.storage !== 0 ? options.storage : mm.newPtr(mm.currentZone, DialogRecord.size, true)
  memory.fill(storage, DialogRecord.size, 0)
  const window = makeWindow(mac, { ...options, storage, visible: false })
  window.windowKind = windowKinds.dialogKind
  const dialog = dialogAt(mac, storage)
  mac.quickDraw.port(storage).fields.txFont = mac.dialogManager.font
  Object.assign(dialog, { items, editField: -1, aDefItem: 1 })
  for (const item of itemsOf(mac, items)) prepareItem(mac, dialog, item)
  openEdit(mac, dialog)
  if (options.visible) {
    show(mac, window)
    activateText(mac, dialog, true)
  }
  return dialog
}

/** Begins to edit the first item that is edited, where there is one and none is edited yet. */
export function openEdit(mac: Mac, dialog: Dialog): void {
  const edit = itemsOf(mac, dialog.items).find(({ type }) => kindOf(type) === itemTypes.editText)
  if (edit === undefined || dialog.editField >= 0) return
  keepingPort(mac, () => {
    mac.quickDraw.thePort = dialog.address
    if (dialog.textH === 0) dialog.textH = asHandle(newRecord(mac, edit.bounds, edit.bounds).handle)
  })
  selectText(mac, dialog, edit.number, 0, 32767)
}

/** Gives an item what its type wants: a control, a handle to its text. */
export function prepareItem(mac: Mac, dialog: Dialog, { number, bounds, type, data }: Item): void {
  const { memory, memoryManager: mm } = mac
  const kind = kindOf(type)
  let handle = 0
  if (isControl(type)) {
    const resource = (((data[0] ?? 0) << 24) >> 16) | (data[1] ?? 0)
    const control =
      kind === itemTypes.resCtrl
        ? controlFromResource(mac, resource, dialog.address)
        : makeControl(mac, {
            window: dialog.address,
            bounds,
            title: decodeMacRoman(data),
            visible: true,
            value: 0,
            min: 0,
            max: 1,
            procID: kind - itemTypes.ctrlItem,
            refCon: 0,
          })
    handle = control?.handle ?? 0
    // A control that a resource describes has the item's rectangle.
    if (control !== undefined && kind === itemTypes.resCtrl) new Control(mac, handle).fields.contrlRect = bounds
  } else if (kind === itemTypes.statText || kind === itemTypes.editText) {
    handle = mm.newHandle(mm.currentZone, data.length)
    memory.write(memory.getU32(handle), data)
  } else if (kind === itemTypes.iconItem || kind === itemTypes.picItem) {
    const id = (((data[0] ?? 0) << 24) >> 16) | (data[1] ?? 0)
    const at = resourceAddress(mac, kind === itemTypes.picItem ? 'PICT' : 'ICON', id)
    handle = at === undefined ? 0 : mm.recoverHandle(at as never)
  }
  changeItem(mac, dialog.items, number, { handle })
}

/** Text that a dialog's items hold, and its edit record; controls go with the window. */
export function disposeItems(mac: Mac, dialog: Dialog, isListKept: boolean): void {
  const { memoryManager: mm } = mac
  for (const { type, handle } of itemsOf(mac, dialog.items)) {
    const kind = kindOf(type)
    if (handle !== 0 && (kind === itemTypes.statText || kind === itemTypes.editText)) mm.disposeHandle(asHandle(handle))
  }
  if (dialog.textH !== 0) {
    disposeRecord(recordOf(mac, dialog.textH))
    dialog.textH = asHandle(0)
  }
  if (!isListKept && dialog.items !== 0) mm.disposeHandle(dialog.items)
  mac.dialogManager.cancelItems.delete(dialog.address)
}
