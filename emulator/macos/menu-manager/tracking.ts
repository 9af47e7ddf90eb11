/** Choosing from menus: by the mouse, by a command key, from a menu that pops up (Inside Macintosh: Macintosh Toolbox Essentials, chapter 3). */

import type { Mac } from '../mac.ts'
import { type Point, ptInRect } from '../quickdraw/geometry.ts'
import { drawMenuBar, drawRow, layOutMenuBar, openPanel, type Panel } from './drawing.ts'
import { menuOf, readMenuList } from './menu-list.ts'
import { takeScriptedChoice } from './menu-manager.ts'
import { HIERARCHICAL, type Menu } from './menu-record.ts'

export function highlightTitle(mac: Mac, id: number): void {
  if (mac.lowMemory.get('TheMenu') === id) return
  mac.lowMemory.set('TheMenu', id)
  drawMenuBar(mac)
}

/** Open menus, each but the first a submenu of the one before. */
class OpenMenus {
  private readonly mac: Mac
  private levels: { panel: Panel; lit: number }[] = []

  constructor(mac: Mac) {
    this.mac = mac
  }

  open(menu: Menu, left: number, top: number): void {
    this.levels.push({ panel: openPanel(this.mac, menu, left, top), lit: 0 })
  }
  close(from = 0): void {
    for (const { panel } of this.levels.splice(from).reverse()) panel.close()
  }

  /** Lights what the mouse is over, and opens its submenu. */
  follow(where: Point): void {
    const level = this.levels.findLastIndex(({ panel }) => ptInRect(where, panel.bounds))
    const last = this.levels.length - 1
    const one = this.levels[level < 0 ? last : level]
    if (one === undefined) return
    const number = level < 0 ? 0 : one.panel.rows.findIndex(({ r }) => ptInRect(where, r)) + 1
    if (number === one.lit) return
    if (level >= 0) this.close(level + 1)
    this.mac.menuManager.lastItem = number === 0 ? 0 : (one.panel.menu.fields.menuID << 16) | number
    const isEnabled = number > 0 && one.panel.menu.isEnabled(0) && one.panel.menu.isEnabled(number)
    if (one.lit !== 0) drawRow(this.mac, one.panel, one.lit, false)
    one.lit = isEnabled ? number : 0
    if (!isEnabled) return
    drawRow(this.mac, one.panel, number, true)
    const { item, r } = one.panel.rows[number - 1]!
    const submenu = item.key === HIERARCHICAL ? menuOf(this.mac, item.mark) : undefined
    if (submenu !== undefined && this.levels.length < MOST_LEVELS) this.open(submenu, r.right - 2, r.top)
  }

  /** What the mouse is let go on. */
  choiceAt(where: Point): number {
    for (const { panel, lit } of this.levels.toReversed()) {
      if (!ptInRect(where, panel.bounds)) continue
      const item = panel.menu.item(lit)
      return item === undefined || item.key === HIERARCHICAL ? 0 : (panel.menu.fields.menuID << 16) | lit
    }
    return 0
  }
}
const MOST_LEVELS = 5

/** MenuSelect: the chosen item, its menu's number in the upper half; 0 for none. The title stays highlighted. */
export function selectMenu(mac: Mac): number {
  const scripted = takeScriptedChoice(mac)
  if (scripted !== undefined) {
    highlightTitle(mac, scripted >> 16)
    return scripted
  }
  const { bar, right } = layOutMenuBar(mac)
  const height = mac.lowMemory.get('MBarHeight')
  const menus = new OpenMenus(mac)
  let open: Menu | undefined
  const end = mac.eventManager.trackMouse((where) => {
    const index = where.v < height ? bar.findLastIndex(({ left }) => where.h >= left) : -1
    const entry = where.h < right ? bar[index] : undefined
    if (entry !== undefined && entry.menu.handle !== open?.handle) {
      menus.close()
      open = entry.menu
      highlightTitle(mac, entry.menu.fields.menuID)
      menus.open(entry.menu, entry.left, height)
    } else if (where.v >= height) menus.follow(where)
  })
  const choice = menus.choiceAt(end)
  menus.close()
  if (choice === 0) highlightTitle(mac, 0)
  return choice
}

/** PopUpMenuSelect: the menu opens with an item of it at a place. */
export function selectPopUp(mac: Mac, menu: Menu, top: number, left: number, popUpItem: number): number {
  const menus = new OpenMenus(mac)
  const probe = openPanel(mac, menu, left, top)
  const row = probe.rows[popUpItem - 1]
  probe.close()
  menus.open(menu, left, top - (row === undefined ? 0 : row.r.top - probe.bounds.top))
  const end = mac.eventManager.trackMouse((where) => menus.follow(where))
  const choice = menus.choiceAt(end)
  menus.close()
  return choice
}

/** MenuKey: menus are searched from right to left, their items from top to bottom (Inside Macintosh, volume I). */
export function menuKey(mac: Mac, character: number): number {
  const { bar, others } = readMenuList(mac)
  const wanted = String.fromCharCode(character).toUpperCase()
  for (const menu of [...bar.map((entry) => entry.menu).reverse(), ...others]) {
    if (!menu.isEnabled(0)) continue
    const { items } = menu
    const number = items.findIndex(({ key }, index) => {
      return key !== 0 && String.fromCharCode(key).toUpperCase() === wanted && menu.isEnabled(index + 1)
    })
    if (number < 0) continue
    highlightTitle(mac, menu.fields.menuID)
    return (menu.fields.menuID << 16) | (number + 1)
  }
  return 0
}
