/** TextEdit's calls for records of either kind (Inside Macintosh: Text, chapter 2). */

import { PointType, RectType } from '../quickdraw/geometry.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { BooleanType, byReference, HandleType, OSErrType, PtrType, SInt16, SInt32, varParam } from '../types.ts'
import { click } from './clicking.ts'
import { hideSelection, redraw, showSelection, toggleCaret } from './drawing.ts'
import { changeSelection, deleteSelection, insertText, scroll, scrollIntoView, setText, typeKey } from './editing.ts'
import { disposeRecord, newRecord, withTemporaryRecord } from './lifetime.ts'
import { bytesAt, recordOf } from './parameters.ts'
import { Places } from './places.ts'
import { teFAutoScroll } from './records.ts'
import { copySelection, cutSelection, fromDeskScrap, pasteText, scrapHandle, toDeskScrap } from './scrap.ts'

const rectangle = byReference(RectType)
const HOOK_COUNT = 10

const setAlignment: Service = procedure({ just: SInt16, hTE: HandleType }, (mac, { just, hTE }) => {
  recordOf(mac, hTE).fields.just = just
})
const setClickLoop: Service = procedure({ clikProc: PtrType, hTE: HandleType }, (mac, { clikProc, hTE }) => {
  recordOf(mac, hTE).fields.clickLoop = clikProc
})
const setWordBreak: Service = procedure({ wBrkProc: PtrType, hTE: HandleType }, (mac, { wBrkProc, hTE }) => {
  recordOf(mac, hTE).fields.wordBreak = wBrkProc
})
const textBox: Service = procedure(
  { text: PtrType, length: SInt32, box: rectangle, just: SInt16 },
  (mac, { text, length, box, just }) =>
    withTemporaryRecord(mac, box, (record) => {
      record.fields.just = just
      setText(record, bytesAt(mac, text, length))
      redraw(record)
    }),
)

