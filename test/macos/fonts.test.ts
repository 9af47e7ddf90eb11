/** Fonts: what a program sees of them, and the formats that they come in (Inside Macintosh: Text, chapters 3 and 4). */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BdfError, parseBdf } from '../../emulator/formats/bdf.ts'
import {
  encodeStrike,
  FontResourceError,
  parseAssociations,
  parseStrike,
} from '../../emulator/formats/font-resource.ts'
import { expectChecks, machineWith } from './programs.ts'

/** A family of one strike of eight points: its A is five pixels wide, with five pixels of ink. */
const ownStrike = encodeStrike({
  firstChar: 65,
  lastChar: 65,
  widMax: 5,
  ascent: 3,
  descent: 1,
  leading: 1,
  glyphs: [
    { width: 5, left: 1, columns: 3, pixels: Uint8Array.from([0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0]) },
    { width: 2, left: 0, columns: 1, pixels: Uint8Array.from([1, 1, 1, 0]) },
  ],
})
const ownFamily = new Uint8Array(60)
new DataView(ownFamily.buffer).setInt16(54, 8)
new DataView(ownFamily.buffer).setInt16(58, 2501)

test('QuickDraw and the Font Manager do with text what Inside Macintosh says', async () => {
  const { machine, volume, path } = await machineWith('fonts', {
    resources: [
      { type: 'FOND', id: 2500, name: 'Own Font', attributes: 0, data: ownFamily },
      { type: 'NFNT', id: 2501, name: undefined, attributes: 0, data: ownStrike },
    ],
  })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 101)
})

const strikes = fc
  .record({
    firstChar: fc.integer({ min: 0, max: 200 }),
    ascent: fc.integer({ min: 1, max: 12 }),
    descent: fc.integer({ min: 0, max: 5 }),
    leading: fc.integer({ min: 0, max: 4 }),
    shapes: fc.array(
      fc.option(fc.record({ width: fc.nat(20), left: fc.integer({ min: -5, max: 5 }), columns: fc.nat(19) })),
      {
        minLength: 1,
        maxLength: 20,
      },
    ),
    seed: fc.nat(255),
  })
  .map(({ firstChar, ascent, descent, leading, shapes, seed }) => {
    const glyphs = [...shapes, { width: 3, left: 0, columns: 2 }].map((shape) =>
      shape === null
        ? undefined
        : {
            ...shape,
            pixels: Uint8Array.from(
              { length: shape.columns * (ascent + descent) },
              (_, index) => ((index * 7 + seed) >> 2) & 1,
            ),
          },
    )
    return { firstChar, lastChar: firstChar + shapes.length - 1, widMax: 20, ascent, descent, leading, glyphs }
  })

test('a strike that is written as a resource is read as it was', () => {
  fc.assert(
    fc.property(strikes, (strike) => {
      expect(parseStrike(encodeStrike(strike))).toEqual({ fontType: 0x9000 - 0x10000, ...strike })
    }),
    { seed: 7, numRuns: 100 },
  )
})

test('damaged font resources and files end in a named error or in a font', () => {
  const damage = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 6 })
  const expectNamed = (parse: () => unknown) => {
    try {
      parse()
    } catch (error) {
      expect(error instanceof FontResourceError || error instanceof BdfError).toBe(true)
    }
  }
  const bdf = new TextEncoder().encode(
    'STARTFONT 2.1\nSTARTCHAR A\nENCODING 65\nDWIDTH 6 0\nBBX 5 2 0 0\nBITMAP\nF8\n08\nENDCHAR\nENDFONT\n',
  )
  fc.assert(
    fc.property(strikes, damage, fc.nat(300), (strike, changes, length) => {
      const damaged = (bytes: Uint8Array) => {
        const copy = bytes.slice(0, Math.max(1, bytes.length - (length % bytes.length)))
        for (const [at, value] of changes) copy[at % copy.length] = value
        return copy
      }
      expectNamed(() => parseStrike(damaged(encodeStrike(strike))))
      expectNamed(() => parseAssociations(damaged(ownFamily)))
      expectNamed(() => parseBdf(damaged(bdf), new Set([65])))
    }),
    { seed: 8, numRuns: 200 },
  )
})

test('a BDF glyph is what its rows say', () => {
  const text =
    'STARTFONT 2.1\nFAMILY_NAME "Tiny"\nSTARTCHAR A\nENCODING 65\nDWIDTH 6 0\nBBX 5 2 1 -1\nBITMAP\nA8\n50\nENDCHAR\n'
  const { family, glyphs } = parseBdf(new TextEncoder().encode(text), new Set([65, 66]))
  expect(family).toBe('Tiny')
  expect([...glyphs.keys()]).toEqual([65])
  expect(glyphs.get(65)).toEqual({
    advance: 6,
    left: 1,
    bottom: -1,
    width: 5,
    height: 2,
    pixels: Uint8Array.from([1, 0, 1, 0, 1, 0, 1, 0, 1, 0]),
  })
})
