/** Control records (Inside Macintosh: Macintosh Toolbox Essentials, chapter 5). */

import type { Mac } from '../mac.ts'
import { type Rect, RectType } from '../quickdraw/geometry.ts'
import { struct, type View } from '../struct.ts'
import { BooleanType, HandleType, PtrType, pascalField, SInt16, SInt32, UInt8, UInt32 } from '../types.ts'

export const ControlRecord = struct('ControlRecord', 296, {
  nextControl: [0, HandleType],
  contrlOwner: [4, PtrType],
  contrlRect: [8, RectType],
  contrlVis: [16, BooleanType],
  contrlHilite: [17, UInt8],
  contrlValue: [18, SInt16],
  contrlMin: [20, SInt16],
  contrlMax: [22, SInt16],
  contrlDefProc: [24, UInt32],
  contrlData: [28, HandleType],
  contrlAction: [32, UInt32],
  contrlRfCon: [36, SInt32],
  contrlTitle: [40, pascalField(255)],
})

/** A control, by its handle. */
export class Control {
  readonly mac: Mac
  readonly handle: number

  constructor(mac: Mac, handle: number) {
    this.mac = mac
    this.handle = handle
  }
  get fields(): View<typeof ControlRecord.fields> {
    return ControlRecord.at(this.mac.memory, this.mac.memory.getU32(this.handle))
  }
  get rect(): Rect {
    return this.fields.contrlRect
  }
  get variation(): number {
    return this.mac.windowManager.variations.get(this.handle) ?? 0
  }
  get definition(): number {
    return this.fields.contrlDefProc
  }
}

export const parts = {
  inMenu: 2,
  inButton: 10,
  inCheckBox: 11,
  inUpButton: 20,
  inDownButton: 21,
  inPageUp: 22,
  inPageDown: 23,
  inThumb: 129,
} as const

/** Values of contrlHilite beyond part codes. */
export const INACTIVE = 255
export const DISABLED = 254

export const controlMessages = {
  drawCntl: 0,
  testCntl: 1,
  calcCRgns: 2,
  initCntl: 3,
  dispCntl: 4,
  posCntl: 5,
} as const

/** What a pop-up menu's control has behind contrlData. */
export const PopupPrivateData = struct('PopupPrivateData', 6, { mHandle: [0, HandleType], mID: [4, SInt16] })
