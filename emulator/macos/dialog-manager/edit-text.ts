/** Edit-text items: one edit record serves the item that is being edited (Inside Macintosh: Macintosh Toolbox Essentials, chapter 6). */

import { keepingPort } from '../appearance/painter.ts'
import type { Mac } from '../mac.ts'
import { hideSelection, redraw, showSelection } from '../text-edit/drawing.ts'
import type { EditRecord } from '../text-edit/edit-record.ts'
import { changeSelection, setText } from '../text-edit/editing.ts'
import { recordOf } from '../text-edit/parameters.ts'
import { asHandle } from '../types.ts'
import { type Dialog, type Item, itemsOf, itemTypes, kindOf } from './dialog-records.ts'

export const editRecord = (mac: Mac, { textH }: Dialog): EditRecord | undefined =>
  textH === 0 ? undefined : recordOf(mac, textH)

export const editItems = (mac: Mac, { items }: Dialog): Item[] =>
  itemsOf(mac, items).filter(({ type }) => kindOf(type) === itemTypes.editText)

/** The item that is being edited. */
export const currentEdit = (mac: Mac, dialog: Dialog): Item | undefined =>
  editItems(mac, dialog).find(({ number }) => number === dialog.editField + 1)

export function itemText({ memory, memoryManager }: Mac, handle: number): Uint8Array {
  return handle === 0
    ? new Uint8Array()
    : memory.read(memory.getU32(handle), memoryManager.handleSize(asHandle(handle)))
}

export function setItemBytes({ memory, memoryManager }: Mac, handle: number, bytes: Uint8Array): void {
  if (handle === 0) return
  memoryManager.setHandleSize(asHandle(handle), bytes.length)
  memory.write(memory.getU32(handle), bytes)
}

/** What was typed becomes the item's text. */
export function keepText(mac: Mac, dialog: Dialog): void {
  const item = currentEdit(mac, dialog)
  const record = editRecord(mac, dialog)
  if (item !== undefined && record !== undefined) setItemBytes(mac, item.handle, record.text.slice())
}

/** SelectDialogItemText: edits an item from now on, with a selection. */
export function selectText(mac: Mac, dialog: Dialog, number: number, start: number, end: number): void {
  const record = editRecord(mac, dialog)
  const item = editItems(mac, dialog).find((one) => one.number === number)
  if (record === undefined || item === undefined) return
  keepingPort(mac, () => {
    mac.quickDraw.thePort = dialog.address
    if (dialog.editField + 1 !== number) {
      const wasActive = record.fields.active
      if (wasActive !== 0) hideSelection(record)
      record.fields.active = 0
      dialog.editField = number - 1
      Object.assign(record.fields, { destRect: item.bounds, viewRect: item.bounds })
      setText(record, itemText(mac, item.handle))
      record.breakLines()
      record.fields.active = wasActive
    }
    const length = record.fields.teLength
    changeSelection(record, Math.min(start, length), Math.min(end, length))
  })
}

export function activateText(mac: Mac, dialog: Dialog, isActive: boolean): void {
  const record = editRecord(mac, dialog)
  if (record === undefined || (record.fields.active !== 0) === isActive) return
  keepingPort(mac, () => {
    mac.quickDraw.thePort = dialog.address
    hideSelection(record)
    record.fields.active = isActive ? 1 : 0
    showSelection(record)
  })
}

/** Shows the text of the item that is edited anew. */
export function reloadText(mac: Mac, dialog: Dialog): void {
  const record = editRecord(mac, dialog)
  const item = currentEdit(mac, dialog)
  if (record === undefined || item === undefined) return
  setText(record, itemText(mac, item.handle))
  record.breakLines()
  redraw(record)
}
