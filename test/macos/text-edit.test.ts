/** TextEdit: what a program sees of it, and its style runs against a plain model (Inside Macintosh: Text, chapter 2). */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakLines } from '../../emulator/macos/text-edit/line-breaks.ts'
import { type Run, restyleRuns, sameStyle, spliceRuns, styleAt } from '../../emulator/macos/text-edit/style-runs.ts'
import { expectChecks, machineWith, resultLines } from './programs.ts'

test('TextEdit does what Inside Macintosh says', async () => {
  const { machine, volume, path } = await machineWith('text-edit')
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 179)
})

const color = { red: 0, green: 0, blue: 0 }
const styleOf = (size: number) => ({ font: 4, face: 0, size, color })

test('style runs are what a list of one style a character becomes', () => {
  const edit = fc.record({
    from: fc.nat(40),
    to: fc.nat(40),
    inserted: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 6 }),
    restyle: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      let runs: readonly Run[] = [{ start: 0, style: styleOf(9) }]
      let plain: number[] = []
      for (const { from: a, to: b, inserted, restyle } of edits) {
        const from = Math.min(a, b, plain.length)
        const to = Math.min(Math.max(a, b), plain.length)
        if (restyle) {
          runs = restyleRuns(runs, plain.length, { from, to }, (style) => ({ ...style, size: style.size + 1 }))
          plain = plain.map((size, index) => (index >= from && index < to ? size + 1 : size))
        } else {
          const pieces = inserted.map((size, start) => ({ start, style: styleOf(size) }))
          runs = spliceRuns(runs, plain.length, { from, to, count: inserted.length, inserted: pieces })
          plain = [...plain.slice(0, from), ...inserted, ...plain.slice(to)]
        }
        expect(plain.map((_, offset) => styleAt(runs, offset).size)).toEqual(plain)
        expect(runs[0]!.start).toBe(0)
        for (const [index, run] of runs.entries()) {
          if (index === 0) continue
          expect(run.start).toBeGreaterThan(runs[index - 1]!.start)
          expect(sameStyle(run.style, runs[index - 1]!.style)).toBe(false)
        }
      }
    }),
    { seed: 2, numRuns: 200 },
  )
})

test('lines hold all of the text in order, and fit unless one word is too long', () => {
  const text = fc
    .array(fc.constantFrom(32, 65, 66, 13), { maxLength: 80 })
    .map((characters) => Uint8Array.from(characters))
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 12 }), (bytes, columns) => {
      const starts = breakLines(bytes, {
        width: columns * 6,
        advance: () => 6,
        breaksAfter: (offset) => bytes[offset]! <= 32,
      })
      expect(starts.at(-1)).toBe(bytes.length)
      for (let line = 0; line + 1 < starts.length; line++) {
        const characters = bytes.subarray(starts[line], starts[line + 1])
        expect(characters.length).toBeGreaterThan(0)
        expect(characters.subarray(0, -1).includes(13)).toBe(false)
        const visible = String.fromCharCode(...characters).trimEnd()
        expect(visible.length).toBeLessThanOrEqual(columns)
      }
    }),
    { seed: 3, numRuns: 300 },
  )
})

test('the mouse sets insertion points, and selects characters, words and what is between', async () => {
  /** On the left half of a character of six pixels, in a line that begins at 11. */
  const at = (offset: number) => ({ h: 11 + offset * 6 + 1, v: 25 })
  const shiftKey = 0x0200
  const { machine, volume, path } = await machineWith('text-mouse', {
    machine: {
      user: [
        { action: { kind: 'click', where: at(5) }, at: 61 },
        { action: { kind: 'drag', from: at(1), to: at(6) }, at: 63 },
        { action: { kind: 'drag', from: at(10), to: at(4) }, at: 65 },
        { action: { kind: 'click', where: at(12), modifiers: shiftKey }, at: 67 },
        { action: { kind: 'type', text: 'q' }, at: 69 },
      ],
    },
  })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 200 }).outcome).toMatchObject({ kind: 'exited' })
  expect(resultLines(volume)).toEqual(['5 to 5', '1 to 6', '4 to 10', '4 to 12'])
})
