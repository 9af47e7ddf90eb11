/** What the Menu Manager keeps besides menus and their list (Inside Macintosh: Macintosh Toolbox Essentials, chapter 3). */

import { BondiError } from '../../errors.ts'
import { eventKinds } from '../event-manager/event-records.ts'
import type { Mac } from '../mac.ts'
import { type MenuEntry, readMenuList } from './menu-list.ts'

export interface ScriptedChoice {
  readonly menu: string
  readonly item: string
}

export class MenuManager {
  /** What the next MenuSelect is to choose, in place of the mouse. */
  scriptedChoice: ScriptedChoice | undefined
  /** Menus that came from resources, by the resource's number: asking again gives the same ones. */
  readonly fromResources = new Map<number, number>()
  /** MenuChoice: the item that the mouse was last over, whether or not it could be chosen. */
  lastItem = 0
}

/** Titles are compared as a person reads them: without regard to case, and three dots are an ellipsis. */
export const sameTitle = (a: string, b: string): boolean => readable(a) === readable(b)
const readable = (text: string): string => text.trim().toLowerCase().replaceAll('...', '…')

export function entryOf(mac: Mac, title: string): MenuEntry {
  const { bar } = readMenuList(mac)
  const found = bar.find(({ menu }) => sameTitle(menu.title, title))
  if (found !== undefined) return found
  const titles = bar.map(({ menu }) => menu.title).join(', ')
  throw new BondiError(
    'no-such-menu',
    `the script chooses from a menu "${title}", which is not there`,
    titles === '' ? 'The program has no menus at that time.' : `The menus are: ${titles}.`,
  )
}

/** The user presses the mouse on a menu's title, and will choose an item. */
export function performMenuChoice(mac: Mac, choice: ScriptedChoice): void {
  const { left } = entryOf(mac, choice.menu)
  const { user } = mac.eventManager
  mac.menuManager.scriptedChoice = choice
  user.mouse = { h: left + 10, v: 10 }
  user.isButtonDown = true
  mac.eventManager.post(eventKinds.mouseDown, 0)
}

/** The item that the script chooses: its menu's number in the upper half. */
export function takeScriptedChoice(mac: Mac): number | undefined {
  const choice = mac.menuManager.scriptedChoice
  if (choice === undefined) return undefined
  mac.menuManager.scriptedChoice = undefined
  mac.eventManager.user.release()
  const { menu } = entryOf(mac, choice.menu)
  const { items } = menu
  const number = items.findIndex(({ text }) => sameTitle(text, choice.item)) + 1
  if (number === 0) {
    const titles = items.map(({ text }) => text).join(', ')
    throw new BondiError(
      'no-such-item',
      `the script chooses "${choice.item}", which the menu "${menu.title}" does not have`,
      `Its items are: ${titles}.`,
    )
  }
  if (!menu.isEnabled(0) || !menu.isEnabled(number)) {
    throw new BondiError('item-disabled', `the script chooses ${menu.title}/${choice.item}, which is disabled`)
  }
  return (menu.fields.menuID << 16) | number
}
