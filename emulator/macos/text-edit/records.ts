/** TextEdit's records as programs see them (Inside Macintosh: Text, chapter 2). */

import { PointType, RectType } from '../quickdraw/geometry.ts'
import { RGBColorType } from '../quickdraw/records.ts'
import { struct } from '../struct.ts'
import { HandleType, PtrType, SInt16, SInt32, UInt8, UInt16, UInt32 } from '../types.ts'

/** Followed by `nLines` + 1 offsets of two bytes: where each line starts, and the text's length. */
export const TERec = struct('TERec', 96, {
  destRect: [0, RectType],
  viewRect: [8, RectType],
  selRect: [16, RectType],
  lineHeight: [24, SInt16],
  fontAscent: [26, SInt16],
  selPoint: [28, PointType],
  selStart: [32, UInt16],
  selEnd: [34, UInt16],
  active: [36, SInt16],
  wordBreak: [38, PtrType],
  clickLoop: [42, PtrType],
  clickTime: [46, UInt32],
  clickLoc: [50, SInt16],
  caretTime: [52, UInt32],
  caretState: [56, SInt16],
  just: [58, SInt16],
  teLength: [60, UInt16],
  hText: [62, HandleType],
  hDispatchRec: [66, HandleType],
  clikStuff: [70, SInt16],
  crOnly: [72, SInt16],
  txFont: [74, SInt16],
  txFace: [76, UInt8],
  txMode: [78, SInt16],
  txSize: [80, SInt16],
  inPort: [82, PtrType],
  highHook: [86, PtrType],
  caretHook: [90, PtrType],
  nLines: [94, UInt16],
})
/** In a styled record a TEStyleHandle lies in the place of txFont and txFace. */
export const STYLE_HANDLE = 74
/** txSize, lineHeight and fontAscent of a styled record. */
export const STYLED = -1

/** Hooks by their TECustomHook selectors, four bytes each; then what only TextEdit itself uses. */
export const TEDispatchRec = struct('TEDispatchRec', 40, {
  features: [32, UInt32],
  /** Where a selection began that the mouse or Shift extends. */
  anchor: [36, UInt32],
})
/** TEFeatureFlag's features are bits of this number. */
export const teFAutoScroll = 0
export const teFOutlineHilite = 2
export const teFUseWhiteBackground = 4

/** Followed by `nRuns` + 1 StyleRuns. */
export const TEStyleRec = struct('TEStyleRec', 20, {
  nRuns: [0, SInt16],
  nStyles: [2, SInt16],
  styleTab: [4, HandleType],
  lhTab: [8, HandleType],
  teRefCon: [12, SInt32],
  nullStyle: [16, HandleType],
})
export const StyleRun = struct('StyleRun', 4, { startChar: [0, UInt16], styleIndex: [2, SInt16] })
export const STElement = struct('STElement', 18, {
  stCount: [0, SInt16],
  stHeight: [2, SInt16],
  stAscent: [4, SInt16],
  stFont: [6, SInt16],
  stFace: [8, UInt8],
  stSize: [10, SInt16],
  stColor: [12, RGBColorType],
})
export const LHElement = struct('LHElement', 4, { lhHeight: [0, SInt16], lhAscent: [2, SInt16] })
export const NullStRec = struct('NullStRec', 8, { teReserved: [0, SInt32], nullScrap: [4, HandleType] })
/** Of a StScrpRec, whose two bytes before them are their number. */
export const ScrpSTElement = struct('ScrpSTElement', 20, {
  scrpStartChar: [0, SInt32],
  scrpHeight: [4, SInt16],
  scrpAscent: [6, SInt16],
  scrpFont: [8, SInt16],
  scrpFace: [10, UInt8],
  scrpSize: [12, SInt16],
  scrpColor: [14, RGBColorType],
})
export const TextStyle = struct('TextStyle', 12, {
  tsFont: [0, SInt16],
  tsFace: [2, UInt8],
  tsSize: [4, SInt16],
  tsColor: [6, RGBColorType],
})

export const teJustLeft = 0
export const teJustCenter = 1
export const teJustRight = -1
export const teForceLeft = -2

/** No text is longer (chapter 2). */
export const MAX_LENGTH = 32767
