/** Making lists and disposing of them, and giving them other cells (Inside Macintosh: More Macintosh Toolbox, chapter 4). */

import { systemDefinition } from '../appearance/system-definitions.ts'
import { Control } from '../control-manager/control-record.ts'
import { disposeControl, makeControl } from '../control-manager/controls.ts'
import type { Mac } from '../mac.ts'
import type { Point, Rect } from '../quickdraw/geometry.ts'
import { asHandle, asPtr } from '../types.ts'
import { isListed } from '../window-manager/window-list.ts'
import { closeDefinition, initializeDefinition } from './drawing.ts'
import { List } from './list.ts'
import { CELL_ARRAY, DRAWING_OFF, lDoHAutoscroll, lDoVAutoscroll } from './records.ts'
import { barRects, showAgain } from './scrolling.ts'

export interface NewList {
  readonly rView: Rect
  readonly dataBounds: Rect
  readonly cSize: Point
  readonly theProc: number
  readonly theWindow: number
  readonly drawIt: boolean
  readonly hasGrow: boolean
  readonly scrollHoriz: boolean
  readonly scrollVert: boolean
}

const SCROLL_BAR = 16
const NO_CELL: Point = { h: -1, v: -1 }

/** Undefined where there is no window to have it. */
export function makeList(mac: Mac, options: NewList): List | undefined {
  const { rView, dataBounds, cSize, theProc, theWindow: window, drawIt, hasGrow, scrollHoriz, scrollVert } = options
  if (!isListed(mac, window)) return undefined
  const { memoryManager: mm } = mac
  const list = new List(mac, mm.newHandle(mm.currentZone, CELL_ARRAY + 2, true))
  const cells = mm.newHandle(mm.currentZone, 0)
  const { ascent, descent, leading } = mac.text.fontInfo(mac.quickDraw.port(window))
  const columns = Math.max(1, dataBounds.right - dataBounds.left)
  Object.assign(list.fields, {
    rView,
    port: asPtr(window),
    cells,
    lActive: true,
    lReserved: drawIt ? 0 : DRAWING_OFF,
    listFlags: (scrollVert ? lDoVAutoscroll : 0) | (scrollHoriz ? lDoHAutoscroll : 0),
    lastClick: NO_CELL,
    cellSize: {
      h: cSize.h > 0 ? cSize.h : Math.floor((rView.right - rView.left) / columns),
      v: cSize.v > 0 ? cSize.v : ascent + descent + leading,
    },
  })
  const listDefProc = systemDefinition.find(mac, 'LDEF', theProc, theProc === 0)
  list.fields.listDefProc = asHandle(listDefProc)
  list.rebound(dataBounds, () => undefined)
  const bars = barRects({ rView }, scrollHoriz && scrollVert, hasGrow)
  const bar = (bounds: Rect): number =>
    makeControl(mac, {
      window,
      bounds,
      title: '',
      visible: drawIt,
      value: 0,
      min: 0,
      max: 0,
      procID: SCROLL_BAR,
      refCon: list.handle,
    })?.handle ?? 0
  if (scrollVert) list.fields.vScroll = asHandle(bar(bars.v))
  if (scrollHoriz) list.fields.hScroll = asHandle(bar(bars.h))
  initializeDefinition(list)
  list.fields.visible = dataBounds
  showAgain(list)
  return list
}

export function disposeList(list: List): void {
  const { mac } = list
  closeDefinition(list)
  const { vScroll, hScroll, cells } = list.fields
  for (const handle of [vScroll, hScroll]) if (handle !== 0) disposeControl(new Control(mac, handle))
  mac.memoryManager.disposeHandle(cells)
  mac.memoryManager.disposeHandle(asHandle(list.handle))
}

/** Columns lie along h from left to right, rows along v from top to bottom. */
type Axis = 'h' | 'v'
const edges = { h: ['left', 'right'], v: ['top', 'bottom'] } as const
const MOST = 32767

/** The place of the first one added: the end, where the list has no such place. */
export function addCells(list: List, axis: Axis, count: number, place: number): number {
  const { dataBounds } = list.fields
  const [low, high] = edges[axis]
  const at = place < dataBounds[low] || place > dataBounds[high] ? dataBounds[high] : place
  const added = Math.min(count, MOST - dataBounds[high])
  if (added <= 0) return at
  list.rebound({ ...dataBounds, [high]: dataBounds[high] + added }, (cell) => {
    if (cell[axis] < at) return cell
    return cell[axis] < at + added ? undefined : { ...cell, [axis]: cell[axis] - added }
  })
  showAgain(list)
  return at
}

/** Nothing is done where the list has no such place; a count of 0 deletes nothing. */
export function deleteCells(list: List, axis: Axis, count: number, place: number): void {
  const { dataBounds } = list.fields
  const [low, high] = edges[axis]
  if (count <= 0 || place < dataBounds[low] || place >= dataBounds[high]) return
  const removed = Math.min(count, dataBounds[high] - place)
  list.rebound({ ...dataBounds, [high]: dataBounds[high] - removed }, (cell) =>
    cell[axis] < place ? cell : { ...cell, [axis]: cell[axis] + removed },
  )
  showAgain(list)
}
