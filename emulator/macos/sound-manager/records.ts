/** Records of Sound.h (Inside Macintosh: Sound, chapter 2). */

import { struct, type View } from '../struct.ts'
import { bytesField, SInt16, SInt32, UInt8, UInt16, UInt32 } from '../types.ts'

export const SndCommand = struct('SndCommand', 8, { cmd: [0, UInt16], param1: [2, SInt16], param2: [4, SInt32] })
export interface Command {
  readonly cmd: number
  readonly param1: number
  readonly param2: number
}

export const SndChannel = struct('SndChannel', 1060, {
  nextChan: [0, UInt32],
  callBack: [8, UInt32],
  userInfo: [12, SInt32],
  wait: [16, SInt32],
  cmdInProgress: [20, bytesField(8)],
  flags: [28, SInt16],
  qLength: [30, SInt16],
  qHead: [32, SInt16],
  qTail: [34, SInt16],
})
export type ChannelView = View<typeof SndChannel.fields>
export const stdQLength = 128

export const SCStatus = struct('SCStatus', 24, {
  scChannelBusy: [12, UInt8],
  scChannelDisposed: [13, UInt8],
  scChannelPaused: [14, UInt8],
  scChannelAttributes: [16, UInt32],
})

/** Inside Macintosh: Sound, 2-105 to 2-109. */
export const SoundHeader = struct('SoundHeader', 22, {
  samplePtr: [0, UInt32],
  length: [4, UInt32],
  sampleRate: [8, UInt32],
  loopStart: [12, UInt32],
  loopEnd: [16, UInt32],
  encode: [20, UInt8],
  baseFrequency: [21, UInt8],
})
/** The extended and the compressed header, as far as they are alike, and what each has of its own; `length` is of channels. */
export const LongHeader = struct('CmpSoundHeader', 64, {
  numFrames: [22, UInt32],
  extSampleSize: [48, SInt16],
  compressionID: [56, SInt16],
})

/** Inside Macintosh: Sound, 2-111. */
export const DoubleBufferHeader = struct('SndDoubleBufferHeader', 24, {
  dbhNumChannels: [0, SInt16],
  dbhSampleSize: [2, SInt16],
  dbhCompressionID: [4, SInt16],
  dbhSampleRate: [8, UInt32],
  dbhBufferPtr0: [12, UInt32],
  dbhBufferPtr1: [16, UInt32],
  dbhDoubleBack: [20, UInt32],
})
/** Its samples follow. */
export const DoubleBuffer = struct('SndDoubleBuffer', 16, {
  dbNumFrames: [0, SInt32],
  dbFlags: [4, UInt32],
})
export const dbBufferReady = 1
export const dbLastBuffer = 4
