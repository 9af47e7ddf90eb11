/** Lists.h. */

import { Control, INACTIVE } from '../control-manager/control-record.ts'
import { highlight, showControl } from '../control-manager/controls.ts'
import type { Mac } from '../mac.ts'
import { EMPTY_RECT, type Point, PointType, ptInRect, RectType } from '../quickdraw/geometry.ts'

import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { comparePrimary } from '../text-utilities/ordering.ts'
import { asHandle, BooleanType, byReference, HandleType, PtrType, SInt16, varParam } from '../types.ts'
import { WindowPtrType } from '../window-manager/parameters.ts'
import { click } from './clicking.ts'
import { cellRect, drawCell, drawList, highlightCell, visibleCells } from './drawing.ts'
import { addCells, deleteCells, disposeList, makeList } from './lifetime.ts'
import { List } from './list.ts'
import { DRAWING_OFF, selection } from './records.ts'
import { resize, scroll, showAgain } from './scrolling.ts'
import { select } from './selecting.ts'

const ListHandle = { ...HandleType, name: 'ListHandle' }
const lHandle = { lHandle: ListHandle }
const theCell = { theCell: PointType, ...lHandle }
const pointedCell = { theCell: varParam(PointType), ...lHandle }

/** Nothing is done to a list that is none. */
function withList<T>(mac: Mac, handle: number, act: (list: List) => T): T | undefined {
  return handle !== 0 && mac.memory.getU32(handle) !== 0 ? act(new List(mac, handle)) : undefined
}
/** Of a cell that the list has, by its number. */
const withCell = <T>(mac: Mac, handle: number, cell: Point, act: (list: List, index: number) => T): T | undefined =>
  withList(mac, handle, (list) => (list.has(cell) ? act(list, list.indexOf(cell)) : undefined))

function changeData(mac: Mac, handle: number, cell: Point, data: (list: List, index: number) => Uint8Array): void {
  withCell(mac, handle, cell, (list, index) => {
    if (list.setData(index, data(list, index)) && list.isDrawing) drawCell(list, cell)
  })
}
const bytesAt = ({ memory }: Mac, address: number, length: number): Uint8Array =>
  memory.read(address, Math.max(0, length))

const add = (mac: Mac, handle: number, axis: 'h' | 'v', count: number, place: number): number =>
  withList(mac, handle, (list) => addCells(list, axis, count, place)) ?? 0
const remove = (mac: Mac, handle: number, axis: 'h' | 'v', count: number, place: number): void =>
  withList(mac, handle, (list) => deleteCells(list, axis, count, place))
const columns = { count: SInt16, colNum: SInt16, ...lHandle }
const rows = { count: SInt16, rowNum: SInt16, ...lHandle }

const setDrawingMode = procedure({ drawIt: BooleanType, ...lHandle }, (mac, { drawIt, lHandle: handle }) =>
  withList(mac, handle, ({ fields }) => {
    const { lReserved, vScroll, hScroll } = fields
    fields.lReserved = drawIt ? lReserved & ~DRAWING_OFF : lReserved | DRAWING_OFF
    if (drawIt) for (const bar of [vScroll, hScroll]) if (bar !== 0) showControl(new Control(mac, bar))
  }),
)
const findData = procedure(
  { offset: varParam(SInt16), len: varParam(SInt16), ...theCell },
  (mac, { offset, len, theCell: cell, lHandle: handle }) => {
    const found = withCell(mac, handle, cell, (list, index) => [list.offset(index), list.length(index)] as const)
    ;[offset.value, len.value] = found ?? [-1, -1]
  },
)

/** Activates a list or not: what is selected shows, or not, and its scroll bars are of use, or not. */
function activate(list: List, isActive: boolean): void {
  const { mac, fields } = list
  if (fields.lActive === isActive) return
  fields.lActive = isActive
  if (!list.isDrawing) return
  for (const cell of visibleCells(list)) {
    if (list.isSelected(list.indexOf(cell))) highlightCell(list, cell, isActive)
  }
  for (const bar of [fields.vScroll, fields.hScroll]) {
    if (bar !== 0) highlight(new Control(mac, bar), isActive ? 0 : INACTIVE)
  }
}

