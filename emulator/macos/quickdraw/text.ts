/** QuickDraw's text: measuring and drawing in a port (Inside Macintosh: Text, chapter 3). */

import type { Font, FontManager } from '../font-manager/font-manager.ts'
import { type Rect, rect } from './geometry.ts'
import type { Port } from './port.ts'
import { Region } from './region.ts'
import { inkBounds, type LineMask, lineMask } from './text-mask.ts'
import { bitTransfer, grayishTextOr } from './transfer-modes.ts'

export interface FontInfo {
  readonly ascent: number
  readonly descent: number
  readonly widMax: number
  readonly leading: number
}

const HALF = 0x8000
const SPACE = 0x20

interface Layout {
  /** Each character's pen, from where the line begins. */
  readonly positions: Int32Array
  /** Where the pen is after the last, with 16 bits of fraction. */
  readonly end: number
}

export class QuickDrawText {
  private readonly fonts: FontManager

  constructor(fonts: FontManager) {
    this.fonts = fonts
  }

  /** The font that a port's text fields ask for. */
  font({ fields }: Port): Font {
    return this.fonts.font(fields.txFont, fields.txSize, fields.txFace)
  }

  fontInfo(port: Port): FontInfo {
    return this.infoOf(this.font(port))
  }
  infoOf({ strike, extra }: Font): FontInfo {
    const { ascent, descent, widMax, leading } = strike
    return { ascent, descent, widMax: widMax + extra, leading }
  }

  /** The smallest rectangle around the pixels of a text whose pen is at (0, 0). */
  bounds(port: Port, text: Uint8Array): Rect {
    const { positions, end } = this.layout(port, text, HALF)
    return inkBounds(lineMask(this.font(port), text, positions, end >> 16))
  }

  /** The width of characters in Mac OS Roman, in pixels. */
  textWidth(port: Port, text: Uint8Array): number {
    return this.layout(port, text, HALF).end >> 16
  }

  /** The pens of the characters, from the line's beginning, and the one after them. */
  positions(port: Port, text: Uint8Array): number[] {
    const { positions, end } = this.layout(port, text, HALF)
    return [...positions, end >> 16]
  }

  /** Draws characters in Mac OS Roman from the pen on, and moves it to their end. */
  drawText(port: Port, text: Uint8Array): void {
    const start = port.isColor ? port.colorFields.pnLocHFrac & 0xffff : HALF
    const layout = this.layout(port, text, start)
    const { h, v } = port.fields.pnLoc
    if (port.fields.pnVis >= 0 && text.length > 0) this.draw(port, text, layout)
    port.fields.pnLoc = { v, h: h + (layout.end >> 16) }
    if (port.isColor) port.colorFields.pnLocHFrac = ((layout.end & 0xffff) << 16) >> 16
  }

  private layout(port: Port, text: Uint8Array, start: number): Layout {
    const { strike, extra } = this.font(port)
    const { spExtra } = port.fields
    // A fraction of the size in 12 bits, made a fixed-point number of pixels.
    const charExtra = port.isColor ? port.colorFields.chExtra * (port.fields.txSize || 12) * 16 : 0
    const positions = new Int32Array(text.length)
    let pen = start
    for (let index = 0; index < text.length; index++) {
      const character = text[index]!
      positions[index] = pen >> 16
      const { advance } = strike.glyph(character)
      if (advance > 0) pen += ((advance + extra) << 16) + (character === SPACE ? spExtra : charExtra)
    }
    return { positions, end: pen }
  }

  private draw(port: Port, text: Uint8Array, { positions, end }: Layout): void {
    const font = this.font(port)
    const { h } = port.fields.pnLoc
    const drawable = port.drawable
    if (drawable.isEmpty) return
    // Only what may be seen is put together: a line can be much longer than a port is wide.
    const reach = font.strike.widMax * 4 + 64
    const isSeen = (position: number) =>
      h + position > drawable.bounds.left - reach && h + position < drawable.bounds.right + reach
    let first = 0
    let last = text.length
    while (first < last && !isSeen(positions[first]!)) first++
    while (last > first && !isSeen(positions[last - 1]!)) last--
    if (first === last) return
    const origin = positions[first]!
    const width = (last === text.length ? end >> 16 : positions[last]!) - origin
    const pens = positions.subarray(first, last).map((position) => position - origin)
    this.transfer(port, font, lineMask(font, text.subarray(first, last), pens, width), h + origin, width)
  }

  /** Draws a mask whose pen is at `h` in the port's text mode. */
  private transfer(port: Port, { strike }: Font, mask: LineMask, h: number, width: number): void {
    const { surface } = port
    const { v } = port.fields.pnLoc
    const left = h + mask.left
    const top = v - mask.top
    const transfer = bitTransfer(port.fields.txMode, port.ink)
    // Two colours have no grey: every other pixel is left out.
    const isDithered = port.fields.txMode === grayishTextOr && surface.depth === 1
    // What the mode makes of the characters' background, where it makes something of it.
    const ground = rect(h, v - strike.ascent, h + width, v + strike.descent)
    const area = Region.fromRect(rect(left, top, left + mask.width, top + mask.height))
    for (const part of port.drawable.intersect(area).rects()) {
      for (let y = part.top; y < part.bottom; y++) {
        const row = (y - top) * mask.width - left
        const isGround = y >= ground.top && y < ground.bottom
        for (let x = part.left; x < part.right; x++) {
          const isInk = mask.pixels[row + x] !== 0
          if (isDithered && (x + y) % 2 !== 0) continue
          if (!isInk && !(isGround && x >= ground.left && x < ground.right)) continue
          const pixel = transfer(isInk, surface.get(x, y))
          if (pixel !== undefined) surface.set(x, y, pixel)
        }
      }
    }
  }
}
