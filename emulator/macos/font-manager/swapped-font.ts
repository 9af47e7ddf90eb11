/** FMSwapFont's answer: a record in the system heap, with the font as a resource that programs can read. */

import { encodeStrike } from '../../formats/font-resource.ts'
import type { Mac } from '../mac.ts'
import type { View } from '../struct.ts'
import { type Handle, nil } from '../types.ts'
import { FMetricRec, type FMInput, FMOutput } from './records.ts'
import type { Glyph, Strike } from './strike.ts'

const LAST_CHARACTER = 0xff

/** A glyph as tall as its strike; what is above or below that is cut off. */
function columnsOf({ width, height, pixels, top }: Glyph, { ascent, descent }: Strike): Uint8Array {
  const rows = ascent + descent
  const result = new Uint8Array(width * rows)
  for (let row = 0; row < rows; row++) {
    const from = row - ascent + top
    if (from >= 0 && from < height) result.set(pixels.subarray(from * width, (from + 1) * width), row * width)
  }
  return result
}

function resourceOf(strike: Strike): Uint8Array {
  const glyph = (character: number) => {
    const one = strike.glyph(character)
    return { width: one.advance, left: one.left, columns: one.width, pixels: columnsOf(one, strike) }
  }
  const glyphs = Array.from({ length: LAST_CHARACTER + 2 }, (_, character) => glyph(character & LAST_CHARACTER))
  const { ascent, descent, leading, widMax } = strike
  return encodeStrike({ firstChar: 0, lastChar: LAST_CHARACTER, widMax, ascent, descent, leading, glyphs })
}

export class SwappedFont {
  private output = 0
  private readonly handles = new Map<Strike, Handle>()
  private widthTable: Handle = nil

  /** The answer's address: one record, which every call fills anew. */
  swap(mac: Mac, input: View<typeof FMInput.fields>): number {
    const { memory, memoryManager: mm } = mac
    if (this.output === 0) this.output = mm.newPtr(mm.systemZone, FMOutput.size, true)
    const { family, size, face, numer, denom } = input
    const font = mac.fontManager.font(family, size, face)
    const { strike } = font
    Object.assign(FMOutput.at(memory, this.output), {
      errNum: 0,
      fontHandle: input.needBits ? this.handle(mac, strike) : nil,
      boldPixels: font.bold,
      italicPixels: font.italic,
      ulOffset: font.ulOffset,
      ulShadow: font.ulShadow,
      ulThick: font.ulThick,
      shadowPixels: font.shadow,
      extra: font.extra,
      ascent: strike.ascent,
      descent: strike.descent,
      widMax: strike.widMax,
      leading: strike.leading,
      curStyle: face,
      numer,
      denom,
    })
    return this.output
  }

  /** The current port's font in fixed-point numbers, with a table of its characters' widths. */
  metrics(mac: Mac, address: number): void {
    const { memory, memoryManager: mm } = mac
    const port = mac.quickDraw.port()
    const { ascent, descent, leading, widMax } = mac.text.fontInfo(port)
    if (this.widthTable === 0) this.widthTable = mm.newHandle(mm.systemZone, WIDTH_TABLE_BYTES, true)
    const table = memory.getU32(this.widthTable)
    for (let character = 0; character < 256; character++) {
      memory.setU32(table + character * 4, mac.text.textWidth(port, Uint8Array.of(character)) << 16)
    }
    Object.assign(FMetricRec.at(memory, address), {
      ascent: ascent << 16,
      descent: descent << 16,
      leading: leading << 16,
      widMax: widMax << 16,
      wTabHandle: this.widthTable,
    })
  }

  private handle({ memory, memoryManager: mm }: Mac, strike: Strike): Handle {
    const known = this.handles.get(strike)
    if (known !== undefined) return known
    const bytes = resourceOf(strike)
    const handle = mm.newHandle(mm.systemZone, bytes.length)
    memory.write(memory.getU32(handle), bytes)
    this.handles.set(strike, handle)
    return handle
  }
}

/** Widths of 256 characters, then what they were made for (chapter 4, "The Global Width Table"). */
const WIDTH_TABLE_BYTES = 1072
