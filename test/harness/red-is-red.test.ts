/** Red is red: every way to fail, injected into a case of a suite, is reported as what it is, in JSON, in JUnit and by the exit code. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { writeMacBinary } from '../../emulator/formats/macbinary.ts'
import { buildSources } from '../../harness/build-application.ts'
import { type ExitCodeName, exitCodes } from '../../harness/exit-codes.ts'
import { projectRoot } from '../../harness/project-files.ts'
import type { FailureKind, SuiteResult } from '../../harness/suite/result.ts'
import { buildProgram } from '../macos/programs.ts'
import { ensureBuilt, mainFile } from './bondi.ts'
import { type Junit, junitOf } from './read-junit.ts'

const source = (name: string) => join(projectRoot, 'test/harness', name)
const crash = (define: string) => buildProgram('crash', { defines: [define], imports: ['NoSuchService'] })
const bare = async (name: string) =>
  (await buildSources({ name, sources: [source(`programs/${name}.c`)], bare: true })).file

/** By the name of the application's file. */
const programs: Readonly<Record<string, () => Promise<MacFile>>> = {
  Report: async () =>
    (await buildSources({ name: 'Report', sources: [source('suite/programs/report.c')], console: true })).file,
  Hello: () => bare('hello'),
  Idle: () => bare('idle'),
  Store: () => crash('WILD_STORE'),
  Opcode: () => crash('SQUARE_ROOT'),
  DataJump: () => crash('DATA_JUMP'),
  Overrun: () => crash('STACK_OVERRUN'),
  Heap: () => crash('DAMAGED_HEAP'),
  Service: () => crash('MISSING'),
  Trap: () => crash('TRAP'),
  Debugger: () => crash('DEBUGGER'),
  Endless: () => crash('ENDLESS'),
  Status: () => buildProgram('exits', { useNewlib: true, defines: ['EXIT=3'] }),
  Thrown: () => buildProgram('uncaught.cpp', { start: true, defines: ['THROWN=5'] }),
  Library: () =>
    buildProgram('crash', {
      defines: ['MISSING'],
      moreImports: [{ name: 'NoSuchLib', symbols: new Set(['NoSuchService']) }],
    }),
}

interface Injected {
  readonly what: string
  /** Of `programs`; none where the case brings what it runs, or fails to. */
  readonly program?: keyof typeof programs
  /** The rest of case.toml. */
  readonly text: string
  readonly kind: FailureKind
  /** Of the failure. */
  readonly exit: ExitCodeName
  /** Arguments with which `bondi run` ends as that too; none where it has nothing to compare with, or where outcomes.test.ts has it. */
  readonly run?: readonly string[]
}

const ends = '[expect]\nexit = "ok"\n'
const file = (lines: string) => `[[expect.file]]\nname = "report.txt"\n${lines}\n`
const reported = 'Report\nspeed: 12.00 tokens\nend\n'
const tolerance = '[[expect.tolerance]]\npattern = "speed: {number} tokens"\nrelative = 0.01\n'
const mode = (text: string) => `[[file]]\nname = "mode.txt"\ntext = "${text}"\n`
const known = (fails: string) => `[known-failure]\nreason = "told"\nfails = "${fails}"\n`

const crashes = [
  { what: 'guest exit status', program: 'Status', exit: 'exit-status', run: [] },
  { what: 'access outside RAM', program: 'Store', exit: 'access' },
  { what: 'illegal instruction', program: 'Opcode', exit: 'illegal-instruction' },
  { what: 'jump into data', program: 'DataJump', exit: 'jump', run: [] },
  { what: 'stack overrun', program: 'Overrun', exit: 'stack-overflow' },
  { what: 'damaged heap', program: 'Heap', exit: 'heap-corrupt', run: [] },
  { what: 'missing service', program: 'Service', exit: 'missing-service' },
  { what: 'missing library', program: 'Library', exit: 'launch-failed', run: [] },
  { what: 'trap', program: 'Trap', exit: 'trap', run: [] },
  { what: 'debugger', program: 'Debugger', exit: 'system-error', run: [] },
  { what: 'unhandled C++ exception', program: 'Thrown', exit: 'unhandled-exception', run: [] },
  { what: 'idle for ever', program: 'Idle', exit: 'idle', run: [] },
  { what: 'engine fault', program: 'Hello', exit: 'internal', run: [] },
] as const

