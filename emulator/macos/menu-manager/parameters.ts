/** Parameters that stand for menus. */

import type { Mac } from '../mac.ts'
import { HandleType } from '../types.ts'
import { Menu } from './menu-record.ts'

export const MenuHandle = { ...HandleType, name: 'MenuHandle' }

/** Does something to a menu; nothing where a program passes nil or a handle that was disposed of. */
export function withMenu<T>(mac: Mac, handle: number, act: (menu: Menu) => T, otherwise: T): T
export function withMenu(mac: Mac, handle: number, act: (menu: Menu) => void): void
export function withMenu<T>(mac: Mac, handle: number, act: (menu: Menu) => T, otherwise?: T): T | undefined {
  return handle !== 0 && mac.memory.getU32(handle) !== 0 ? act(new Menu(mac, handle)) : otherwise
}
