/** Items added to a dialog and taken from it: AppendDITL and ShortenDITL (Inside Macintosh: Macintosh Toolbox Essentials, chapter 6). */

import { keepingPort } from '../appearance/painter.ts'
import { Control } from '../control-manager/control-record.ts'
import { disposeControl } from '../control-manager/controls.ts'
import type { Mac } from '../mac.ts'
import { insetRect, offsetRect, type Point } from '../quickdraw/geometry.ts'
import { Region } from '../quickdraw/region.ts'
import { asHandle, type Handle } from '../types.ts'
import { sizeWindow } from '../window-manager/moving.ts'
import { changeUpdateRegion } from '../window-manager/updating.ts'
import { windowAt } from '../window-manager/window-list.ts'
import {
  changeItem,
  type Dialog,
  isControl,
  itemsOf,
  itemTypes,
  kindOf,
  listEnd,
  shortenList,
} from './dialog-records.ts'
import { openEdit, prepareItem } from './dialogs.ts'

/** Where the items come: as they say, to the right of the dialog, below it; below zero, where an item is. */
const methods = { overlayDITL: 0, appendDITLRight: 1, appendDITLBottom: 2 } as const

function originOf(mac: Mac, dialog: Dialog, method: number): Point {
  const { right, bottom } = dialog.portRect
  if (method === methods.appendDITLRight) return { h: right, v: 0 }
  if (method === methods.appendDITLBottom) return { h: 0, v: bottom }
  const item = method < 0 ? itemsOf(mac, dialog.items)[-method - 1] : undefined
  return item === undefined ? { h: 0, v: 0 } : { h: item.bounds.left, v: item.bounds.top }
}

/** The list stays the program's; the dialog has a copy of its items. */
export function appendItems(mac: Mac, dialog: Dialog, list: Handle, method: number): void {
  const { memory, memoryManager: mm } = mac
  const added = itemsOf(mac, list).length
  if (added === 0) return
  const origin = originOf(mac, dialog, method)
  const count = itemsOf(mac, dialog.items).length
  const end = listEnd(mac, dialog.items)
  const bytes = memory.read(memory.getU32(list) + 2, listEnd(mac, list) - 2)
  mm.setHandleSize(dialog.items, end + bytes.length)
  memory.write(memory.getU32(dialog.items) + end, bytes)
  memory.setU16(memory.getU32(dialog.items), count + added - 1)
  const { left, top, right, bottom } = dialog.portRect
  let width = right - left
  let height = bottom - top
  for (const { number, bounds } of itemsOf(mac, dialog.items).slice(count)) {
    const moved = offsetRect(bounds, origin.h, origin.v)
    changeItem(mac, dialog.items, number, { bounds: moved })
    width = Math.max(width, moved.right)
    height = Math.max(height, moved.bottom)
  }
  sizeWindow(mac, windowAt(mac, dialog.address), width, height)
  for (const item of itemsOf(mac, dialog.items).slice(count)) prepareItem(mac, dialog, item)
  openEdit(mac, dialog)
  invalidateItems(mac, dialog, count)
}

/** Takes the last items away. */
export function removeItems(mac: Mac, dialog: Dialog, removed: number): void {
  const { memoryManager: mm } = mac
  const count = itemsOf(mac, dialog.items).length
  const kept = Math.max(0, count - removed)
  if (kept >= count) return
  invalidateItems(mac, dialog, kept)
  for (const { type, handle } of itemsOf(mac, dialog.items).slice(kept)) {
    const kind = kindOf(type)
    if (handle === 0) continue
    if (isControl(type)) disposeControl(new Control(mac, handle))
    else if (kind === itemTypes.statText || kind === itemTypes.editText) mm.disposeHandle(asHandle(handle))
  }
  if (dialog.editField >= kept) dialog.editField = -1
  shortenList(mac, dialog.items, kept)
}

function invalidateItems(mac: Mac, dialog: Dialog, from: number): void {
  keepingPort(mac, () => {
    mac.quickDraw.thePort = dialog.address
    for (const { bounds } of itemsOf(mac, dialog.items).slice(from)) {
      changeUpdateRegion(mac, Region.fromRect(insetRect(bounds, -4, -4)), true)
    }
  })
}
