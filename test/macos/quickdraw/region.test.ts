import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rect } from '../../../emulator/macos/quickdraw/geometry.ts'
import { Region } from '../../../emulator/macos/quickdraw/region.ts'
import { GuestMemory } from '../../../emulator/memory/guest-memory.ts'

const EXTENT = 14
const coordinate = fc.integer({ min: 0, max: EXTENT })
const anyRect = fc
  .tuple(coordinate, coordinate, coordinate, coordinate)
  .map(([a, b, c, d]) => rect(Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)))
/** A region and, beside it, its pixels as a set, made without it. */
const anyRegion = fc.array(fc.tuple(fc.boolean(), anyRect), { maxLength: 6 }).map((steps) => {
  const pixels = new Set<string>()
  let region = Region.empty
  for (const [add, r] of steps) {
    region = add ? region.union(Region.fromRect(r)) : region.subtract(Region.fromRect(r))
    for (let v = r.top; v < r.bottom; v++) {
      for (let h = r.left; h < r.right; h++) {
        if (add) pixels.add(`${h},${v}`)
        else pixels.delete(`${h},${v}`)
      }
    }
  }
  return { region, pixels }
})

/** The pixels that a region says it contains, a margin around its extent included. */
function pixelsOf(region: Region): Set<string> {
  const pixels = new Set<string>()
  for (let v = -6; v < EXTENT + 6; v++) {
    for (let h = -6; h < EXTENT + 6; h++) if (region.contains({ v, h })) pixels.add(`${h},${v}`)
  }
  return pixels
}

const filter = (pixels: Iterable<string>, keep: (pixel: string) => boolean) => new Set([...pixels].filter(keep))

test('a region is the set of its pixels, whatever is done to it', () => {
  fc.assert(
    fc.property(anyRegion, anyRegion, (a, b) => {
      expect(pixelsOf(a.region)).toEqual(a.pixels)
      expect(pixelsOf(a.region.union(b.region))).toEqual(new Set([...a.pixels, ...b.pixels]))
      expect(pixelsOf(a.region.intersect(b.region))).toEqual(filter(a.pixels, (p) => b.pixels.has(p)))
      expect(pixelsOf(a.region.subtract(b.region))).toEqual(filter(a.pixels, (p) => !b.pixels.has(p)))
      expect(pixelsOf(a.region.exclusiveOr(b.region))).toEqual(
        new Set([...filter(a.pixels, (p) => !b.pixels.has(p)), ...filter(b.pixels, (p) => !a.pixels.has(p))]),
      )
      expect(a.region.equals(b.region)).toBe(
        JSON.stringify([...a.pixels].sort()) === JSON.stringify([...b.pixels].sort()),
      )
    }),
  )
})

test('an inset takes or adds what lies within so many pixels of the edge', () => {
  const within = fc.integer({ min: -2, max: 2 })
  fc.assert(
    fc.property(anyRegion, within, within, ({ region, pixels }, dh, dv) => {
      // One direction after the other, and both of one sign, as InsetRgn's shrinking and growing are.
      fc.pre(dh * dv >= 0)
      const grows = dh < 0 || dv < 0
      const around = (pixel: string): string[] => {
        const [h, v] = pixel.split(',').map(Number) as [number, number]
        const near: string[] = []
        for (let y = v - Math.abs(dv); y <= v + Math.abs(dv); y++) {
          for (let x = h - Math.abs(dh); x <= h + Math.abs(dh); x++) near.push(`${x},${y}`)
        }
        return near
      }
      const expected = grows
        ? new Set([...pixels].flatMap(around))
        : filter(pixels, (pixel) => around(pixel).every((near) => pixels.has(near)))
      expect(pixelsOf(region.inset(dh, dv))).toEqual(expected)
    }),
  )
})

test('a region in memory is read back as it was, and a rectangle takes ten bytes', () => {
  const memory = new GuestMemory(65536)
  fc.assert(
    fc.property(anyRegion, ({ region }) => {
      const bytes = region.encode()
      memory.write(0x100, bytes)
      expect(Region.load(memory, 0x100).equals(region)).toBe(true)
      expect(memory.getU16(0x100)).toBe(bytes.length)
      expect(bytes.length === 10).toBe(region.isRect || region.isEmpty)
    }),
  )
})

test('the format of a region of two squares', () => {
  const region = Region.fromRect(rect(0, 0, 2, 2)).union(Region.fromRect(rect(4, 1, 6, 3)))
  const words = new DataView(region.encode().buffer)
  const END = 0x7fff
  const expected = [44, 0, 0, 3, 6, 0, 0, 2, END, 1, 4, 6, END, 2, 0, 2, END, 3, 4, 6, END, END]
  expect(Array.from({ length: words.byteLength / 2 }, (_, index) => words.getInt16(index * 2))).toEqual(expected)
})