const injected: readonly Injected[] = [
  ...crashes.map((row) => ({ ...row, text: ends, kind: 'exit' as const })),
  {
    what: 'finding of a check',
    program: 'Heap',
    text: `checks = "heap"\n${ends}`,
    kind: 'exit',
    exit: 'check',
    run: ['--check', 'heap'],
  },
  {
    what: 'cycle budget',
    program: 'Endless',
    text: `budget.cycles = "1M"\n${ends}`,
    kind: 'exit',
    exit: 'cycle-budget',
  },
  {
    what: 'time budget',
    program: 'Endless',
    text: `budget.time = "20ms"\n${ends}`,
    kind: 'exit',
    exit: 'time-budget',
  },
  {
    what: 'host time-out',
    program: 'Endless',
    text: `budget = { time = "1000h", host = "200ms" }\n${ends}`,
    kind: 'host-timeout',
    exit: 'host-timeout',
  },
  {
    what: 'launch refused',
    program: 'Report',
    text: `partition = "20K"\n${ends}`,
    kind: 'exit',
    exit: 'launch-failed',
  },
  {
    what: 'wrong output',
    program: 'Report',
    text: file(`equals = ${JSON.stringify(reported)}`),
    kind: 'file',
    exit: 'different',
  },
  {
    what: 'number outside of tolerance',
    program: 'Report',
    text: tolerance + file(`equals = ${JSON.stringify(reported)}`),
    kind: 'file',
    exit: 'different',
  },
  {
    what: 'wrong console',
    program: 'Report',
    text: '[expect.console]\ncontains = "Good-bye"\n',
    kind: 'console',
    exit: 'different',
  },
  {
    what: 'other screen',
    program: 'Report',
    text: `script = ["at 5ms", "compare screen.png"]\nbudget.time = "10ms"\n${mode('loop')}[expect]\nexit = "time-budget"\n`,
    kind: 'picture',
    exit: 'different',
  },
  {
    what: 'service not called',
    program: 'Report',
    text: '[expect]\ncalled = "SysBeep"\n',
    kind: 'service',
    exit: 'different',
  },
  {
    what: 'more cycles than accepted',
    program: 'Report',
    text: '[expect.baseline]\ncycles = "10%"\n',
    kind: 'cycles',
    exit: 'different',
  },
  {
    what: 'more memory than accepted',
    program: 'Report',
    text: '[expect.baseline]\nmemory = "10%"\n',
    kind: 'memory',
    exit: 'different',
  },
  {
    what: 'known failure that passes',
    program: 'Report',
    text: known('access') + file(''),
    kind: 'known-failure',
    exit: 'different',
  },
  {
    what: 'known failure that fails in another way',
    program: 'Store',
    text: known('jump') + ends,
    kind: 'known-failure',
    exit: 'different',
  },
  {
    what: 'known failure that a fault of Bondi hides',
    program: 'Hello',
    text: known('exit') + ends,
    kind: 'known-failure',
    exit: 'different',
  },
  { what: 'no expectations', program: 'Report', text: '', kind: 'definition', exit: 'bad-input' },
  {
    what: 'source that does not compile',
    text: `[build]\nsources = "broken.c"\nbare = true\n${ends}`,
    kind: 'definition',
    exit: 'build-failed',
  },
]

/** What neither a run nor a case can end as, and what does. */
const elsewhere: Partial<Record<ExitCodeName, string>> = {
  ok: 'it worked',
  usage: 'the command line',
  'missing-tool': 'a host without a compiler',
  'damaged-volume': 'disk check',
  'program-reported': 'verify',
  'not-collected': 'run --collect',
  diverged: 'replay',
  'tests-failed': 'the suite as a whole',
  interrupted: 'Ctrl-C, below',
}

/** Milliseconds; the suite itself takes some seconds on a machine that has nothing else to do. */
const PATIENCE = 300_000

const root = mkdtempSync(join(tmpdir(), 'bondi-red-'))
const applications = join(root, 'applications')
const suite = join(root, 'suite')

