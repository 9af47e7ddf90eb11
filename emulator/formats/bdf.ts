/** Bitmap fonts as text (Adobe, Glyph Bitmap Distribution Format Specification 2.2): the glyphs of a BDF file. */

/** A glyph: its bitmap, where that lies from the origin on the baseline, and how far the pen moves. */
export interface BdfGlyph {
  readonly advance: number
  readonly left: number
  /** Of the bitmap's lowest row, upwards from the baseline. */
  readonly bottom: number
  readonly width: number
  readonly height: number
  /** Rows from the top, a byte a pixel: 1 where there is ink. */
  readonly pixels: Uint8Array
}

export interface BdfFont {
  readonly family: string
  readonly glyphs: ReadonlyMap<number, BdfGlyph>
}

export class BdfError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BdfError'
  }
}

/** No glyph of a screen font comes near it; a larger one is damage. */
const LARGEST_SIDE = 1024

const decoder = new TextDecoder('latin1')

function numbersOf(record: string, keyword: string, count: number): number[] {
  const line = new RegExp(`^${keyword}((?: +-?\\d+){${count}})\\s*$`, 'm').exec(record)
  if (line === null) throw new BdfError(`a glyph without ${keyword}: ${JSON.stringify(record.slice(0, 40))}`)
  return line[1]!.trim().split(/ +/).map(Number)
}

function parseGlyph(record: string): BdfGlyph {
  const [advance] = numbersOf(record, 'DWIDTH', 2) as [number, number]
  const [width, height, left, bottom] = numbersOf(record, 'BBX', 4) as [number, number, number, number]
  if (width < 0 || height < 0 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
    throw new BdfError(`a glyph of ${width} by ${height} pixels`)
  }
  const rows = record.slice(record.indexOf('\nBITMAP') + 8).split('\n', height)
  const pixels = new Uint8Array(width * height)
  for (const [v, row] of rows.entries()) {
    for (let h = 0; h < width; h++) {
      const nibble = Number.parseInt(row[h >> 2] ?? '0', 16)
      pixels[v * width + h] = (nibble >> (3 - (h & 3))) & 1
    }
  }
  return { advance, left, bottom, width, height, pixels }
}

/** The glyphs that are `wanted`, by their codes: a font has tens of thousands, of which a script needs few. */
export function parseBdf(bytes: Uint8Array, wanted: ReadonlySet<number>): BdfFont {
  const text = decoder.decode(bytes)
  if (!text.startsWith('STARTFONT')) throw new BdfError('this is not a BDF font')
  const glyphs = new Map<number, BdfGlyph>()
  const keyword = '\nENCODING '
  for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + 1)) {
    const code = Number.parseInt(text.slice(at + keyword.length, at + keyword.length + 8), 10)
    if (!wanted.has(code)) continue
    const end = text.indexOf('\nENDCHAR', at)
    if (end < 0) throw new BdfError(`the font ends in the glyph of code ${code}`)
    glyphs.set(code, parseGlyph(text.slice(at, end)))
  }
  return { family: /^FAMILY_NAME "(.*)"$/m.exec(text)?.[1] ?? '', glyphs }
}
