/** A styled record's TEStyleRec, style table and line heights, in the program's memory (Inside Macintosh: Text, chapter 2). */

import type { View } from '../struct.ts'
import { asHandle, type Handle } from '../types.ts'
import type { EditRecord, LineMetrics } from './edit-record.ts'
import { LHElement, NullStRec, ScrpSTElement, STElement, STYLE_HANDLE, StyleRun, TEStyleRec } from './records.ts'
import { type Run, sameStyle, type TextStyleValue } from './style-runs.ts'

export class StyleStore {
  private readonly record: EditRecord

  constructor(record: EditRecord) {
    this.record = record
  }

  private get memory() {
    return this.record.mac.memory
  }
  get handle(): Handle {
    return asHandle(this.memory.getU32(this.record.address + STYLE_HANDLE))
  }
  private get address(): number {
    return this.memory.getU32(this.handle)
  }
  get fields(): View<typeof TEStyleRec.fields> {
    return TEStyleRec.at(this.memory, this.address)
  }

  private resize(handle: Handle, byteCount: number): void {
    this.record.mac.memoryManager.setHandleSize(handle, byteCount)
  }

  get runs(): Run[] {
    const { nRuns, styleTab } = this.fields
    const first = this.address + TEStyleRec.size
    const table = this.memory.getU32(styleTab)
    return Array.from({ length: nRuns }, (_, index) => {
      const { startChar, styleIndex } = StyleRun.at(this.memory, first + index * StyleRun.size)
      const { stFont, stFace, stSize, stColor } = STElement.at(this.memory, table + styleIndex * STElement.size)
      return { start: startChar, style: { font: stFont, face: stFace, size: stSize, color: stColor } }
    })
  }

  /** Stores runs with a table of the styles that they use; the last entry marks the end of the text. */
  setRuns(runs: readonly Run[], length: number): void {
    const styles: { style: TextStyleValue; count: number }[] = []
    const indexes = runs.map(({ style }) => {
      const known = styles.findIndex((one) => sameStyle(one.style, style))
      const index = known < 0 ? styles.push({ style, count: 0 }) - 1 : known
      styles[index]!.count++
      return index
    })
    this.resize(this.handle, TEStyleRec.size + (runs.length + 1) * StyleRun.size)
    this.resize(this.fields.styleTab, styles.length * STElement.size)
    Object.assign(this.fields, { nRuns: runs.length, nStyles: styles.length })
    const table = this.memory.getU32(this.fields.styleTab)
    for (const [index, { style, count }] of styles.entries()) {
      const { height, ascent } = this.record.metricsOf(style)
      Object.assign(STElement.at(this.memory, table + index * STElement.size), {
        stCount: count,
        stHeight: height,
        stAscent: ascent,
        stFont: style.font,
        stFace: style.face,
        stSize: style.size,
        stColor: style.color,
      })
    }
    const first = this.address + TEStyleRec.size
    for (const [index, { start }] of runs.entries()) {
      const run = StyleRun.at(this.memory, first + index * StyleRun.size)
      Object.assign(run, { startChar: start, styleIndex: indexes[index]! })
    }
    const end = StyleRun.at(this.memory, first + runs.length * StyleRun.size)
    Object.assign(end, { startChar: length + 1, styleIndex: -1 })
  }

  lineHeight(line: number): LineMetrics {
    const { lhHeight, lhAscent } = LHElement.at(
      this.memory,
      this.memory.getU32(this.fields.lhTab) + line * LHElement.size,
    )
    return { height: lhHeight, ascent: lhAscent }
  }
  setLineHeights(lines: readonly LineMetrics[]): void {
    this.resize(this.fields.lhTab, Math.max(1, lines.length) * LHElement.size)
    const table = this.memory.getU32(this.fields.lhTab)
    for (const [line, { height, ascent }] of lines.entries()) {
      Object.assign(LHElement.at(this.memory, table + line * LHElement.size), { lhHeight: height, lhAscent: ascent })
    }
  }

  /** The style that waits at an insertion point for the next character typed. */
  get nullStyle(): TextStyleValue | undefined {
    return readStyleScrap(this.record, this.nullScrap)[0]?.style
  }
  set nullStyle(style: TextStyleValue | undefined) {
    writeStyleScrap(this.record, this.nullScrap, style === undefined ? [] : [{ start: 0, style }])
  }
  private get nullScrap(): Handle {
    return NullStRec.at(this.memory, this.memory.getU32(this.fields.nullStyle)).nullScrap
  }
}

/** A count of two bytes, then that many ScrpSTElements. */
export function readStyleScrap({ mac: { memory } }: Pick<EditRecord, 'mac'>, scrap: number): Run[] {
  const address = scrap === 0 ? 0 : memory.getU32(scrap)
  if (address === 0) return []
  return Array.from({ length: memory.getU16(address) }, (_, index) => {
    const element = ScrpSTElement.at(memory, address + 2 + index * ScrpSTElement.size)
    const { scrpStartChar, scrpFont, scrpFace, scrpSize, scrpColor } = element
    return { start: scrpStartChar, style: { font: scrpFont, face: scrpFace, size: scrpSize, color: scrpColor } }
  })
}

export function writeStyleScrap(record: EditRecord, scrap: Handle, runs: readonly Run[]): void {
  const { memory, memoryManager } = record.mac
  memoryManager.setHandleSize(scrap, 2 + runs.length * ScrpSTElement.size)
  memory.setU16(memory.getU32(scrap), runs.length)
  for (const [index, { start, style }] of runs.entries()) {
    const { height, ascent } = record.metricsOf(style)
    Object.assign(ScrpSTElement.at(memory, memory.getU32(scrap) + 2 + index * ScrpSTElement.size), {
      scrpStartChar: start,
      scrpHeight: height,
      scrpAscent: ascent,
      scrpFont: style.font,
      scrpFace: style.face,
      scrpSize: style.size,
      scrpColor: style.color,
    })
  }
}