function autoScroll(list: List): void {
  const index = list.nextSelected(0)
  if (index === undefined) return
  const { h, v } = list.cellAt(index)
  const { left, top } = list.fields.visible
  if (!ptInRect({ h, v }, list.fields.visible)) scroll(list, h - left, v - top)
}

/** The next cell in the row, in the column, or in both: then row after row. */
function nextCell(list: List, { h, v }: Point, hNext: boolean, vNext: boolean): Point | undefined {
  const { left, right, bottom } = list.fields.dataBounds
  if (hNext && h + 1 < right) return { h: h + 1, v }
  if (!vNext || v + 1 >= bottom) return undefined
  return { h: hNext ? left : h, v: v + 1 }
}

/** The first cell, from one on, whose data a function finds equal: one of the program's, or that which ignores case and marks. */
function search(list: List, data: number, length: number, searchProc: number, from: Point): Point | undefined {
  const { mac } = list
  const wanted = bytesAt(mac, data, length)
  const isEqual = (index: number): boolean => {
    if (searchProc === 0) return comparePrimary(list.data(index), wanted) === 0
    const at = mac.memory.getU32(list.fields.cells) + list.offset(index)
    return (mac.callGuest(searchProc, at, data, list.length(index), length) & 0xffff) === 0
  }
  if (!list.has(from)) return undefined
  for (let index = list.indexOf(from); index < list.count; index++) if (isEqual(index)) return list.cellAt(index)
  return undefined
}

