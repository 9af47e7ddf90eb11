/** Pixels in memory: what a BitMap or a PixMap describes (Imaging With QuickDraw, chapters 2 and 4), read and written one by one or in runs. */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { Rect } from './geometry.ts'

export type Depth = 1 | 2 | 4 | 8 | 16 | 32

export class Surface {
  readonly bounds: Rect
  readonly depth: Depth
  /** All of a pixel's bits set: the value that inverts one. */
  readonly mask: number
  readonly #memory: GuestMemory
  readonly #base: number
  readonly #rowBytes: number

  constructor(memory: GuestMemory, base: number, rowBytes: number, bounds: Rect, depth: Depth) {
    this.#memory = memory
    this.#base = base
    this.#rowBytes = rowBytes
    this.bounds = bounds
    this.depth = depth
    // The unused bits of a direct pixel stay zero.
    this.mask = depth === 32 ? 0xffffff : depth === 16 ? 0x7fff : 2 ** depth - 1
  }

  #rowAddress(v: number): number {
    return this.#base + (v - this.bounds.top) * this.#rowBytes
  }

  /** The pixel at a place within the bounds. */
  get(h: number, v: number): number {
    const row = this.#rowAddress(v)
    const x = h - this.bounds.left
    const { depth } = this
    if (depth === 32) return this.#memory.getU32(row + x * 4)
    if (depth === 16) return this.#memory.getU16(row + x * 2)
    const bit = x * depth
    return (this.#memory.getU8(row + (bit >> 3)) >> (8 - depth - (bit & 7))) & this.mask
  }

  set(h: number, v: number, pixel: number): void {
    const row = this.#rowAddress(v)
    const x = h - this.bounds.left
    const { depth, mask } = this
    if (depth === 32) this.#memory.setU32(row + x * 4, pixel)
    else if (depth === 16) this.#memory.setU16(row + x * 2, pixel)
    else {
      const bit = x * depth
      const address = row + (bit >> 3)
      const shift = 8 - depth - (bit & 7)
      this.#memory.setU8(address, (this.#memory.getU8(address) & ~(mask << shift)) | ((pixel & mask) << shift))
    }
  }

  /** Gives the pixels from `left` up to `right` of a row one value. */
  fill(left: number, right: number, v: number, pixel: number): void {
    const { depth } = this
    const perByte = 8 / depth
    let h = left
    if (depth <= 8) {
      const start = this.bounds.left
      while (h < right && (h - start) % perByte !== 0) this.set(h++, v, pixel)
      const bytes = Math.floor((right - h) / perByte)
      let byte = pixel & this.mask
      for (let width: number = depth; width < 8; width *= 2) byte |= byte << width
      if (bytes > 0) this.#memory.fill(this.#rowAddress(v) + ((h - start) * depth) / 8, bytes, byte)
      h += bytes * perByte
    }
    while (h < right) this.set(h++, v, pixel)
  }
}
