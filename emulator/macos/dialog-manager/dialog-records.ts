/** Dialog records and item lists (Inside Macintosh: Macintosh Toolbox Essentials, chapter 6). */

import type { Mac } from '../mac.ts'
import { type Rect, RectType } from '../quickdraw/geometry.ts'
import { struct, type View } from '../struct.ts'
import { type Handle, HandleType, SInt16, UInt8, UInt32 } from '../types.ts'
import { WindowRecord } from '../window-manager/records.ts'

const WINDOW = WindowRecord.size
export const DialogRecord = struct('DialogRecord', WINDOW + 14, {
  ...WindowRecord.fields,
  items: [WINDOW, HandleType],
  textH: [WINDOW + 4, HandleType],
  editField: [WINDOW + 8, SInt16],
  editOpen: [WINDOW + 10, SInt16],
  aDefItem: [WINDOW + 12, SInt16],
})
export type Dialog = View<typeof DialogRecord.fields>
export const dialogAt = (mac: Mac, address: number): Dialog => DialogRecord.at(mac.memory, address)

export const itemTypes = {
  userItem: 0,
  ctrlItem: 4,
  resCtrl: 7,
  statText: 8,
  editText: 16,
  iconItem: 32,
  picItem: 64,
  itemDisable: 128,
} as const
export const kindOf = (type: number): number => type & ~itemTypes.itemDisable
export const isControl = (type: number): boolean =>
  (type & itemTypes.ctrlItem) !== 0 && kindOf(type) < itemTypes.statText

/** An item's fixed part; its data follow, after a byte that counts them, to an even address. */
const ItemHeader = struct('DialogItem', 14, {
  handle: [0, UInt32],
  bounds: [4, RectType],
  type: [12, UInt8],
  length: [13, UInt8],
})

export interface Item {
  readonly number: number
  /** A control, a handle to text, or a procedure of a program's. */
  readonly handle: number
  readonly bounds: Rect
  readonly type: number
  readonly data: Uint8Array
}

/** Where each item is within the list, and where the last one ends. */
function layout(mac: Mac, list: Handle): { readonly offsets: readonly number[]; readonly end: number } {
  const { memory, memoryManager } = mac
  const size = list === 0 ? 0 : memoryManager.handleSize(list)
  if (size < 2) return { offsets: [], end: size }
  const base = memory.getU32(list)
  const count = memory.getI16(base) + 1
  const found: number[] = []
  let at = 2
  while (found.length < count && at + ItemHeader.size <= size) {
    found.push(at)
    const { length } = ItemHeader.at(memory, base + at)
    at += ItemHeader.size + length + (length & 1)
  }
  return { offsets: found, end: Math.min(at, size) }
}

/** How many bytes the items of a list take, with their count. */
export const listEnd = (mac: Mac, list: Handle): number => layout(mac, list).end

export function itemsOf(mac: Mac, list: Handle): Item[] {
  const { memory } = mac
  return layout(mac, list).offsets.map((offset, index) => {
    const { address, handle, bounds, type, length } = ItemHeader.at(memory, memory.getU32(list) + offset)
    return { number: index + 1, handle, bounds, type, data: memory.read(address + ItemHeader.size, length) }
  })
}

/** Leaves the first items in the list. */
export function shortenList(mac: Mac, list: Handle, count: number): void {
  const end = layout(mac, list).offsets[count]
  if (end === undefined) return
  mac.memoryManager.setHandleSize(list, end)
  mac.memory.setU16(mac.memory.getU32(list), count - 1)
}

export function changeItem(
  mac: Mac,
  list: Handle,
  number: number,
  change: Partial<Pick<Item, 'handle' | 'bounds' | 'type'>>,
): void {
  const offset = layout(mac, list).offsets[number - 1]
  if (offset !== undefined) Object.assign(ItemHeader.at(mac.memory, mac.memory.getU32(list) + offset), change)
}
