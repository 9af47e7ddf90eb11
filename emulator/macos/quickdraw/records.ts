/** QuickDraw's records as programs see them (Inside Macintosh: Imaging With QuickDraw, chapters 2, 3, 4 and 5). */

import { type Fields, struct } from '../struct.ts'
import { HandleType, type MacType, PtrType, SInt16, SInt32, UInt8, UInt16, UInt32 } from '../types.ts'
import { PointType, RectType } from './geometry.ts'

/** Red, green and blue, each from 0 to 65535. */
export interface RGBColor {
  readonly red: number
  readonly green: number
  readonly blue: number
}

export const RGBColorType: MacType<RGBColor> = {
  name: 'RGBColor',
  size: 6,
  passing: 'word',
  load: (memory, address) => ({
    red: memory.getU16(address),
    green: memory.getU16(address + 2),
    blue: memory.getU16(address + 4),
  }),
  store: (memory, address, { red, green, blue }) => {
    memory.setU16(address, red)
    memory.setU16(address + 2, green)
    memory.setU16(address + 4, blue)
  },
  fromRegister: () => {
    throw new TypeError('an RGBColor travels behind a pointer')
  },
  toRegister: () => 0,
  show: ({ red, green, blue }) => `{${red}, ${green}, ${blue}}`,
}

/** Eight rows of eight pixels, the leftmost in a row's highest bit. */
export type Pattern = Uint8Array

export const PatternType: MacType<Pattern> = {
  name: 'Pattern',
  size: 8,
  passing: 'word',
  load: (memory, address) => memory.read(address, 8),
  store: (memory, address, pattern) => memory.write(address, pattern),
  fromRegister: () => {
    throw new TypeError('a Pattern travels behind a pointer')
  },
  toRegister: () => 0,
  show: (pattern) => `{${[...pattern].map((row) => row.toString(16).padStart(2, '0')).join(' ')}}`,
}

export const BitMap = struct('BitMap', 14, { baseAddr: [0, PtrType], rowBytes: [4, UInt16], bounds: [6, RectType] })

/** The upper bits of `rowBytes` tell a pixel map from a bitmap. */
export const ROW_BYTES = 0x3fff
export const IS_PIX_MAP = 0x8000

export const PixMap = struct('PixMap', 50, {
  baseAddr: [0, PtrType],
  rowBytes: [4, UInt16],
  bounds: [6, RectType],
  pmVersion: [14, SInt16],
  packType: [16, SInt16],
  packSize: [18, SInt32],
  hRes: [22, SInt32],
  vRes: [26, SInt32],
  pixelType: [30, SInt16],
  pixelSize: [32, SInt16],
  cmpCount: [34, SInt16],
  cmpSize: [36, SInt16],
  planeBytes: [38, SInt32],
  pmTable: [42, HandleType],
  pmReserved: [46, SInt32],
})
/** `pixelType` of pixels that hold their colour. */
export const RGB_DIRECT = 16

/** What GrafPort and CGrafPort have in the same places. */
const commonPortFields = {
  device: [0, SInt16],
  portRect: [16, RectType],
  visRgn: [24, HandleType],
  clipRgn: [28, HandleType],
  pnLoc: [48, PointType],
  pnSize: [52, PointType],
  pnMode: [56, SInt16],
  pnVis: [66, SInt16],
  txFont: [68, SInt16],
  txFace: [70, UInt8],
  txMode: [72, SInt16],
  txSize: [74, SInt16],
  spExtra: [76, SInt32],
  fgColor: [80, SInt32],
  bkColor: [84, SInt32],
  colrBit: [88, SInt16],
  patStretch: [90, SInt16],
  picSave: [92, HandleType],
  rgnSave: [96, HandleType],
  polySave: [100, HandleType],
  grafProcs: [104, PtrType],
} as const satisfies Fields

export const GrafPort = struct('GrafPort', 108, {
  ...commonPortFields,
  baseAddr: [2, PtrType],
  rowBytes: [6, UInt16],
  bounds: [8, RectType],
  bkPat: [32, PatternType],
  fillPat: [40, PatternType],
  pnPat: [58, PatternType],
})

/** Where a port has its `portBits`. */
export const PORT_BITS = 2

export const CGrafPort = struct('CGrafPort', 108, {
  ...commonPortFields,
  portPixMap: [2, HandleType],
  portVersion: [6, UInt16],
  grafVars: [8, HandleType],
  chExtra: [12, SInt16],
  pnLocHFrac: [14, SInt16],
  bkPixPat: [32, HandleType],
  rgbFgColor: [36, RGBColorType],
  rgbBkColor: [42, RGBColorType],
  pnPixPat: [58, HandleType],
  fillPixPat: [62, HandleType],
})
/** The upper two bits of what a GrafPort has as `rowBytes` tell a colour port. */
export const IS_COLOR_PORT = 0xc000

/** What a colour port has behind `grafVars`. */
export const GrafVars = struct('GrafVars', 26, {
  rgbOpColor: [0, RGBColorType],
  rgbHiliteColor: [6, RGBColorType],
  pmFgColor: [12, HandleType],
  pmFgIndex: [16, SInt16],
  pmBkColor: [18, HandleType],
  pmBkIndex: [22, SInt16],
  pmFlags: [24, SInt16],
})

export const PixPat = struct('PixPat', 28, {
  patType: [0, SInt16],
  patMap: [2, HandleType],
  patData: [6, HandleType],
  patXData: [10, HandleType],
  patXValid: [14, SInt16],
  patXMap: [16, HandleType],
  pat1Data: [20, PatternType],
})

/** Followed by `ctSize` + 1 entries of eight bytes: a value, then an RGBColor. */
export const ColorTable = struct('ColorTable', 8, { ctSeed: [0, UInt32], ctFlags: [4, UInt16], ctSize: [6, SInt16] })
export const ColorSpec = struct('ColorSpec', 8, { value: [0, SInt16], rgb: [2, RGBColorType] })

export const GDevice = struct('GDevice', 62, {
  gdRefNum: [0, SInt16],
  gdID: [2, SInt16],
  gdType: [4, SInt16],
  gdITable: [6, HandleType],
  gdResPref: [10, SInt16],
  gdSearchProc: [12, HandleType],
  gdCompProc: [16, HandleType],
  gdFlags: [20, SInt16],
  gdPMap: [22, HandleType],
  gdRefCon: [26, SInt32],
  gdNextGD: [30, HandleType],
  gdRect: [34, RectType],
  gdMode: [42, SInt32],
  gdCCBytes: [46, SInt16],
  gdCCDepth: [48, SInt16],
  gdCCXData: [50, HandleType],
  gdCCXMask: [54, HandleType],
  gdReserved: [58, SInt32],
})
