/** The Font Manager's records (Inside Macintosh: Text, chapter 4). */

import { PointType } from '../quickdraw/geometry.ts'
import { struct } from '../struct.ts'
import { BooleanType, HandleType, SInt8, SInt16, SInt32, UInt8 } from '../types.ts'

export const FMInput = struct('FMInput', 16, {
  family: [0, SInt16],
  size: [2, SInt16],
  face: [4, UInt8],
  needBits: [5, BooleanType],
  device: [6, SInt16],
  numer: [8, PointType],
  denom: [12, PointType],
})

export const FMOutput = struct('FMOutput', 26, {
  errNum: [0, SInt16],
  fontHandle: [2, HandleType],
  boldPixels: [6, UInt8],
  italicPixels: [7, UInt8],
  ulOffset: [8, UInt8],
  ulShadow: [9, UInt8],
  ulThick: [10, UInt8],
  shadowPixels: [11, UInt8],
  extra: [12, SInt8],
  ascent: [13, UInt8],
  descent: [14, UInt8],
  widMax: [15, UInt8],
  leading: [16, SInt8],
  curStyle: [17, UInt8],
  numer: [18, PointType],
  denom: [22, PointType],
})

export const FMetricRec = struct('FMetricRec', 20, {
  ascent: [0, SInt32],
  descent: [4, SInt32],
  leading: [8, SInt32],
  widMax: [12, SInt32],
  wTabHandle: [16, HandleType],
})
