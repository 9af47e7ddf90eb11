import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe } from 'vitest'
import { encodePng } from '../../harness/drive/screen-image.ts'
import { projectRoot } from '../../harness/project-files.ts'
import { bondiFixture, expect, ProgramRun, test } from '../../harness/vitest/index.ts'
import { toMatchScreen } from '../../harness/vitest/matchers/screen.ts'
import { ensureBuilt } from './bondi.ts'

/* Each matcher passes when it should, fails when it should, and says what a person needs to know. */

const program = (name: string) => join(projectRoot, `test/harness/programs/${name}.c`)
const sources = (name: string) => ({ sources: [program(name)], bare: true })

/** What a matcher says when it fails; an error when it does not. */
function complaint(matching: () => unknown): string {
  try {
    matching()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('the matcher did not fail')
}

async function complaintOf(matching: Promise<unknown>): Promise<string> {
  return matching.then(
    () => Promise.reject(new Error('the matcher did not fail')),
    (error: Error) => error.message,
  )
}

let figures: ProgramRun
let crash: ProgramRun
let endless: ProgramRun

beforeAll(async () => {
  figures = await bondiFixture.run(sources('figures'))
  crash = await bondiFixture.run(sources('access'))
  endless = await bondiFixture.run(sources('loop'), { maxCycles: '1M' })
})

const FIGURES = 'mean = 3.1415\n\nsum = 100.5\n'
const file = 'figures.txt'

describe('toExitCleanly', () => {
  test('a program that ends by itself', () => expect(figures).toExitCleanly())

  test('a crash is told with its address, its time and its report', () => {
    const message = complaint(() => expect(crash).toExitCleanly())
    expect(message).toMatch(/^expected the program to end by itself and well\nit ended as access: .*0x40000000/)
    expect(message).toContain('s of virtual time')
    expect(message).toMatch(/innermost[\s\S]*middle[\s\S]*main/)
  })

  test('a budget is no clean end, and no crash', () => {
    expect(complaint(() => expect(endless).toExitCleanly())).toContain('it ended as cycle-budget')
    expect(endless).not.toExitCleanly()
  })

  test('the other way round', () => {
    expect(complaint(() => expect(figures).not.toExitCleanly())).toBe(
      'expected the program not to end by itself and well, and it did',
    )
  })
})

describe('toMatchOutput', () => {
  test('a text, whatever its line ends, or a pattern', () => {
    expect(figures).toMatchOutput(FIGURES, { file })
    expect(figures).toMatchOutput(FIGURES.replaceAll('\n', '\r\n'), { file })
    expect(figures).toMatchOutput(/^sum = [\d.]+$/m, { file })
    expect(figures).toMatchOutput('')
  })

  test('the first difference is told with line, column, byte, ULPs and when it was written', () => {
    const message = complaint(() => expect(figures).toMatchOutput(FIGURES.replace('100.5', '100.50001'), { file }))
    const [first, place, expected, actual, mark] = message.split('\n')
    expect(first).toBe('figures.txt differs from what is expected')
    expect(place).toMatch(/^at line 3, column 12, byte 26, 1 ULP apart, written at 0\.\d{6} s of virtual time$/)
    expect(expected).toBe('expected: sum = 100.50001')
    expect(actual).toBe('actual:   sum = 100.5')
    expect(mark).toBe('                     ^')
  })

  test('what was written later is told with a later time', () => {
    const timeOf = (wanted: string) =>
      Number(/written at ([\d.]+) s/.exec(complaint(() => expect(figures).toMatchOutput(wanted, { file })))![1])
    const [early, late] = [timeOf(FIGURES.replace('mean', 'Mean')), timeOf(FIGURES.replace('sum', 'Sum'))]
    expect(late - early, 'the program works for some milliseconds in between').toBeGreaterThan(0.002)
  })

  test('numbers within a tolerance are equal; further apart, or where no number is, they are not', () => {
    const near = FIGURES.replace('3.1415', '3.14159')
    expect(figures).toMatchOutput(near, { file, tolerance: { relative: 1e-4 } })
    expect(figures).toMatchOutput(near, { file, tolerance: { absolute: 1e-3 } })
    expect(figures).toMatchOutput(FIGURES.replace('100.5', '100.50001'), { file, tolerance: { ulps: 1 } })
    expect(figures).toMatchOutput(near, { file, tolerance: [{ pattern: 'mean = {number}', relative: 1e-4 }] })
    expect(figures).not.toMatchOutput(near, { file, tolerance: { relative: 1e-6 } })
    expect(figures).not.toMatchOutput(near, { file, tolerance: { pattern: 'sum = {number}', relative: 1 } })
    const other = complaint(() =>
      expect(figures).toMatchOutput(near.replace('mean', 'median'), { file, tolerance: { relative: 1 } }),
    )
    expect(other).toContain('at line 1, column 3, byte 2,')
  })

  test('a file that is not there, a pattern that is not found', () => {
    expect(complaint(() => expect(figures).toMatchOutput('x', { file: 'other.txt' }))).toContain(
      'made no file other.txt',
    )
    expect(complaint(() => expect(figures).toMatchOutput(/product/, { file }))).toContain(
      'to match /product/\nit is:\nmean',
    )
  })

  test('a crash that is why it differs is told with it', () => {
    expect(complaint(() => expect(crash).toMatchOutput('after\n', { file: 'out.txt' }))).toContain('0x40000000')
  })
})

describe('toHaveCalled', () => {
  test('a service, so many times', () => {
    expect(figures).toHaveCalled('FSWrite')
    expect(figures).toHaveCalled('FSWrite', { times: 3 })
    expect(figures).not.toHaveCalled('FSRead')
  })

  test('says how often instead, or what it may have meant', () => {
    expect(complaint(() => expect(figures).toHaveCalled('FSWrite', { times: 2 }))).toBe(
      'expected the program to call FSWrite twice\nit called it 3 times'.replace('twice', '2 times'),
    )
    expect(complaint(() => expect(figures).toHaveCalled('FSWrites'))).toMatch(
      /it did not\nof the \d+ services.*FSWrite /,
    )
    expect(complaint(() => expect(figures).not.toHaveCalled('FSClose'))).toContain(
      'not to call FSClose, and it called it once',
    )
  })
})

describe('toFinishWithin', () => {
  test('bounds of cycles, virtual time and memory', () => {
    expect(figures).toFinishWithin({ cycles: figures.cycles, seconds: '1s', memory: '1M' })
    expect(figures).not.toFinishWithin({ cycles: figures.cycles - 1 })
  })

  test('says by how much it is more', () => {
    const half = Math.floor(figures.cycles / 2)
    const message = complaint(() => expect(figures).toFinishWithin({ cycles: half, seconds: 1 }))
    expect(message).toMatch(
      /it took [\d,]+ cycles, [\d,]+ \(\d+\.\d\d%\) more than [\d,]+\nit took 0\.\d+ of 1 virtual/,
    )
  })

  test('what did not finish did not finish within anything', () => {
    expect(complaint(() => expect(endless).toFinishWithin({ cycles: '2G' }))).toContain(
      'it did not finish: it ended as',
    )
    expect(() => expect(figures).toFinishWithin({})).toThrow('was given no bound')
    expect(() => expect(figures).toFinishWithin({ cycles: 'many' })).toThrow('cycles is "many"')
  })
})

describe('toMatchScreen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-screen-'))
  const context = (snapshotUpdateState: 'all' | 'new' | 'none') => ({
    testPath: join(folder, 'some.test.ts'),
    snapshotState: { snapshotUpdateState },
  })
  const match = (mode: 'all' | 'new' | 'none', tolerance = {}) =>
    toMatchScreen.call(context(mode), figures, 'end.png', tolerance)

  test('is written when it is new, but never in CI, and compared from then on', async () => {
    const inCi = await match('none')
    expect(inCi.pass).toBe(false)
    expect(inCi.message()).toContain('that file is not there; vitest -u writes it')
    expect((await match('new')).pass).toBe(true)
    expect((await match('none')).pass).toBe(true)
  })

  test('a difference is told, and shown in pictures beside it', async () => {
    const { screen } = figures.record
    const rgb = Uint8Array.from(screen!.rgb)
    rgb.fill(7, 0, 6)
    writeFileSync(join(folder, 'end.png'), await encodePng({ ...screen!, rgb }))
    const { pass, message } = await match('new')
    expect(pass).toBe(false)
    expect(message()).toMatch(
      /^expected the screen at 0\.\d{6} s of virtual time to be end\.png\n2 of 480000 pixels differ/,
    )
    expect(existsSync(join(folder, 'end.got.png'))).toBe(true)
    expect(existsSync(join(folder, 'end.difference.png'))).toBe(true)
    expect((await match('none', { pixels: 2 })).pass).toBe(true)
    expect((await match('all')).pass).toBe(true)
    expect((await match('none')).pass).toBe(true)
  })
})

