/** List records (Inside Macintosh: More Macintosh Toolbox, chapter 4). */

import { PointType, RectType } from '../quickdraw/geometry.ts'
import { struct } from '../struct.ts'
import { BooleanType, HandleType, PtrType, SInt8, SInt16, SInt32, UInt8, UInt32 } from '../types.ts'

/** Where the offsets of the cells' data begin, which end with that of the end of the last one. */
export const CELL_ARRAY = 86

export const ListRec = struct('ListRec', CELL_ARRAY + 2, {
  rView: [0, RectType],
  port: [8, PtrType],
  indent: [12, PointType],
  cellSize: [16, PointType],
  visible: [20, RectType],
  vScroll: [28, HandleType],
  hScroll: [32, HandleType],
  selFlags: [36, UInt8],
  lActive: [37, BooleanType],
  lReserved: [38, UInt8],
  listFlags: [39, SInt8],
  clikTime: [40, UInt32],
  clikLoc: [44, PointType],
  mouseLoc: [48, PointType],
  lClickLoop: [52, UInt32],
  lastClick: [56, PointType],
  refCon: [60, SInt32],
  listDefProc: [64, HandleType],
  userHandle: [68, HandleType],
  dataBounds: [72, RectType],
  cells: [80, HandleType],
  maxIndex: [84, SInt16],
})

/** Bits of selFlags. */
export const selection = {
  lOnlyOne: 128,
  lExtendDrag: 64,
  lNoDisjoint: 32,
  lNoExtend: 16,
  lNoRect: 8,
  lUseSense: 4,
  lNoNilHilite: 2,
} as const
/** Bits of listFlags. */
export const lDoVAutoscroll = 2
export const lDoHAutoscroll = 1

/** What a list definition function is told to do. */
export const listMessages = { lInitMsg: 0, lDrawMsg: 1, lHiliteMsg: 2, lCloseMsg: 3 } as const

/** Of lReserved, which belongs to the system: nothing is drawn. */
export const DRAWING_OFF = 1

/** The upper bit of an offset says that the cell is selected. */
export const SELECTED = 0x8000
/** A list's data end below it: offsets have 15 bits. */
export const MOST_DATA = 0x7fff
