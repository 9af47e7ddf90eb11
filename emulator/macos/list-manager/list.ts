/** A list by its handle, and its cells: their data one after the other, found by offsets (Inside Macintosh: More Macintosh Toolbox, chapter 4). */

import { MacError } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type Point, ptInRect, type Rect } from '../quickdraw/geometry.ts'
import type { View } from '../struct.ts'
import { asHandle } from '../types.ts'
import { CELL_ARRAY, DRAWING_OFF, ListRec, MOST_DATA, SELECTED } from './records.ts'

interface CellContents {
  readonly data: Uint8Array
  readonly isSelected: boolean
}
const EMPTY: CellContents = { data: new Uint8Array(), isSelected: false }

/** A chosen limit: bounds may ask for four thousand millions. */
const MOST_CELLS = 1 << 20

export class List {
  readonly mac: Mac
  readonly handle: number

  constructor(mac: Mac, handle: number) {
    this.mac = mac
    this.handle = handle
  }
  get fields(): View<typeof ListRec.fields> {
    return ListRec.at(this.mac.memory, this.mac.memory.getU32(this.handle))
  }
  get isDrawing(): boolean {
    return (this.fields.lReserved & DRAWING_OFF) === 0
  }
  get columns(): number {
    const { left, right } = this.fields.dataBounds
    return Math.max(0, right - left)
  }
  get count(): number {
    const { top, bottom } = this.fields.dataBounds
    return this.columns * Math.max(0, bottom - top)
  }
  has(cell: Point): boolean {
    return ptInRect(cell, this.fields.dataBounds)
  }
  /** The number of a cell that the list has: row by row. */
  indexOf({ h, v }: Point): number {
    const { left, top } = this.fields.dataBounds
    return (v - top) * this.columns + h - left
  }
  cellAt(index: number): Point {
    const { left, top } = this.fields.dataBounds
    return { h: left + (index % this.columns), v: top + Math.floor(index / this.columns) }
  }

  private word(index: number): number {
    return this.mac.memory.getU16(this.fields.address + CELL_ARRAY + index * 2)
  }
  private setWord(index: number, word: number): void {
    this.mac.memory.setU16(this.fields.address + CELL_ARRAY + index * 2, word)
  }
  offset(index: number): number {
    return this.word(index) & ~SELECTED
  }
  length(index: number): number {
    return Math.max(0, this.offset(index + 1) - this.offset(index))
  }
  data(index: number): Uint8Array {
    const { memory } = this.mac
    return memory.read(memory.getU32(this.fields.cells) + this.offset(index), this.length(index))
  }
  isSelected(index: number): boolean {
    return (this.word(index) & SELECTED) !== 0
  }
  setSelected(index: number, isSelected: boolean): void {
    this.setWord(index, this.offset(index) | (isSelected ? SELECTED : 0))
  }
  /** The first selected cell from a number on; undefined where none follows. */
  nextSelected(from: number): number | undefined {
    for (let index = Math.max(0, from); index < this.count; index++) if (this.isSelected(index)) return index
    return undefined
  }

  /** Whether there was room for it: a list has less than 32K of data. */
  setData(index: number, data: Uint8Array): boolean {
    const { memory, memoryManager: mm } = this.mac
    const { cells } = this.fields
    const start = this.offset(index)
    const end = this.offset(index + 1)
    const total = this.offset(this.count)
    const change = data.length - (end - start)
    if (total + change > MOST_DATA) return false
    if (change > 0) mm.setHandleSize(cells, total + change)
    const base = memory.getU32(cells)
    memory.move(base + end, base + end + change, total - end)
    memory.write(base + start, data)
    if (change < 0) mm.setHandleSize(cells, total + change)
    for (let later = index + 1; change !== 0 && later <= this.count; later++) {
      const word = this.word(later)
      this.setWord(later, ((word & ~SELECTED) + change) | (word & SELECTED))
    }
    return true
  }

  /** Other bounds, each cell of which has the contents of the one that `from` names, or none. */
  rebound(dataBounds: Rect, from: (cell: Point) => Point | undefined): void {
    const { memory, memoryManager: mm } = this.mac
    const rows = Math.max(0, dataBounds.bottom - dataBounds.top)
    const count = Math.max(0, dataBounds.right - dataBounds.left) * rows
    const kept = Array.from({ length: this.count }, (_, index) => ({
      data: this.data(index),
      isSelected: this.isSelected(index),
    }))
    if (count > MOST_CELLS) throw new MacError('memFullErr')
    // Room first: where there is none, the list stays as it is.
    const size = CELL_ARRAY + 2 * (count + 1)
    if (size > mm.handleSize(asHandle(this.handle))) mm.setHandleSize(asHandle(this.handle), size)
    const contents: CellContents[] = []
    for (let v = dataBounds.top; v < dataBounds.bottom; v++) {
      for (let h = dataBounds.left; h < dataBounds.right; h++) {
        const source = from({ h, v })
        contents.push(source !== undefined && this.has(source) ? kept[this.indexOf(source)]! : EMPTY)
      }
    }
    const { cells } = this.fields
    const total = contents.reduce((sum, { data }) => sum + data.length, 0)
    mm.setHandleSize(cells, total)
    mm.setHandleSize(asHandle(this.handle), size)
    Object.assign(this.fields, { dataBounds, maxIndex: Math.min(0x7fff, count * 2) })
    let at = 0
    contents.forEach(({ data, isSelected }, index) => {
      this.setWord(index, at | (isSelected ? SELECTED : 0))
      memory.write(memory.getU32(cells) + at, data)
      at += data.length
    })
    this.setWord(count, at)
  }
}
