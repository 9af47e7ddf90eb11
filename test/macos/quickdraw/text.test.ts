/** Text in a port: as a picture of pixels, and as widths (Inside Macintosh: Text, chapter 3). */

import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { decodeMacRoman, encodeMacRoman } from '../../../emulator/formats/mac-roman.ts'
import { families } from '../../../emulator/macos/font-manager/families.ts'
import { packagedStrike } from '../../../emulator/macos/font-manager/packaged-strikes.ts'
import { rect } from '../../../emulator/macos/quickdraw/geometry.ts'
import type { Port } from '../../../emulator/macos/quickdraw/port.ts'
import { Region } from '../../../emulator/macos/quickdraw/region.ts'
import { packagedFonts } from '../../../harness/machine/fonts.ts'
import { startTestSystem } from '../system.ts'

let system: ReturnType<typeof startTestSystem>
let port: Port

beforeEach(() => {
  system = startTestSystem()
  system.applicationZone(100_000)
  const { mac, reserve } = system
  mac.lowMemory.set('CurrentA5', reserve(16) as never)
  mac.quickDraw.globals = reserve(256) + 200
  mac.quickDraw.openPort(reserve(108))
  port = mac.quickDraw.port()
  mac.quickDraw.paintRect(port, port.fields.portRect, new Uint8Array(8), 8)
})

/** The rows around the baseline from the left edge on, one character a pixel. */
function picture(width: number, above: number, below: number): string[] {
  const { surface, ink } = port
  const { v } = port.fields.pnLoc
  return Array.from({ length: above + below }, (_, row) =>
    Array.from({ length: width }, (_, h) => (surface.get(h, v - above + row) === ink.foreground ? '#' : '.')).join(''),
  )
}

function draw(text: string, { font = 4, size = 9, face = 0, mode = 1 } = {}): void {
  Object.assign(port.fields, { txFont: font, txSize: size, txFace: face, txMode: mode, pnLoc: { h: 2, v: 50 } })
  system.mac.text.drawText(port, encodeMacRoman(text))
}

test('Monaco 9 draws its glyphs on the baseline, six pixels apart', () => {
  draw('Hg')
  expect(picture(14, 10, 2)).toEqual([
    '..#...#.......',
    '..#...#.......',
    '..#...#.......',
    '..#...#..##.#.',
    '..#####.#..##.',
    '..#...#.#...#.',
    '..#...#.#...#.',
    '..#...#.#..##.',
    '..#...#..##.#.',
    '..#...#.....#.',
    '........#...#.',
    '.........###..',
  ])
  expect(port.fields.pnLoc).toEqual({ h: 14, v: 50 })
})

test.each([
  ['bold', 1, '.##..##', 7],
  ['outline', 8, '#.#.#.#', 7],
])('%s smears or surrounds each row, and makes the character wider', (_, face, row, width) => {
  draw('H', { face })
  expect(picture(8, 1, 0)[0]!.slice(1)).toBe(row)
  expect(port.fields.pnLoc.h).toBe(2 + width)
})

test('underline runs below the baseline and leaves descenders room', () => {
  draw('HgH', { face: 4 })
  expect(picture(20, 0, 2)[1]).toBe('..######.###.#######')
})

test('italic leans by half a pixel a row', () => {
  draw('H')
  const upright = picture(20, 10, 0)
  system.mac.quickDraw.paintRect(port, port.fields.portRect, new Uint8Array(8), 8)
  draw('H', { face: 2 })
  expect(picture(20, 10, 0)).toEqual(
    upright.map((row, index) => '.'.repeat((9 - index) >> 1) + row.slice(0, 20 - ((9 - index) >> 1))),
  )
})

test("srcCopy draws the characters' background, srcXor twice leaves nothing, srcBic erases", () => {
  const { mac } = system
  mac.quickDraw.paintRect(port, rect(0, 45, 100, 60), Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255), 8)
  draw('H', { mode: 0 })
  expect(picture(10, 1, 0)).toEqual(['##' + '#...#.' + '##'])
  draw('H', { mode: 2 })
  draw('H', { mode: 2 })
  expect(picture(10, 1, 0)).toEqual(['##' + '#...#.' + '##'])
  draw('H', { mode: 3 })
  expect(picture(10, 1, 0)).toEqual(['##......##'])
})

test('text stays within the clip region', () => {
  system.mac.quickDraw.setRegion(port.fields.clipRgn, Region.fromRect(rect(4, 0, 10, 48)))
  draw('HHHH')
  expect(picture(14, 3, 0)).toEqual(['......#.#.....', '..............', '..............'])
  expect(port.fields.pnLoc.h).toBe(2 + 24)
})

test('all of Mac OS Roman has a glyph in every family, but for control characters and the private one', () => {
  const missing = new Map<string, string>()
  const source = packagedFonts
  for (const family of families) {
    for (const strike of family.strikes) {
      const { glyph } = packagedStrike(source, strike)
      const box = glyph(0xf0)
      const lacking = Array.from({ length: 224 }, (_, index) => index + 32).filter(
        (character) => character !== 0xf0 && character !== 0x7f && glyph(character).pixels === box.pixels,
      )
      if (lacking.length > 0) missing.set(`${family.name} ${strike.size}`, decodeMacRoman(Uint8Array.from(lacking)))
    }
  }
  expect(missing).toEqual(new Map())
})

test('the width of a text is the sum of its characters, with the extra for spaces and styles', () => {
  const texts = fc.uint8Array({ minLength: 0, maxLength: 40 })
  const setting = fc.record({
    txFont: fc.constantFrom(0, 1, 3, 4, 22, 99),
    txSize: fc.constantFrom(0, 9, 10, 12, 18, 24),
    txFace: fc.integer({ min: 0, max: 127 }),
    spExtra: fc.constantFrom(0, 0x8000, 0x30000),
  })
  fc.assert(
    fc.property(texts, setting, (text, fields) => {
      Object.assign(port.fields, fields)
      const { text: qd } = system.mac
      const spaces = text.filter((character) => character === 32).length
      const alone = (character: number) => {
        port.fields.spExtra = 0
        const width = qd.textWidth(port, Uint8Array.of(character))
        port.fields.spExtra = fields.spExtra
        return width
      }
      const sum = [...text].reduce((total, character) => total + alone(character), 0)
      expect(qd.textWidth(port, text)).toBe(sum + Math.floor((spaces * fields.spExtra + 0x8000) / 65536))
      const positions = qd.positions(port, text)
      expect(positions).toEqual([...positions].sort((a, b) => a - b))
    }),
    { seed: 1, numRuns: 60 },
  )
})
