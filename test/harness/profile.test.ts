/** `bondi profile` as a process, and what it writes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ExecutionProfile } from '../../emulator/machine/execution-profile.ts'
import { layProfile } from '../../harness/profile/layout.ts'
import type { SpeedscopeFile } from '../../harness/profile/speedscope.ts'
import { compact, figure } from '../../harness/profile/words.ts'
import { countIn } from '../../harness/profile/work.ts'
import { projectRoot } from '../../harness/project-files.ts'
import { type Bondi, bondiIn, ensureBuilt } from './bondi.ts'

let bondi: Bondi
let report: {
  exit: string
  answer: string
  cycles: number
  seconds: number
  profile: ExecutionProfile
  services: object
}

beforeAll(() => {
  ensureBuilt()
  bondi = bondiIn()
  const built = [
    ['build', join(projectRoot, 'test/machine/programs/profiled.c'), '-o', 'profiled.bin'],
    ['build', '--bare', join(projectRoot, 'test/harness/programs/access.c'), '-o', 'access.bin'],
  ].map((args) => bondi(...args))
  for (const { exit, stderr } of built) expect(exit, stderr).toBe('ok')
  report = JSON.parse(bondi('profile', 'profiled.bin', '--json', '--speedscope', 'flame.json').stdout)
})

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

describe('bondi profile', () => {
  test('says how fast, and names what is slow, within the width', () => {
    const { exit, stdout, stderr } = bondi('profile', 'profiled.bin', '--per', 'laps=1000')
    expect(exit, stderr).toBe('ok')
    expect(stdout).toMatch(
      /^[\d,]+ laps a second on an iMac G3 Rev B \(233 MHz\): 1,000 laps in 0\.\d+ s, [\d,]+ cycles each\n/,
    )
    for (const name of ['recurse', 'loopThousand', 'byValue']) expect(stdout).toContain(name)
    expect(stdout).toMatch(/^ 99\.\d% +99\.\d% .* waiting +Delay$/m)
    expect(stdout).toMatch(/lwz +r\d+,/)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  })

  test('as JSON has everything, and adds up', () => {
    const { cycles, seconds, services, exit, profile, answer } = report
    expect(exit).toBe('ok')
    expect(answer).toMatch(/^0\.\d+ s on an iMac G3 Rev B \(233 MHz\): [\d.]+ M cycles$/)
    expect(services).toEqual({ Delay: 1, ExitToShell: 1 })
    expect(Math.floor(sum(profile.functions.map((one) => one.cycles)))).toBe(cycles)
    expect((profile.cycles + profile.idleCycles) / profile.cpuHz).toBeCloseTo(seconds, 6)
    expect(profile.blocks.flatMap(({ instructions }) => instructions)).toContainEqual(
      expect.objectContaining({ text: 'blr', executions: 7 }),
    )
  })

  test('shows all code of a function, and knows which there are', () => {
    const { exit, stdout, stderr } = bondi('profile', 'profiled.bin', '--function', 'recurse', '--per', 'laps')
    expect(exit).toBe('ok')
    expect(stderr).toContain('give --per laps=COUNT')
    expect(stdout).toMatch(/^recurse: 1,973 times, /m)
    expect(stdout.match(/^ {2}0x\w{8} {2}bl /gm)).toHaveLength(2)
    const unknown = bondi('profile', 'profiled.bin', '--function', 'curs')
    expect(unknown.exit).toBe('bad-input')
    expect(unknown.stderr).toContain('recurse')
  })

  test('of the language model says how many tokens a second the iMac makes', () => {
    const { exit, stdout } = bondi('profile', '--top', '3')
    expect(exit).toBe('ok')
    expect(stdout).toMatch(/^[\d.]+ tokens a second on an iMac G3 Rev B \(233 MHz\): \d+ tokens in [\d.]+ s, /)
    expect(stdout).toContain('matmul')
    expect(stdout).toMatch(/… \d+ more \(--top \d+ shows all\)/)
  })

  test('ends as the program does, with what it left', () => {
    const crashed = bondi('profile', 'access.bin', '--collect', 'out.txt')
    expect(crashed.exit).toBe('access')
    expect(crashed.stderr).toContain('Registers')
    expect(crashed.stdout).toContain('innermost')
    expect(readFileSync(join(bondi.folder, 'out.txt'))).toHaveLength(7)
    expect(bondi('profile', 'profiled.bin', '--max-cycles', '20K').exit).toBe('cycle-budget')
  })
})

/** The schema that speedscope publishes (https://www.speedscope.app/file-format-schema.json), as far as it concerns sampled profiles. */
function checkSpeedscope(file: SpeedscopeFile): void {
  expect(file.$schema).toBe('https://www.speedscope.app/file-format-schema.json')
  for (const frame of file.shared.frames) {
    expect(frame.name).toBeTypeOf('string')
    if ('file' in frame) expect(frame.file).toBeTypeOf('string')
  }
  expect(file.profiles.length).toBeGreaterThan(file.activeProfileIndex)
  for (const { type, name, unit, startValue, endValue, samples, weights } of file.profiles) {
    expect(type).toBe('sampled')
    expect(name).toBeTypeOf('string')
    expect(['bytes', 'microseconds', 'milliseconds', 'nanoseconds', 'none', 'seconds']).toContain(unit)
    expect(endValue).toBeGreaterThanOrEqual(startValue)
    expect(samples).toHaveLength(weights.length)
    for (const stack of samples) for (const frame of stack) expect(file.shared.frames[frame]).toBeDefined()
    for (const weight of weights) expect(weight).toBeGreaterThan(0)
  }
}

