/** Records of Sound.h (Inside Macintosh: Sound, chapter 2). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
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

const SoundHeader = struct('SoundHeader', 22, { length: [4, UInt32], sampleRate: [8, UInt32], encode: [20, UInt8] })
const LongHeader = struct('CmpSoundHeader', 64, { numFrames: [22, UInt32], compressionID: [56, SInt16] })
const ENCODE = { extended: 0xff, compressed: 0xfe }
/** MACE's packets are of six samples. */
const MACE = [3, 4]

/** Seconds that the samples of a sound header take at its rate. */
export function durationOf(memory: GuestMemory, address: number): number {
  const { length, sampleRate, encode } = SoundHeader.at(memory, address)
  if (sampleRate === 0) return 0
  const long = LongHeader.at(memory, address)
  const frames = encode === ENCODE.extended || encode === ENCODE.compressed ? long.numFrames : length
  const each = encode === ENCODE.compressed && MACE.includes(long.compressionID) ? 6 : 1
  return (frames * each) / (sampleRate / 65536)
}
