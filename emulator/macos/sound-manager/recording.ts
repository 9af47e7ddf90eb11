/** What is heard, mixed as it is played: 16-bit stereo at the iMac's rate, from launch on. */

import { ByteWriter } from '../../formats/byte-writer.ts'

export const OUTPUT_RATE = 44_100
/** Five minutes take 106 MB while they are gathered; what comes later is left out. */
const MOST_FRAMES = 300 * OUTPUT_RATE
const FULL_SCALE = 32_767

/** A sound as it begins: samples from -1 to 1. */
export interface Sound {
  readonly left: Float32Array
  readonly right: Float32Array
  /** Frames a second at which it is played. */
  readonly rate: number
  /** Frames that are played again and again until it is to end. */
  readonly loop?: readonly [start: number, end: number] | undefined
  /** Of each side, 1 for as it is. */
  readonly gain: readonly [left: number, right: number]
}

export class SoundRecording {
  private _left = new Float32Array(OUTPUT_RATE)
  private _right = new Float32Array(OUTPUT_RATE)
  private frames = 0
  private _isCut = false

  /** Whether it went on after the recording was full. */
  get isCut(): boolean {
    return this._isCut
  }
  /** Up to the end of the last sound. */
  get seconds(): number {
    return this.frames / OUTPUT_RATE
  }

  /** Adds a sound that was heard from one virtual time to another. */
  add(sound: Sound, fromSeconds: number, toSeconds: number): void {
    const first = Math.round(fromSeconds * OUTPUT_RATE)
    const end = Math.round(toSeconds * OUTPUT_RATE)
    if (end > MOST_FRAMES) this._isCut = true
    const last = Math.min(end, MOST_FRAMES)
    this.reserve(last)
    this.frames = Math.max(this.frames, last)
    for (let frame = first; frame < last; frame++) {
      const position = placeIn(sound, ((frame - first) * sound.rate) / OUTPUT_RATE)
      this._left[frame]! += interpolated(sound.left, position) * sound.gain[0]
      this._right[frame]! += interpolated(sound.right, position) * sound.gain[1]
    }
  }

  private reserve(frames: number): void {
    if (frames <= this._left.length) return
    const capacity = Math.min(MOST_FRAMES, Math.max(frames, this._left.length * 2))
    const grow = (old: Float32Array) => {
      const grown = new Float32Array(capacity)
      grown.set(old)
      return grown
    }
    this._left = grow(this._left)
    this._right = grow(this._right)
  }

  /** As a WAVE file of PCM samples. */
  toWave(): Uint8Array {
    const byteCount = this.frames * 4
    const file = new Uint8Array(44 + byteCount)
    file.set(waveHeader(byteCount))
    const view = new DataView(file.buffer)
    for (let frame = 0; frame < this.frames; frame++) {
      view.setInt16(44 + frame * 4, toSample(this._left[frame]!), true)
      view.setInt16(46 + frame * 4, toSample(this._right[frame]!), true)
    }
    return file
  }
}

const toSample = (value: number): number => Math.round(Math.max(-1, Math.min(1, value)) * FULL_SCALE)

function placeIn({ loop }: Sound, position: number): number {
  if (loop === undefined || position < loop[1]) return position
  return loop[0] + ((position - loop[0]) % (loop[1] - loop[0]))
}

function interpolated(samples: Float32Array, position: number): number {
  const before = Math.floor(position)
  const here = samples[before] ?? 0
  return here + ((samples[before + 1] ?? here) - here) * (position - before)
}

const reversed16 = (value: number): number => ((value & 0xff) << 8) | (value >>> 8)
const reversed32 = (value: number): number => ((reversed16(value & 0xffff) << 16) | reversed16(value >>> 16)) >>> 0

/** RIFF, format and data chunks; their numbers are little-endian. */
function waveHeader(byteCount: number): Uint8Array {
  const ascii = (text: string) => new TextEncoder().encode(text)
  return new ByteWriter(44)
    .put(ascii('RIFF'))
    .u32(reversed32(36 + byteCount))
    .put(ascii('WAVEfmt '))
    .u32(reversed32(16))
    .u16(reversed16(1))
    .u16(reversed16(2))
    .u32(reversed32(OUTPUT_RATE))
    .u32(reversed32(OUTPUT_RATE * 4))
    .u16(reversed16(4))
    .u16(reversed16(16))
    .put(ascii('data'))
    .u32(reversed32(byteCount))
    .toBytes()
}
