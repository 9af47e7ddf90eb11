import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../../harness/project-files.ts'
import { type Bondi, bondiIn, ensureBuilt } from '../bondi.ts'

const programs = join(projectRoot, 'test/harness/programs')
let bondi: Bondi

beforeAll(() => {
  ensureBuilt()
  bondi = bondiIn()
  for (const name of ['access', 'hello', 'loop']) {
    const { exit, stderr } = bondi('build', '--bare', join(programs, `${name}.c`), '-o', `${name}.bin`)
    expect(exit, stderr).toBe('ok')
  }
  expect(bondi('run', 'access.bin').exit).toBe('access')
})

const inFolder = (name: string) => join(bondi.folder, name)
const BUNDLE = 'bondi-failure-access.zip'

describe('a bundle', () => {
  test('is a zip that other programs read, with what a person may want to look at', () => {
    const listed = execFileSync('unzip', ['-Z1', inFolder(BUNDLE)], { encoding: 'utf8' })
    expect(listed.trim().split('\n')).toEqual([
      'manifest.json',
      'request.json',
      'volume.dsk',
      'calls.bin',
      'calls.txt',
      'report.txt',
      'report.json',
      'screen.png',
      'outputs/out.txt',
    ])
    execFileSync('unzip', ['-tqq', inFolder(BUNDLE)])
    const shown = (name: string) => execFileSync('unzip', ['-p', inFolder(BUNDLE), name], { encoding: 'utf8' })
    expect(shown('calls.txt')).toContain('HCreate(0, 0, "out.txt"')
    expect(shown('report.txt')).toContain('0x40000000')
    expect(shown('outputs/out.txt')).toBe('before\r')
  })

  test('is the same, byte for byte, when the run is made again', () => {
    expect(bondi('run', 'access.bin', '--bundle', 'again.zip').exit).toBe('access')
    expect(readFileSync(inFolder('again.zip')).equals(readFileSync(inFolder(BUNDLE)))).toBe(true)
  })

  test('is left by no run that ends well, nor where none is wanted', () => {
    expect(bondi('run', 'hello.bin', '--bundle', 'hello.zip').exit).toBe('ok')
    expect(bondi('run', 'access.bin', '--no-bundle', '--out', 'elsewhere').exit).toBe('access')
    expect(existsSync(inFolder('hello.zip')) || existsSync(inFolder('elsewhere'))).toBe(false)
  })
})

describe('bondi replay', () => {
  test('comes to the same, from the bundle alone', () => {
    const elsewhere = bondiIn()
    writeFileSync(join(elsewhere.folder, 'b.zip'), readFileSync(inFolder(BUNDLE)))
    const { exit, stdout } = elsewhere('replay', 'b.zip')
    expect(exit).toBe('ok')
    expect(stdout).toMatch(/^same: access \(.*0x40000000.*\), cycle \d+, 6 service calls; /)
  })

  test('of a run that a limit ended', () => {
    expect(bondi('run', 'loop.bin', '--max-cycles', '1000000').exit).toBe('cycle-budget')
    expect(bondi('replay', 'bondi-failure-loop.zip').stdout).toMatch(/^same: cycle-budget /)
    expect(bondi('run', 'loop.bin', '--host-timeout', '200ms', '--bundle', 'late.zip').exit).toBe('host-timeout')
    expect(bondi('replay', 'late.zip').stdout).toMatch(/^same: cycle-budget /)
  })

  test('names the first call that another build makes otherwise', () => {
    const { exit, stdout } = bondi('replay', BUNDLE, '--app', 'hello.bin')
    expect(exit).toBe('diverged')
    expect(stdout).toMatch(
      /first divergence: service call 4 of 6\n {2}then: FSWrite\(.*count 7.*\n {2}now: {2}FSWrite\(.*count 8/,
    )
    const { exit: jsonExit, stdout: json } = bondi('replay', BUNDLE, '--app', 'hello.bin', '--json')
    expect(jsonExit).toBe('diverged')
    expect(JSON.parse(json)).toMatchObject({ same: false, builds: 'different', first: { index: 3, kind: 'call' } })
  })

  test.each([
    ['what is no zip', () => Buffer.from('no zip at all'), 'is not a zip'],
    ['a zip that was cut off', () => readFileSync(inFolder(BUNDLE)).subarray(0, 5000), 'is a damaged zip'],
    ['a bundle with a byte changed', () => flipped(readFileSync(inFolder(BUNDLE))), /damaged|not whole/],
  ])('refuses %s, and says what is wrong', (_what, content, message) => {
    writeFileSync(inFolder('bad.zip'), content())
    const { exit, stderr } = bondi('replay', 'bad.zip')
    expect(exit).toBe('bad-input')
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain('.js:')
  })

  test("refuses somebody else's zip, and a bundle of a later Bondi", () => {
    writeFileSync(inFolder('manifest.json'), '{"kind":"bondi-run","schema":99}')
    for (const [name, file] of [
      ['foreign.zip', 'hello.bin'],
      ['later.zip', 'manifest.json'],
    ] as const) {
      execFileSync('zip', ['-q', name, file], { cwd: bondi.folder })
    }
    expect(bondi('replay', 'foreign.zip').stderr).toContain('is a zip, but no bundle')
    expect(bondi('replay', 'later.zip').stderr).toContain('schema 99')
  })
})

/** A byte in the middle of what is compressed. */
function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy[bytes.length >> 1]! ^= 0x55
  return copy
}
