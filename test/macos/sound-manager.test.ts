/** Sound Manager, as a program sees it, and as an independent program hears it. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SoundRecording } from '../../emulator/macos/sound-manager/recording.ts'
import { expectChecks, machineWith } from './programs.ts'

test('sound takes its time', async () => {
  const { machine, volume, path } = await machineWith('sound')
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 30 }).outcome.kind).toBe('exited')
  expectChecks(volume, 40)
  expect(machine.takeSound(), 'nothing is kept unless asked for').toBeUndefined()
})

async function recorded(): Promise<SoundRecording> {
  const { machine, volume, path } = await machineWith('sound-output', { machine: { sound: true } })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 30 }).outcome.kind).toBe('exited')
  expectChecks(volume, 14)
  return machine.takeSound()!
}

const hasSox = spawnSync('sox', ['--version']).status === 0

/** Frames of left and right, as sox reads them. */
function readBySox(wave: Uint8Array): Int16Array {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-sound-'))
  try {
    const file = join(folder, 'out.wav')
    writeFileSync(file, wave)
    const asked = (option: string) => spawnSync('soxi', [option, file], { encoding: 'utf8' }).stdout.trim()
    expect(['-r', '-c', '-b', '-t'].map(asked)).toEqual(['44100', '2', '16', 'wav'])
    const { stdout } = spawnSync('sox', [file, '-t', 'raw', '-e', 'signed', '-b', '16', '-L', '-'], {
      maxBuffer: 1 << 26,
    })
    return new Int16Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.skipIf(!hasSox)('what is heard is a WAVE file with the samples that were played, at their times', async () => {
  const frames = readBySox((await recorded()).toWave())
  const left = (frame: number) => frames[2 * frame]!
  const right = (frame: number) => frames[2 * frame + 1]!
  let start = 0
  while (left(start) === 0) start++
  // A ramp at half the rate of the recording: every second frame is a sample as it is, on both sides.
  for (const sample of [0, 1, 100, 255, 256, 2000]) {
    const expected = Math.round((((sample & 0xff) - 128) / 128) * 32767)
    expect(left(start + 2 * sample)).toBe(expected)
    expect(right(start + 2 * sample)).toBe(expected)
  }
  // A tenth of a second of it and as long a rest; then A at 440 Hz for a fifth, at half the amplitude.
  const note = start + 8820
  expect([left(note - 100), left(note - 4000)]).toEqual([0, 0])
  const wave = Array.from({ length: 8600 }, (_, frame) => left(note + 20 + frame))
  const crossings = wave.filter((value, index) => index > 0 && value >= 0 && wave[index - 1]! < 0).length
  expect(Math.abs(crossings - 8600 / (44100 / 440))).toBeLessThan(2)
  expect(Math.max(...wave)).toBe(Math.round(0.5 * (128 / 255) * 32767))
  // Three buffers without a gap between them, left and right by themselves.
  const last = frames.length / 2 - 1
  for (const frame of [last - 10, last - 4410, last - 8820, last - 13_200]) {
    expect([left(frame), right(frame)]).toEqual([Math.round(0.25 * 32767), Math.round(-0.125 * 32767)])
  }
  expect(left(last - 13_300)).toBe(0)
})

test('a recording is the same every time, and is cut where it would grow without end', async () => {
  const [one, two] = await Promise.all([recorded(), recorded()])
  expect(Buffer.from(one.toWave()).equals(Buffer.from(two.toWave()))).toBe(true)
  const recording = new SoundRecording()
  const tone = { left: Float32Array.of(1), right: Float32Array.of(1), rate: 1, gain: [1, 1] as const }
  recording.add(tone, 299.9, 1e6)
  expect([recording.isCut, recording.seconds]).toEqual([true, 300])
})
