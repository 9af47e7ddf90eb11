/** Low-memory globals: name, address, type (Inside Macintosh volumes II to VI, appendixes; LowMem.h for the accessors). */

import { PointType } from '../quickdraw/geometry.ts'
import { RGBColorType } from '../quickdraw/records.ts'
import {
  bytesField,
  type MacType,
  OSErrType,
  PtrType,
  pascalField,
  SInt8,
  SInt16,
  SInt32,
  UInt8,
  UInt16,
  UInt32,
} from '../types.ts'

export interface LowMemoryGlobal {
  readonly address: number
  // biome-ignore lint/suspicious/noExplicitAny: each row has a type of its own
  readonly type: MacType<any>
  /** Absent for those that LowMem.h gives no accessors. */
  readonly accessor?: string
}

const row = (address: number, type: LowMemoryGlobal['type'], accessor?: string): LowMemoryGlobal => ({
  address,
  type,
  ...(accessor !== undefined && { accessor }),
})

export const lowMemoryGlobals = {
  MonkeyLives: row(0x100, SInt16),
  MemTop: row(0x108, PtrType, 'MemTop'),
  BufPtr: row(0x10c, PtrType, 'BufPtr'),
  HeapEnd: row(0x114, PtrType, 'HeapEnd'),
  TheZone: row(0x118, PtrType, 'TheZone'),
  ApplLimit: row(0x130, PtrType, 'ApplLimit'),
  SysEvtMask: row(0x144, SInt16, 'SysEvtMask'),
  SysVersion: row(0x15a, SInt16, 'SysVersion'),
  RndSeed: row(0x156, SInt32, 'RndSeed'),
  Ticks: row(0x16a, SInt32, 'Ticks'),
  KeyThresh: row(0x18e, SInt16, 'KeyThresh'),
  KeyRepThresh: row(0x190, SInt16, 'KeyRepThresh'),
  Time: row(0x20c, UInt32, 'Time'),
  BootDrive: row(0x210, SInt16, 'BootDrive'),
  SFSaveDisk: row(0x214, SInt16, 'SFSaveDisk'),
  MemErr: row(0x220, OSErrType, 'MemErr'),
  SdVolume: row(0x260, UInt8, 'SdVolume'),
  SysZone: row(0x2a6, PtrType, 'SysZone'),
  ApplZone: row(0x2aa, PtrType, 'ApplZone'),
  ScrapSize: row(0x960, SInt32, 'ScrapSize'),
  DoubleTime: row(0x2f0, UInt32, 'DoubleTime'),
  CaretTime: row(0x2f4, UInt32, 'CaretTime'),
  ScrDmpEnb: row(0x2f8, UInt8, 'ScrDmpEnb'),
  BufTgFNum: row(0x2fc, SInt32, 'BufTgFNum'),
  DefltStack: row(0x322, SInt32, 'DefltStack'),
  GZRootHnd: row(0x328, PtrType, 'GZRootHnd'),
  ROMBase: row(0x2ae, PtrType, 'ROMBase'),
  DefVCBPtr: row(0x352, PtrType, 'DefVCBPtr'),
  FSFCBLen: row(0x3f6, SInt16, 'FSFCBLen'),
  CurDirStore: row(0x398, SInt32, 'CurDirStore'),
  Scratch8: row(0x9fa, SInt32),
  ScrHRes: row(0x104, SInt16, 'ScrHRes'),
  ScrVRes: row(0x102, SInt16, 'ScrVRes'),
  CurApRefNum: row(0x900, SInt16, 'CurApRefNum'),
  CurrentA5: row(0x904, PtrType, 'CurrentA5'),
  CurStackBase: row(0x908, PtrType, 'CurStackBase'),
  CurApName: row(0x910, pascalField(31), 'CurApName'),
  CurJTOffset: row(0x934, SInt16, 'CurJTOffset'),
  CurPageOption: row(0x936, SInt16, 'CurPageOption'),
  HiliteMode: row(0x938, UInt8, 'HiliteMode'),
  PrintErr: row(0x944, SInt16, 'PrintErr'),
  TopMapHndl: row(0xa50, PtrType, 'TopMapHndl'),
  SysMapHndl: row(0xa54, PtrType, 'SysMapHndl'),
  SysMap: row(0xa58, SInt16, 'SysMap'),
  CurMap: row(0xa5a, SInt16, 'CurMap'),
  ResLoad: row(0xa5e, UInt8, 'ResLoad'),
  ResErr: row(0xa60, OSErrType, 'ResErr'),
  FinderName: row(0x2e0, pascalField(15), 'FinderName'),
  ApFontID: row(0x984, SInt16),
  FScaleDisable: row(0xa63, UInt8),
  SysFontFam: row(0xba6, SInt16, 'SysFontFam'),
  SysFontSiz: row(0xba8, SInt16, 'SysFontSize'),
  FractEnable: row(0xbf4, UInt8),
  MBarHeight: row(0xbaa, SInt16, 'MBarHeight'),
  TEScrpLength: row(0xab0, UInt16, 'TEScrpLength'),
  TEScrpHandle: row(0xab4, PtrType, 'TEScrpHandle'),
  CPUFlag: row(0x12f, UInt8, 'CPUFlag'),
  SPVolCtl: row(0x208, UInt8, 'SPVolCtl'),
  SysResName: row(0xad8, pascalField(19), 'SysResName'),
  MenuFlash: row(0xa24, SInt16, 'MenuFlash'),
  ResumeProc: row(0xa8c, PtrType, 'ResumeProc'),
  HiliteRGB: row(0xda0, RGBColorType),
  TheGDevice: row(0xcc8, PtrType, 'TheGDevice'),
  MainDevice: row(0x8a4, PtrType, 'MainDevice'),
  DeviceList: row(0x8a8, PtrType, 'DeviceList'),
  QDColors: row(0x8b0, PtrType, 'QDColors'),
  CrsrVis: row(0x8cc, UInt8),
  CrsrState: row(0x8d0, SInt16),
  CrsrObscure: row(0x8d2, UInt8),
  MBState: row(0x172, UInt8, 'MBState'),
  KeyMap: row(0x174, bytesField(16)),
  MTemp: row(0x828, PointType),
  RawMouse: row(0x82c, PointType),
  Mouse: row(0x830, PointType),
  CrsrBusy: row(0x8cd, SInt8, 'CrsrBusy'),
} as const satisfies Record<string, LowMemoryGlobal>

export type LowMemoryName = keyof typeof lowMemoryGlobals
