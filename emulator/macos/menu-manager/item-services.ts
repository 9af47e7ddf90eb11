/** Items of menus (Inside Macintosh: Macintosh Toolbox Essentials, chapter 3). */

import { procedure, type Service, toolbox } from '../service.ts'
import { fourCharText, OSType, pascalField, SInt16, Str255, UInt8, varParam } from '../types.ts'
import { parseItems } from './item-syntax.ts'
import type { MenuItem } from './menu-record.ts'
import { resourceNames } from './menus.ts'
import { MenuHandle, withMenu } from './parameters.ts'

const CHECK_MARK = 0x12
const onItem = { theMenu: MenuHandle, item: SInt16 }
const plain = (text: string) => ({ item: { text, icon: 0, key: 0, mark: 0, style: 0 }, isEnabled: true })

const enabling = (isEnabled: boolean): Service =>
  procedure(onItem, (mac, { theMenu, item }) => withMenu(mac, theMenu, (menu) => menu.setEnabled(item, isEnabled)))

type NumberField = 'icon' | 'key' | 'mark' | 'style'
const setter = (field: NumberField): Service =>
  procedure({ ...onItem, value: SInt16 }, (mac, { theMenu, item, value }) =>
    withMenu(mac, theMenu, (menu) => menu.changeItem(item, { [field]: value & 0xff } as Partial<MenuItem>)),
  )
const getter = (field: NumberField): Service =>
  procedure({ ...onItem, value: varParam(SInt16) }, (mac, { theMenu, item, value }) =>
    withMenu(mac, theMenu, (menu) => {
      value.value = menu.item(item)?.[field] ?? 0
    }),
  )
/** A style is one byte, where the other values are words. */
const getStyle: Service = procedure({ ...onItem, chStyle: varParam(UInt8) }, (mac, { theMenu, item, chStyle }) =>
  withMenu(mac, theMenu, (menu) => {
    chStyle.value = menu.item(item)?.style ?? 0
  }),
)

const setText: Service = procedure({ ...onItem, itemString: Str255 }, (mac, { theMenu, item, itemString }) =>
  withMenu(mac, theMenu, (menu) => menu.changeItem(item, { text: itemString ?? '' })),
)
const getText: Service = procedure(
  { ...onItem, itemString: varParam(pascalField(255)) },
  (mac, { theMenu, item, itemString }) =>
    withMenu(mac, theMenu, (menu) => {
      itemString.value = menu.item(item)?.text ?? ''
    }),
)
const count: Service = toolbox({ theMenu: MenuHandle }, SInt16, (mac, { theMenu }) =>
  withMenu(mac, theMenu, ({ items }) => items.length, 0),
)
const appendNames: Service = procedure({ theMenu: MenuHandle, theType: OSType }, (mac, { theMenu, theType }) =>
  withMenu(mac, theMenu, (menu) =>
    menu.insert(resourceNames(mac, fourCharText(theType)).map(plain), menu.items.length),
  ),
)
const insertNames: Service = procedure(
  { theMenu: MenuHandle, theType: OSType, afterItem: SInt16 },
  (mac, { theMenu, theType, afterItem }) =>
    withMenu(mac, theMenu, (menu) => menu.insert(resourceNames(mac, fourCharText(theType)).map(plain), afterItem)),
)
const insertItem: Service = procedure(
  { theMenu: MenuHandle, itemString: Str255, afterItem: SInt16 },
  (mac, { theMenu, itemString, afterItem }) =>
    // Several items come in reversed order.
    withMenu(mac, theMenu, (menu) => menu.insert(parseItems(itemString ?? '').reverse(), afterItem)),
)
const deleteItem: Service = procedure(onItem, (mac, { theMenu, item }) =>
  withMenu(mac, theMenu, (menu) => menu.remove(item)),
)

export const itemServices: Record<string, Service> = {
  AppendMenu: procedure({ menu: MenuHandle, data: Str255 }, (mac, { menu: handle, data }) =>
    withMenu(mac, handle, (menu) => menu.insert(parseItems(data ?? ''), menu.items.length)),
  ),
  AppendResMenu: appendNames,
  AddResMenu: appendNames,
  InsertResMenu: insertNames,
  InsertMenuItem: insertItem,
  InsMenuItem: insertItem,
  DeleteMenuItem: deleteItem,
  DelMenuItem: deleteItem,
  EnableItem: enabling(true),
  DisableItem: enabling(false),
  GetMenuItemText: getText,
  GetItem: getText,
  SetMenuItemText: setText,
  SetItem: setText,
  GetItemMark: getter('mark'),
  SetItemMark: setter('mark'),
  CheckItem: procedure({ ...onItem, checked: UInt8 }, (mac, { theMenu, item, checked }) =>
    withMenu(mac, theMenu, (menu) => menu.changeItem(item, { mark: checked !== 0 ? CHECK_MARK : 0 })),
  ),
  GetItemStyle: getStyle,
  SetItemStyle: setter('style'),
  GetItemIcon: getter('icon'),
  SetItemIcon: setter('icon'),
  GetItemCmd: getter('key'),
  SetItemCmd: setter('key'),
  CountMItems: count,
  CountMenuItems: count,
}
