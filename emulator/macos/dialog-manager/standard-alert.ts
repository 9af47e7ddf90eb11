/** StandardAlert: an alert of two texts and up to four buttons (Inside Macintosh: Mac OS 8 Toolbox Reference, chapter 4). */

import { encodeMacRoman } from '../../formats/mac-roman.ts'
import { keepingPort, Painter } from '../appearance/painter.ts'
import { MacError } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { EMPTY_RECT, type Rect, RectType, rect } from '../quickdraw/geometry.ts'
import { struct } from '../struct.ts'
import { setText } from '../text-edit/editing.ts'
import { withTemporaryRecord } from '../text-edit/lifetime.ts'
import { BooleanType, type Handle, SInt16, UInt16, UInt32 } from '../types.ts'
import { positioned } from '../window-manager/templates.ts'
import { type AlertIcon, showAlert } from './alerts.ts'
import { itemTypes } from './dialog-records.ts'
import { substitute } from './drawing.ts'

export const AlertStdAlertParamRec = struct('AlertStdAlertParamRec', 24, {
  movable: [0, BooleanType],
  helpButton: [1, BooleanType],
  filterProc: [2, UInt32],
  defaultText: [6, UInt32],
  cancelText: [10, UInt32],
  otherText: [14, UInt32],
  defaultButton: [18, SInt16],
  cancelButton: [20, SInt16],
  position: [22, UInt16],
})

const ICONS: readonly AlertIcon[] = ['stop', 'note', 'caution', undefined]
const DEFAULT_NAMES = ['OK', 'Cancel', "Don't Save"] as const
/** A text of -1 is the button's usual name; one of nil leaves the button out. */
const USUAL_NAME = 0xffffffff
/** On the screen of the program's windows, as an alert: what position 0 stands for. */
const ALERT_POSITION = 0x700a
const MODAL_BOX = 1
const MOVABLE_BOX = 5

/** This project's own measures. */
const WIDTH = 360
const TEXT_LEFT = 70
const MARGIN = 20
const GAP = 10
const BUTTON_HEIGHT = 20
const LEAST_BUTTON = 58

interface AlertItem {
  readonly type: number
  readonly bounds: Rect
  readonly text: string
}
const NOTHING: AlertItem = { type: itemTypes.userItem | itemTypes.itemDisable, bounds: EMPTY_RECT, text: '' }

function textHeight(mac: Mac, text: string): number {
  let height = 0
  if (text === '') return 0
  keepingPort(mac, () => {
    mac.quickDraw.thePort = mac.lowMemory.get('WMgrCPort')
    withTemporaryRecord(mac, rect(0, 0, WIDTH - MARGIN - TEXT_LEFT, 32000), (record) => {
      setText(record, substitute(mac, encodeMacRoman(text)))
      record.breakLines()
      height = record.fields.nLines * record.fields.lineHeight
    })
  })
  return height
}

/** The items by their numbers: OK, Cancel, the third button, help, and the two texts. */
function layOut(mac: Mac, names: readonly (string | undefined)[], error: string, explanation: string) {
  const painter = new Painter(mac, mac.quickDraw.port(mac.lowMemory.get('WMgrCPort')))
  const at = (top: number, text: string): AlertItem => ({
    type: itemTypes.statText | itemTypes.itemDisable,
    bounds: rect(TEXT_LEFT, top, WIDTH - MARGIN, top + textHeight(mac, text)),
    text,
  })
  const first = at(GAP, error)
  const second = at(first.bounds.bottom + GAP, explanation)
  const top = Math.max(second.bounds.bottom, GAP + 32) + GAP
  const button = (name: string, right: number | undefined, left: number): AlertItem => {
    const width = Math.max(LEAST_BUTTON, painter.textWidth(name) + MARGIN)
    const from = right === undefined ? left : right - width
    return { type: itemTypes.ctrlItem, bounds: rect(from, top, from + width, top + BUTTON_HEIGHT), text: name }
  }
  let right = WIDTH - MARGIN
  const fromRight = (name: string | undefined): AlertItem => {
    if (name === undefined) return NOTHING
    const item = button(name, right, 0)
    right = item.bounds.left - GAP - 2
    return item
  }
  const [ok, cancel, other, help] = names
  const items = [
    fromRight(ok),
    fromRight(cancel),
    other === undefined ? NOTHING : button(other, undefined, TEXT_LEFT),
    help === undefined
      ? NOTHING
      : { ...button(help, undefined, MARGIN), bounds: rect(MARGIN, top, MARGIN + 24, top + BUTTON_HEIGHT) },
    first,
    second,
  ]
  return { items, height: top + BUTTON_HEIGHT + GAP }
}

/** An item list as a 'DITL' resource has it. */
function encodeItems(mac: Mac, items: readonly AlertItem[]): Handle {
  const { memory, memoryManager: mm } = mac
  const texts = items.map(({ text }) => encodeMacRoman(text).subarray(0, 255))
  const size = texts.reduce((sum, { length }) => sum + 14 + length + (length & 1), 2)
  const list = mm.newHandle(mm.currentZone, size, true)
  let at = memory.getU32(list)
  memory.setU16(at, items.length - 1)
  at += 2
  items.forEach(({ type, bounds }, index) => {
    const text = texts[index]!
    RectType.store(memory, at + 4, bounds)
    memory.setU8(at + 12, type)
    memory.setU8(at + 13, text.length)
    memory.write(at + 14, text)
    at += 14 + text.length + (text.length & 1)
  })
  return list
}

/** The button that was hit. Without parameters the alert has a button OK alone, which Return presses. */
export function standardAlert(mac: Mac, kind: number, error: string, explanation: string, parameters: number): number {
  if (kind < 0 || kind >= ICONS.length) throw new MacError('paramErr')
  const { memory } = mac
  const given = parameters === 0 ? undefined : AlertStdAlertParamRec.at(memory, parameters)
  const defaultButton = given?.defaultButton ?? 1
  const cancelButton = given?.cancelButton ?? 0
  if (defaultButton !== 0 && defaultButton === cancelButton) throw new MacError('paramErr')
  const texts = given === undefined ? [USUAL_NAME, 0, 0] : [given.defaultText, given.cancelText, given.otherText]
  const names: (string | undefined)[] = texts.map((text, index) =>
    text === USUAL_NAME ? DEFAULT_NAMES[index]! : text === 0 ? undefined : memory.readPString(text),
  )
  // Without any button there would be no end to it.
  if (names.every((name) => name === undefined)) throw new MacError('paramErr')
  const { items, height } = layOut(mac, [...names, given?.helpButton ? '?' : undefined], error, explanation)
  const procID = given?.movable ? MOVABLE_BOX : MODAL_BOX
  return showAlert(mac, {
    bounds: positioned(mac, rect(0, 0, WIDTH, height), procID, given?.position || ALERT_POSITION),
    items: encodeItems(mac, items),
    defaultItem: defaultButton,
    cancelItem: cancelButton,
    procID,
    filterProc: given?.filterProc ?? 0,
    icon: ICONS[kind],
  })
}
