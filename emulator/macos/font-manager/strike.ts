/** One size of a typeface as a bitmap: what the Font Manager finds for QuickDraw to draw with (Inside Macintosh: Text, chapter 4). */

/** A byte a pixel, rows from the top: 1 where there is ink. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

export interface Glyph extends Mask {
  /** How far the pen moves. */
  readonly advance: number
  /** Of the bitmap's left edge, from the pen. */
  readonly left: number
  /** Of the bitmap's upper edge, upwards from the baseline. */
  readonly top: number
}

export interface Strike {
  readonly ascent: number
  readonly descent: number
  readonly leading: number
  readonly widMax: number
  /** The glyph of a character in Mac OS Roman; the missing symbol where the font has none. */
  glyph(character: number): Glyph
}

export function emptyGlyph(advance: number): Glyph {
  return { width: 0, height: 0, pixels: new Uint8Array(), advance, left: 0, top: 0 }
}

/** A hollow box, as tall as a capital letter. */
export function missingSymbol(advance: number, height: number): Glyph {
  const width = Math.max(1, advance - 1)
  const pixels = new Uint8Array(width * height)
  for (let v = 0; v < height; v++) {
    for (let h = 0; h < width; h++) {
      if (v === 0 || v === height - 1 || h === 0 || h === width - 1) pixels[v * width + h] = 1
    }
  }
  return { width, height, pixels, advance, left: 0, top: height }
}

function scaled(mask: Mask, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height)
  for (let v = 0; v < height; v++) {
    const row = Math.floor((v * mask.height) / height) * mask.width
    for (let h = 0; h < width; h++) pixels[v * width + h] = mask.pixels[row + Math.floor((h * mask.width) / width)]!
  }
  return pixels
}

/** A strike drawn in another size, by `horizontal` and `vertical`. */
export function scaleStrike(strike: Strike, horizontal: number, vertical: number): Strike {
  const across = (value: number) => Math.round(value * horizontal)
  const down = (value: number) => Math.round(value * vertical)
  const glyphs = new Map<number, Glyph>()
  const scale = (glyph: Glyph): Glyph => {
    const width = glyph.width === 0 ? 0 : Math.max(1, across(glyph.width))
    const height = glyph.height === 0 ? 0 : Math.max(1, down(glyph.height))
    const { advance, left, top } = glyph
    return {
      width,
      height,
      pixels: scaled(glyph, width, height),
      advance: across(advance),
      left: across(left),
      top: down(top),
    }
  }
  return {
    ascent: down(strike.ascent),
    descent: down(strike.descent),
    leading: down(strike.leading),
    widMax: across(strike.widMax),
    glyph(character) {
      const glyph = glyphs.get(character) ?? scale(strike.glyph(character))
      glyphs.set(character, glyph)
      return glyph
    },
  }
}
