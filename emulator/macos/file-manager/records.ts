/** Records of Files.h, with the offsets and sizes that 68K packing gives them (Inside Macintosh: Files, chapter 2). */

import { pointerTo, struct, type View } from '../struct.ts'
import { OSType, PtrType, pascalField, SInt8, SInt16, SInt32, UInt8, UInt16, UInt32 } from '../types.ts'

export const FSSpec = struct('FSSpec', 70, { vRefNum: [0, SInt16], parID: [2, SInt32], name: [6, pascalField(63)] })
export const FSSpecParam = pointerTo(FSSpec, {
  before: (spec) => `{${spec.vRefNum}, ${spec.parID}, ${JSON.stringify(spec.name)}}`,
})
/** An FSSpec that the call fills in. */
export const FSSpecResult = pointerTo(FSSpec, {
  after: (spec) => `{${spec.vRefNum}, ${spec.parID}, ${JSON.stringify(spec.name)}}`,
})

export const FInfo = struct('FInfo', 16, {
  fdType: [0, OSType],
  fdCreator: [4, OSType],
  fdFlags: [8, UInt16],
  fdLocation: [10, SInt32],
  fdFldr: [14, SInt16],
})
const showFInfo = (info: View<typeof FInfo.fields>): string =>
  `${OSType.show(info.fdType)} ${OSType.show(info.fdCreator)}`
export const FInfoParam = pointerTo(FInfo, { before: showFInfo })
export const FInfoResult = pointerTo(FInfo, { after: showFInfo })

/** What every parameter block starts with. */
const header = {
  ioTrap: [6, SInt16],
  ioCompletion: [12, PtrType],
  ioResult: [16, SInt16],
  ioNamePtr: [18, PtrType],
  ioVRefNum: [22, SInt16],
} as const

/** IOParam and HIOParam; ioDirID is where the H calls look for it. */
export const IOParam = struct('IOParam', 52, {
  ...header,
  ioRefNum: [24, SInt16],
  ioVersNum: [26, SInt8],
  ioPermssn: [27, SInt8],
  ioMisc: [28, SInt32],
  ioBuffer: [32, PtrType],
  ioReqCount: [36, SInt32],
  ioActCount: [40, SInt32],
  ioPosMode: [44, UInt16],
  ioPosOffset: [46, SInt32],
  ioDirID: [48, SInt32],
})

/** FileParam, HFileParam and CInfoPBRec for a file: the last is the longest, and the others are its beginning. */
export const FileParam = struct('FileParam', 108, {
  ...header,
  ioFRefNum: [24, SInt16],
  ioFVersNum: [26, SInt8],
  ioFDirIndex: [28, SInt16],
  ioFlAttrib: [30, UInt8],
  ioFlVersNum: [31, SInt8],
  ioDirID: [48, SInt32],
  ioFlStBlk: [52, UInt16],
  ioFlLgLen: [54, SInt32],
  ioFlPyLen: [58, SInt32],
  ioFlRStBlk: [62, UInt16],
  ioFlRLgLen: [64, SInt32],
  ioFlRPyLen: [68, SInt32],
  ioFlCrDat: [72, UInt32],
  ioFlMdDat: [76, UInt32],
  ioFlBkDat: [80, UInt32],
  ioFlParID: [100, SInt32],
  ioFlClpSiz: [104, SInt32],
  ioDrNmFls: [52, UInt16],
})
export type FileParamView = View<typeof FileParam.fields>
export const FINDER_INFO = 32
export const EXTENDED_FINDER_INFO = 84

