/** TextEdit's private scrap, and the desk scrap beside it for text with styles (Inside Macintosh: Text, chapter 2). */

import type { Mac } from '../mac.ts'
import { asHandle, type Handle } from '../types.ts'
import type { EditRecord } from './edit-record.ts'
import { deleteSelection, replaceText, scrollIntoView, setSelection } from './editing.ts'
import { type Run, sliceRuns } from './style-runs.ts'

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

/** What is selected goes into the private scrap. */
export function copySelection(record: EditRecord): void {
  const { selStart, selEnd } = record.fields
  setScrapText(record.mac, record.text.slice(selStart, selEnd))
  record.mac.textEdit.copiedStyles = record.isStyled ? sliceRuns(record.runs, selStart, selEnd) : []
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

/** As TEPaste, with the styles that the text had where it was copied (TEStylePaste). */
export function pasteStyledText(record: EditRecord): void {
  const styles = record.isStyled ? record.mac.textEdit.copiedStyles : []
  paste(record, scrapText(record.mac), styles)
}

function paste(record: EditRecord, bytes: Uint8Array, styles: readonly Run[] = []): void {
  const { selStart: from, selEnd: to, teLength } = record.fields
  replaceText(record, { from, to, bytes, ...(styles.length > 0 && { styles }) }, () => {
    const end = record.fields.teLength - teLength + to
    setSelection(record, end, end)
  })
  scrollIntoView(record)
}
