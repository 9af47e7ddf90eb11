/** Every kind of expectation holds where it should, and fails where it should: red is red. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { MacFile } from '../../../emulator/formats/mac-file.ts'
import { buildSources } from '../../../harness/build-application.ts'
import { projectRoot } from '../../../harness/project-files.ts'
import { checkDefinition } from '../../../harness/suite/check-definition.ts'
import { runCase } from '../../../harness/suite/run-case.ts'
import { judge } from '../../../harness/suite/verdict.ts'

const program = (name: string) => join(projectRoot, 'test/harness/suite/programs', name)
const folder = mkdtempSync(join(tmpdir(), 'bondi-suite-'))
let built: MacFile

beforeAll(async () => {
  const { file } = await buildSources({ name: 'Report', sources: [program('report.c')], console: true })
  built = file
})

interface Written {
  readonly expect: Readonly<Record<string, unknown>>
  readonly [key: string]: unknown
}

async function run(written: Written, { update = false, determinism = false } = {}) {
  const definition = checkDefinition({ application: 'Report.bin', budget: { time: 5 }, ...written }, 'case.toml')
  const found = await runCase({ definition, folder, choice: '', built, update, determinism })
  return { ...found, ...judge(found, definition, false) }
}

const report = (more: Record<string, unknown>) => ({ file: { name: 'report.txt', ...more } })

describe('an expectation that holds, and one that does not', () => {
  writeFileSync(join(folder, 'same.txt'), 'Report\nspeed: 12.50 tokens\nend\n')
  writeFileSync(join(folder, 'other.txt'), 'Report\nspeed: 12.00 tokens\nend\n')
  writeFileSync(join(folder, 'same.bin'), 'Report\nspeed: 12.50 tokens\nend\n')
  writeFileSync(join(folder, 'other.bin'), 'Report\nspeed: 12.50 tokenZ\nend\n')
  const tolerance = (more: object) => ({ tolerance: [{ pattern: 'speed: {number} tokens', ...more }] })
  const near = report({ equalsFile: 'other.txt' })

  test.each<[string, string, object, object]>([
    ['a file that is there', 'file', { file: { name: 'report.txt' } }, { file: { name: 'none.txt' } }],
    ['a file that is not there', 'file', { file: { name: 'x', absent: true } }, report({ absent: true })],
    [
      'text of a file',
      'file',
      report({ equals: 'Report\nspeed: 12.50 tokens\nend\n' }),
      report({ equals: 'Report\n' }),
    ],
    ['expected file', 'file', report({ equalsFile: 'same.txt' }), report({ equalsFile: 'other.txt' })],
    ['expected file that is not there', 'file', report({ equalsFile: 'same.txt' }), report({ equalsFile: 'no.txt' })],
    [
      'bytes',
      'file',
      report({ equalsFile: 'same.bin', binary: true }),
      report({ equalsFile: 'other.bin', binary: true }),
    ],
    ['contains', 'file', report({ contains: '12.50' }), report({ contains: ['Report', '12.51'] })],
    ['lacks', 'file', report({ lacks: 'nan' }), report({ lacks: 'end' })],
    ['matches', 'file', report({ matches: '^end$' }), report({ matches: '^nd' })],
    ['relative', 'file', { ...near, ...tolerance({ relative: 0.05 }) }, { ...near, ...tolerance({ relative: 0.01 }) }],
    ['absolute', 'file', { ...near, ...tolerance({ absolute: 0.5 }) }, { ...near, ...tolerance({ absolute: 0.4 }) }],
    ['ulps', 'file', { ...near, ...tolerance({ ulps: 524288 }) }, { ...near, ...tolerance({ ulps: 524287 }) }],
    ['console', 'console', { console: { contains: 'Hello' } }, { console: { contains: 'Good-bye' } }],
    ['console that lacks', 'console', { console: { lacks: 'Good-bye' } }, { console: { lacks: 'Hello' } }],
    ['called', 'service', { called: 'ExitToShell' }, { called: ['ExitToShell', 'SysBeep'] }],
    ['not called', 'service', { notCalled: 'SysBeep' }, { notCalled: 'ExitToShell' }],
    ['cycles', 'cycles', { maxCycles: '100M' }, { maxCycles: '1K' }],
    ['memory', 'memory', { maxMemory: '1M' }, { maxMemory: '10K' }],
  ])('%s', async (_name, kind, good, bad) => {
    const holds = await run({ expect: { ...good } })
    expect(holds.failures).toEqual([])
    expect(holds).toMatchObject({ status: 'passed', exit: 'ok' })
    const breaks = await run({ expect: { ...bad } })
    expect(breaks).toMatchObject({ status: 'failed', exit: 'ok', failures: [{ kind, exit: 'different' }] })
    expect(breaks.attachments.map(({ name }) => name)).toEqual(expect.arrayContaining(['screen.png', 'bundle.zip']))
  })

  test('the first difference has its place, its numbers and its virtual time', async () => {
    const { failures, attachments } = await run({ expect: { ...near, ...tolerance({ relative: 0.01 }) } })
    const [{ difference }] = failures as [(typeof failures)[number]]
    expect(difference).toMatchObject({ of: 'report.txt', line: 2, column: 11, offset: 17, ulps: 524288 })
    expect(difference).toMatchObject({ actual: 'speed: 12.50 tokens', expected: 'speed: 12.00 tokens' })
    expect(difference!.virtualSeconds).toBeGreaterThan(0)
    expect(attachments.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['report.txt', 'expected-report.txt', 'screen.png']),
    )
  })

  test('the screen: written by an update, then the same, then another one', async () => {
    const written = {
      file: { name: 'mode.txt', text: 'loop' },
      budget: { time: '200ms' },
      expect: { exit: 'time-budget' },
      script: ['at 100ms', 'compare screen.png'],
    }
    const fails = { status: 'failed', failures: [{ kind: 'picture' }] }
    expect(await run(written)).toMatchObject(fails)
    const { updates } = await run(written, { update: true })
    expect(updates).toHaveLength(1)
    writeFileSync(join(folder, 'screen.png'), updates[0]!.content)
    expect(await run(written)).toMatchObject({ status: 'passed' })
    const other = await run({ ...written, file: { name: 'mode.txt', text: 'draw loop' } })
    expect(other).toMatchObject(fails)
    expect(await run({ ...written, script: ['at 1s', 'compare screen.png'] })).toMatchObject(fails)
    expect(other.attachments.map(({ name }) => name)).toContain('screen.difference.png')
  })

  test('the accepted run: less is well, more is not, and none is told', async () => {
    const written = { expect: { baseline: { cycles: '1%', memory: '0%' } } }
    expect(await run(written)).toMatchObject({ status: 'failed', failures: [{ message: /no accepted run/ }] } as never)
    const { figures } = await run(written, { update: true })
    const keep = (factor: number) =>
      writeFileSync(
        join(folder, 'baseline.json'),
        JSON.stringify({ '': { cycles: Math.round(figures!.cycles * factor), memory: figures!.memory } }),
      )
    keep(1)
    expect(await run(written)).toMatchObject({ status: 'passed' })
    keep(0.98)
    expect(await run(written)).toMatchObject({ status: 'failed', failures: [{ kind: 'cycles' }] })
  })
})

describe('ends', () => {
  const mode = (text: string) => ({ file: { name: 'mode.txt', text } })

  test('a crash is its own failure, with its report, and hides what follows from it', async () => {
    const crashed = await run({ ...mode('crash'), expect: report({ contains: 'end' }) })
    expect(crashed).toMatchObject({ status: 'failed', exit: 'access', failures: [{ kind: 'exit', exit: 'access' }] })
    expect(crashed.failures).toHaveLength(1)
    expect(crashed.attachments.map(({ name }) => name)).toEqual(expect.arrayContaining(['crash.txt', 'crash.json']))
  })

  test('a crash can be what is expected', async () => {
    expect(await run({ ...mode('crash'), expect: { exit: 'access' } })).toMatchObject({ status: 'passed' })
    expect(await run({ expect: { exit: 'access' } })).toMatchObject({ status: 'failed', exit: 'ok' })
  })

  test('an exit status', async () => {
    expect(await run({ ...mode('fail'), expect: { status: 3 } })).toMatchObject({
      status: 'passed',
      exit: 'exit-status',
    })
    expect(await run({ ...mode('fail'), expect: report({}) })).toMatchObject({ status: 'failed', exit: 'exit-status' })
    expect(await run({ ...mode('fail'), expect: { status: 4 } })).toMatchObject({ failures: [{ kind: 'exit' }] })
    expect(await run({ expect: { status: 3 } })).toMatchObject({ status: 'failed', failures: [{ kind: 'exit' }] })
  })

  test('a loop ends at its budgets', async () => {
    const loop = { ...mode('loop'), expect: { exit: 'ok' } }
    expect(await run({ ...loop, budget: { time: '100ms' } })).toMatchObject({ exit: 'time-budget', status: 'failed' })
    expect(await run({ ...loop, budget: { cycles: '1M' } })).toMatchObject({ exit: 'cycle-budget', status: 'failed' })
    const late = await run({ ...loop, budget: { time: 3000, host: '200ms' } })
    expect(late).toMatchObject({ exit: 'host-timeout', failures: [{ kind: 'host-timeout', exit: 'host-timeout' }] })
  })

  test('a partition that the system cannot give', async () => {
    const small = await run({ partition: '20K', expect: report({}) })
    expect(small).toMatchObject({ status: 'failed', exit: 'launch-failed', failures: [{ exit: 'launch-failed' }] })
    expect(await run({ partition: '20K', expect: { exit: 'launch-failed' } })).toMatchObject({ status: 'passed' })
  })

  test('that it ends is no assertion', async () => {
    expect(await run({ expect: { exit: 'ok' } })).toMatchObject({ status: 'no-assertions' })
  })
})

describe('known failures', () => {
  const known = (fails: string, written: Written) => run({ ...written, knownFailure: { reason: 'told', fails } })
  const bad = { expect: report({ contains: 'nothing of the kind' }) }
  const crash = { file: { name: 'mode.txt', text: 'crash' }, expect: report({}) }

  test('one that fails as it is known to', async () => {
    expect(await known('file', bad)).toMatchObject({ status: 'known-failure', reason: 'told' })
    expect(await known('access', crash)).toMatchObject({ status: 'known-failure' })
  })

  test.each<[string, string, Written]>([
    ['passes', 'file', { expect: report({}) }],
    ['fails in another way', 'console', bad],
    ['crashes in another way', 'jump', crash],
  ])('one that %s is red', async (_name, fails, written) => {
    const { status, failures } = await known(fails, written)
    expect(status).toBe('failed')
    expect(failures[0]).toMatchObject({ kind: 'known-failure' })
  })
})

test('the same run twice is the same', async () => {
  const { failures, assertions } = await run({ expect: report({}) }, { determinism: true })
  expect(failures).toEqual([])
  expect(assertions).toContain('the same run gives the same again')
})

test('a file with a type, and the clock', async () => {
  const written = { file: { name: 'mode.txt', text: 'date', type: 'NOTE' }, startDate: '2001-02-03T04:05:06' }
  const { attachments } = await run({ ...written, expect: report({ contains: '2001-02-03 04:05:0' }) })
  expect(attachments.find(({ name }) => name === 'report.txt')?.content).toMatch(/2001-02-03 04:05:0\d NOTE/)
})
