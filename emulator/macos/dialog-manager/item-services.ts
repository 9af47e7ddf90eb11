/** Items of dialogs (Inside Macintosh: Macintosh Toolbox Essentials, chapter 6). */

import { encodeMacRoman } from '../../formats/mac-roman.ts'
import { keepingPort } from '../appearance/painter.ts'
import { Control } from '../control-manager/control-record.ts'
import { hideControl, showControl } from '../control-manager/controls.ts'
import type { Mac } from '../mac.ts'
import { insetRect, offsetRect, PointType, ptInRect, RectType } from '../quickdraw/geometry.ts'
import { Region } from '../quickdraw/region.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import type { EditRecord } from '../text-edit/edit-record.ts'
import { deleteSelection } from '../text-edit/editing.ts'
import { copySelection, cutSelection, pasteText } from '../text-edit/scrap.ts'
import { HandleType, PtrType, pascalField, SInt16, Str255, UInt32, varParam } from '../types.ts'
import { WindowPtrType } from '../window-manager/parameters.ts'
import { changeUpdateRegion } from '../window-manager/updating.ts'
import { isListed } from '../window-manager/window-list.ts'
import { changeItem, type Dialog, dialogAt, type Item, isControl, itemsOf } from './dialog-records.ts'

import { drawItem } from './drawing.ts'
import { currentEdit, editRecord, itemText, keepText, reloadText, selectText, setItemBytes } from './edit-text.ts'
import { appendItems, removeItems } from './item-lists.ts'

const theDialog = { theDialog: WindowPtrType }
const onItem = { ...theDialog, itemNo: SInt16 }

export function withDialog(mac: Mac, address: number, act: (dialog: Dialog) => void): void {
  if (isListed(mac, address)) act(dialogAt(mac, address))
}
const withItem = (mac: Mac, address: number, number: number, act: (item: Item, dialog: Dialog) => void): void =>
  withDialog(mac, address, (dialog) => {
    const item = itemsOf(mac, dialog.items)[number - 1]
    if (item !== undefined) act(item, dialog)
  })

/** How far away a hidden item is. */
const HIDDEN = 16384

function move(mac: Mac, dialog: Dialog, item: Item, distance: number): void {
  const { bounds, number, handle, type } = item
  const control = isControl(type) && handle !== 0 ? new Control(mac, handle) : undefined
  if (distance > 0 && control !== undefined) hideControl(control)
  keepingPort(mac, () => {
    mac.quickDraw.thePort = dialog.address
    const area = insetRect(bounds, -4, -4)
    const port = mac.quickDraw.port(dialog.address)
    if (distance > 0) mac.quickDraw.paintRect(port, area, mac.quickDraw.backgroundPattern(port), 8)
    changeItem(mac, dialog.items, number, { bounds: offsetRect(bounds, distance, 0) })
    changeUpdateRegion(mac, Region.fromRect(distance > 0 ? area : offsetRect(area, distance, 0)), true)
  })
  if (control === undefined) return
  control.fields.contrlRect = offsetRect(control.rect, distance, 0)
  if (distance < 0) showControl(control)
}