describe('the flame graph', () => {
  test('is as speedscope wants it, and has all of the time', () => {
    const file: SpeedscopeFile = JSON.parse(readFileSync(join(bondi.folder, 'flame.json'), 'utf8'))
    checkSpeedscope(file)
    const [time, cycles] = file.profiles
    const { profile } = report
    expect(cycles).toMatchObject({ unit: 'none', endValue: profile.cycles + profile.idleCycles })
    expect(sum(cycles!.weights)).toBe(profile.cycles + profile.idleCycles)
    expect(time!.unit).toBe('seconds')
    expect(sum(time!.weights)).toBeCloseTo(report.seconds, 6)
  })

  test('has each way in which a function was called as a stack', () => {
    const file: SpeedscopeFile = JSON.parse(readFileSync(join(bondi.folder, 'flame.json'), 'utf8'))
    const stacks = file.profiles[1]!.samples.map((stack) =>
      stack.map((frame) => file.shared.frames[frame]!.name).join(' '),
    )
    const ofLoop = stacks
      .filter((stack) => stack.endsWith('loopThousand'))
      .map((stack) => stack.slice(stack.indexOf('main')))
    expect(ofLoop.sort()).toEqual(['main jumps afterDive loopThousand', 'main loopThousand'])
  })
})

describe('the words of a profile', () => {
  test('fit any width', () => {
    for (const width of [40, 72, 100]) {
      const lines = layProfile(report.profile, undefined, { width, top: 50 }).split('\n').slice(1)
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width)
    }
  })

  test.each([
    ['Tokens: 64\nSeconds: 1.5\n', 64],
    ['step 1 tokens\nGenerated 12 tokens in 3 s, 4.5 tokens a second', 12],
    ['no such thing', undefined],
    ['tokens = 7', 7],
    ['Tokens per second: 102', undefined],
  ])('a count in %j', (text, count) => {
    expect(countIn(text, 'tokens')).toBe(count)
  })

  test('numbers', () => {
    expect([0, 999, 99_999, 2_274_899, 223_456_789, 2e10].map(compact)).toEqual([
      '0',
      '999',
      '99,999',
      '2,275 K',
      '223.5 M',
      '20.0 G',
    ])
    expect([102.4, 3.1234, 0.012345, 12_345].map(figure)).toEqual(['102', '3.12', '0.0123', '12,345'])
  })
})
