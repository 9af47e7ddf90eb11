/** A picture's bytes in order, from memory or from a program's own routine (Imaging With QuickDraw, chapter 7). */

import { type Point, type Rect, rect } from './geometry.ts'
import type { RGBColor } from './records.ts'

/** Thrown where a picture ends before its end. */
export class PictureEnd extends Error {}

const MOST_BYTES = 64 << 20

/** Gives the next bytes. */
export type PictureSource = (byteCount: number) => Uint8Array

export class PictureReader {
  private readonly source: PictureSource
  private _offset = 0

  constructor(source: PictureSource) {
    this.source = source
  }

  /** Bytes read so far. */
  get offset(): number {
    return this._offset
  }

  bytes(count: number): Uint8Array {
    this._offset += count
    return count === 0 ? new Uint8Array(0) : this.source(count)
  }
  skip(count: number): void {
    const step = 4096
    if (count > MOST_BYTES) throw new PictureEnd('an opcode has more data than a picture can')
    for (let left = count; left > 0; left -= step) this.bytes(Math.min(left, step))
  }

  u8(): number {
    return this.bytes(1)[0]!
  }
  i8(): number {
    return (this.u8() << 24) >> 24
  }
  u16(): number {
    const [high, low] = this.bytes(2)
    return high! * 256 + low!
  }
  i16(): number {
    return (this.u16() << 16) >> 16
  }
  u32(): number {
    return this.u16() * 0x10000 + this.u16()
  }
  i32(): number {
    return this.u32() | 0
  }

  point(): Point {
    return { v: this.i16(), h: this.i16() }
  }
  rect(): Rect {
    const [top, left, bottom, right] = [this.i16(), this.i16(), this.i16(), this.i16()]
    return rect(left, top, right, bottom)
  }
  color(): RGBColor {
    return { red: this.u16(), green: this.u16(), blue: this.u16() }
  }
  /** A block that begins with its size, a word that counts itself: a region, a polygon. */
  sized(): Uint8Array {
    const size = this.u16()
    const block = new Uint8Array(Math.max(size, 2))
    block.set([size >> 8, size & 0xff])
    block.set(this.bytes(Math.max(0, size - 2)), 2)
    return block
  }
}

/** Gives the bytes of a block from an offset on. */
export function bytesSource(bytes: Uint8Array, start: number): PictureSource {
  let at = start
  return (count) => {
    if (at + count > bytes.length) throw new PictureEnd('the picture ends in an opcode')
    at += count
    return bytes.subarray(at - count, at)
  }
}
