/** What a style does to a font's glyphs: the fields of FMOutput that QuickDraw draws by (Inside Macintosh: Text, chapter 4). */

export const bold = 1
export const italic = 2
export const underline = 4
export const outline = 8
export const shadow = 16
export const condense = 32
export const extend = 64

export interface FontStyle {
  readonly face: number
  /** Pixels by which each glyph is smeared to the right. */
  readonly bold: number
  /** Sixteenths of a pixel by which a row is moved to the right, for each row above the baseline. */
  readonly italic: number
  readonly ulOffset: number
  readonly ulShadow: number
  readonly ulThick: number
  /** 1 draws the outline alone, 2 and 3 smear it downwards to the right too. */
  readonly shadow: number
  /** What each character is wider by. */
  readonly extra: number
}

/** A screen's values, as the Font Manager has them for a device that gives none. */
export function fontStyle(face: number): FontStyle {
  const has = (style: number) => (face & style) !== 0
  const shadows = has(shadow) ? 2 : has(outline) ? 1 : 0
  return {
    face,
    bold: has(bold) ? 1 : 0,
    italic: has(italic) ? 8 : 0,
    ulOffset: has(underline) ? 1 : 0,
    ulShadow: has(underline) ? 1 : 0,
    ulThick: has(underline) ? 1 : 0,
    shadow: shadows,
    extra:
      (has(bold) ? 1 : 0) +
      (has(outline) ? 1 : 0) +
      (has(shadow) ? 2 : 0) -
      (has(condense) ? 1 : 0) +
      (has(extend) ? 1 : 0),
  }
}
