import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { fixture } from '../../harness/project-files.ts'
import { type Bondi, bondiIn, ensureBuilt } from './bondi.ts'
import { sharedModels } from './models.ts'

let bondi: Bondi

beforeAll(() => {
  ensureBuilt()
  bondi = bondiIn()
})

describe('the main job on what Bondi ships', () => {
  test('is identical, to the last activation, and keeps what it was asked to', () => {
    const { exit, stdout } = bondi('verify', '--steps', '24', '--trace', '--keep', 'kept', '--json')
    expect(exit).toBe('ok')
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({ verdict: 'identical', machine: { outcome: 'ok', tokens: 24 } })
    expect(report.comparison.arithmetic.identical).toBe(true)
    expect(report.comparison.arithmetic.records).toBeGreaterThan(24 * 5 * 15)
    const kept = readdirSync(join(bondi.folder, 'kept'))
    expect(kept.sort()).toEqual(
      [
        'output.txt',
        'output.utf8.txt',
        'reference-output.utf8.txt',
        'reference-trace.bin',
        'report.json',
        'services.txt',
        'trace.bin',
        'volume.dsk',
      ].sort(),
    )
    expect(bondi('disk', 'check', 'kept/volume.dsk').exit).toBe('ok')
    const read = (name: string) => readFileSync(join(bondi.folder, 'kept', name))
    expect(read('trace.bin').equals(read('reference-trace.bin'))).toBe(true)
    expect(bondi('disk', 'get', 'kept/volume.dsk', 'output.txt', '-', '--as', 'text').stdout).toBe(
      read('output.utf8.txt').toString(),
    )
  })

  test('gives the same bytes and the same cycles every time', () => {
    const run = () => JSON.parse(bondi('verify', '--steps', '12', '--seed', '7', '--json').stdout)
    const [first, second] = [run(), run()]
    expect(first.machine).toEqual(second.machine)
    expect(first.story).toBe(second.story)
  })

  test('takes a prompt with characters beyond ASCII, and refuses what a Mac cannot write', () => {
    expect(bondi('verify', '--steps', '40', '--prompt', 'Äpfel “café” €').exit).toBe('ok')
    const { exit, stderr } = bondi('verify', '--prompt', 'こんにちは')
    expect(exit).toBe('bad-input')
    expect(stderr).toContain('U+3053')
  })

  test('a prompt that is too long is what both programs say, and has an exit code of its own', () => {
    const { exit, stdout } = bondi('verify', '--prompt', 'zq'.repeat(600))
    expect(exit).toBe('program-reported')
    expect(stdout).toContain('too long')
  })

  test('what only the Mac reports is told as its message, not as a difference of texts', () => {
    const { exit, stdout } = bondi('verify', '--partition', '1000K')
    expect(exit).toBe('program-reported')
    expect(stdout).toContain('There is not enough memory')
    expect(stdout).toContain('a problem that the reference does not have')
    expect(stdout).not.toContain('the texts part')
  })

  test('a decomposed accent is the same letter to both programs', () => {
    expect(bondi('verify', '--steps', '40', '--prompt', 'The cafe\u0301').exit).toBe('ok')
  })

  test('a big-endian model is taken as well', () => {
    for (const kind of ['model', 'tokenizer']) {
      expect(bondi('convert', kind, fixture(`model/${kind}.bin`), `${kind}.big`).exit).toBe('ok')
    }
    expect(bondi('verify', '--steps', '8', '--model', 'model.big', '--tokenizer', 'tokenizer.big').exit).toBe('ok')
  })
})

describe.skipIf(!sharedModels)('the main job on the real model', () => {
  const real = (...args: string[]) =>
    bondi(
      'verify',
      '-t',
      '0',
      '-m',
      join(sharedModels!, 'stories260K.bin'),
      '-k',
      join(sharedModels!, 'tok512.bin'),
      '--json',
      ...args,
    )

  test.each([
    [
      '',
      /^Once upon a time, there was a little girl named Lily\. She loved to play outside in the park\. One day, she saw a big, red ball\. She wanted to play with it, but it was too high\./,
    ],
    ['The green goblin', /^The green goblin was very small\. It was a big, red ball\. The ball was very happy\./],
  ])('256 tokens after "%s"', (prompt, expected) => {
    const { exit, stdout } = real('--steps', '256', '--prompt', prompt)
    expect(exit).toBe('ok')
    const report = JSON.parse(stdout)
    expect(report.verdict).toBe('identical')
    expect(report.story).toMatch(expected)
  })
})
