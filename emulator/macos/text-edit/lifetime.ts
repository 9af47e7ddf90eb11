/** Making and disposing of edit records (Inside Macintosh: Text, chapter 2). */

import type { Mac } from '../mac.ts'
import type { Rect } from '../quickdraw/geometry.ts'

import { EditRecord } from './edit-record.ts'
import { NullStRec, STYLE_HANDLE, STYLED, TEDispatchRec, TERec, TEStyleRec } from './records.ts'

/** An empty record in the current port, with its font. */
export function newRecord(mac: Mac, destRect: Rect, viewRect: Rect): EditRecord {
  const { memoryManager: mm, quickDraw, text } = mac
  const zone = mm.currentZone
  const port = quickDraw.port()
  const { ascent, descent, leading } = text.fontInfo(port)
  const record = new EditRecord(mac, mm.newHandle(zone, TERec.size + 2, true))
  const hText = mm.newHandle(zone, 0)
  const hDispatchRec = mm.newHandle(zone, TEDispatchRec.size, true)
  const { txFont, txFace, txMode, txSize } = port.fields
  Object.assign(record.fields, {
    destRect,
    viewRect,
    lineHeight: ascent + descent + leading,
    fontAscent: ascent,
    hText,
    hDispatchRec,
    crOnly: 1,
    txFont,
    txFace,
    txMode,
    txSize,
    inPort: port.address,
    clickLoc: -1,
  })
  record.breakLines()
  return record
}

/** A record whose characters have styles of their own, the first of which is the port's (TEStyleNew). */
export function newStyledRecord(mac: Mac, destRect: Rect, viewRect: Rect): EditRecord {
  const { memory, memoryManager: mm, quickDraw } = mac
  const record = newRecord(mac, destRect, viewRect)
  const zone = mm.currentZone
  const styles = mm.newHandle(zone, TEStyleRec.size, true)
  const styleTab = mm.newHandle(zone, 0)
  const lhTab = mm.newHandle(zone, 0)
  const nullStyle = mm.newHandle(zone, NullStRec.size, true)
  const nullScrap = mm.newHandle(zone, 2, true)
  NullStRec.at(memory, memory.getU32(nullStyle)).nullScrap = nullScrap
  Object.assign(TEStyleRec.at(memory, memory.getU32(styles)), { styleTab, lhTab, nullStyle })
  Object.assign(record.fields, { txSize: STYLED, lineHeight: STYLED, fontAscent: STYLED })
  memory.setU32(record.address + STYLE_HANDLE, styles)
  const port = quickDraw.port()
  const { txFont: font, txFace: face, txSize } = port.fields
  const size = txSize === 0 ? mac.fontManager.defaultSize : txSize
  record.styles.setRuns([{ start: 0, style: { font, face, size, color: port.foreground } }], 0)
  record.breakLines()
  return record
}

export function disposeRecord(record: EditRecord): void {
  const { memory, memoryManager: mm } = record.mac
  const { hText, hDispatchRec } = record.fields
  if (record.isStyled) {
    const { handle, fields } = record.styles
    const { styleTab, lhTab, nullStyle } = fields
    const { nullScrap } = NullStRec.at(memory, memory.getU32(nullStyle))
    for (const one of [nullScrap, nullStyle, lhTab, styleTab, handle]) mm.disposeHandle(one)
  }
  mm.disposeHandle(hText)
  mm.disposeHandle(hDispatchRec)
  mm.disposeHandle(record.handle)
}

/** TETextBox draws in a record of its own. */
export function withTemporaryRecord(mac: Mac, box: Rect, use: (record: EditRecord) => void): void {
  const record = newRecord(mac, box, box)
  try {
    use(record)
  } finally {
    disposeRecord(record)
  }
}