function bondi(args: readonly string[], planted = 'throw') {
  const NODE_OPTIONS = `--require ${source('planted-fault.cjs')}`
  const env = { ...process.env, NODE_OPTIONS, PLANTED: planted }
  const { status, stdout, stderr } = spawnSync(process.execPath, [mainFile, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { exit: exitCodes.find(({ code }) => code === status)?.name ?? `code ${status}`, stdout, stderr }
}

function addCase(name: string, program: string | undefined, text: string): void {
  mkdirSync(join(suite, name), { recursive: true })
  const application = program === undefined ? '' : `application = "../../applications/${program}.bin"\n`
  writeFileSync(join(suite, name, 'case.toml'), application + text)
}

beforeAll(async () => {
  ensureBuilt()
  mkdirSync(applications)
  await Promise.all(
    Object.entries(programs).map(async ([name, make]) =>
      writeFileSync(join(applications, `${name}.bin`), writeMacBinary(await make())),
    ),
  )
}, PATIENCE)

describe('a failure of each class, in one suite', () => {
  let result: SuiteResult
  let junit: Junit
  let exit: string

  beforeAll(() => {
    for (const { what, program, text } of injected) addCase(what, program, text)
    addCase('all is well', 'Report', file('contains = "end"'))
    addCase('nothing is asserted', 'Report', ends)
    writeFileSync(join(suite, 'source that does not compile/broken.c'), 'int main(void) { return x; }\n')
    for (const measure of ['cycles', 'memory']) {
      const accepted = JSON.stringify({ '': { cycles: 1000, memory: 1000 } })
      writeFileSync(join(suite, `more ${measure} than accepted/baseline.json`), accepted)
    }
    writeFileSync(join(suite, 'other screen/screen.png'), readFileSync(join(projectRoot, 'docs/window.png')))
    const ran = bondi(['test', 'suite', '--json', '--junit', 'junit.xml'])
    exit = ran.exit
    result = JSON.parse(ran.stdout)
    junit = junitOf(join(root, 'junit.xml'))
  }, PATIENCE)

  test('the suite is red, and the case that does as expected is green', () => {
    expect(exit).toBe('tests-failed')
    expect(result).toMatchObject({ exit: 'tests-failed', isComplete: true })
    expect(result.cases.find(({ name }) => name === 'all is well')).toMatchObject({ status: 'passed', failures: [] })
    expect(junit.cases['all is well']).toEqual([])
  })

  test.each(injected)('$what: $kind, $exit', ({ what, kind, exit }) => {
    const found = result.cases.find(({ name }) => name === what)
    expect(found?.status).toBe('failed')
    expect(found!.failures[0]).toMatchObject({ kind, exit })
    if (kind !== 'known-failure') expect(found!.failures).toHaveLength(1)
    if (kind === 'exit') expect(found!.exit).toBe(exit)
    const element = kind === 'definition' || kind === 'host-timeout' ? 'error' : 'failure'
    expect(junit.cases[what]).toEqual([[element, kind]])
  })

  test('a case that asserts nothing is told of, and red where that is asked for', () => {
    const found = result.cases.find(({ name }) => name === 'nothing is asserted')
    expect(found).toMatchObject({ status: 'no-assertions', reason: expect.stringContaining('expects nothing') })
    expect(bondi(['test', 'suite/nothing is asserted', '--strict']).exit).toBe('tests-failed')
  })

  test.each(injected.filter(({ run }) => run))('bondi run: $what is $exit', ({ program, run, exit }) => {
    expect(bondi(['run', `applications/${program}.bin`, '--no-bundle', ...run!]).exit).toBe(exit)
  })

  test('a run that is not the same the second time', () => {
    addCase('steady', 'Hello', '[[expect.file]]\nname = "out.txt"\ncontains = "two"\n')
    const ran = bondi(['test', 'suite/steady', '--json', '--determinism'], 'differ')
    expect(ran.exit).toBe('tests-failed')
    expect(JSON.parse(ran.stdout).cases[0].failures).toMatchObject([{ kind: 'determinism', exit: 'different' }])
    expect(bondi(['test', 'suite/steady', '--determinism'], '').exit).toBe('ok')
  })
})

test('every exit code that a run can end with has a row', () => {
  const covered = new Set<string>([...injected.map(({ exit }) => exit), ...Object.keys(elsewhere)])
  expect(exitCodes.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([])
  expect(injected.filter(({ exit }) => exit in elsewhere)).toEqual([])
})
