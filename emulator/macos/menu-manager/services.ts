/** Menus.h. */

import { PointType } from '../quickdraw/geometry.ts'
import { procedure, type Service, type ServiceGroup, toolbox } from '../service.ts'
import { asHandle, SInt16, SInt32, Str255, UInt8 } from '../types.ts'
import { initWindows } from '../window-manager/lifetime.ts'
import { calculateSize, drawMenuBar } from './drawing.ts'
import { itemServices } from './item-services.ts'
import { EMPTY_LIST, menuOf, newMenuList, readMenuList, writeMenuList } from './menu-list.ts'
import { deleteMenu, insertMenu, menuBarFromResource, menuFromResource, newMenu } from './menus.ts'
import { MenuHandle, withMenu } from './parameters.ts'
import { highlightTitle, menuKey, selectMenu, selectPopUp } from './tracking.ts'

const NO_ICONS = { partial: 'items are drawn without their icons, in the standard way whatever the menu definition' }

const menuHandle: Service = toolbox({ menuID: SInt16 }, MenuHandle, (mac, { menuID }) =>
  asHandle(menuOf(mac, menuID)?.handle ?? 0),
)

export const menuManagerServices: ServiceGroup = {
  manager: 'Menu Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Macintosh Toolbox Essentials, chapter 3',
  services: {
    InitMenus: procedure({}, (mac) => {
      initWindows(mac)
      mac.lowMemory.set('MenuFlash', 3)
      writeMenuList(mac, EMPTY_LIST)
      mac.lowMemory.set('TheMenu', 0)
      drawMenuBar(mac)
    }),
    NewMenu: toolbox({ menuID: SInt16, menuTitle: Str255 }, MenuHandle, (mac, { menuID, menuTitle }) =>
      asHandle(newMenu(mac, menuID, menuTitle ?? '').handle),
    ),
    GetMenu: toolbox({ resourceID: SInt16 }, MenuHandle, (mac, { resourceID }) =>
      asHandle(menuFromResource(mac, resourceID)),
    ),
    DisposeMenu: procedure({ theMenu: MenuHandle }, ({ memoryManager }, { theMenu }) => {
      if (theMenu !== 0) memoryManager.disposeHandle(theMenu)
    }),
    InsertMenu: procedure({ theMenu: MenuHandle, beforeID: SInt16 }, (mac, { theMenu, beforeID }) =>
      withMenu(mac, theMenu, (menu) => insertMenu(mac, menu, beforeID)),
    ),
    DeleteMenu: procedure({ menuID: SInt16 }, (mac, { menuID }) => deleteMenu(mac, menuID)),
    ClearMenuBar: procedure({}, (mac) => writeMenuList(mac, EMPTY_LIST)),
    GetNewMBar: toolbox({ menuBarID: SInt16 }, MenuHandle, (mac, { menuBarID }) =>
      asHandle(menuBarFromResource(mac, menuBarID)),
    ),
    GetMenuBar: toolbox({}, MenuHandle, (mac) => newMenuList(mac, readMenuList(mac))),
    SetMenuBar: procedure({ menuList: MenuHandle }, (mac, { menuList }) => {
      if (menuList !== 0) writeMenuList(mac, readMenuList(mac, menuList))
    }),
    DrawMenuBar: procedure({}, drawMenuBar),
    InvalMenuBar: procedure({}, drawMenuBar),
    HiliteMenu: procedure({ menuID: SInt16 }, (mac, { menuID }) => highlightTitle(mac, menuID)),
    FlashMenuBar: procedure({ menuID: SInt16 }, (mac, { menuID }) => {
      const { lowMemory } = mac
      highlightTitle(mac, menuID === 0 || lowMemory.get('TheMenu') === menuID ? 0 : menuID)
    }),
    MenuSelect: toolbox({ startPt: PointType }, SInt32, (mac) => selectMenu(mac), NO_ICONS),
    MenuKey: toolbox({ ch: UInt8 }, SInt32, (mac, { ch }) => menuKey(mac, ch)),
    MenuChoice: toolbox({}, SInt32, ({ menuManager }) => menuManager.lastItem),
    PopUpMenuSelect: toolbox(
      { menu: MenuHandle, top: SInt16, left: SInt16, popUpItem: SInt16 },
      SInt32,
      (mac, { menu, top, left, popUpItem }) =>
        withMenu(mac, menu, (found) => selectPopUp(mac, found, top, left, popUpItem), 0),
      NO_ICONS,
    ),
    CalcMenuSize: procedure({ theMenu: MenuHandle }, (mac, { theMenu }) =>
      withMenu(mac, theMenu, (menu) => calculateSize(mac, menu)),
    ),
    GetMenuHandle: menuHandle,
    GetMHandle: menuHandle,
    SetMenuFlash: procedure({ count: SInt16 }, ({ lowMemory }, { count }) => lowMemory.set('MenuFlash', count)),
    DeleteMCEntries: procedure({ menuID: SInt16, menuItem: SInt16 }, () => {}),
    ...itemServices,
  },
}
