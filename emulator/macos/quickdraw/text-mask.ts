/** A line of text as a mask, before its transfer mode: glyphs set side by side, then their style (Inside Macintosh: Text, chapter 3). */

import type { Font } from '../font-manager/font-manager.ts'
import type { Mask } from '../font-manager/strike.ts'
import { EMPTY_RECT, type Rect, rect, unionRect } from './geometry.ts'

/** A mask at a place: `left` from the pen where the line begins, `top` upwards from the baseline. */
export interface LineMask extends Mask {
  readonly left: number
  readonly top: number
}

/** Room for what the styles add at each side. */
const MARGIN = 4

const get = ({ width, height, pixels }: Mask, h: number, v: number): number =>
  h < 0 || h >= width || v < 0 || v >= height ? 0 : pixels[v * width + h]!

function derived(mask: LineMask, pixel: (h: number, v: number) => number): LineMask {
  const { width, height } = mask
  const pixels = new Uint8Array(width * height)
  for (let v = 0; v < height; v++) {
    for (let h = 0; h < width; h++) pixels[v * width + h] = pixel(h, v)
  }
  return { ...mask, pixels }
}

function smeared(mask: LineMask, count: number): LineMask {
  let result = mask
  for (let step = 0; step < count; step++) {
    const from = result
    result = derived(from, (h, v) => get(from, h, v) | get(from, h - 1, v))
  }
  return result
}

/** Each row is moved by its height above the baseline; descenders lean to the left. */
function slanted(mask: LineMask, sixteenths: number): LineMask {
  return derived(mask, (h, v) => get(mask, h - (((mask.top - 1 - v) * sixteenths) >> 4), v))
}

/** The line under the text breaks where a descender comes near it. */
function underlined(mask: LineMask, from: number, to: number, { ulOffset, ulShadow, ulThick }: Font): LineMask {
  const first = mask.top + ulOffset
  const nearInk = (h: number, v: number): boolean => {
    for (let near = h - ulShadow; near <= h + ulShadow; near++) if (get(mask, near, v) !== 0) return true
    return false
  }
  return derived(mask, (h, v) => {
    const isLine = v >= first && v < first + ulThick && h + mask.left >= from && h + mask.left < to
    return isLine && !nearInk(h, v) && !nearInk(h, v + 1) ? 1 : get(mask, h, v)
  })
}

/** The pixels around the text without the text itself; a shadow is the outline that has been smeared downwards to the right. */
function outlined(mask: LineMask, shadow: number): LineMask {
  return derived(mask, (h, v) => {
    if (get(mask, h, v) !== 0) return 0
    for (let dv = -shadow; dv <= 1; dv++) {
      for (let dh = -shadow; dh <= 1; dh++) if (get(mask, h + dh, v + dv) !== 0) return 1
    }
    return 0
  })
}

/** `positions` are the glyphs' pens, from where the line begins, and `end` the pen after them. */
export function lineMask(font: Font, characters: Uint8Array, positions: ArrayLike<number>, end: number): LineMask {
  const { strike } = font
  let left = 0
  let right = end
  let top = strike.ascent
  let bottom = -strike.descent
  const glyphs = Array.from(characters, (character) => strike.glyph(character))
  for (const [index, glyph] of glyphs.entries()) {
    left = Math.min(left, positions[index]! + glyph.left)
    right = Math.max(right, positions[index]! + glyph.left + glyph.width)
    top = Math.max(top, glyph.top)
    bottom = Math.min(bottom, glyph.top - glyph.height)
  }
  const lean = (Math.max(top, -bottom) * font.italic) >> 4
  left -= MARGIN + lean
  right += MARGIN + lean
  top += MARGIN
  bottom -= MARGIN
  const width = right - left
  const height = top - bottom
  const pixels = new Uint8Array(width * height)
  for (const [index, glyph] of glyphs.entries()) {
    for (let v = 0; v < glyph.height; v++) {
      const row = (v + top - glyph.top) * width + positions[index]! + glyph.left - left
      for (let h = 0; h < glyph.width; h++) pixels[row + h]! |= glyph.pixels[v * glyph.width + h]!
    }
  }
  let mask: LineMask = { left, top, width, height, pixels }
  if (font.bold > 0) mask = smeared(mask, font.bold)
  if (font.italic > 0) mask = slanted(mask, font.italic)
  if (font.ulThick > 0) mask = underlined(mask, 0, end, font)
  if (font.shadow > 0) mask = outlined(mask, font.shadow)
  return mask
}

/** What of a mask has ink, with the pen at (0, 0). */
export function inkBounds({ left, top, width, height, pixels }: LineMask): Rect {
  let bounds: Rect = EMPTY_RECT
  for (let v = 0; v < height; v++) {
    const row = pixels.subarray(v * width, (v + 1) * width)
    const first = row.indexOf(1)
    if (first >= 0) bounds = unionRect(bounds, rect(left + first, v - top, left + row.lastIndexOf(1) + 1, v - top + 1))
  }
  return bounds
}
