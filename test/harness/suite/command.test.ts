/** `bondi test` as a user has it: a process, with its exit codes, its threads and its files. */
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildFile } from '../../../harness/build-application.ts'
import { projectRoot } from '../../../harness/project-files.ts'
import type { SuiteResult } from '../../../harness/suite/result.ts'
import { bondiIn, ensureBuilt, mainFile } from '../bondi.ts'

const application = join(mkdtempSync(join(tmpdir(), 'bondi-app-')), 'Report.bin')

beforeAll(async () => {
  ensureBuilt()
  await buildFile({ sources: [join(projectRoot, 'test/harness/suite/programs/report.c')], output: application })
})

const passing = 'application = "Report.bin"\n[expect.file]\nname = "report.txt"\nmatches = "^end$"\n'
const failing = passing.replace('^end$', '^beginning$')

/** A suite in a folder of its own, and `bondi` there. */
function suiteOf(cases: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-suite-'))
  for (const [name, text] of Object.entries(cases)) {
    mkdirSync(join(folder, name), { recursive: true })
    copyFileSync(application, join(folder, name, 'Report.bin'))
    writeFileSync(join(folder, name, 'case.toml'), text)
  }
  return bondiIn(folder)
}

const resultOf = (stdout: string) => JSON.parse(stdout) as SuiteResult
const statusesOf = (stdout: string) =>
  Object.fromEntries(resultOf(stdout).cases.map(({ name, status }) => [name, status]))

describe('red is red', () => {
  test('a suite that passes, one that fails, one that asserts nothing', () => {
    const bondi = suiteOf({ good: passing, bad: failing, empty: 'application = "Report.bin"\n[expect]\nexit = "ok"\n' })
    const all = bondi('test', '--json')
    expect(all.exit).toBe('tests-failed')
    expect(statusesOf(all.stdout)).toEqual({ bad: 'failed', empty: 'no-assertions', good: 'passed' })
    expect(bondi('test', '--filter', 'good').exit).toBe('ok')
    expect(bondi('test', '--filter', 'empty').exit).toBe('ok')
    expect(bondi('test', '--filter', 'empty', '--strict').exit).toBe('tests-failed')
    const { stdout } = bondi('test', 'bad')
    expect(stdout).toContain('nothing in report.txt matches /^beginning$/')
  })

  test('one that hangs its thread is ended, and the others are not', () => {
    const hang = 'a'.repeat(64)
    const bondi = suiteOf({
      a: passing,
      hang: `application = "Report.bin"\nbudget.host = "500ms"\n[[file]]\nname = "long"\ntext = "${hang}!"\n[expect.file]\nname = "long"\nmatches = "^(a+)+$"\n`,
      z: passing,
    })
    const { exit, stdout } = bondi('test', '--json', '--jobs', '1')
    expect(exit).toBe('tests-failed')
    expect(statusesOf(stdout)).toEqual({ a: 'passed', hang: 'failed', z: 'passed' })
    const [failure] = resultOf(stdout).cases.find(({ name }) => name === 'hang')!.failures
    expect(failure).toMatchObject({ kind: 'host-timeout', exit: 'host-timeout' })
  })

  test('a case that cannot be read or built is red, and hides no other', () => {
    const bondi = suiteOf({
      bad: 'nonsense = 1\n[expect]\nexit = "ok"\n',
      good: passing,
      broken: '[build]\nsources = "broken.c"\nbare = true\n[expect]\nexit = "ok"\n',
      gone: passing.replace('Report.bin', 'Gone.bin'),
    })
    writeFileSync(join(bondi.folder, 'broken/broken.c'), 'int main(void) { return x; }\n')
    const { exit, stdout } = bondi('test', '--json')
    expect(exit).toBe('tests-failed')
    const exits = Object.fromEntries(resultOf(stdout).cases.map(({ name, failures }) => [name, failures[0]?.exit]))
    expect(exits).toEqual({ bad: 'bad-input', broken: 'build-failed', gone: 'bad-input', good: undefined })
  })

  test('a suite without cases, and a folder that is not there', () => {
    expect(suiteOf({})('test').exit).toBe('bad-input')
    expect(suiteOf({})('test', 'nowhere').exit).toBe('bad-input')
  })
})

test('--bail ends after the first that fails; --shard takes a part; --list runs nothing', () => {
  const bondi = suiteOf({ a: failing, b: passing, c: passing, d: passing })
  const bailed = resultOf(bondi('test', '--json', '--bail', '--jobs', '1').stdout)
  expect(bailed).toMatchObject({ isComplete: false, cases: [{ name: 'a' }] })
  const shard = resultOf(bondi('test', '--json', '--shard', '2/3').stdout)
  expect(shard).toMatchObject({ shard: { index: 2, count: 3 }, cases: [{ name: 'b' }] })
  expect(bondi('test', '--list').stdout).toBe('a\nb\nc\nd\n')
  expect(bondi('test', '--shard', '4/3').exit).toBe('usage')
})

test('--update writes what is expected, never in CI; --retries do not hide what fails always', () => {
  const bondi = suiteOf({
    a: `${passing}equals-file = "report.txt"\n[expect.baseline]\ncycles = "1%"\n`,
  })
  const before = bondi('test', '--json', '--retries', '1')
  expect(resultOf(before.stdout).cases[0]).toMatchObject({ status: 'failed', attempts: 2 })
  const inCi = spawnSync(process.execPath, [mainFile, 'test', '--update'], {
    cwd: bondi.folder,
    env: { ...process.env, CI: 'true' },
    encoding: 'utf8',
  })
  expect(inCi.stderr).toContain('--update is refused in CI')
  expect(existsSync(join(bondi.folder, 'a/report.txt'))).toBe(false)
  const updated = spawnSync(process.execPath, [mainFile, 'test', '--update'], {
    cwd: bondi.folder,
    env: { ...process.env, CI: '' },
    encoding: 'utf8',
  })
  expect(updated.status, updated.stderr).toBe(0)
  expect(readFileSync(join(bondi.folder, 'a/report.txt'), 'utf8')).toBe('Report\nspeed: 12.50 tokens\nend\n')
  expect(JSON.parse(readFileSync(join(bondi.folder, 'a/baseline.json'), 'utf8'))['']).toHaveProperty('cycles')
  expect(bondi('test', '--determinism').exit).toBe('ok')
})

test('--watch runs again when a file changes, until Ctrl-C', async () => {
  const { folder } = suiteOf({ a: failing })
  const child = spawn(process.execPath, [mainFile, 'test', '--watch'], { cwd: folder })
  let said = ''
  const until = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => said.includes(text) && resolve()
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      look()
    })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += text
    })
  }
  await until('waiting for changes')
  expect(said).toContain('1 failed')
  writeFileSync(join(folder, 'a/case.toml'), passing)
  await until('1 passed')
  child.kill('SIGINT')
  await new Promise((resolve) => child.on('close', resolve))
}, 60_000)
