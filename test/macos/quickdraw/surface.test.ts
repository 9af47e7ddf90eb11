import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rect } from '../../../emulator/macos/quickdraw/geometry.ts'
import { type Depth, Surface } from '../../../emulator/macos/quickdraw/surface.ts'
import { GuestMemory } from '../../../emulator/memory/guest-memory.ts'

const WIDTH = 40
const HEIGHT = 4
const BASE = 0x1000

test.each([1, 2, 4, 8, 16, 32] as Depth[])(
  '%i bits a pixel: runs and single pixels, and nothing beside them',
  (depth) => {
    const operation = fc.record({
      v: fc.nat(HEIGHT - 1),
      left: fc.nat(WIDTH),
      length: fc.nat(WIDTH),
      pixel: fc.nat(2 ** Math.min(depth, 24) - 1),
    })
    fc.assert(
      fc.property(fc.array(operation), (operations) => {
        const memory = new GuestMemory(65536)
        const rowBytes = (WIDTH * depth) / 8 + 2
        const surface = new Surface(memory, BASE, rowBytes, rect(-3, 5, WIDTH - 3, 5 + HEIGHT), depth)
        const expected = Array.from({ length: HEIGHT }, () => new Array<number>(WIDTH).fill(0))
        for (const { v, left, length, pixel } of operations) {
          const right = Math.min(WIDTH, left + length)
          if (right - left === 1) surface.set(left - 3, v + 5, pixel)
          else surface.fill(left - 3, Math.max(left, right) - 3, v + 5, pixel)
          expected[v]!.fill(pixel, left, right)
        }
        const got = expected.map((row, v) => row.map((_, h) => surface.get(h - 3, v + 5)))
        expect(got).toEqual(expected)
        for (let v = 0; v < HEIGHT; v++) expect(memory.getU16(BASE + (v + 1) * rowBytes - 2)).toBe(0)
      }),
    )
  },
)

test('the leftmost pixel is in the highest bits', () => {
  const memory = new GuestMemory(65536)
  new Surface(memory, BASE, 2, rect(0, 0, 16, 1), 1).fill(1, 11, 0, 1)
  expect([...memory.read(BASE, 2)]).toEqual([0x7f, 0xe0])
})
