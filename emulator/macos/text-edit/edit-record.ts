/** An edit record: its fields, text, lines and styles, in the program's memory (Inside Macintosh: Text, chapter 2). */

import type { Font } from '../font-manager/font-manager.ts'
import type { Mac } from '../mac.ts'
import { LOCKED } from '../memory-manager/zone.ts'
import { BLACK } from '../quickdraw/colors.ts'
import type { Port } from '../quickdraw/port.ts'
import type { View } from '../struct.ts'
import { asHandle, type Handle } from '../types.ts'
import { breakLines } from './line-breaks.ts'
import { MAX_LENGTH, STYLED, TEDispatchRec, TERec } from './records.ts'
import { type Run, styleAt, type TextStyleValue } from './style-runs.ts'
import { StyleStore } from './style-store.ts'

export interface LineMetrics {
  readonly height: number
  readonly ascent: number
}

export class EditRecord {
  readonly mac: Mac
  readonly handle: Handle

  constructor(mac: Mac, handle: number) {
    this.mac = mac
    this.handle = asHandle(handle)
  }

  /** Where the record is now: anything that allocates memory may move it. */
  get address(): number {
    return this.mac.memory.getU32(this.handle)
  }
  get fields(): View<typeof TERec.fields> {
    return TERec.at(this.mac.memory, this.address)
  }
  get dispatch(): View<typeof TEDispatchRec.fields> {
    return TEDispatchRec.at(this.mac.memory, this.mac.memory.getU32(this.fields.hDispatchRec))
  }
  get port(): Port {
    return this.mac.quickDraw.port(this.fields.inPort)
  }
  hasFeature(bit: number): boolean {
    return ((this.dispatch.features >> bit) & 1) !== 0
  }

  get text(): Uint8Array {
    const { memory } = this.mac
    const { hText, teLength } = this.fields
    return memory.read(memory.getU32(hText), teLength)
  }
  /** Its lines are stale until `breakLines`. */
  set text(bytes: Uint8Array) {
    const { memory, memoryManager } = this.mac
    const { hText } = this.fields
    const kept = bytes.subarray(0, MAX_LENGTH)
    memoryManager.setHandleSize(hText, kept.length)
    memory.write(memory.getU32(hText), kept)
    this.fields.teLength = kept.length
  }

  get isStyled(): boolean {
    return this.fields.txSize === STYLED
  }
  get styles(): StyleStore {
    return new StyleStore(this)
  }
  /** What each character is drawn in: a record without styles is one run. */
  get runs(): readonly Run[] {
    if (this.isStyled) return this.styles.runs
    const { txFont: font, txFace: face, txSize: size } = this.fields
    return [{ start: 0, style: { font, face, size, color: BLACK } }]
  }

  fontOf({ font, size, face }: TextStyleValue): Font {
    return this.mac.fontManager.font(font, size, face)
  }
  metricsOf(style: TextStyleValue): LineMetrics {
    const { ascent, descent, leading } = this.fontOf(style).strike
    return { ascent, height: ascent + descent + leading }
  }

  /** Lines as offsets: where each starts, and the text's length. */
  get lineStarts(): number[] {
    const { memory } = this.mac
    const { nLines } = this.fields
    const first = this.address + TERec.size
    return Array.from({ length: nLines + 1 }, (_, line) => memory.getU16(first + line * 2))
  }
  private setLineStarts(starts: readonly number[]): void {
    const { memory, memoryManager: mm } = this.mac
    // A program may have locked the record; TextEdit moves it all the same (chapter 2, TECalText).
    const isLocked = (mm.handleFlags(this.handle) & LOCKED) !== 0
    if (isLocked) mm.setHandleFlags(this.handle, 0, LOCKED)
    mm.setHandleSize(this.handle, TERec.size + starts.length * 2)
    if (isLocked) mm.setHandleFlags(this.handle, LOCKED, 0)
    this.fields.nLines = starts.length - 1
    const first = this.address + TERec.size
    for (const [line, start] of starts.entries()) memory.setU16(first + line * 2, start)
  }

  /** Finds the lines anew, and in a styled record their heights (TECalText). */
  breakLines(): void {
    const { destRect, crOnly, wordBreak } = this.fields
    const { text } = this
    const advances = this.advances(text)
    const { memory, callGuest } = this.mac
    const starts = breakLines(text, {
      width: crOnly < 0 ? undefined : destRect.right - destRect.left - 2,
      advance: (offset) => advances[offset]!,
      breaksAfter: (offset) =>
        wordBreak === 0
          ? text[offset]! <= 0x20
          : (callGuest(wordBreak, memory.getU32(this.fields.hText), offset) & 0xff) !== 0,
    })
    this.setLineStarts(starts)
    if (this.isStyled) this.styles.setLineHeights(starts.slice(0, -1).map((_, line) => this.tallest(starts, line)))
  }

  private tallest(starts: readonly number[], line: number): LineMetrics {
    const from = starts[line]!
    const to = starts[line + 1]!
    const { runs } = this
    const styles = runs.filter((run, index) => run.start < to && (runs[index + 1]?.start ?? to) > from)
    const all = styles.map(({ style }) => this.metricsOf(style))
    const ascent = Math.max(...all.map((one) => one.ascent))
    const below = Math.max(...all.map((one) => one.height - one.ascent))
    return { ascent, height: ascent + below }
  }

  /** How far the pen moves for each character. */
  advances(text: Uint8Array): number[] {
    const { runs } = this
    const result: number[] = []
    for (const [index, run] of runs.entries()) {
      const { strike, extra } = this.fontOf(run.style)
      const end = Math.min(text.length, runs[index + 1]?.start ?? text.length)
      for (let at = run.start; at < end; at++) {
        const { advance } = strike.glyph(text[at]!)
        result.push(advance > 0 ? advance + extra : 0)
      }
    }
    return result
  }

  /** Of a line, or of the one after the last, where a text ends in a return. */
  lineMetrics(line: number): LineMetrics {
    const { lineHeight, fontAscent, nLines, teLength } = this.fields
    if (!this.isStyled) return { height: lineHeight, ascent: fontAscent }
    const own = line < nLines ? this.styles.lineHeight(line) : this.metricsOf(styleAt(this.runs, teLength))
    return { height: lineHeight >= 0 ? lineHeight : own.height, ascent: fontAscent >= 0 ? fontAscent : own.ascent }
  }
}
