/** Font resources: 'FONT' and 'NFNT' strikes, and the sizes that a 'FOND' family lists (Inside Macintosh: Text, chapter 4). */

export class FontResourceError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FontResourceError'
  }
}

export interface StrikeGlyph {
  readonly width: number
  /** From the pen to the bitmap's left edge. */
  readonly left: number
  /** Of the bitmap. */
  readonly columns: number
  /** A byte a pixel, rows of `columns` from the top. */
  readonly pixels: Uint8Array
}

export interface StrikeResource {
  readonly fontType: number
  readonly firstChar: number
  readonly lastChar: number
  readonly widMax: number
  readonly ascent: number
  readonly descent: number
  readonly leading: number
  /** From firstChar on; undefined for a character that the font lacks. The last is the missing symbol. */
  readonly glyphs: readonly (StrikeGlyph | undefined)[]
}

const HEADER_BYTES = 26
const PROPORTIONAL = 0x9000
const ABSENT = 0xffff
/** owTLoc counts words from its own place in the record. */
const OW_T_LOC = 16

export function parseStrike(bytes: Uint8Array): StrikeResource {
  if (bytes.length < HEADER_BYTES) throw new FontResourceError(`a strike of ${bytes.length} bytes has no header`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [fontType, firstChar, lastChar, widMax, kernMax] = [0, 2, 4, 6, 8].map((at) => view.getInt16(at)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const rowCount = view.getUint16(14)
  const ascent = view.getInt16(18)
  const descent = view.getInt16(20)
  const leading = view.getInt16(22)
  const rowBytes = view.getUint16(24) * 2
  const count = lastChar - firstChar + 2
  if (firstChar < 0 || lastChar > 255 || count < 1) {
    throw new FontResourceError(`a strike from character ${firstChar} to ${lastChar}`)
  }
  const locations = HEADER_BYTES + rowBytes * rowCount
  // nDescent holds the upper half of the offset where a table lies beyond 64K words (chapter 4).
  const widths = OW_T_LOC + view.getUint16(OW_T_LOC) * 2
  if (locations + (count + 1) * 2 > bytes.length || widths + count * 2 > bytes.length) {
    throw new FontResourceError(`the tables of a strike lie beyond its ${bytes.length} bytes`)
  }
  const glyph = (index: number): StrikeGlyph | undefined => {
    const offsetWidth = view.getUint16(widths + index * 2)
    if (offsetWidth === ABSENT) return undefined
    const from = view.getUint16(locations + index * 2)
    const to = view.getUint16(locations + index * 2 + 2)
    if (to < from || to > rowBytes * 8)
      throw new FontResourceError(`character ${firstChar + index} lies from column ${from} to ${to}`)
    const columns = to - from
    const pixels = new Uint8Array(columns * rowCount)
    for (let row = 0; row < rowCount; row++) {
      const start = HEADER_BYTES + row * rowBytes
      for (let column = 0; column < columns; column++) {
        const bit = from + column
        pixels[row * columns + column] = (bytes[start + (bit >> 3)]! >> (7 - (bit & 7))) & 1
      }
    }
    return { width: offsetWidth & 0xff, left: kernMax + (offsetWidth >> 8), columns, pixels }
  }
  const glyphs = Array.from({ length: count }, (_, index) => glyph(index))
  return { fontType, firstChar, lastChar, widMax, ascent, descent, leading, glyphs }
}

/** The strike as a resource; every glyph is as tall as ascent and descent together. */
export function encodeStrike(strike: Omit<StrikeResource, 'fontType'>): Uint8Array {
  const { firstChar, lastChar, widMax, ascent, descent, leading, glyphs } = strike
  const rowCount = ascent + descent
  const columns = glyphs.reduce((sum, glyph) => sum + (glyph?.columns ?? 0), 0)
  const rowWords = Math.ceil(columns / 16)
  const kernMax = glyphs.reduce((least, glyph) => Math.min(least, glyph?.left ?? 0), 0)
  const locations = HEADER_BYTES + rowWords * 2 * rowCount
  const widths = locations + (glyphs.length + 1) * 2
  const bytes = new Uint8Array(widths + (glyphs.length + 1) * 2)
  const view = new DataView(bytes.buffer)
  const widest = glyphs.reduce((most, glyph) => Math.max(most, (glyph?.left ?? 0) - kernMax + (glyph?.columns ?? 0)), 0)
  const header = [
    PROPORTIONAL,
    firstChar,
    lastChar,
    widMax,
    kernMax,
    0 - descent,
    widest,
    rowCount,
    (widths - OW_T_LOC) / 2,
  ]
  for (const [index, value] of [...header, ascent, descent, leading, rowWords].entries())
    view.setUint16(index * 2, value)
  let at = 0
  for (const [index, glyph] of glyphs.entries()) {
    view.setUint16(locations + index * 2, at)
    view.setUint16(widths + index * 2, glyph === undefined ? ABSENT : ((glyph.left - kernMax) << 8) | glyph.width)
    for (const [pixel, isSet] of (glyph?.pixels ?? new Uint8Array()).entries()) {
      const bit = at + (pixel % glyph!.columns)
      const row = Math.floor(pixel / glyph!.columns)
      if (isSet) bytes[HEADER_BYTES + row * rowWords * 2 + (bit >> 3)]! |= 0x80 >> (bit & 7)
    }
    at += glyph?.columns ?? 0
  }
  view.setUint16(locations + glyphs.length * 2, at)
  view.setUint16(widths + glyphs.length * 2, ABSENT)
  return bytes
}

/** An entry of a family's font association table. */
export interface FontAssociation {
  readonly size: number
  readonly style: number
  readonly resourceId: number
}

const FOND_HEADER_BYTES = 52

export function parseAssociations(fond: Uint8Array): FontAssociation[] {
  if (fond.length < FOND_HEADER_BYTES + 2)
    throw new FontResourceError(`a family of ${fond.length} bytes lists no fonts`)
  const view = new DataView(fond.buffer, fond.byteOffset, fond.byteLength)
  const count = view.getInt16(FOND_HEADER_BYTES) + 1
  if (count < 0 || FOND_HEADER_BYTES + 2 + count * 6 > fond.length) {
    throw new FontResourceError(`a family that lists ${count} fonts in ${fond.length} bytes`)
  }
  return Array.from({ length: count }, (_, index) => {
    const at = FOND_HEADER_BYTES + 2 + index * 6
    return { size: view.getInt16(at), style: view.getInt16(at + 2), resourceId: view.getInt16(at + 4) }
  })
}
