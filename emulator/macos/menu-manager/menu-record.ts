/** Menus as programs see them: a MenuInfo record, with its title and items packed after it (Inside Macintosh: Macintosh Toolbox Essentials, chapter 3). */

import { decodeMacRoman, encodeMacRoman } from '../../formats/mac-roman.ts'
import type { Mac } from '../mac.ts'
import { struct } from '../struct.ts'
import { asHandle, HandleType, SInt16, UInt32 } from '../types.ts'

export const MenuInfo = struct('MenuInfo', 14, {
  menuID: [0, SInt16],
  menuWidth: [2, SInt16],
  menuHeight: [4, SInt16],
  menuProc: [6, HandleType],
  enableFlags: [10, UInt32],
})
const DATA = MenuInfo.size

export interface MenuItem {
  readonly text: string
  readonly icon: number
  /** The command key's character; 0 for none. */
  readonly key: number
  /** The mark's character, or the number of the item's submenu. */
  readonly mark: number
  readonly style: number
}

/** In place of a command key: the item has a submenu, whose number is its mark. */
export const HIERARCHICAL = 0x1b
/** Flags beyond these have no bit: such items are always enabled. */
const MOST_FLAGS = 31

export class Menu {
  readonly mac: Mac
  readonly handle: number

  constructor(mac: Mac, handle: number) {
    this.mac = mac
    this.handle = handle
  }

  get address(): number {
    return this.mac.memory.getU32(this.handle)
  }
  get fields() {
    return MenuInfo.at(this.mac.memory, this.address)
  }
  get title(): string {
    return this.mac.memory.readPString(this.address + DATA)
  }

  get items(): MenuItem[] {
    const { memory, memoryManager } = this.mac
    const end = this.address + memoryManager.handleSize(asHandle(this.handle))
    const items: MenuItem[] = []
    let at = this.address + DATA + 1 + memory.getU8(this.address + DATA)
    while (at + 5 <= end && memory.getU8(at) !== 0) {
      const length = memory.getU8(at)
      const after = at + 1 + length
      if (after + 4 > end) break
      items.push({
        text: decodeMacRoman(memory.read(at + 1, length)),
        icon: memory.getU8(after),
        key: memory.getU8(after + 1),
        mark: memory.getU8(after + 2),
        style: memory.getU8(after + 3),
      })
      at = after + 4
    }
    return items
  }
  set items(items: readonly MenuItem[]) {
    const { memory, memoryManager } = this.mac
    const bytes = encodeMenuData(this.title, items)
    memoryManager.setHandleSize(asHandle(this.handle), DATA + bytes.length)
    memory.write(this.address + DATA, bytes)
  }

  item(number: number): MenuItem | undefined {
    return this.items[number - 1]
  }
  changeItem(number: number, change: Partial<MenuItem>): void {
    const { items } = this
    const item = items[number - 1]
    if (item === undefined) return
    items[number - 1] = { ...item, ...change }
    this.items = items
  }

  /** Item 0 is the menu itself. */
  isEnabled(number: number): boolean {
    if (this.item(number)?.text.startsWith('-') === true) return false
    return number > MOST_FLAGS || (this.fields.enableFlags & (1 << number)) !== 0
  }
  setEnabled(number: number, isEnabled: boolean): void {
    if (number < 0 || number > MOST_FLAGS) return
    const bit = 1 << number
    const { enableFlags } = this.fields
    this.fields.enableFlags = (isEnabled ? enableFlags | bit : enableFlags & ~bit) >>> 0
  }

  /** Puts items after another one; flags of later ones move along. */
  insert(items: readonly { readonly item: MenuItem; readonly isEnabled: boolean }[], after: number): void {
    const old = this.items
    const at = Math.max(0, Math.min(after, old.length))
    const flags = Array.from({ length: MOST_FLAGS }, (_, index) => (this.fields.enableFlags & (1 << (index + 1))) !== 0)
    flags.splice(at, 0, ...items.map(({ isEnabled }) => isEnabled))
    this.items = [...old.slice(0, at), ...items.map(({ item }) => item), ...old.slice(at)]
    this.setFlags(flags)
  }
  remove(number: number): void {
    const { items } = this
    if (number < 1 || number > items.length) return
    const flags = Array.from({ length: MOST_FLAGS }, (_, index) => (this.fields.enableFlags & (1 << (index + 1))) !== 0)
    flags.splice(number - 1, 1)
    this.items = items.toSpliced(number - 1, 1)
    this.setFlags([...flags, true])
  }
  private setFlags(flags: readonly boolean[]): void {
    let bits = this.fields.enableFlags & 1
    flags.slice(0, MOST_FLAGS).forEach((isSet, index) => {
      if (isSet) bits |= 1 << (index + 1)
    })
    this.fields.enableFlags = bits >>> 0
  }
}

export function encodeMenuData(title: string, items: readonly MenuItem[]): Uint8Array {
  const bytes: number[] = []
  const string = (text: string): void => {
    const encoded = encodeMacRoman(text).subarray(0, 255)
    bytes.push(encoded.length, ...encoded)
  }
  string(title)
  for (const { text, icon, key, mark, style } of items) {
    // An item without text would end the list.
    string(text === '' ? ' ' : text)
    bytes.push(icon, key, mark, style)
  }
  bytes.push(0)
  return Uint8Array.from(bytes)
}
