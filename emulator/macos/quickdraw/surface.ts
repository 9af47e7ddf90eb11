/** Pixels in memory: what a BitMap or a PixMap describes (Imaging With QuickDraw, chapters 2 and 4), read and written one by one or in runs. */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { Rect } from './geometry.ts'

export type Depth = 1 | 2 | 4 | 8 | 16 | 32

const depths: readonly Depth[] = [1, 2, 4, 8, 16, 32]

/** The depth that a record's number of bits a pixel stands for: the next that there is. */
export const depthOf = (bits: number): Depth => depths.find((depth) => depth >= bits) ?? 32

export class Surface {
  readonly bounds: Rect
  readonly depth: Depth
  /** All of a pixel's bits set: the value that inverts one. */
  readonly mask: number
  private readonly memory: GuestMemory
  private readonly base: number
  private readonly rowBytes: number

  constructor(memory: GuestMemory, base: number, rowBytes: number, bounds: Rect, depth: Depth) {
    this.memory = memory
    this.base = base
    this.rowBytes = rowBytes
    // No pixel is past the end of its row, whatever a program's record says.
    this.bounds = { ...bounds, right: Math.min(bounds.right, bounds.left + Math.floor((rowBytes * 8) / depth)) }
    this.depth = depth
    // The unused bits of a direct pixel stay zero.
    this.mask = depth === 32 ? 0xffffff : depth === 16 ? 0x7fff : 2 ** depth - 1
  }

  private rowAddress(v: number): number {
    return this.base + (v - this.bounds.top) * this.rowBytes
  }

  /** The pixel at a place within the bounds. */
  get(h: number, v: number): number {
    const row = this.rowAddress(v)
    const x = h - this.bounds.left
    const { depth } = this
    if (depth === 32) return this.memory.getU32(row + x * 4)
    if (depth === 16) return this.memory.getU16(row + x * 2)
    const bit = x * depth
    return (this.memory.getU8(row + (bit >> 3)) >> (8 - depth - (bit & 7))) & this.mask
  }

  set(h: number, v: number, pixel: number): void {
    const row = this.rowAddress(v)
    const x = h - this.bounds.left
    const { depth, mask } = this
    if (depth === 32) this.memory.setU32(row + x * 4, pixel)
    else if (depth === 16) this.memory.setU16(row + x * 2, pixel)
    else {
      const bit = x * depth
      const address = row + (bit >> 3)
      const shift = 8 - depth - (bit & 7)
      this.memory.setU8(address, (this.memory.getU8(address) & ~(mask << shift)) | ((pixel & mask) << shift))
    }
  }

  /** Copies the pixels from `left` up to `right` of a row into `pixels`. */
  readRow(left: number, right: number, v: number, pixels: Uint32Array): void {
    const count = right - left
    const units = this.units(left, count, v)
    if (units === undefined) {
      for (let index = 0; index < count; index++) pixels[index] = this.get(left + index, v)
    } else for (let index = 0, at = count - 1; index < count; index++, at--) pixels[index] = units[at]!
  }

  /** Gives the pixels from `left` up to `right` of a row the values in `pixels`. */
  writeRow(left: number, right: number, v: number, pixels: Uint32Array): void {
    const count = right - left
    const units = this.units(left, count, v)
    if (units === undefined) {
      for (let index = 0; index < count; index++) this.set(left + index, v, pixels[index]!)
    } else for (let index = 0, at = count - 1; index < count; index++, at--) units[at] = pixels[index]!
  }

  /** Pixels of whole bytes as the host has them, the last one first; undefined where it cannot take them at once. */
  private units(left: number, count: number, v: number): Uint8Array | Uint16Array | Uint32Array | undefined {
    const { depth } = this
    if (depth < 8 || count <= 0) return undefined
    const bytes = depth / 8
    const { host, size } = this.memory
    const offset = size - this.rowAddress(v) - (left + count - this.bounds.left) * bytes
    if (offset < 0 || offset + count * bytes > size || offset % bytes !== 0) return undefined
    const View = bytes === 1 ? Uint8Array : bytes === 2 ? Uint16Array : Uint32Array
    return new View(host.buffer as ArrayBuffer, offset, count)
  }

  /** Moves a rectangle of pixels within the surface; false where they are not whole bytes. */
  move(source: Rect, dh: number, dv: number): boolean {
    const { depth } = this
    if (depth < 8) return false
    const bytes = depth / 8
    const { top, bottom, left, right } = source
    for (let row = 0; row < bottom - top; row++) {
      const v = dv > 0 ? bottom - 1 - row : top + row
      const from = this.rowAddress(v) + (left - this.bounds.left) * bytes
      this.memory.move(from, from + dv * this.rowBytes + dh * bytes, (right - left) * bytes)
    }
    return true
  }

  /** Gives the pixels from `left` up to `right` of a row one value. */
  fill(left: number, right: number, v: number, pixel: number): void {
    const { depth } = this
    const units = this.units(left, right - left, v)
    if (units !== undefined) {
      units.fill(pixel)
      return
    }
    const perByte = 8 / depth
    let h = left
    if (depth < 8) {
      const start = this.bounds.left
      while (h < right && (h - start) % perByte !== 0) this.set(h++, v, pixel)
      const bytes = Math.floor((right - h) / perByte)
      let byte = pixel & this.mask
      for (let width: number = depth; width < 8; width *= 2) byte |= byte << width
      if (bytes > 0) this.memory.fill(this.rowAddress(v) + ((h - start) * depth) / 8, bytes, byte)
      h += bytes * perByte
    }
    while (h < right) this.set(h++, v, pixel)
  }
}
