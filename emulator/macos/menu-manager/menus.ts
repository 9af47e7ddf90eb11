/** Making menus, from nothing and from resources (Inside Macintosh: Macintosh Toolbox Essentials, chapter 3). */

import { systemDefinition } from '../appearance/system-definitions.ts'
import type { Mac } from '../mac.ts'
import { asHandle } from '../types.ts'
import { calculateSize } from './drawing.ts'
import { EMPTY_LIST, type MenuListContents, newMenuList, readMenuList, writeMenuList } from './menu-list.ts'
import { encodeMenuData, Menu, MenuInfo } from './menu-record.ts'

const ALL_ENABLED = 0xffffffff

export function newMenu(mac: Mac, id: number, title: string): Menu {
  const { memory, memoryManager: mm } = mac
  const data = encodeMenuData(title, [])
  const handle = mm.newHandle(mm.currentZone, MenuInfo.size + data.length, true)
  memory.write(memory.getU32(handle) + MenuInfo.size, data)
  const menu = new Menu(mac, handle)
  menu.fields.menuID = id
  menu.fields.enableFlags = ALL_ENABLED
  menu.fields.menuProc = asHandle(systemDefinition.find(mac, 'MDEF', 0, true))
  return menu
}

/** Where a resource has the number of its definition procedure, before its flags. */
const RESOURCE_FLAGS = 10

/** GetMenu: the menu that a resource describes; 0 where there is none. */
export function menuFromResource(mac: Mac, id: number): number {
  const { resourceManager: rm, memory, menuManager } = mac
  const found = rm
    .searched(false)
    .flatMap(({ resources }) => resources)
    .find(({ resource }) => resource.type === 'MENU' && resource.id === id)
  if (found === undefined) return 0
  const handle = rm.handleOf(found)
  if (menuManager.fromResources.get(id) === handle) return handle
  rm.load(found)
  const menu = new Menu(mac, handle)
  const definition = memory.getI16(menu.address + 6)
  const flags = memory.getU32(menu.address + RESOURCE_FLAGS)
  menu.fields.menuProc = asHandle(systemDefinition.find(mac, 'MDEF', definition, definition === 0))
  menu.fields.enableFlags = flags
  menuManager.fromResources.set(id, handle)
  calculateSize(mac, menu)
  return handle
}

/** Where InsertMenu puts a submenu, or a menu that pops up. */
export const HIER_MENU = -1

export function insertMenu(mac: Mac, menu: Menu, beforeID: number): void {
  const { bar, others, right } = readMenuList(mac)
  const id = menu.fields.menuID
  if ([...bar.map((entry) => entry.menu), ...others].some(({ fields }) => fields.menuID === id)) return
  if (beforeID === HIER_MENU) {
    writeMenuList(mac, { bar, others: [...others, menu], right })
    return
  }
  const at = bar.findIndex((entry) => entry.menu.fields.menuID === beforeID)
  const entry = { menu, left: 0 }
  writeMenuList(mac, { bar: bar.toSpliced(at < 0 ? bar.length : at, 0, entry), others, right })
}

export function deleteMenu(mac: Mac, id: number): void {
  const { bar, others, right } = readMenuList(mac)
  const stays = ({ fields }: Menu): boolean => fields.menuID !== id
  writeMenuList(mac, { bar: bar.filter(({ menu }) => stays(menu)), others: others.filter(stays), right })
}

/** GetNewMBar: a menu list of the menus that an 'MBAR' resource names; 0 where there is none. */
export function menuBarFromResource(mac: Mac, id: number): number {
  const { resourceManager: rm, memory } = mac
  const found = rm
    .searched(false)
    .flatMap(({ resources }) => resources)
    .find(({ resource }) => resource.type === 'MBAR' && resource.id === id)
  if (found === undefined) return 0
  const handle = rm.handleOf(found)
  rm.load(found)
  const count = memory.getI16(memory.getU32(handle))
  const bar: MenuListContents['bar'][number][] = []
  for (let index = 0; index < count; index++) {
    const menu = menuFromResource(mac, memory.getI16(memory.getU32(handle) + 2 + 2 * index))
    if (menu !== 0) bar.push({ menu: new Menu(mac, menu), left: 0 })
  }
  return newMenuList(mac, { ...EMPTY_LIST, bar })
}

/** Names of resources, or of fonts, in alphabetical order; those that begin with a full stop or a per cent sign are no one's business. */
export function resourceNames(mac: Mac, type: string): string[] {
  const names = new Set<string>()
  for (const { resources } of mac.resourceManager.files) {
    for (const { resource } of resources) {
      if (resource.type === type && resource.name !== undefined) names.add(resource.name)
    }
  }
  if (type === 'FONT' || type === 'FOND') for (const name of mac.fontManager.names) names.add(name)
  return [...names]
    .filter((name) => name !== '' && !/^[.%]/.test(name))
    .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
}