export const HVolumeParam = struct('HVolumeParam', 122, {
  ...header,
  ioVolIndex: [28, SInt16],
  ioVCrDate: [30, UInt32],
  ioVLsMod: [34, UInt32],
  ioVAtrb: [38, UInt16],
  ioVNmFls: [40, UInt16],
  ioVBitMap: [42, UInt16],
  ioAllocPtr: [44, UInt16],
  ioVNmAlBlks: [46, UInt16],
  ioVAlBlkSiz: [48, UInt32],
  ioVClpSiz: [52, UInt32],
  ioAlBlSt: [56, UInt16],
  ioVNxtCNID: [58, UInt32],
  ioVFrBlk: [62, UInt16],
  ioVSigWord: [64, UInt16],
  ioVDrvInfo: [66, SInt16],
  ioVDRefNum: [68, SInt16],
  ioVFSID: [70, SInt16],
  ioVBkUp: [72, UInt32],
  ioVSeqNum: [76, SInt16],
  ioVWrCnt: [78, UInt32],
  ioVFilCnt: [82, UInt32],
  ioVDirCnt: [86, UInt32],
})
export type HVolumeParamView = View<typeof HVolumeParam.fields>
export const VOLUME_FINDER_INFO = 90

export const WDParam = struct('WDPBRec', 52, {
  ...header,
  ioWDIndex: [26, SInt16],
  ioWDProcID: [28, SInt32],
  ioWDVRefNum: [32, SInt16],
  ioWDDirID: [48, SInt32],
})

export const CMoveParam = struct('CMovePBRec', 52, {
  ...header,
  ioNewName: [28, PtrType],
  ioNewDirID: [36, SInt32],
  ioDirID: [48, SInt32],
})

export const FCBParam = struct('FCBPBRec', 62, {
  ...header,
  ioRefNum: [24, SInt16],
  ioFCBIndx: [28, SInt16],
  ioFCBFlNm: [32, SInt32],
  ioFCBFlags: [36, SInt16],
  ioFCBStBlk: [38, UInt16],
  ioFCBEOF: [40, SInt32],
  ioFCBPLen: [44, SInt32],
  ioFCBCrPs: [48, SInt32],
  ioFCBVRefNum: [52, SInt16],
  ioFCBClpSiz: [54, SInt32],
  ioFCBParID: [58, SInt32],
})

/** XVolumeParam: HVolumeParam, then the sizes that do not fit its words (Files.h; Mac OS 8.5 has it). */
export const XVolumeParam = struct('XVolumeParam', 138, {
  ...HVolumeParam.fields,
  ioVTotalBytesHigh: [122, UInt32],
  ioVTotalBytes: [126, UInt32],
  ioVFreeBytesHigh: [130, UInt32],
  ioVFreeBytes: [134, UInt32],
})

export const FIDParam = struct('FIDParam', 58, {
  ...header,
  ioDestNamePtr: [28, PtrType],
  ioDestDirID: [36, SInt32],
  ioSrcDirID: [48, SInt32],
  ioFileID: [54, SInt32],
})

export const DTParam = struct('DTPBRec', 104, {
  ...header,
  ioDTRefNum: [24, SInt16],
  ioIndex: [26, SInt16],
  ioTagInfo: [28, SInt32],
  ioDTBuffer: [32, PtrType],
  ioDTReqCount: [36, SInt32],
  ioDTActCount: [40, SInt32],
  ioIconType: [45, SInt8],
  ioDirID: [48, SInt32],
  ioFileCreator: [52, OSType],
  ioFileType: [56, OSType],
  ioDTLgLen: [64, SInt32],
  ioDTPyLen: [68, SInt32],
  ioAPPLParID: [100, SInt32],
})

/** CSParam; ioCatPosition is the search's own. */
export const CSParam = struct('CSParam', 76, {
  ...header,
  ioMatchPtr: [24, PtrType],
  ioReqMatchCount: [28, SInt32],
  ioActMatchCount: [32, SInt32],
  ioSearchBits: [36, SInt32],
  ioSearchInfo1: [40, PtrType],
  ioSearchInfo2: [44, PtrType],
  ioSearchTime: [48, SInt32],
  initialize: [52, SInt32],
  position: [56, SInt32],
  ioOptBuffer: [68, PtrType],
  ioOptBufSize: [72, SInt32],
})
