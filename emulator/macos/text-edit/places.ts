/** Where characters are: offsets as points and back (Inside Macintosh: Text, chapter 2, TEGetPoint and TEGetOffset). */

import type { Point, Rect } from '../quickdraw/geometry.ts'
import { rect } from '../quickdraw/geometry.ts'
import { Region } from '../quickdraw/region.ts'
import type { EditRecord } from './edit-record.ts'
import { CARRIAGE_RETURN, SPACE } from './line-breaks.ts'
import { teJustCenter, teJustRight } from './records.ts'

/** The text begins one pixel from the edge, so that the caret has room. */
const MARGIN = 1

export interface Line {
  readonly from: number
  /** After its last character, a carriage return among them. */
  readonly to: number
  readonly top: number
  readonly height: number
  readonly ascent: number
  /** Where its first character's pen is. */
  readonly left: number
}

/** The lines as they lie in local coordinates; computed from the record as it is now. */
export class Places {
  readonly lines: readonly Line[]
  private readonly text: Uint8Array
  private readonly advances: readonly number[]
  private readonly view: Rect
  private readonly dest: Rect

  constructor(record: EditRecord) {
    const { destRect, viewRect, just } = record.fields
    this.view = viewRect
    this.dest = destRect
    this.text = record.text
    this.advances = record.advances(this.text)
    const starts = record.lineStarts
    const length = this.text.length
    // Behind a return at the end there is one more line, which nLines does not count.
    const isOpen = length === 0 || this.text[length - 1] === CARRIAGE_RETURN
    const count = starts.length - 1 + (isOpen ? 1 : 0)
    let top = destRect.top
    this.lines = Array.from({ length: count }, (_, line) => {
      const from = starts[line] ?? length
      const to = starts[line + 1] ?? length
      const { height, ascent } = record.lineMetrics(line)
      const room = destRect.right - destRect.left - 2 * MARGIN - this.visibleWidth(from, to)
      const indent = just === teJustCenter ? room >> 1 : just === teJustRight ? room : 0
      const result = { from, to, top, height, ascent, left: destRect.left + MARGIN + indent }
      top += height
      return result
    })
  }

  /** Without the white space that a line ends in. */
  private visibleWidth(from: number, to: number): number {
    let end = to
    while (end > from && (this.text[end - 1] === SPACE || this.text[end - 1] === CARRIAGE_RETURN)) end--
    return this.width(from, end)
  }

  private width(from: number, to: number): number {
    let width = 0
    for (let at = from; at < to; at++) if (this.text[at] !== CARRIAGE_RETURN) width += this.advances[at]!
    return width
  }

  lineOf(offset: number): number {
    const index = this.lines.findLastIndex(({ from }) => from <= offset)
    return Math.max(0, index)
  }

  /** The horizontal coordinate before a character. */
  penOf(offset: number, line = this.lineOf(offset)): number {
    const { from, left } = this.lines[line]!
    return left + this.width(from, offset)
  }

  /** The lower end of the character's left edge. */
  pointOf(offset: number): Point {
    const { top, height } = this.lines[this.lineOf(offset)]!
    return { h: this.penOf(offset), v: top + height }
  }

  lineAt(v: number): number {
    const index = this.lines.findIndex(({ top, height }) => v < top + height)
    return index < 0 ? this.lines.length - 1 : index
  }

  /** The offset next to a point: before a character where the point is on its left half. */
  offsetAt({ h, v }: Point): number {
    const last = this.lines.at(-1)!
    if (v < this.dest.top) return this.offsetIn(0, h)
    if (v >= last.top + last.height) return this.offsetIn(this.lines.length - 1, h)
    return this.offsetIn(this.lineAt(v), h)
  }

  offsetIn(line: number, h: number): number {
    const { from, to, left } = this.lines[line]!
    let pen = left
    const isLast = line === this.lines.length - 1
    for (let at = from; at < to; at++) {
      if (this.text[at] === CARRIAGE_RETURN) return at
      // The offset after a wrapped line's last character is the next line's first.
      if (!isLast && at === to - 1) return h < pen + (this.advances[at]! >> 1) || this.text[at] === SPACE ? at : to
      if (h < pen + (this.advances[at]! >> 1)) return at
      pen += this.advances[at]!
    }
    return to
  }

  caret(offset: number): Rect {
    const { top, height } = this.lines[this.lineOf(offset)]!
    const h = this.penOf(offset)
    return rect(h - 1, top, h, top + height)
  }

  /** Rectangles of what lies between two offsets: lines that go on are marked to the edge. */
  selection(start: number, end: number): Rect[] {
    if (start >= end) return []
    const first = this.lineOf(start)
    const last = this.lineOf(end)
    const edge = Math.max(this.dest.right, this.view.right)
    const result: Rect[] = []
    for (let line = first; line <= last; line++) {
      const { top, height, from } = this.lines[line]!
      const left = line === first ? this.penOf(start, line) : Math.min(this.dest.left, this.view.left)
      const right = line === last ? this.penOf(end, line) : edge
      if (line === last && end === from) continue
      result.push(rect(left, top, right, top + height))
    }
    return result
  }

  selectionRegion(start: number, end: number): Region {
    const view = Region.fromRect(this.view)
    return this.selection(start, end).reduce(
      (region, r) => region.union(Region.fromRect(r).intersect(view)),
      Region.empty,
    )
  }
}
