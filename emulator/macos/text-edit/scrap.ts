/** TextEdit's private scrap, and the desk scrap beside it for text with styles (Inside Macintosh: Text, chapter 2). */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { putScrap, scrapData, zeroScrap } from '../scrap-manager/services.ts'
import { asHandle, fourCharCode, type Handle } from '../types.ts'
import type { EditRecord } from './edit-record.ts'
import { deleteSelection, replaceText, scrollIntoView, setSelection } from './editing.ts'
import { ScrpSTElement } from './records.ts'
import { type Run, sliceRuns } from './style-runs.ts'
import { readStyleScrap, writeStyleScrap } from './style-store.ts'

const TEXT = fourCharCode('TEXT')
const STYL = fourCharCode('styl')

/** The private scrap's handle, made when it is first needed. */
export function scrapHandle({ lowMemory, memoryManager: mm }: Mac): Handle {
  const known = lowMemory.get('TEScrpHandle')
  if (known !== 0) return asHandle(known)
  const handle = mm.newHandle(mm.systemZone, 0)
  lowMemory.set('TEScrpHandle', handle as never)
  return handle
}

export function scrapText(mac: Mac): Uint8Array {
  const handle = scrapHandle(mac)
  return mac.memory.read(mac.memory.getU32(handle), mac.lowMemory.get('TEScrpLength'))
}

export function setScrapText(mac: Mac, bytes: Uint8Array): void {
  const handle = scrapHandle(mac)
  mac.memoryManager.setHandleSize(handle, bytes.length)
  mac.memory.write(mac.memory.getU32(handle), bytes)
  mac.lowMemory.set('TEScrpLength', bytes.length)
}

/** What is selected goes into the private scrap; of a styled record also, with its styles, into the desk scrap. */
export function copySelection(record: EditRecord): void {
  const { mac } = record
  const { selStart, selEnd } = record.fields
  const text = record.text.slice(selStart, selEnd)
  setScrapText(mac, text)
  if (!record.isStyled || selStart === selEnd) return
  zeroScrap(mac)
  putScrap(mac, TEXT, text)
  putScrap(mac, STYL, encodeStyles(record, sliceRuns(record.runs, selStart, selEnd)))
}

export function cutSelection(record: EditRecord): void {
  copySelection(record)
  deleteSelection(record)
  scrollIntoView(record)
}

/** The private scrap replaces the selection, in the style that is there (TEPaste). */
export function pasteText(record: EditRecord): void {
  paste(record, scrapText(record.mac))
}

/** The desk scrap's text replaces the selection, with the styles that go with it (TEStylePaste). */
export function pasteStyledText(record: EditRecord): void {
  const { mac } = record
  const text = scrapData(mac, TEXT)
  if (text === undefined) return
  const styles = scrapData(mac, STYL)
  paste(record, text, styles && record.isStyled ? decodeStyles(mac, styles) : [])
}

/** The private scrap takes the desk scrap's text (TEFromScrap). */
export function fromDeskScrap(mac: Mac): void {
  setScrapText(mac, scrapData(mac, TEXT) ?? fail('noTypeErr'))
}

/** The desk scrap takes the private one's (TEToScrap). */
export function toDeskScrap(mac: Mac): void {
  putScrap(mac, TEXT, scrapText(mac))
}

function paste(record: EditRecord, bytes: Uint8Array, styles: readonly Run[] = []): void {
  const { selStart: from, selEnd: to, teLength } = record.fields
  replaceText(record, { from, to, bytes, ...(styles.length > 0 && { styles }) }, () => {
    const end = record.fields.teLength - teLength + to
    setSelection(record, end, end)
  })
  scrollIntoView(record)
}

/** Runs as bytes, through a scrap that lasts as long as the call. */
function withScrap<T>({ memoryManager: mm }: Mac, use: (scrap: Handle) => T): T {
  const scrap = mm.newHandle(mm.systemZone, 2)
  try {
    return use(scrap)
  } finally {
    mm.disposeHandle(scrap)
  }
}

function encodeStyles(record: EditRecord, runs: readonly Run[]): Uint8Array {
  const { mac } = record
  return withScrap(mac, (scrap) => {
    writeStyleScrap(record, scrap, runs)
    return mac.memory.read(mac.memory.getU32(scrap), mac.memoryManager.handleSize(scrap))
  })
}

/** Another program's styles may be cut short: those that are whole count. */
function decodeStyles(mac: Mac, bytes: Uint8Array): Run[] {
  if (bytes.length < 2) return []
  return withScrap(mac, (scrap) => {
    mac.memoryManager.setHandleSize(scrap, bytes.length)
    const address = mac.memory.getU32(scrap)
    mac.memory.write(address, bytes)
    const whole = Math.floor((bytes.length - 2) / ScrpSTElement.size)
    mac.memory.setU16(address, Math.min(mac.memory.getU16(address), whole))
    return readStyleScrap({ mac }, scrap)
  })
}
