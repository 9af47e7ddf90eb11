/** Two buffers that a program fills in turn while the other is played (Inside Macintosh: Sound, 2-147). */

import type { Mac } from '../mac.ts'
import { DoubleBuffer, DoubleBufferHeader, dbBufferReady, dbLastBuffer } from './records.ts'
import { readSamples, type SampledSound } from './sampled-sounds.ts'

const FIXED_ONE = 65_536
const MOST_FRAMES = 32 << 20
/** How long silence lasts where the program has not filled a buffer in time. */
const UNDERRUN_SECONDS = 1 / 60

export interface DoubleBuffering {
  readonly header: number
  /** Of the buffer to be played, or that is. */
  index: 0 | 1
  isLast: boolean
  /** The buffer that is played; none in an underrun. */
  playing?: number | undefined
}

/** The next buffer as a sound; undefined after the last. */
export function nextBuffer({ memory }: Mac, double: DoubleBuffering): SampledSound | undefined {
  if (double.isLast) return undefined
  const header = DoubleBufferHeader.at(memory, double.header)
  const address = double.index === 0 ? header.dbhBufferPtr0 : header.dbhBufferPtr1
  const buffer = DoubleBuffer.at(memory, address)
  const silence = new Float32Array()
  const common = { rate: header.dbhSampleRate / FIXED_ONE, baseFrequency: 0, loop: undefined }
  if ((buffer.dbFlags & dbBufferReady) === 0) {
    return { ...common, seconds: UNDERRUN_SECONDS, samples: () => ({ left: silence, right: silence }) }
  }
  double.isLast = (buffer.dbFlags & dbLastBuffer) !== 0
  double.playing = address
  const frames = Math.max(0, Math.min(buffer.dbNumFrames, MOST_FRAMES))
  const layout = {
    address: address + DoubleBuffer.size,
    frames,
    channels: Math.max(1, header.dbhNumChannels),
    bits: header.dbhSampleSize,
  }
  // An empty buffer takes the time of an underrun: a program that fills none does not stop the time.
  const seconds = common.rate === 0 ? 0 : frames / common.rate
  return { ...common, seconds: seconds || UNDERRUN_SECONDS, samples: () => readSamples(memory, layout) }
}

/** The buffer that has been played is empty again; undefined where none was. */
export function takePlayed({ memory }: Mac, double: DoubleBuffering | undefined): number | undefined {
  if (double?.playing === undefined) return undefined
  const { playing } = double
  double.playing = undefined
  double.index = double.index === 0 ? 1 : 0
  DoubleBuffer.at(memory, playing).dbFlags &= ~dbBufferReady
  return playing
}

/** Asks the program to fill a buffer, while the other is played. */
export function askForMore(mac: Mac, channel: number, { header, isLast }: DoubleBuffering, buffer: number): void {
  const { dbhDoubleBack } = DoubleBufferHeader.at(mac.memory, header)
  if (!isLast && dbhDoubleBack !== 0) mac.callGuest(dbhDoubleBack, channel, buffer)
}