export const listManagerServices: ServiceGroup = {
  manager: 'List Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: More Macintosh Toolbox, chapter 4',
  services: {
    LNew: toolbox(
      {
        rView: byReference(RectType),
        dataBounds: byReference(RectType),
        cSize: PointType,
        theProc: SInt16,
        theWindow: WindowPtrType,
        drawIt: BooleanType,
        hasGrow: BooleanType,
        scrollHoriz: BooleanType,
        scrollVert: BooleanType,
      },
      ListHandle,
      (mac, args) => asHandle(makeList(mac, args)?.handle ?? 0),
    ),
    LDispose: procedure(lHandle, (mac, { lHandle: handle }) => withList(mac, handle, disposeList)),
    LAddColumn: toolbox(columns, SInt16, (mac, { count, colNum, lHandle: handle }) =>
      add(mac, handle, 'h', count, colNum),
    ),
    LAddRow: toolbox(rows, SInt16, (mac, { count, rowNum, lHandle: handle }) => add(mac, handle, 'v', count, rowNum)),
    LDelColumn: procedure(columns, (mac, { count, colNum, lHandle: handle }) =>
      remove(mac, handle, 'h', count, colNum),
    ),
    LDelRow: procedure(rows, (mac, { count, rowNum, lHandle: handle }) => remove(mac, handle, 'v', count, rowNum)),
    LSetCell: procedure(
      { dataPtr: PtrType, dataLen: SInt16, ...theCell },
      (mac, { dataPtr, dataLen, theCell: cell, lHandle: handle }) =>
        changeData(mac, handle, cell, () => bytesAt(mac, dataPtr, dataLen)),
    ),
    LAddToCell: procedure(
      { dataPtr: PtrType, dataLen: SInt16, ...theCell },
      (mac, { dataPtr, dataLen, theCell: cell, lHandle: handle }) =>
        changeData(mac, handle, cell, (list, index) =>
          Uint8Array.of(...list.data(index), ...bytesAt(mac, dataPtr, dataLen)),
        ),
    ),
    LClrCell: procedure(theCell, (mac, { theCell: cell, lHandle: handle }) =>
      changeData(mac, handle, cell, () => new Uint8Array()),
    ),
    LGetCell: procedure(
      { dataPtr: PtrType, dataLen: varParam(SInt16), ...theCell },
      (mac, { dataPtr, dataLen, theCell: cell, lHandle: handle }) =>
        withCell(mac, handle, cell, (list, index) => {
          const data = list.data(index).subarray(0, Math.max(0, dataLen.value))
          mac.memory.write(dataPtr, data)
          dataLen.value = data.length
        }),
    ),
    LGetCellDataLocation: findData,
    LFind: findData,
    LSetSelect: procedure({ setIt: BooleanType, ...theCell }, (mac, { setIt, theCell: cell, lHandle: handle }) =>
      withCell(mac, handle, cell, (list, index) => {
        const isOnly = (list.fields.selFlags & selection.lOnlyOne) !== 0
        const other = setIt && isOnly ? list.nextSelected(0) : undefined
        if (other !== undefined && other !== index) select(list, other, false)
        select(list, index, setIt)
      }),
    ),
    LGetSelect: toolbox(
      { next: BooleanType, ...pointedCell },
      BooleanType,
      (mac, { next, theCell: cell, lHandle: handle }) =>
        withCell(mac, handle, cell.value, (list, index) => {
          if (!next) return list.isSelected(index)
          const found = list.nextSelected(index)
          if (found === undefined) return false
          cell.value = list.cellAt(found)
          return true
        }) ?? false,
    ),
    // A structure is returned where the caller says, before the other arguments.
    LLastClick: procedure({ result: varParam(PointType), ...lHandle }, (mac, { result, lHandle: handle }) => {
      result.value = withList(mac, handle, ({ fields }) => fields.lastClick) ?? { h: -1, v: -1 }
    }),
    LClick: toolbox(
      { pt: PointType, modifiers: SInt16, ...lHandle },
      BooleanType,
      (mac, { pt, modifiers, lHandle: handle }) => withList(mac, handle, (list) => click(list, pt, modifiers)) ?? false,
      { partial: 'a list scrolls by itself at each movement of the mouse outside it, not while the mouse stays there' },
    ),
    LNextCell: toolbox(
      { hNext: BooleanType, vNext: BooleanType, ...pointedCell },
      BooleanType,
      (mac, { hNext, vNext, theCell: cell, lHandle: handle }) =>
        withList(mac, handle, (list) => {
          const next = nextCell(list, cell.value, hNext, vNext)
          if (next !== undefined) cell.value = next
          return next !== undefined
        }) ?? false,
    ),
    LSearch: toolbox(
      { dataPtr: PtrType, dataLen: SInt16, searchProc: PtrType, ...pointedCell },
      BooleanType,
      (mac, { dataPtr, dataLen, searchProc, theCell: cell, lHandle: handle }) =>
        withList(mac, handle, (list) => {
          const found = search(list, dataPtr, dataLen, searchProc, cell.value)
          if (found !== undefined) cell.value = found
          return found !== undefined
        }) ?? false,
    ),
    LRect: procedure(
      { cellRect: varParam(RectType), ...theCell },
      (mac, { cellRect: r, theCell: cell, lHandle: handle }) => {
        r.value = withCell(mac, handle, cell, (list) => cellRect(list, cell)) ?? EMPTY_RECT
      },
    ),
    LCellSize: procedure({ cSize: PointType, ...lHandle }, (mac, { cSize, lHandle: handle }) =>
      withList(mac, handle, (list) => {
        list.fields.cellSize = cSize
        showAgain(list)
      }),
    ),
    LSize: procedure(
      { listWidth: SInt16, listHeight: SInt16, ...lHandle },
      (mac, { listWidth, listHeight, lHandle: handle }) =>
        withList(mac, handle, (list) => resize(list, listWidth, listHeight)),
    ),
    LScroll: procedure({ dCols: SInt16, dRows: SInt16, ...lHandle }, (mac, { dCols, dRows, lHandle: handle }) =>
      withList(mac, handle, (list) => scroll(list, dCols, dRows)),
    ),
    LAutoScroll: procedure(lHandle, (mac, { lHandle: handle }) => withList(mac, handle, autoScroll)),
    LUpdate: procedure({ theRgn: HandleType, ...lHandle }, (mac, { theRgn, lHandle: handle }) =>
      withList(mac, handle, (list) => drawList(list, mac.quickDraw.region(theRgn))),
    ),
    LDraw: procedure(theCell, (mac, { theCell: cell, lHandle: handle }) =>
      withCell(mac, handle, cell, (list) => drawCell(list, cell)),
    ),
    LActivate: procedure({ act: BooleanType, ...lHandle }, (mac, { act, lHandle: handle }) =>
      withList(mac, handle, (list) => activate(list, act)),
    ),
    LSetDrawingMode: setDrawingMode,
    LDoDraw: setDrawingMode,
  },
}