describe('toMatchReference', () => {
  const settings = { steps: 12, temperature: 0 }

  test('the language model tells what the reference tells', async ({ bondi }) => {
    const story = await bondi.runLanguageModel({ prompt: 'One day', settings })
    await expect(story).toMatchReference()
    expect(await complaintOf(expect(story).not.toMatchReference())).toContain('not to be the reference’s, and it is')
    expect(story).toHaveCalled('FSWrite')
  })

  test('a story that is another is told with where it parts', async ({ bondi }) => {
    const own = await bondi.runLanguageModel({ prompt: 'One day', settings })
    const other = await ProgramRun.from(own.record, { ...own.job!, prompt: 'Two days' })
    const message = await complaintOf(expect(other).toMatchReference())
    expect(message).toMatch(/^output\.txt differs from the reference's\nat line \d+, column \d+, byte \d+, written at/)
    expect(message).toMatch(/expected: .*Two days/)
    expect(message).toMatch(/actual: .*One day/)
  })

  test('a run without a reference is told so', async () => {
    expect(await complaintOf(expect(figures).toMatchReference())).toContain('this run has no reference')
  })
})

test('what is no run is told so', ({ bondi }) => {
  expect(() => expect('a run').toExitCleanly()).toThrow('was given string')
  const promise = bondi.run('nowhere.bin')
  promise.catch(() => {})
  expect(() => expect(promise).toExitCleanly()).toThrow('was given a promise of one')
})

describe('bondi/vitest as a project has it', () => {
  const folder = join(projectRoot, 'out/vitest-project')

  test('types are known, a red test is red and explains itself', () => {
    ensureBuilt()
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(join(folder, 'node_modules'), { recursive: true })
    for (const name of ['vitest', '@types']) {
      symlinkSync(join(projectRoot, 'node_modules', name), join(folder, 'node_modules', name))
    }
    symlinkSync(projectRoot, join(folder, 'node_modules/bondi'))
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(
      join(folder, 'vitest.config.ts'),
      'export default { test: { include: ["*.test.ts"], testTimeout: 60_000 } }',
    )
    writeFileSync(
      join(folder, 'hello.test.ts'),
      `import { expect, type ProgramRun, test } from 'bondi/vitest'
const program = { sources: [${JSON.stringify(program('hello'))}], bare: true }
test('green', async ({ bondi }) => {
  const run = await bondi.run(program)
  expect(run).toExitCleanly()
  expect(run).toMatchOutput('one\\ntwo\\n', { file: 'out.txt' })
  await expect(run).toMatchScreen('hello.png')
})
test('red', async ({ bondi }) => {
  const run = await bondi.run(program)
  expect(run).toMatchOutput('one\\nthree\\n', { file: 'out.txt', tolerance: { ulps: 1 } })
})
// @ts-expect-error: there is no such bound
export const typed = (run: ProgramRun) => expect(run).toFinishWithin({ seconds: 1, days: 2 })
`,
    )
    const run = (file: string, ...args: string[]) =>
      spawnSync(process.execPath, [join(projectRoot, 'node_modules', file), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, CI: '', NO_COLOR: '1' },
      })
    const vitest = run('vitest/vitest.mjs', 'run')
    expect(vitest.stdout).toMatch(/1 failed \| 1 passed/)
    const said = vitest.stdout + vitest.stderr
    expect(said).toContain('at line 2, column 2, byte 5, written at 0.')
    expect(said).toContain('expected: three')
    expect(existsSync(join(folder, 'hello.png'))).toBe(true)
    const options = [
      '--ignoreConfig',
      '--strict',
      '--noEmit',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2023',
    ]
    const types = run('typescript/bin/tsc', ...options, 'hello.test.ts')
    expect(types.stdout).toBe('')
    expect(types.status).toBe(0)
    expect(readFileSync(join(projectRoot, 'dist/harness/vitest/index.d.ts'), 'utf8')).toContain(
      "declare module 'vitest'",
    )
    rmSync(folder, { recursive: true })
  })
})
