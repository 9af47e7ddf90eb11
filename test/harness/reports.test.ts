import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../harness/project-files.ts'
import { githubAnnotations, githubSummary } from '../../harness/suite/reports/github.ts'
import { junitXml } from '../../harness/suite/reports/junit.ts'
import { LatestWriter } from '../../harness/suite/reports/latest-writer.ts'
import { mergeResults } from '../../harness/suite/reports/merge.ts'
import { readSuiteResult } from '../../harness/suite/reports/read-result.ts'
import { openReports } from '../../harness/suite/reports/reports.ts'
import type { SuiteResult } from '../../harness/suite/result.ts'
import { type Bondi, bondiIn, ensureBuilt, mainFile } from './bondi.ts'
import { aCase, aSuite, crashed, everyStatus, wrongText } from './suite-results.ts'

/* JUnit XML is read by xmllint (with a schema) and by Debian's junitparser, which Bondi did not make. */

const has = (command: string): boolean => spawnSync('which', [command]).status === 0
const hasXmllint = has('xmllint')
const hasJunitParser = spawnSync('/usr/bin/python3', ['-c', 'import junitparser']).status === 0
if (!hasXmllint) console.warn('xmllint is not here: its tests are skipped. apt-get install libxml2-utils')
if (!hasJunitParser) console.warn('junitparser is not here: its tests are skipped. apt-get install python3-junitparser')

const folder = mkdtempSync(join(tmpdir(), 'bondi-reports-'))
const inFolder = (name: string) => join(folder, name)
const schema = join(projectRoot, 'test/harness/junit.xsd')

let suite: SuiteResult
beforeAll(async () => {
  suite = await everyStatus()
})

function validate(xml: string): { status: number | null; said: string } {
  writeFileSync(inFolder('validated.xml'), xml)
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schema, inFolder('validated.xml')], {
    encoding: 'utf8',
  })
  return { status, said: stderr }
}

const readWithJunitParser = `
import json, sys
from junitparser import JUnitXml
xml = JUnitXml.fromfile(sys.argv[1])
suites = list(xml)
print(json.dumps({
  "totals": [xml.tests, xml.failures, xml.errors],
  "cases": {case.name: {
    "results": [[type(result).__name__, result.message, result.text] for result in case.result],
    "out": case.system_out, "time": case.time} for suite in suites for case in suite},
}))`

