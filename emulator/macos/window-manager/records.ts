/** Window records (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4). */

import { RectType } from '../quickdraw/geometry.ts'
import { GrafPort } from '../quickdraw/records.ts'
import { struct, type View } from '../struct.ts'
import { BooleanType, HandleType, PtrType, SInt16, SInt32, UInt32 } from '../types.ts'

/** What comes after the port; that of a colour window has the same layout. */
const PORT = GrafPort.size
export const WindowRecord = struct('WindowRecord', PORT + 48, {
  portRect: GrafPort.fields.portRect,
  visRgn: GrafPort.fields.visRgn,
  windowKind: [PORT, SInt16],
  visible: [PORT + 2, BooleanType],
  hilited: [PORT + 3, BooleanType],
  goAwayFlag: [PORT + 4, BooleanType],
  spareFlag: [PORT + 5, BooleanType],
  strucRgn: [PORT + 6, HandleType],
  contRgn: [PORT + 10, HandleType],
  updateRgn: [PORT + 14, HandleType],
  windowDefProc: [PORT + 18, UInt32],
  dataHandle: [PORT + 22, HandleType],
  titleHandle: [PORT + 26, HandleType],
  titleWidth: [PORT + 30, SInt16],
  controlList: [PORT + 32, HandleType],
  nextWindow: [PORT + 36, PtrType],
  windowPic: [PORT + 40, HandleType],
  refCon: [PORT + 44, SInt32],
})
export type Window = View<typeof WindowRecord.fields>

export const windowKinds = { dialogKind: 2, userKind: 8 } as const

/** Where a window is zoomed to and from. */
export const WStateData = struct('WStateData', 16, { userState: [0, RectType], stdState: [8, RectType] })

/** What FindWindow finds. */
export const windowParts = {
  inDesk: 0,
  inMenuBar: 1,
  inSysWindow: 2,
  inContent: 3,
  inDrag: 4,
  inGrow: 5,
  inGoAway: 6,
  inZoomIn: 7,
  inZoomOut: 8,
  inCollapseBox: 11,
} as const

/** What a window definition function is told to do, and what it says was hit. */
export const windowMessages = {
  wDraw: 0,
  wHit: 1,
  wCalcRgns: 2,
  wNew: 3,
  wDispose: 4,
  wGrow: 5,
  wDrawGIcon: 6,
} as const
export const hits = {
  wNoHit: 0,
  wInContent: 1,
  wInDrag: 2,
  wInGrow: 3,
  wInGoAway: 4,
  wInZoomIn: 5,
  wInZoomOut: 6,
  /** Of the Appearance Manager's window definition functions (Mac OS 8 Window Manager Reference). */
  wInCollapseBox: 9,
} as const
