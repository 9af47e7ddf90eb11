/** Sampled sounds in guest memory: how long they take, and their samples (Inside Macintosh: Sound, chapter 2). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { LongHeader, SoundHeader } from './records.ts'

const ENCODE = { extended: 0xff, compressed: 0xfe }
/** MACE's packets are of six samples. */
const MACE = [3, 4]
const FIXED_ONE = 65_536
/** Frames of a sound of a program's, at most, that are worth reading: more than RAM holds. */
const MOST_FRAMES = 32 << 20

export interface SampledSound {
  readonly seconds: number
  /** Frames a second. */
  readonly rate: number
  /** The note at which it was recorded. */
  readonly baseFrequency: number
  readonly loop: readonly [start: number, end: number] | undefined
  readonly samples: () => Sides
}

export interface Sides {
  readonly left: Float32Array
  readonly right: Float32Array
}

export interface Layout {
  readonly address: number
  readonly frames: number
  readonly channels: number
  /** 8 bits are offset by 128, 16 are signed. */
  readonly bits: number
}

export function readSamples(memory: GuestMemory, { address, frames, channels, bits }: Layout): Sides {
  const bytes = bits === 16 ? 2 : 1
  const sample =
    bits === 16
      ? (at: number) => ((memory.getU16(at) << 16) >> 16) / 32_768
      : (at: number) => (memory.getU8(at) - 128) / 128
  const side = (channel: number) =>
    Float32Array.from({ length: frames }, (_, frame) => sample(address + (frame * channels + channel) * bytes))
  const left = side(0)
  return { left, right: channels > 1 ? side(1) : left }
}

/** Compressed sounds have their time, but no samples: Bondi does not know MACE. */
export function sampledSound(memory: GuestMemory, address: number): SampledSound {
  const header = SoundHeader.at(memory, address)
  const long = LongHeader.at(memory, address)
  const { encode, length, sampleRate, loopStart, loopEnd, baseFrequency, samplePtr } = header
  const isExtended = encode === ENCODE.extended
  const isCompressed = encode === ENCODE.compressed
  const frames = isExtended || isCompressed ? long.numFrames : length
  const perFrame = isCompressed && MACE.includes(long.compressionID) ? 6 : 1
  const rate = sampleRate / FIXED_ONE
  const layout: Layout = {
    address: samplePtr || address + (isExtended ? LongHeader.size : SoundHeader.size),
    frames,
    channels: isExtended ? length : 1,
    bits: isExtended ? long.extSampleSize : 8,
  }
  const isReadable = !isCompressed && frames <= MOST_FRAMES && layout.channels >= 1 && layout.channels <= 8
  const silence = new Float32Array()
  return {
    seconds: rate === 0 ? 0 : (frames * perFrame) / rate,
    rate,
    baseFrequency,
    loop: loopEnd > loopStart && loopEnd <= frames ? [loopStart, loopEnd] : undefined,
    samples: () => (isReadable ? readSamples(memory, layout) : { left: silence, right: silence }),
  }
}

/** One period of a square wave, for a channel without a voice of its own. */
export const squareWave: Sides = (() => {
  const wave = Float32Array.from({ length: 32 }, (_, index) => (index < 16 ? 0.5 : -0.5))
  return { left: wave, right: wave }
})()

/** Of a MIDI note: 69 is 440 Hz. */
export const frequencyOf = (note: number): number => 440 * 2 ** ((note - 69) / 12)