function parse(xml: string) {
  writeFileSync(inFolder('parsed.xml'), xml)
  const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', readWithJunitParser, inFolder('parsed.xml')], {
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

describe('JUnit XML', () => {
  test.skipIf(!hasXmllint)('is valid with every status, with characters that XML has not, and unfinished', () => {
    expect(validate(junitXml(suite))).toMatchObject({ status: 0 })
    expect(validate(junitXml(aSuite([], { isComplete: false })))).toMatchObject({ status: 0 })
    // The schema can say no.
    expect(validate(junitXml(suite).replace(' tests="9"', ''))).toMatchObject({ status: 3 })
    expect(validate(junitXml(suite).replace('</testsuite>', ''))).not.toMatchObject({ status: 0 })
  })

  test.skipIf(!hasJunitParser)('says the same to another reader', () => {
    const { totals, cases } = parse(junitXml(suite, ({ name }) => (name === 'crash' ? ['a/crash.txt'] : [])))
    expect(totals).toEqual([9, 3, 1])
    const kinds = Object.fromEntries(
      Object.entries<{ results: [string][] }>(cases).map(([name, { results }]) => [name, results[0]?.[0] ?? 'Passed']),
    )
    expect(kinds).toEqual({
      crash: 'Failure',
      flaky: 'Passed',
      hangs: 'Error',
      known: 'Skipped',
      'letters/wrong-text': 'Failure',
      nothing: 'Passed',
      'screens/wrong': 'Failure',
      slow: 'Skipped',
      'story[seed=13]': 'Passed',
    })
    expect(cases.crash.out).toContain('[[ATTACHMENT|a/crash.txt]]')
    expect(cases.known.results[0][1]).toBe('fonts are wider')
    const [, message, text] = cases['letters/wrong-text'].results[0]
    expect(message).toBe('out.txt differs from what is expected in line 10, character 9')
    expect(text).toContain('at line 10, column 9, byte 71, 3 ULPs apart, written at 0.250000 s of virtual time')
    expect(text).toContain('expected: line 10\n')
  })

  test('has what only Bondi measures as properties', () => {
    const xml = junitXml(suite)
    for (const property of [
      'virtual-seconds" value="1.5',
      'cycles" value="349500000',
      'peak-memory-bytes" value="640000',
    ]) {
      expect(xml).toContain(`<property name="${property}"/>`)
    }
    expect(xml).toContain('<property name="tokensPerSecond" value="151.25"/>')
  })

  test.skipIf(!hasJunitParser)('names the cases that a run which was ended did not come to', () => {
    const { totals, cases } = parse(
      junitXml(aSuite([aCase('one')], { isComplete: false, unfinished: ['two'], exit: 'interrupted' })),
    )
    expect(totals).toEqual([2, 0, 1])
    expect(cases.two.results[0].slice(0, 2)).toEqual(['Error', 'the run was ended before this case was'])
  })
})

describe('reports while a suite runs', () => {
  test('are whole from the start, and have what they name', async () => {
    const [junit, results] = [inFolder('live/run.xml'), inFolder('live/run.json')]
    const reports = openReports({ junit, results }, () => {})
    const begun = aSuite([], { isComplete: false, unfinished: ['crash', 'other'] })
    await reports.begin(begun)
    expect(readFileSync(junit, 'utf8').match(/type="not-finished"/g)).toHaveLength(2)
    const soFar = { ...begun, cases: [crashed], unfinished: ['other'] }
    await reports.finish(crashed, soFar)
    expect(readFileSync(junit, 'utf8').match(/type="not-finished"/g)).toHaveLength(1)
    expect(readFileSync(inFolder('live/run-attachments/crash/crash.txt'), 'utf8')).toContain('Registers')
    expect(JSON.parse(readFileSync(results, 'utf8'))).toEqual(soFar)
    const finished = aSuite([crashed, aCase('other')], { exit: 'tests-failed' })
    await reports.end(finished)
    expect(readFileSync(junit, 'utf8')).not.toContain('not-finished')
    expect(JSON.parse(readFileSync(results, 'utf8'))).toEqual(finished)
  })

  test('write the newest, not everything, when results come faster than the disk takes them', async () => {
    const path = inFolder('newest.txt')
    const writer = new LatestWriter(path)
    let rendered = 0
    const writes = Array.from({ length: 200 }, (_, index) =>
      writer.write(() => {
        rendered++
        return String(index)
      }),
    )
    await Promise.all(writes)
    expect(readFileSync(path, 'utf8')).toBe('199')
    expect(rendered).toBeLessThan(10)
  })

  test('cannot leave the folder that they are to be in, whatever a case is called', async () => {
    const evil = aCase('../../evil', { attachments: [{ ...crashed.attachments[0]!, name: '../../../evil.txt' }] })
    const reports = openReports({ junit: inFolder('safe/run.xml') }, () => {})
    await reports.finish(evil, aSuite([evil]))
    const [path] = /(?<=\[\[ATTACHMENT\|)[^\]]+/.exec(readFileSync(inFolder('safe/run.xml'), 'utf8'))!
    expect(existsSync(join(process.cwd(), path))).toBe(true)
    expect(join(process.cwd(), path)).toContain(inFolder('safe/run-attachments'))
  })
})

describe('GitHub Actions', () => {
  test('each red case is an error in the file that defines it, in one line', () => {
    const lines = githubAnnotations(suite).trimEnd().split('\n')
    expect(lines.map((line) => line.slice(0, line.indexOf(' ')))).toEqual(
      ['error', 'warning', 'error', 'error', 'warning', 'error'].map((level) => `::${level}`),
    )
    const [text] = githubAnnotations(aSuite([wrongText])).split('\n')
    expect(text).toMatch(/^::error file=suite\/letters\/wrong-text\/case\.toml,line=1,title=letters\/wrong-text::/)
    expect(text).toContain('character 9%0A  at line 10')
  })

  test('what is special to its commands is escaped', () => {
    const odd = { ...crashed, name: 'a:b,c%d', failures: [{ ...crashed.failures[0]!, message: '50%\r\n' }] }
    expect(githubAnnotations(aSuite([odd]))).toBe(
      '::error file=suite/a:b,c%d/case.toml,line=1,title=a%3Ab%2Cc%25d::50%25%0D%0A\n'.replace(
        'suite/a:b,c%d',
        'suite/crash',
      ),
    )
  })

  test('the summary counts, and shows the failures', () => {
    const summary = githubSummary(suite)
    expect(summary).toContain('| failed | 4 |')
    expect(summary).toContain('<summary>letters/wrong-text</summary>')
    expect(githubSummary(aSuite([], { isComplete: false }))).toContain('Not all cases were run')
  })
})

describe('bondi report merge', () => {
  let bondi: Bondi
  beforeAll(() => {
    ensureBuilt()
    bondi = bondiIn(folder)
  })

  const shard = (index: number, count: number, names: readonly string[], more: Partial<SuiteResult> = {}) => {
    const file = `shard-${index}-${count}${more.version ?? ''}.json`
    const result = aSuite(
      names.map((name) => aCase(name)),
      { shard: { index, count }, ...more },
    )
    writeFileSync(inFolder(file), JSON.stringify(result))
    return file
  }

  test('shards are one result, in the order of names, with reports and history', () => {
    const [one, two] = [shard(1, 2, ['a', 'c']), shard(2, 2, ['b'], { startedAt: '2026-03-01T03:16:00.000Z' })]
    const args = ['--junit', 'merged.xml', '--html', 'merged.html', '--history', 'history.jsonl', '--json']
    const { exit, stdout } = bondi('report', 'merge', one, two, ...args)
    expect(exit).toBe('ok')
    const merged: SuiteResult = JSON.parse(stdout)
    expect(merged).toMatchObject({ isComplete: true, startedAt: '2026-03-01T03:16:00.000Z', hostSeconds: 25 })
    expect(merged.cases.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(merged).not.toHaveProperty('shard')
    expect(readFileSync(inFolder('merged.html'), 'utf8')).toContain('<!doctype html>')
    const history = () => readFileSync(inFolder('history.jsonl'), 'utf8').trimEnd().split('\n')
    expect(history().map((line) => JSON.parse(line).case)).toEqual(['a', 'b', 'c'])
    bondi('report', 'merge', one, two, '--history', 'history.jsonl')
    expect(history(), 'told twice, kept once').toHaveLength(3)
  })

  const part = (index: number, count: number, names: readonly string[], more: Partial<SuiteResult> = {}) =>
    aSuite(
      names.map((name) => aCase(name)),
      { shard: { index, count }, ...more },
    )

  test('a shard that is missing, or was ended, makes it red', () => {
    const { exit, stderr } = bondi('report', 'merge', shard(1, 3, ['a']), shard(3, 3, ['b']))
    expect(exit).toBe('tests-failed')
    expect(stderr).toContain('not finished: shard 2/3')
    const ended = part(1, 1, ['a'], { isComplete: false, unfinished: ['z'] })
    expect(mergeResults([ended])).toMatchObject({ exit: 'tests-failed', isComplete: false, unfinished: ['z'] })
  })

  test('results that do not belong together are refused', () => {
    const one = part(1, 2, ['a'])
    expect(() => mergeResults([one, one])).toThrow('the case a is in two of the results')
    expect(() => mergeResults([one, part(2, 2, ['b'], { version: '9.9.9' })])).toThrow('9.9.9')
    expect(() => mergeResults([one, part(1, 4, ['x'])])).toThrow('into 2, 4 shards')
  })

  test.each([
    ['{', 'is no result of a suite: '],
    ['{"format":"bondi-suite-1"}', 'name: '],
    ['[]', 'is no result of a suite: '],
  ])('%s is told as what it is', async (content, message) => {
    writeFileSync(inFolder('damaged.json'), content)
    await expect(readSuiteResult(inFolder('damaged.json'))).rejects.toThrow(message)
  })

  test('a damaged history is told with its line, and stays as it is', () => {
    writeFileSync(inFolder('damaged.jsonl'), '\n{"night": 3}\n')
    const { exit, stderr } = bondi('report', 'merge', shard(1, 1, ['a']), '--history', 'damaged.jsonl')
    expect(exit).toBe('bad-input')
    expect(stderr).toContain('damaged.jsonl, line 2 is no entry of a history: night')
    expect(readFileSync(inFolder('damaged.jsonl'), 'utf8')).toBe('\n{"night": 3}\n')
  })
})

describe('bondi test', () => {
  let bondi: Bondi
  beforeAll(() => {
    ensureBuilt()
    bondi = bondiIn(folder)
    for (const program of ['hello', 'loop', 'access']) {
      const source = join(projectRoot, `test/harness/programs/${program}.c`)
      expect(bondi('build', '--bare', source, '-o', `${program}.bin`).exit).toBe('ok')
    }
    writeCase('mixed/good', 'hello', '[[expect.file]]\nname = "out.txt"\nequals = "one\\ntwo\\n"')
    writeCase('mixed/wrong', 'hello', '[[expect.file]]\nname = "out.txt"\nequals = "one\\nthree\\n"')
    writeCase('mixed/crash', 'access', '[expect]\nexit = "ok"\ncalled = ["FSWrite"]')
    writeCase('killed/a', 'hello', '[expect]\nexit = "ok"\ncalled = ["FSWrite"]')
    writeCase('killed/b', 'loop', 'budget = { time = "1000h", host = "100s" }\n[expect]\nexit = "time-budget"')
  })

  function writeCase(path: string, program: string, rest: string): void {
    mkdirSync(inFolder(path), { recursive: true })
    writeFileSync(inFolder(`${path}/case.toml`), `application = "../../${program}.bin"\n${rest}\n`)
  }

  test('leaves every report that it is asked for, and is as red as they are', () => {
    const outputs = [
      '--junit',
      'mixed.xml',
      '--html',
      'mixed.html',
      '--results',
      'mixed.json',
      '--history',
      'mixed.jsonl',
    ]
    const { exit, stdout } = bondi('test', 'mixed', ...outputs, '--annotations')
    expect(exit).toBe('tests-failed')
    expect(stdout).toContain('::error file=mixed/wrong/case.toml,line=1,title=wrong::')
    const xml = readFileSync(inFolder('mixed.xml'), 'utf8')
    if (hasXmllint) expect(validate(xml)).toMatchObject({ status: 0 })
    expect(xml).toContain('tests="3" failures="2" errors="0"')
    for (const [, path] of xml.matchAll(/\[\[ATTACHMENT\|([^\]]+)\]\]/g))
      expect(existsSync(inFolder(path!)), path).toBe(true)
    const page = readFileSync(inFolder('mixed.html'), 'utf8')
    expect(page).toMatch(/<del>- <mark>three<\/mark><\/del><ins>\+ <mark>two<\/mark><\/ins>/)
    expect(page).toContain('0x40000000')
    expect(readFileSync(inFolder('mixed.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(3)
    expect(bondi('report', 'merge', 'mixed.json').exit).toBe('tests-failed')
  })

  test('that is killed leaves reports that are whole, and red', async () => {
    const args = ['test', 'killed', '--junit', 'killed.xml', '--results', 'killed.json']
    const child = spawn(process.execPath, [mainFile, ...args], { cwd: folder, stdio: 'ignore' })
    const ended = new Promise((resolve) => child.on('close', resolve))
    const read = (name: string) => (existsSync(inFolder(name)) ? readFileSync(inFolder(name), 'utf8') : '')
    await expect.poll(() => read('killed.xml'), { timeout: 30_000 }).toContain('value="passed"')
    await expect.poll(() => read('killed.json'), { timeout: 30_000 }).toContain('"passed"')
    child.kill('SIGKILL')
    await ended
    if (hasXmllint) expect(validate(read('killed.xml'))).toMatchObject({ status: 0 })
    expect(read('killed.xml')).toContain('tests="2" failures="0" errors="1"')
    const { exit, stderr } = bondi('report', 'merge', 'killed.json')
    expect(exit).toBe('tests-failed')
    expect(stderr).toContain('not finished: b')
  })

  test('says so when a report cannot be written', () => {
    writeFileSync(inFolder('a-file'), '')
    const { exit, stderr } = bondi('test', 'mixed', '--filter', 'good', '--junit', 'a-file/run.xml')
    expect(exit).toBe('bad-input')
    expect(stderr).toContain('a-file/run.xml')
  })
})
