/**
 * Regions: arbitrary sets of pixels (Inside Macintosh: Imaging With QuickDraw, chapter 2), as values.
 *
 * A region is a list of bands from top to bottom, none empty, none equal to one that touches it: equal regions have equal bands.
 */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { EMPTY_RECT, isEmptyRect, type Point, ptInRect, type Rect, rect, sectRect } from './geometry.ts'
import {
  type Combination,
  combineSpans,
  difference,
  equalSpans,
  exclusive,
  insetSpans,
  intersection,
  type Spans,
  union,
} from './spans.ts'

export interface Band {
  readonly top: number
  readonly bottom: number
  readonly spans: Spans
}

/** Of a region that is a rectangle; others have rows after it. */
export const REGION_HEADER_BYTES = 10
/** Ends a row, and after the last row the region. */
const END = 0x7fff

export class Region {
  private static _empty: Region | undefined
  readonly bands: readonly Band[]
  readonly bounds: Rect

  private constructor(bands: readonly Band[]) {
    this.bands = bands
    this.bounds = boundsOf(bands)
  }

  /** Made when first asked for: the compiler's output cannot make one while the class is being defined. */
  static get empty(): Region {
    Region._empty ??= new Region([])
    return Region._empty
  }
  static fromRect(r: Rect): Region {
    if (isEmptyRect(r)) return Region.empty
    return new Region([{ top: r.top, bottom: r.bottom, spans: [r.left, r.right] }])
  }

  /** From bands in rising order that do not overlap. */
  static fromBands(bands: Iterable<Band>): Region {
    const canonical: Band[] = []
    for (const band of bands) {
      if (band.spans.length === 0 || band.top >= band.bottom) continue
      const last = canonical.at(-1)
      if (last !== undefined && last.bottom === band.top && equalSpans(last.spans, band.spans)) {
        canonical[canonical.length - 1] = { ...last, bottom: band.bottom }
      } else canonical.push(band)
    }
    return canonical.length === 0 ? Region.empty : new Region(canonical)
  }

  /** From what each row of `bounds` has: a picture of it, a polygon. */
  static fromRows(bounds: Rect, spansAt: (v: number) => Spans): Region {
    const rows: Band[] = []
    for (let v = bounds.top; v < bounds.bottom; v++) rows.push({ top: v, bottom: v + 1, spans: spansAt(v) })
    return Region.fromBands(rows)
  }

  get isEmpty(): boolean {
    return this.bands.length === 0
  }
  get isRect(): boolean {
    return this.bands.length === 1 && this.bands[0]!.spans.length === 2
  }

  equals(other: Region): boolean {
    return (
      this.bands.length === other.bands.length &&
      this.bands.every((band, index) => {
        const { top, bottom, spans } = other.bands[index]!
        return band.top === top && band.bottom === bottom && equalSpans(band.spans, spans)
      })
    )
  }

  contains(point: Point): boolean {
    if (!ptInRect(point, this.bounds)) return false
    const band = this.bands.find(({ top, bottom }) => point.v >= top && point.v < bottom)
    if (band === undefined) return false
    return band.spans.filter((x) => x <= point.h).length % 2 === 1
  }

  union(other: Region): Region {
    return this.combine(other, union)
  }
  intersect(other: Region): Region {
    if (this.isRect && other.isRect) return Region.fromRect(sectRect(this.bounds, other.bounds))
    return this.combine(other, intersection)
  }
  subtract(other: Region): Region {
    return this.combine(other, difference)
  }
  exclusiveOr(other: Region): Region {
    return this.combine(other, exclusive)
  }

  offset(dh: number, dv: number): Region {
    if (dh === 0 && dv === 0) return this
    return new Region(
      this.bands.map(({ top, bottom, spans }) => ({
        top: top + dv,
        bottom: bottom + dv,
        spans: spans.map((x) => x + dh),
      })),
    )
  }

