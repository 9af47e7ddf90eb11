/** Selecting cells, by the program and with the mouse (Inside Macintosh: More Macintosh Toolbox, chapter 4). */

import { modifierBits } from '../event-manager/event-records.ts'
import type { Point } from '../quickdraw/geometry.ts'
import { highlightCell } from './drawing.ts'
import type { List } from './list.ts'
import { selection } from './records.ts'

export function select(list: List, index: number, isSelected: boolean): void {
  if (list.isSelected(index) === isSelected) return
  list.setSelected(index, isSelected)
  if (list.isDrawing && list.fields.lActive) highlightCell(list, list.cellAt(index), isSelected)
}

/** Selects some cells and no others. */
function selectOnly(list: List, chosen: readonly number[]): void {
  const wanted = new Set(chosen)
  for (let at = list.nextSelected(0); at !== undefined; at = list.nextSelected(at + 1)) {
    if (!wanted.has(at)) select(list, at, false)
  }
  for (const index of chosen) select(list, index, true)
}

/** The rectangle of cells with two of them in opposite corners. */
function between(list: List, a: Point, b: Point): number[] {
  const found: number[] = []
  for (let v = Math.min(a.v, b.v); v <= Math.max(a.v, b.v); v++) {
    for (let h = Math.min(a.h, b.h); h <= Math.max(a.h, b.h); h++) found.push(list.indexOf({ h, v }))
  }
  return found
}

/** What the mouse does to the cells that it passes, from the one that it is pressed in; undefined is none. */
export function selector(list: List, modifiers: number, start: Point | undefined): (cell: Point | undefined) => void {
  const { selFlags: flags } = list.fields
  const is = (flag: keyof typeof selection): boolean => (flags & selection[flag]) !== 0
  const canSelect = (index: number): boolean => !is('lNoNilHilite') || list.length(index) > 0
  const only = (cells: readonly number[]): void => selectOnly(list, cells.filter(canSelect))
  const set = (index: number, isSelected: boolean): void => {
    if (!isSelected || canSelect(index)) select(list, index, isSelected)
  }
  const wasSelected = start !== undefined && list.isSelected(list.indexOf(start))
  const hasCommand = (modifiers & modifierBits.cmdKey) !== 0
  const hasShift = (modifiers & modifierBits.shiftKey) !== 0

  if (is('lOnlyOne')) {
    const isCleared = wasSelected && (hasCommand || hasShift)
    return (cell) => only(cell === undefined || isCleared ? [] : [list.indexOf(cell)])
  }
  if (hasShift && !is('lNoExtend')) {
    const first = list.nextSelected(0)
    const anchor = first === undefined ? start : list.cellAt(first)
    const sense = !(is('lUseSense') && wasSelected)
    if (is('lNoDisjoint') && start !== undefined && anchor !== undefined) only(between(list, anchor, start))
    return (cell) => {
      if (cell === undefined || anchor === undefined) return
      const cells = is('lNoRect') || !sense ? [list.indexOf(cell)] : between(list, anchor, cell)
      for (const index of cells) set(index, sense)
    }
  }
  if (hasCommand) {
    if (is('lNoDisjoint')) only([])
    return (cell) => {
      if (cell !== undefined) set(list.indexOf(cell), !wasSelected)
    }
  }
  return (cell) => {
    if (cell === undefined) {
      if (!is('lExtendDrag') || start === undefined) only([])
    } else if (!is('lExtendDrag') || start === undefined) only([list.indexOf(cell)])
    else only(between(list, start, cell))
  }
}
