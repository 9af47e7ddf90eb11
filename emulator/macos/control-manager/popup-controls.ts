/** Controls that are pop-up menus (Inside Macintosh: Macintosh Toolbox Essentials, chapter 5). */

import { menuOf } from '../menu-manager/menu-list.ts'
import { Menu } from '../menu-manager/menu-record.ts'
import { menuFromResource } from '../menu-manager/menus.ts'
import { type Rect, rect } from '../quickdraw/geometry.ts'
import { asHandle } from '../types.ts'
import { type Control, PopupPrivateData } from './control-record.ts'

/** When it is made, a pop-up menu's minimum is its menu's number and its maximum its title's width. */
export function initializePopup(control: Control): void {
  const { mac, fields } = control
  const { memory, memoryManager: mm } = mac
  const { contrlMin: id, contrlMax: width } = fields
  const menu = menuOf(mac, id)?.handle ?? menuFromResource(mac, id)
  const data = mm.newHandle(mm.currentZone, PopupPrivateData.size + 2, true)
  const privateData = PopupPrivateData.at(memory, memory.getU32(data))
  privateData.mHandle = asHandle(menu)
  privateData.mID = id
  memory.setU16(privateData.address + PopupPrivateData.size, Math.max(0, width))
  const count = menu === 0 ? 0 : new Menu(mac, menu).items.length
  Object.assign(fields, { contrlData: data, contrlMin: 1, contrlMax: count, contrlValue: 1 })
}

export function popupMenu({ mac, fields }: Control): Menu | undefined {
  if (fields.contrlData === 0) return undefined
  const { mHandle } = PopupPrivateData.at(mac.memory, mac.memory.getU32(fields.contrlData))
  return mHandle === 0 ? undefined : new Menu(mac, mHandle)
}

/** Where the title is, and the box with the current item. */
export function popupParts({ mac, fields, rect: r }: Control): { readonly title: Rect; readonly box: Rect } {
  const width =
    fields.contrlData === 0 ? 0 : mac.memory.getU16(mac.memory.getU32(fields.contrlData) + PopupPrivateData.size)
  const at = Math.min(r.right, r.left + width)
  return { title: rect(r.left, r.top, at, r.bottom), box: rect(at, r.top, r.right, Math.min(r.bottom, r.top + 20)) }
}
