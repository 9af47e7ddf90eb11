/** Values as pictures have them, the highest byte first. */

import type { Point, Rect } from './geometry.ts'
import type { RGBColor } from './records.ts'

export const word = (value: number): Uint8Array => Uint8Array.of((value >> 8) & 0xff, value & 0xff)
export const long = (value: number): Uint8Array =>
  Uint8Array.of((value >> 24) & 0xff, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff)

export function bytesOf(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

export const pointBytes = ({ v, h }: Point): Uint8Array => bytesOf(word(v), word(h))
export const rectBytes = ({ top, left, bottom, right }: Rect): Uint8Array =>
  bytesOf(word(top), word(left), word(bottom), word(right))
export const colorBytes = ({ red, green, blue }: RGBColor): Uint8Array => bytesOf(word(red), word(green), word(blue))
