/** Colours as pixels: colour tables, direct pixels and the eight colours of old (Imaging With QuickDraw, chapters 3 and 4). */

import type { RGBColor } from './records.ts'
import type { Depth } from './surface.ts'

export const gray = (level: number): RGBColor => ({ red: level, green: level, blue: level })
export const BLACK = gray(0)
export const WHITE = gray(0xffff)

/** The values that ForeColor and BackColor take, with the colours that a colour screen shows for them. */
const oldColors: ReadonlyMap<number, RGBColor> = new Map([
  [33, BLACK],
  [30, WHITE],
  [205, { red: 0xdd6b, green: 0x08c2, blue: 0x06a2 }],
  [341, { red: 0x0000, green: 0x8000, blue: 0x11b0 }],
  [409, { red: 0x0000, green: 0x0000, blue: 0xd400 }],
  [273, { red: 0x0241, green: 0xab54, blue: 0xeaff }],
  [137, { red: 0xf2d7, green: 0x0856, blue: 0x84ec }],
  [69, { red: 0xfc00, green: 0xf37d, blue: 0x052f }],
])
export const blackColor = 33
export const whiteColor = 30

/** The old colour that an RGBColor is in a port that has no others: each component is there or not (chapter 4, "RGBForeColor"). */
export function nearestOldColor({ red, green, blue }: RGBColor): number {
  const byComponents = [33, 409, 341, 273, 205, 137, 69, 30]
  return byComponents[(red >>> 15) * 4 + (green >>> 15) * 2 + (blue >>> 15)]!
}

export const oldColor = (value: number): RGBColor => oldColors.get(value) ?? BLACK

const scale = (value: number, bits: number): number => value >>> (16 - bits)
const widen = (value: number, bits: number): number => Math.round((value * 0xffff) / (2 ** bits - 1))

/** Which pixel shows a colour best, and which colour a pixel shows. */
export interface ColorSpace {
  pixelOf(color: RGBColor): number
  colorOf(pixel: number): RGBColor
}

export function directColors(bitsAComponent: 5 | 8): ColorSpace {
  const bits = bitsAComponent
  const mask = 2 ** bits - 1
  return {
    pixelOf: ({ red, green, blue }) =>
      (scale(red, bits) << (2 * bits)) | (scale(green, bits) << bits) | scale(blue, bits),
    colorOf: (pixel) => ({
      red: widen((pixel >>> (2 * bits)) & mask, bits),
      green: widen((pixel >>> bits) & mask, bits),
      blue: widen(pixel & mask, bits),
    }),
  }
}

/** So many colours are remembered with their pixel. */
const KNOWN_COLORS = 1 << 16

export function indexedColors(table: readonly RGBColor[]): ColorSpace {
  const known = new Map<number, number>()
  const nearest = (color: RGBColor): number => {
    let best = 0
    let least = Number.POSITIVE_INFINITY
    table.forEach((entry, index) => {
      const distance = (entry.red - color.red) ** 2 + (entry.green - color.green) ** 2 + (entry.blue - color.blue) ** 2
      if (distance >= least) return
      least = distance
      best = index
    })
    return best
  }
  return {
    pixelOf(color) {
      const key = (color.red * 0x10000 + color.green) * 0x10000 + color.blue
      const remembered = known.get(key)
      if (remembered !== undefined) return remembered
      if (known.size === KNOWN_COLORS) known.clear()
      const pixel = nearest(color)
      known.set(key, pixel)
      return pixel
    },
    colorOf: (pixel) => table[pixel] ?? BLACK,
  }
}

/**
 * The standard table of a depth: at one bit white and black, at eight bits the colour cube of steps of 51 from white to black, and
 * ramps of red, green, blue and grey for what is between its steps.
 */
export function standardColors(depth: Depth): readonly RGBColor[] {
  if (depth === 1) return [WHITE, BLACK]
  if (depth === 2) return [WHITE, gray(0xaaaa), gray(0x5555), BLACK]
  if (depth === 4) return FOUR_BIT_COLORS
  const steps = [0xffff, 0xcccc, 0x9999, 0x6666, 0x3333, 0]
  const cube = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => ({ red, green, blue }))))
  const between = [0xeeee, 0xdddd, 0xbbbb, 0xaaaa, 0x8888, 0x7777, 0x5555, 0x4444, 0x2222, 0x1111]
  return [
    ...cube.slice(0, -1),
    ...between.map((red) => ({ red, green: 0, blue: 0 })),
    ...between.map((green) => ({ red: 0, green, blue: 0 })),
    ...between.map((blue) => ({ red: 0, green: 0, blue })),
    ...between.map(gray),
    BLACK,
  ]
}

const FOUR_BIT_COLORS: readonly RGBColor[] = [
  WHITE,
  { red: 0xfc00, green: 0xf37d, blue: 0x052f },
  { red: 0xffff, green: 0x648a, blue: 0x028c },
  { red: 0xdd6b, green: 0x08c2, blue: 0x06a2 },
  { red: 0xf2d7, green: 0x0856, blue: 0x84ec },
  { red: 0x46e3, green: 0x0000, blue: 0xa53e },
  { red: 0x0000, green: 0x0000, blue: 0xd400 },
  { red: 0x0241, green: 0xab54, blue: 0xeaff },
  { red: 0x1f21, green: 0xb793, blue: 0x1431 },
  { red: 0x0000, green: 0x64af, blue: 0x11b0 },
  { red: 0x5600, green: 0x2c9d, blue: 0x0524 },
  { red: 0x90d7, green: 0x7160, blue: 0x3a34 },
  gray(0xc000),
  gray(0x8000),
  gray(0x4000),
  BLACK,
]

export const BLACK_AND_WHITE = indexedColors([WHITE, BLACK])
