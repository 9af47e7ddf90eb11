/** Points and rectangles (Inside Macintosh: Imaging With QuickDraw, chapter 2), as values; arithmetic has no effect on them. */

import type { MacType } from '../types.ts'

export interface Point {
  readonly v: number
  readonly h: number
}

/** The pixels from `left` up to, not including, `right`, and from `top` up to `bottom`. */
export interface Rect {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export const rect = (left: number, top: number, right: number, bottom: number): Rect => ({ top, left, bottom, right })
export const EMPTY_RECT: Rect = rect(0, 0, 0, 0)

export const isEmptyRect = (r: Rect): boolean => r.bottom <= r.top || r.right <= r.left

export const equalRects = (a: Rect, b: Rect): boolean =>
  a.top === b.top && a.left === b.left && a.bottom === b.bottom && a.right === b.right

export const offsetRect = (r: Rect, dh: number, dv: number): Rect =>
  rect(r.left + dh, r.top + dv, r.right + dh, r.bottom + dv)

/** All zero where the rectangle vanishes, as InsetRect makes it. */
export function insetRect(r: Rect, dh: number, dv: number): Rect {
  const inset = rect(r.left + dh, r.top + dv, r.right - dh, r.bottom - dv)
  return isEmptyRect(inset) ? EMPTY_RECT : inset
}

/** All zero where they have no pixel in common. */
export function sectRect(a: Rect, b: Rect): Rect {
  const sect = rect(
    Math.max(a.left, b.left),
    Math.max(a.top, b.top),
    Math.min(a.right, b.right),
    Math.min(a.bottom, b.bottom),
  )
  return isEmptyRect(a) || isEmptyRect(b) || isEmptyRect(sect) ? EMPTY_RECT : sect
}

/** The smallest rectangle around both; of an empty one only the other counts. */
export function unionRect(a: Rect, b: Rect): Rect {
  if (isEmptyRect(a)) return b
  if (isEmptyRect(b)) return a
  return rect(
    Math.min(a.left, b.left),
    Math.min(a.top, b.top),
    Math.max(a.right, b.right),
    Math.max(a.bottom, b.bottom),
  )
}

export const ptInRect = ({ h, v }: Point, r: Rect): boolean => h >= r.left && h < r.right && v >= r.top && v < r.bottom

/** A point travels as one word, the vertical coordinate in its upper half. */
export const PointType: MacType<Point> = {
  name: 'Point',
  size: 4,
  passing: 'word',
  load: (memory, address) => ({ v: memory.getI16(address), h: memory.getI16(address + 2) }),
  store: (memory, address, { v, h }) => {
    memory.setU16(address, v)
    memory.setU16(address + 2, h)
  },
  fromRegister: (register) => ({ v: register >> 16, h: (register << 16) >> 16 }),
  toRegister: ({ v, h }) => (v << 16) | (h & 0xffff),
  show: ({ v, h }) => `(${h}, ${v})`,
}

/** A rectangle in memory; as a parameter it is always behind a pointer: `byReference` or `varParam`. */
export const RectType: MacType<Rect> = {
  name: 'Rect',
  size: 8,
  passing: 'word',
  load: (memory, address) =>
    rect(memory.getI16(address + 2), memory.getI16(address), memory.getI16(address + 6), memory.getI16(address + 4)),
  store: (memory, address, { top, left, bottom, right }) => {
    memory.setU16(address, top)
    memory.setU16(address + 2, left)
    memory.setU16(address + 4, bottom)
    memory.setU16(address + 6, right)
  },
  fromRegister: () => {
    throw new TypeError('a Rect travels behind a pointer')
  },
  toRegister: () => 0,
  show: ({ top, left, bottom, right }) => `{${top}, ${left}, ${bottom}, ${right}}`,
}