  /** Takes `dh` and `dv` pixels off every edge, or adds them where they are negative (InsetRgn). */
  inset(dh: number, dv: number): Region {
    if (this.isRect) {
      const { left, top, right, bottom } = this.bounds
      return Region.fromRect(rect(left + dh, top + dv, right - dh, bottom - dv))
    }
    const narrowed = Region.fromBands(this.bands.map((band) => ({ ...band, spans: insetSpans(band.spans, dh) })))
    // A pixel stays when all of the column around it does; it is new when any does.
    const combine = dv > 0 ? intersection : union
    let result = narrowed
    for (let row = 1; row <= Math.abs(dv); row++) {
      result = result.combine(narrowed.offset(0, row), combine).combine(narrowed.offset(0, -row), combine)
    }
    return result
  }

  /** The rectangles that the region consists of, from top to bottom and left to right. */
  *rects(): Generator<Rect> {
    for (const { top, bottom, spans } of this.bands) {
      for (let index = 0; index < spans.length; index += 2) yield rect(spans[index]!, top, spans[index + 1]!, bottom)
    }
  }

  private combine(other: Region, combine: Combination): Region {
    const edges = [...this.bands, ...other.bands].flatMap(({ top, bottom }) => [top, bottom])
    const rows = [...new Set(edges)].sort((a, b) => a - b)
    const spansOf = (bands: readonly Band[]) => {
      let index = 0
      return (v: number): Spans => {
        while (index < bands.length && bands[index]!.bottom <= v) index++
        const band = bands[index]
        return band !== undefined && band.top <= v ? band.spans : []
      }
    }
    const inThis = spansOf(this.bands)
    const inOther = spansOf(other.bands)
    return Region.fromBands(
      rows.slice(0, -1).map((top, index) => ({
        top,
        bottom: rows[index + 1]!,
        spans: combineSpans(inThis(top), inOther(top), combine),
      })),
    )
  }

  /** As it lies in a block of memory: size, bounding box and, unless it is a rectangle, where each row differs from the one above. */
  encode(): Uint8Array {
    const words: number[] = [0, this.bounds.top, this.bounds.left, this.bounds.bottom, this.bounds.right]
    if (!this.isRect && !this.isEmpty) {
      let above: Spans = []
      const row = (v: number, spans: Spans): void => {
        const changes = combineSpans(above, spans, exclusive)
        if (changes.length > 0) words.push(v, ...changes, END)
        above = spans
      }
      this.bands.forEach(({ top, bottom, spans }, index) => {
        row(top, spans)
        if (this.bands[index + 1]?.top !== bottom) row(bottom, [])
      })
      words.push(END)
    }
    words[0] = words.length * 2
    const bytes = new DataView(new ArrayBuffer(words.length * 2))
    words.forEach((word, index) => {
      bytes.setInt16(index * 2, word)
    })
    return new Uint8Array(bytes.buffer)
  }

  static load(memory: GuestMemory, address: number): Region {
    return Region.decode(memory.read(address, Math.max(REGION_HEADER_BYTES, memory.getU16(address))))
  }

  /** From the bytes of a block in memory. */
  static decode(bytes: Uint8Array): Region {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const wordAt = (offset: number): number => (offset + 2 <= bytes.length ? view.getInt16(offset) : END)
    const size = Math.min(bytes.length, wordAt(0) & 0xffff)
    const bounds = rect(wordAt(4), wordAt(2), wordAt(8), wordAt(6))
    if (size <= REGION_HEADER_BYTES) return Region.fromRect(bounds)
    const bands: Band[] = []
    let spans: Spans = []
    let top = 0
    let at = REGION_HEADER_BYTES
    const next = (): number => {
      const word = at < size ? wordAt(at) : END
      at += 2
      return word
    }
    for (let v = next(); v !== END; v = next()) {
      bands.push({ top, bottom: v, spans })
      const changes: number[] = []
      for (let x = next(); x !== END; x = next()) changes.push(x)
      spans = combineSpans(spans, changes, exclusive)
      top = v
    }
    return Region.fromBands(bands)
  }
}

function boundsOf(bands: readonly Band[]): Rect {
  if (bands.length === 0) return EMPTY_RECT
  const left = Math.min(...bands.map(({ spans }) => spans[0]!))
  const right = Math.max(...bands.map(({ spans }) => spans.at(-1)!))
  return rect(left, bands[0]!.top, right, bands.at(-1)!.bottom)
}
