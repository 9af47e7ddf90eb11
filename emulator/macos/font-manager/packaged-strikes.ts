/** Strikes from the packaged font's faces: Mac OS Roman's characters, and what stands in for those that a face lacks. */

import { type BdfFont, type BdfGlyph, parseBdf } from '../../formats/bdf.ts'
import { decodeMacRoman } from '../../formats/mac-roman.ts'
import type { Face, StrikeSource } from './families.ts'
import { emptyGlyph, type Glyph, missingSymbol, type Strike } from './strike.ts'

/** Where a machine's fonts come from: BDF files, read when a program first needs them. */
export interface FontSource {
  /** The Mac OS Roman characters of a face; undefined where there is no such file. */
  face(name: Face): BdfFont | undefined
}

/** The marks that the system font has in the place of control characters (Fonts.h: commandMark, checkMark, diamondMark). */
const marks: Readonly<Record<number, number>> = { 17: 0x2318, 18: 0x2713, 19: 0x25c6 }
/** A private character of Apple's, which no font here may draw. */
const APPLE_MARK = 0xf8ff
const ligatures: Readonly<Record<number, string>> = { 64257: 'fi', 64258: 'fl' }
const SPACE = 0x20
/** Characters that take no room: nul and carriage return. */
const invisible: ReadonlySet<number> = new Set([0, 13])
const TAB = 9

function codeOf(character: number): number {
  return marks[character] ?? decodeMacRoman(Uint8Array.of(character)).codePointAt(0)!
}

/** What to take from a BDF file for Mac OS Roman. */
export const macRomanCodes: ReadonlySet<number> = new Set(
  Array.from({ length: 256 }, (_, character) => codeOf(character)),
)

/** Fonts from BDF files, each read once, when it is first asked for. */
export function fontSource(read: (name: Face) => Uint8Array | undefined): FontSource {
  const faces = new Map<Face, BdfFont | undefined>()
  return {
    face(name) {
      if (!faces.has(name)) {
        const bytes = read(name)
        faces.set(name, bytes && parseBdf(bytes, macRomanCodes))
      }
      return faces.get(name)
    },
  }
}

/** A face's other half: what it lacks is taken from there, emboldened for a bold face. */
const fallback: Readonly<Partial<Record<Face, Face>>> = {
  'Galmuri11-Bold': 'Galmuri11',
  Galmuri7: 'Galmuri9',
  Galmuri9: 'Galmuri11',
  Galmuri14: 'Galmuri11',
  GalmuriMono7: 'Galmuri7',
  GalmuriMono9: 'Galmuri9',
  GalmuriMono11: 'Galmuri9',
}

/** How a check mark is drawn, which the faces lack; from the top, on an eight-pixel grid. */
const CHECK_MARK = ['.......#', '......##', '#....##.', '##..##..', '.####...', '..##....']

function pictured(rows: readonly string[], advance: number): Glyph {
  const width = rows[0]!.length
  const pixels = Uint8Array.from(rows.join(''), (pixel) => (pixel === '#' ? 1 : 0))
  return { width, height: rows.length, pixels, advance, left: 1, top: rows.length + 1 }
}

function fromBdf({ advance, left, bottom, width, height, pixels }: BdfGlyph, baseline: number): Glyph {
  return { advance, left, width, height, pixels, top: bottom + height - baseline }
}

/** Every pixel drawn again one to the right. */
export function emboldened(glyph: Glyph): Glyph {
  if (glyph.width === 0) return { ...glyph, advance: glyph.advance + 1 }
  const width = glyph.width + 1
  const pixels = new Uint8Array(width * glyph.height)
  for (let v = 0; v < glyph.height; v++) {
    for (let h = 0; h < glyph.width; h++) {
      if (glyph.pixels[v * glyph.width + h] === 0) continue
      pixels[v * width + h] = 1
      pixels[v * width + h + 1] = 1
    }
  }
  return { ...glyph, width, pixels, advance: glyph.advance + 1 }
}

function sideBySide(a: Glyph, b: Glyph): Glyph {
  const top = Math.max(a.top, b.top)
  const bottom = Math.min(a.top - a.height, b.top - b.height)
  const left = Math.min(a.left, a.advance + b.left)
  const width = Math.max(a.left + a.width, a.advance + b.left + b.width) - left
  const height = top - bottom
  const pixels = new Uint8Array(width * height)
  for (const [glyph, pen] of [[a, 0] as const, [b, a.advance] as const]) {
    for (let v = 0; v < glyph.height; v++) {
      for (let h = 0; h < glyph.width; h++) {
        const at = (v + top - glyph.top) * width + h + pen + glyph.left - left
        pixels[at]! |= glyph.pixels[v * glyph.width + h]!
      }
    }
  }
  return { width, height, pixels, advance: a.advance + b.advance, left, top }
}

/** A glyph in a cell of a fixed width, in its middle. */
function inCell(glyph: Glyph, cell: number): Glyph {
  if (glyph.advance === cell || glyph.advance === 0) return glyph
  return { ...glyph, advance: cell, left: glyph.left + Math.floor((cell - glyph.advance) / 2) }
}

/** Faces to look for a glyph in, one after the other: the later are read only where the first lacks one. */
function* facesOf(source: FontSource, name: Face): Generator<{ font: BdfFont; baseline: number; bold: boolean }> {
  for (let face: Face | undefined = name; face !== undefined; face = fallback[face]) {
    const font = source.face(face)
    // The faces have their baseline at different heights: capitals stand on it.
    if (font) {
      yield { font, baseline: font.glyphs.get(0x48)?.bottom ?? 0, bold: name.endsWith('Bold') && face !== name }
    }
  }
}

export function packagedStrike(
  source: FontSource,
  { face, ascent, descent, leading, cell, size }: StrikeSource,
): Strike {
  const missing = missingSymbol(cell ?? Math.max(4, Math.round(size * 0.6)), Math.max(5, ascent - 2))

  const found = (code: number): Glyph | undefined => {
    if (code === APPLE_MARK) return undefined
    for (const { font, baseline, bold } of facesOf(source, face)) {
      const glyph = font.glyphs.get(code)
      if (glyph) return bold ? emboldened(fromBdf(glyph, baseline)) : fromBdf(glyph, baseline)
    }
    const pair = ligatures[code]
    const [a, b] = [...(pair ?? '')].map((letter) => found(letter.codePointAt(0)!))
    if (a && b) return sideBySide(a, b)
    return code === marks[18] ? pictured(CHECK_MARK, cell ?? 10) : undefined
  }

  const make = (character: number): Glyph => {
    if (invisible.has(character)) return emptyGlyph(0)
    const code = codeOf(character === TAB ? SPACE : character)
    const glyph = found(code) ?? missing
    return cell === undefined ? glyph : inCell(glyph, cell)
  }

  const glyphs: Glyph[] = []
  const glyph = (character: number): Glyph => (glyphs[character] ??= make(character))
  const widMax = cell ?? Math.max(...Array.from({ length: 0x5f }, (_, index) => glyph(SPACE + index).advance))
  return { ascent, descent, leading, widMax, glyph }
}