export const editServices: Record<string, Service> = {
  TEInit: procedure({}, (mac) => void scrapHandle(mac)),
  TENew: toolbox(
    { destRect: rectangle, viewRect: rectangle },
    HandleType,
    (mac, { destRect, viewRect }) => newRecord(mac, destRect, viewRect).handle,
  ),
  TEDispose: procedure({ hTE: HandleType }, (mac, { hTE }) => disposeRecord(recordOf(mac, hTE))),
  TESetText: procedure({ text: PtrType, length: SInt32, hTE: HandleType }, (mac, { text, length, hTE }) =>
    setText(recordOf(mac, hTE), bytesAt(mac, text, length)),
  ),
  TEGetText: toolbox({ hTE: HandleType }, HandleType, (mac, { hTE }) => recordOf(mac, hTE).fields.hText),
  TECalText: procedure({ hTE: HandleType }, (mac, { hTE }) => {
    const record = recordOf(mac, hTE)
    // A program may have put a handle of its own into the record, with its length.
    const size = mac.memoryManager.handleSize(record.fields.hText)
    if (record.fields.teLength > size) record.fields.teLength = size
    record.breakLines()
  }),
  TEIdle: procedure({ hTE: HandleType }, (mac, { hTE }) => {
    const record = recordOf(mac, hTE)
    const { active, selStart, selEnd, caretTime } = record.fields
    if (active === 0 || selStart !== selEnd || mac.clock.ticks < caretTime) return
    toggleCaret(record)
    record.fields.caretTime = mac.clock.ticks + mac.lowMemory.get('CaretTime')
  }),
  TEActivate: procedure({ hTE: HandleType }, (mac, { hTE }) => {
    const record = recordOf(mac, hTE)
    if (record.fields.active !== 0) return
    hideSelection(record)
    record.fields.active = 1
    showSelection(record)
  }),
  TEDeactivate: procedure({ hTE: HandleType }, (mac, { hTE }) => {
    const record = recordOf(mac, hTE)
    if (record.fields.active === 0) return
    hideSelection(record)
    record.fields.active = 0
    showSelection(record)
  }),
  TESetSelect: procedure({ selStart: SInt32, selEnd: SInt32, hTE: HandleType }, (mac, { selStart, selEnd, hTE }) =>
    changeSelection(recordOf(mac, hTE), selStart, selEnd),
  ),
  TEClick: procedure({ pt: PointType, fExtend: BooleanType, h: HandleType }, (mac, { pt, fExtend, h }) =>
    click(recordOf(mac, h), pt, fExtend),
  ),
  TEKey: procedure({ key: SInt16, hTE: HandleType }, (mac, { key, hTE }) => typeKey(recordOf(mac, hTE), key & 0xff)),
  TECut: procedure({ hTE: HandleType }, (mac, { hTE }) => cutSelection(recordOf(mac, hTE))),
  TECopy: procedure({ hTE: HandleType }, (mac, { hTE }) => copySelection(recordOf(mac, hTE))),
  TEPaste: procedure({ hTE: HandleType }, (mac, { hTE }) => pasteText(recordOf(mac, hTE))),
  TEDelete: procedure({ hTE: HandleType }, (mac, { hTE }) => {
    const record = recordOf(mac, hTE)
    deleteSelection(record)
    scrollIntoView(record)
  }),
  TEInsert: procedure({ text: PtrType, length: SInt32, hTE: HandleType }, (mac, { text, length, hTE }) => {
    const bytes = bytesAt(mac, text, length)
    insertText(recordOf(mac, hTE), bytes)
    mac.console.lines?.insert(bytes)
  }),
  TESetAlignment: setAlignment,
  TESetJust: setAlignment,
  TEUpdate: procedure({ rUpdate: rectangle, hTE: HandleType }, (mac, { rUpdate, hTE }) =>
    redraw(recordOf(mac, hTE), rUpdate),
  ),
  TETextBox: textBox,
  TextBox: textBox,
  TEScroll: procedure({ dh: SInt16, dv: SInt16, hTE: HandleType }, (mac, { dh, dv, hTE }) =>
    scroll(recordOf(mac, hTE), dh, dv),
  ),
  TEPinScroll: procedure({ dh: SInt16, dv: SInt16, hTE: HandleType }, (mac, { dh, dv, hTE }) => {
    const record = recordOf(mac, hTE)
    const { destRect, viewRect } = record.fields
    const last = new Places(record).lines.at(-1)!
    const pin = (delta: number, room: number, back: number) =>
      delta < 0 ? -Math.min(-delta, Math.max(0, room)) : Math.min(delta, Math.max(0, back))
    scroll(
      record,
      pin(dh, destRect.right - viewRect.right, viewRect.left - destRect.left),
      pin(dv, last.top + last.height - viewRect.bottom, viewRect.top - destRect.top),
    )
  }),
  TEAutoView: procedure({ fAuto: BooleanType, hTE: HandleType }, (mac, { fAuto, hTE }) => {
    const { dispatch } = recordOf(mac, hTE)
    const bit = 1 << teFAutoScroll
    dispatch.features = fAuto ? dispatch.features | bit : dispatch.features & ~bit
  }),
  TESelView: procedure({ hTE: HandleType }, (mac, { hTE }) => scrollIntoView(recordOf(mac, hTE))),
  TEGetOffset: toolbox({ pt: PointType, hTE: HandleType }, SInt16, (mac, { pt, hTE }) =>
    new Places(recordOf(mac, hTE)).offsetAt(pt),
  ),
  // A record that a function returns goes where a first parameter that no prototype shows points to.
  TEGetPoint: procedure(
    { result: varParam(PointType), offset: SInt16, hTE: HandleType },
    (mac, { result, offset, hTE }) => {
      const record = recordOf(mac, hTE)
      result.value = new Places(record).pointOf(Math.max(0, Math.min(offset, record.fields.teLength)))
    },
  ),
  TEGetHeight: toolbox({ endLine: SInt32, startLine: SInt32, hTE: HandleType }, SInt32, (mac, args) => {
    const record = recordOf(mac, args.hTE)
    const { nLines } = record.fields
    const first = Math.max(1, Math.min(args.startLine, args.endLine))
    const last = Math.min(nLines, Math.max(args.startLine, args.endLine))
    let height = 0
    for (let line = first; line <= last; line++) height += record.lineMetrics(line - 1).height
    return height
  }),
  TESetClickLoop: setClickLoop,
  SetClikLoop: setClickLoop,
  TESetWordBreak: setWordBreak,
  SetWordBreak: setWordBreak,
  TECustomHook: procedure(
    { which: SInt16, addr: varParam(PtrType), hTE: HandleType },
    (mac, { which, addr, hTE }) => {
      if (which < 0 || which >= HOOK_COUNT) return
      const { memory } = mac
      const place = memory.getU32(recordOf(mac, hTE).fields.hDispatchRec) + which * 4
      const old = memory.getU32(place)
      memory.setU32(place, addr.value)
      addr.value = old as typeof addr.value
    },
    { partial: 'hooks are kept and exchanged, but not called' },
  ),
  TEFeatureFlag: toolbox(
    { feature: SInt16, action: SInt16, hTE: HandleType },
    SInt16,
    (mac, { feature, action, hTE }) => {
      const { dispatch } = recordOf(mac, hTE)
      const bit = 1 << (feature & 31)
      const was = (dispatch.features & bit) !== 0 ? 1 : 0
      if (action === 1) dispatch.features |= bit
      if (action === 0) dispatch.features &= ~bit
      return was
    },
    { partial: 'inline input and text buffering change nothing' },
  ),
  TEGetHiliteRgn: toolbox({ region: HandleType, hTE: HandleType }, OSErrType, (mac, { region, hTE }) => {
    const record = recordOf(mac, hTE)
    const { selStart, selEnd } = record.fields
    mac.quickDraw.setRegion(region, new Places(record).selectionRegion(selStart, selEnd))
  }),
  TEFromScrap: toolbox({}, OSErrType, (mac) => fromDeskScrap(mac)),
  TEToScrap: toolbox({}, OSErrType, (mac) => toDeskScrap(mac)),
  TEScrapHandle: toolbox({}, HandleType, (mac) => scrapHandle(mac)),
  TEGetScrapLength: toolbox({}, SInt32, ({ lowMemory }) => lowMemory.get('TEScrpLength')),
  TEGetScrapLen: toolbox({}, SInt32, ({ lowMemory }) => lowMemory.get('TEScrpLength')),
  TESetScrapLength: procedure({ length: SInt32 }, ({ lowMemory }, { length }) => {
    lowMemory.set('TEScrpLength', length)
  }),
  TESetScrapLen: procedure({ length: SInt32 }, ({ lowMemory }, { length }) => {
    lowMemory.set('TEScrpLength', length)
  }),
}