const getItem: Service = procedure(
  { ...onItem, itemType: varParam(SInt16), item: varParam(UInt32), box: varParam(RectType) },
  (mac, { theDialog: address, itemNo, itemType, item, box }) =>
    withItem(mac, address, itemNo, (found) => {
      if (itemType.address !== 0) itemType.value = found.type
      if (item.address !== 0) item.value = found.handle
      if (box.address !== 0) box.value = found.bounds
    }),
)
const setItem: Service = procedure(
  { ...onItem, itemType: SInt16, item: UInt32, box: PtrType },
  (mac, { theDialog: address, itemNo, itemType, item, box }) =>
    withItem(mac, address, itemNo, (_found, dialog) =>
      changeItem(mac, dialog.items, itemNo, {
        type: itemType & 0xff,
        handle: item,
        bounds: RectType.load(mac.memory, box),
      }),
    ),
)
const getText: Service = procedure({ item: HandleType, text: varParam(pascalField(255)) }, (mac, { item, text }) => {
  const bytes = itemText(mac, item).subarray(0, 255)
  mac.memory.setU8(text.address, bytes.length)
  mac.memory.write(text.address + 1, bytes)
})
const setText: Service = procedure({ item: HandleType, text: Str255 }, (mac, { item: handle, text }) => {
  setItemBytes(mac, handle, encodeMacRoman(text ?? ''))
  // The dialog that shows it draws it again: the front one, or the current port.
  const address = mac.quickDraw.thePort
  for (const candidate of new Set([address, mac.lowMemory.get('WindowList') as number])) {
    withDialog(mac, candidate, (dialog) => {
      if (dialog.windowKind !== 2) return
      const item = itemsOf(mac, dialog.items).find((one) => one.handle === handle)
      if (item === undefined) return
      keepingPort(mac, () => {
        const { quickDraw } = mac
        quickDraw.thePort = candidate
        const port = quickDraw.port(candidate)
        quickDraw.paintRect(port, item.bounds, quickDraw.backgroundPattern(port), 8)
        if (currentEdit(mac, dialog)?.number === item.number) reloadText(mac, dialog)
        else drawItem(mac, dialog, item)
      })
    })
  }
})
const select: Service = procedure({ ...onItem, strtSel: SInt16, endSel: SInt16 }, (mac, args) =>
  withDialog(mac, args.theDialog, (dialog) => selectText(mac, dialog, args.itemNo, args.strtSel, args.endSel)),
)
const hide: Service = procedure(onItem, (mac, { theDialog: address, itemNo }) =>
  withItem(mac, address, itemNo, (item, dialog) => {
    if (item.bounds.left < HIDDEN / 2) move(mac, dialog, item, HIDDEN)
  }),
)
const show: Service = procedure(onItem, (mac, { theDialog: address, itemNo }) =>
  withItem(mac, address, itemNo, (item, dialog) => {
    if (item.bounds.left >= HIDDEN / 2) move(mac, dialog, item, -HIDDEN)
  }),
)
/** What an Edit menu does to the text that a dialog's user edits; nothing where there is none. */
const onText = (act: (record: EditRecord) => void): Service =>
  procedure(theDialog, (mac, { theDialog: address }) =>
    withDialog(mac, address, (dialog) => {
      const record = editRecord(mac, dialog)
      if (record === undefined) return
      keepingPort(mac, () => {
        mac.quickDraw.thePort = address
        act(record)
        keepText(mac, dialog)
      })
    }),
  )
const pairs = (modern: string, old: string, service: Service): Record<string, Service> => ({
  [modern]: service,
  [old]: service,
})

export const dialogItemServices: Record<string, Service> = {
  ...pairs('GetDialogItem', 'GetDItem', getItem),
  ...pairs('SetDialogItem', 'SetDItem', setItem),
  ...pairs('GetDialogItemText', 'GetIText', getText),
  ...pairs('SetDialogItemText', 'SetIText', setText),
  ...pairs('SelectDialogItemText', 'SelIText', select),
  ...pairs('HideDialogItem', 'HideDItem', hide),
  ...pairs('ShowDialogItem', 'ShowDItem', show),
  ...pairs(
    'FindDialogItem',
    'FindDItem',
    toolbox({ ...theDialog, thePt: PointType }, SInt16, (mac, { theDialog: address, thePt }) => {
      if (!isListed(mac, address)) return -1
      return itemsOf(mac, dialogAt(mac, address).items).findIndex(({ bounds }) => ptInRect(thePt, bounds))
    }),
  ),
  DialogCut: onText(cutSelection),
  DialogCopy: onText(copySelection),
  DialogPaste: onText(pasteText),
  DialogDelete: onText(deleteSelection),
  AppendDITL: procedure(
    { ...theDialog, theHandle: HandleType, method: SInt16 },
    (mac, { theDialog: address, theHandle, method }) =>
      withDialog(mac, address, (dialog) => appendItems(mac, dialog, theHandle, method)),
  ),
  ShortenDITL: procedure({ ...theDialog, numberItems: SInt16 }, (mac, { theDialog: address, numberItems }) =>
    withDialog(mac, address, (dialog) => removeItems(mac, dialog, numberItems)),
  ),
  CountDITL: toolbox(theDialog, SInt16, (mac, { theDialog: address }) =>
    isListed(mac, address) ? itemsOf(mac, dialogAt(mac, address).items).length : 0,
  ),
}
