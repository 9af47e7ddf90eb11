/** The current menu list, in a handle that low memory's MenuList leads to (Inside Macintosh: Macintosh Toolbox Essentials, chapter 3). */

import type { Mac } from '../mac.ts'
import { asHandle, asPtr, type Handle } from '../types.ts'
import { Menu } from './menu-record.ts'

/** The last menu's offset, the right edge and the definition's number; then six bytes a menu: its handle and left edge. */
const HEADER = 6
const ENTRY = 6

export interface MenuEntry {
  readonly menu: Menu
  readonly left: number
}

export interface MenuListContents {
  readonly bar: readonly MenuEntry[]
  /** Submenus and menus that pop up. */
  readonly others: readonly Menu[]
  readonly right: number
}

export const EMPTY_LIST: MenuListContents = { bar: [], others: [], right: 0 }

export function readMenuList(mac: Mac, handle: number = mac.lowMemory.get('MenuList')): MenuListContents {
  if (handle === 0) return EMPTY_LIST
  const { memory } = mac
  const base = memory.getU32(handle)
  const count = memory.getU16(base) / ENTRY
  const bar = Array.from({ length: count }, (_, index) => {
    const at = base + HEADER + index * ENTRY
    return { menu: new Menu(mac, memory.getU32(at)), left: memory.getI16(at + 4) }
  })
  const rest = base + HEADER + count * ENTRY
  const others = Array.from(
    { length: memory.getU16(rest) / ENTRY },
    (_, index) => new Menu(mac, memory.getU32(rest + HEADER + index * ENTRY)),
  )
  return { bar, others, right: memory.getI16(base + 2) }
}

function encode({ bar, others, right }: MenuListContents): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(2 * HEADER + (bar.length + others.length) * ENTRY))
  bytes.setUint16(0, bar.length * ENTRY)
  bytes.setInt16(2, right)
  bar.forEach(({ menu, left }, index) => {
    bytes.setUint32(HEADER + index * ENTRY, menu.handle)
    bytes.setInt16(HEADER + index * ENTRY + 4, left)
  })
  const rest = HEADER + bar.length * ENTRY
  bytes.setUint16(rest, others.length * ENTRY)
  others.forEach(({ handle }, index) => {
    bytes.setUint32(rest + HEADER + index * ENTRY, handle)
  })
  return new Uint8Array(bytes.buffer)
}

export function newMenuList({ memory, memoryManager: mm }: Mac, contents: MenuListContents): Handle {
  const bytes = encode(contents)
  const handle = mm.newHandle(mm.currentZone, bytes.length)
  memory.write(memory.getU32(handle), bytes)
  return handle
}

export function writeMenuList(mac: Mac, contents: MenuListContents): void {
  const { lowMemory, memory, memoryManager: mm } = mac
  const known = lowMemory.get('MenuList')
  if (known === 0) {
    lowMemory.set('MenuList', asPtr(newMenuList(mac, contents)))
    return
  }
  const bytes = encode(contents)
  mm.setHandleSize(asHandle(known), bytes.length)
  memory.write(memory.getU32(known), bytes)
}

/** Every menu of the list, by its number. */
export function menuOf(mac: Mac, id: number): Menu | undefined {
  const { bar, others } = readMenuList(mac)
  return [...bar.map(({ menu }) => menu), ...others].find(({ fields }) => fields.menuID === id)
}
