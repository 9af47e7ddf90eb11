/** Drawing a dialog's items (Inside Macintosh: Macintosh Toolbox Essentials, chapter 6, DrawDialog). */

import { decodeMacRoman, encodeMacRoman } from '../../formats/mac-roman.ts'
import { keepingPort, Painter } from '../appearance/painter.ts'
import { platinum } from '../appearance/platinum.ts'
import { drawDefaultRing, isInactive } from '../control-manager/control-drawing.ts'
import { Control } from '../control-manager/control-record.ts'
import { drawControls } from '../control-manager/controls.ts'
import { standardKind } from '../control-manager/definition.ts'
import type { Mac } from '../mac.ts'
import { insetRect } from '../quickdraw/geometry.ts'
import { iconServices } from '../quickdraw/icon-services.ts'
import { pictureServices } from '../quickdraw/picture-services.ts'
import { Region } from '../quickdraw/region.ts'
import { redraw } from '../text-edit/drawing.ts'
import { setText } from '../text-edit/editing.ts'
import { withTemporaryRecord } from '../text-edit/lifetime.ts'
import { type Dialog, type Item, isControl, itemsOf, itemTypes, kindOf } from './dialog-records.ts'
import { currentEdit, editRecord, itemText } from './edit-text.ts'

/** ^0 to ^3 in static text stand for what ParamText was given. */
export function substitute(mac: Mac, bytes: Uint8Array): Uint8Array {
  const text = decodeMacRoman(bytes).replaceAll(/\^([0-3])/g, (_whole, digit: string) => {
    return mac.dialogManager.parameters[Number(digit)]!
  })
  return encodeMacRoman(text)
}

export function drawDialog(mac: Mac, dialog: Dialog, within?: Region): void {
  keepingPort(mac, () => {
    mac.quickDraw.thePort = dialog.address
    drawControls(mac, dialog.address, within)
    for (const item of itemsOf(mac, dialog.items)) {
      if (within === undefined || !within.intersect(Region.fromRect(insetRect(item.bounds, -4, -4))).isEmpty) {
        drawItem(mac, dialog, item)
      }
    }
  })
}

export function drawItem(mac: Mac, dialog: Dialog, item: Item): void {
  const { bounds, handle, number } = item
  const kind = kindOf(item.type)
  if (isControl(item.type)) {
    if (number === dialog.aDefItem && handle !== 0) drawRing(mac, dialog, handle)
  } else if (kind === itemTypes.statText) {
    withTemporaryRecord(mac, bounds, (record) => {
      setText(record, substitute(mac, itemText(mac, handle)))
      redraw(record)
    })
  } else if (kind === itemTypes.editText) {
    new Painter(mac, mac.quickDraw.port(dialog.address)).frame(insetRect(bounds, -3, -3), platinum.black)
    const record = editRecord(mac, dialog)
    if (currentEdit(mac, dialog)?.number === number && record !== undefined) redraw(record)
    else {
      withTemporaryRecord(mac, bounds, (other) => {
        setText(other, itemText(mac, handle))
        redraw(other)
      })
    }
  } else if (kind === itemTypes.iconItem) {
    iconServices.services.PlotIcon!.body(mac, { theRect: bounds, theIcon: handle })
  } else if (kind === itemTypes.picItem && handle !== 0) {
    pictureServices.DrawPicture!.body(mac, { myPicture: handle, dstRect: bounds })
  } else if (kind === itemTypes.userItem && handle !== 0) mac.callGuest(handle, dialog.address, number)
}

function drawRing(mac: Mac, dialog: Dialog, handle: number): void {
  const control = new Control(mac, handle)
  if (standardKind(control) !== 'button' || !control.fields.contrlVis) return
  const painter = new Painter(mac, mac.quickDraw.port(dialog.address))
  drawDefaultRing(painter, control.rect, !isInactive(control) && dialog.hilited)
  drawControls(mac, dialog.address, Region.fromRect(control.rect))
}
