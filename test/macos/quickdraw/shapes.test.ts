import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rect } from '../../../emulator/macos/quickdraw/geometry.ts'
import { lineRegion } from '../../../emulator/macos/quickdraw/lines.ts'
import { ovalRegion, roundRectFrame, roundRectRegion, wedgeRegion } from '../../../emulator/macos/quickdraw/ovals.ts'
import type { Region } from '../../../emulator/macos/quickdraw/region.ts'

/** The region's pixels as lines of text. */
function picture(region: Region, width: number, height: number): string[] {
  return Array.from({ length: height }, (_, v) =>
    Array.from({ length: width }, (_, h) => (region.contains({ h, v }) ? 'X' : '.')).join(''),
  )
}

const size = fc.integer({ min: 1, max: 60 })

test('an oval is near the ellipse, as high as its rectangle, and as wide above as below', () => {
  fc.assert(
    fc.property(size, size, (width, height) => {
      // For flatter and narrower ones the squares are too coarse.
      fc.pre(width < height * 3 && height < width * 3)
      const oval = ovalRegion(rect(0, 0, width, height))
      const { left, top, right, bottom } = oval.bounds
      expect([top, bottom, left >= 0, right <= width]).toEqual([0, height, true, true])
      for (let v = 0; v < height; v++) {
        const row = oval.bands.find(({ top, bottom }) => v >= top && v < bottom)!.spans
        const mirrored = oval.bands.find(({ top, bottom }) => height - 1 - v >= top && height - 1 - v < bottom)!.spans
        expect(row.length).toBe(2)
        const half = (width / 2) * Math.sqrt(1 - ((2 * v + 1 - height) / height) ** 2)
        expect(Math.abs(row[0]! - (width / 2 - half))).toBeLessThan(2)
        expect(Math.abs(row[1]! - (width / 2 + half))).toBeLessThan(2)
        expect(Math.abs(row[1]! - row[0]! - (mirrored[1]! - mirrored[0]!))).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('a circle of eleven pixels', () => {
  expect(picture(ovalRegion(rect(0, 0, 11, 11)), 11, 11)).toEqual([
    '...XXXXX...',
    '..XXXXXXX..',
    '.XXXXXXXXX.',
    'XXXXXXXXXXX',
    'XXXXXXXXXXX',
    'XXXXXXXXXXX',
    'XXXXXXXXXXX',
    'XXXXXXXXXXX',
    '.XXXXXXXXX.',
    '..XXXXXXX..',
    '...XXXXX...',
  ])
})

test('a frame is what a smaller shape leaves', () => {
  const r = rect(0, 0, 30, 20)
  const frame = roundRectFrame(r, 10, 8, { h: 3, v: 2 })
  const inner = roundRectRegion(rect(3, 2, 27, 18), 4, 4)
  expect(frame.union(inner).equals(roundRectRegion(r, 10, 8))).toBe(true)
  expect(frame.intersect(inner).isEmpty).toBe(true)
})

const coordinate = fc.integer({ min: -30, max: 30 })
const point = fc.record({ h: coordinate, v: coordinate })

test('a line has both its ends, in one piece, and is the same from either end', () => {
  fc.assert(
    fc.property(point, point, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (from, to, h, v) => {
      const line = lineRegion(from, to, { h, v })
      expect(line.equals(lineRegion(to, from, { h, v }))).toBe(true)
      expect(line.bounds).toEqual(
        rect(Math.min(from.h, to.h), Math.min(from.v, to.v), Math.max(from.h, to.h) + h, Math.max(from.v, to.v) + v),
      )
      let last: readonly number[] | undefined
      for (const { spans } of line.bands) {
        expect(spans.length).toBe(2)
        // Rows touch at least at a corner.
        if (last !== undefined) expect(spans[0]! <= last[1]! && spans[1]! >= last[0]!).toBe(true)
        last = spans
      }
    }),
  )
})

test('a line of one pixel has one in each row or each column', () => {
  fc.assert(
    fc.property(point, point, (from, to) => {
      const line = lineRegion(from, to, { h: 1, v: 1 })
      const count = [...line.rects()].reduce((sum, r) => sum + (r.right - r.left) * (r.bottom - r.top), 0)
      const longer = Math.max(Math.abs(from.h - to.h), Math.abs(from.v - to.v)) + 1
      expect(count).toBe(longer)
    }),
  )
})

test('wedges of a full turn in parts are the whole rectangle, and do not overlap by more than their edges', () => {
  const r = rect(3, 5, 47, 39)
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 359 }), (start, extent) => {
      const wedge = wedgeRegion(r, start, extent)
      const rest = wedgeRegion(r, start + extent, 360 - extent)
      expect(wedge.union(rest).equals(wedgeRegion(r, 0, 360))).toBe(true)
      expect(wedge.intersect(rest).isEmpty).toBe(true)
      expect(wedgeRegion(r, start + extent, -extent).equals(wedge)).toBe(true)
    }),
  )
})
