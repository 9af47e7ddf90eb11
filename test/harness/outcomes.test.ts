import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../harness/project-files.ts'
import { type Bondi, bondiIn, ensureBuilt, interrupted } from './bondi.ts'

/*
 * Red is red: a program for each way in which a run can end badly, built, run, and told apart by its exit code. What the
 * program left on its disk is there whatever happened.
 */

const programs = join(projectRoot, 'test/harness/programs')
let bondi: Bondi

beforeAll(() => {
  ensureBuilt()
  bondi = bondiIn()
  for (const source of readdirSync(programs).filter((name) => name.endsWith('.c'))) {
    const { exit, stderr } = bondi('build', '--bare', join(programs, source), '-o', `${basename(source, '.c')}.bin`)
    expect(exit, stderr).toBe('ok')
  }
})

const inFolder = (name: string) => join(bondi.folder, name)

describe('bondi run', () => {
  test('a program that ends by itself: its file is collected, as text', () => {
    const { exit, stdout } = bondi('run', 'hello.bin', '--collect', 'out.txt', '--trace', 'services')
    expect(exit).toBe('ok')
    expect(readFileSync(inFolder('out.txt'), 'utf8')).toBe('one\ntwo\n')
    expect(stdout).toContain('HCreate(')
  })

  test.each([
    ['access', 'access', '0x40000000'],
    ['missing', 'missing-service', 'MPPOpen'],
    ['stack', 'stack-overflow', 'heap'],
    ['jump', 'jump', '0x7fff0000'],
    ['illegal', 'illegal-instruction', 'fc20082c'],
  ])('%s.c ends as %s, with a report', (name, exit, detail) => {
    const ran = bondi('run', `${name}.bin`)
    expect(ran.exit).toBe(exit)
    expect(ran.stderr).toContain(detail)
    expect(ran.stderr).toContain('Registers')
    expect(ran.stderr).not.toContain('.js:')
  })

  test('what the program imports and Bondi lacks is said before the program starts', () => {
    const { exit, stderr } = bondi('run', 'missing.bin')
    expect(exit).toBe('missing-service')
    expect(stderr).toMatch(/^warning: MPPOpen of InterfaceLib \(AppleTalk Manager\) is not there; .*\n/)
    expect(bondi('run', 'hello.bin').stderr).not.toContain('warning')
  })

  test('a crash is explained with the names of the functions, and leaves the disk whole', () => {
    const { exit, stdout } = bondi('run', 'access.bin', '--json', '--collect', 'out.txt', '--image', 'after.dsk')
    expect(exit).toBe('access')
    const { report, collected } = JSON.parse(stdout)
    const frames = report.stack.map((frame: { function?: string }) => frame.function)
    expect(frames.slice(0, 3).join(' ')).toMatch(/innermost.*middle.*main/)
    expect(report.outcome.address).toBe(0x40000000)
    expect(collected).toMatchObject([{ name: 'out.txt', bytes: 7 }])
    expect(bondi('disk', 'check', 'after.dsk').exit).toBe('ok')
  })

  describe('source lines', () => {
    const lineOf = (text: string) =>
      readFileSync(join(programs, 'access.c'), 'utf8')
        .split('\n')
        .findIndex((line) => line.includes(text)) + 1
    const here = `access.c:${lineOf('sum += *address')}`
    const callers = [`access.c:${lineOf('innermost(address);')}`, `access.c:${lineOf('middle((const')}`]

    test('the crash and its callers are told with their lines, as text and as data', () => {
      const { stderr } = bondi('run', 'access.bin', '--no-bundle')
      expect(stderr).toMatch(new RegExp(`^at 0x\\w+ innermost\\+0x\\w+ at ${here} `, 'm'))
      const { report } = JSON.parse(bondi('run', 'access.bin', '--no-bundle', '--json').stdout)
      const lines = report.stack.map(({ source }: { source?: { file: string; line: number } }) =>
        source === undefined ? 'unknown' : `${source.file}:${source.line}`,
      )
      expect(lines).toEqual([here, ...callers, 'unknown'])
      expect(report.calls.at(-1).from.source.file).toBe('file.h')
    })

    test('the map of another build is left alone, and refused where it was asked for', () => {
      copyFileSync(inFolder('access.bin'), inFolder('moved.bin'))
      expect(bondi('run', 'moved.bin', '--no-bundle').stderr).not.toContain('access.c')
      expect(bondi('run', 'moved.bin', '--no-bundle', '--map', 'access.bin.map.json').stderr).toContain(here)
      copyFileSync(inFolder('hello.bin.map.json'), inFolder('moved.bin.map.json'))
      expect(bondi('run', 'moved.bin', '--no-bundle').stderr).not.toContain(' at hello.c')
      const refused = bondi('run', 'moved.bin', '--map', 'hello.bin.map.json')
      expect(refused.exit).toBe('bad-input')
      expect(refused.stderr).toContain('another build')
      expect(bondi('run', 'moved.bin', '--map', 'access.bin').stderr).toContain('is not a line map')
    })
  })

  test('a run past its budget has an exit code for each budget', () => {
    expect(bondi('run', 'loop.bin', '--max-cycles', '1M').exit).toBe('cycle-budget')
    expect(bondi('run', 'loop.bin', '--max-time', '50ms').exit).toBe('time-budget')
    expect(bondi('run', 'loop.bin', '--max-time', '1000h', '--host-timeout', '300ms').exit).toBe('host-timeout')
  })

  test('budgets of cycles end at the same cycle every time', () => {
    const cycles = () => JSON.parse(bondi('run', 'loop.bin', '--max-cycles', '1M', '--json').stdout).cycles
    expect(cycles()).toBe(cycles())
  })

  test('a file that the program should have made and did not', () => {
    const { exit, stderr } = bondi('run', 'hello.bin', '--collect', 'other.txt')
    expect(exit).toBe('not-collected')
    expect(stderr).toContain('other.txt')
  })

  test('what cannot be launched', () => {
    expect(bondi('run', 'hello.bin', '--partition', '4K').exit).toBe('launch-failed')
    expect(bondi('run', 'hello.bin', '--partition', '64M').exit).toBe('launch-failed')
    writeFileSync(inFolder('text.txt'), 'no application')
    expect(bondi('run', 'text.txt').exit).toBe('launch-failed')
  })

  test('Ctrl-C ends a run that would go on for ever', async () => {
    const args = ['verify', '--app', 'loop.bin']
    const { exit, stderr } = await interrupted(bondi.folder, args, 'SIGINT')
    expect(exit).toBe('interrupted')
    expect(stderr).not.toContain('.js:')
  })
})

describe('bondi verify', () => {
  test('an application whose output differs', () => {
    const { exit, stdout } = bondi('verify', '--app', 'wrong-story.bin', '--steps', '8')
    expect(exit).toBe('different')
    expect(stdout).toContain('the texts part in line 1')
  })

  test('an application that crashes', () => {
    const { exit, stdout } = bondi('verify', '--app', 'access.bin', '--steps', '8')
    expect(exit).toBe('access')
    expect(stdout).toContain('0x40000000')
  })

  test('an application that hangs', () => {
    expect(bondi('verify', '--app', 'loop.bin', '--steps', '8', '--max-cycles', '5M').exit).toBe('cycle-budget')
  })
})

describe('bondi verify names a defect that is planted in the application', () => {
  const { common, mac } = JSON.parse(readFileSync(join(projectRoot, 'app/sources.json'), 'utf8'))
  const sources = [...common, ...mac].map((name: string) => join(projectRoot, 'app', name))

  test.each([
    ['BUG_GQA_N_HEADS', /floats (after|before) those of w[kv]/],
    ['BUG_UNFUSED', /likely rounding/],
  ])('%s', (define, finding) => {
    const built = bondi('build', ...sources, '-D', define, '--partition', '3000K', '-o', 'defect.bin')
    expect(built.exit, built.stderr).toBe('ok')
    const { exit, stdout } = bondi('verify', '--app', 'defect.bin', '--trace', '--steps', '6', '--temperature', '0')
    expect(exit).toBe('different')
    expect(stdout).toMatch(finding)
  })
})

describe('bondi build', () => {
  test('a source that does not compile, a symbol that is nowhere, a source that is not there', () => {
    writeFileSync(inFolder('broken.c'), 'int main(void) { return; }\nint x = ;\n')
    const broken = bondi('build', '--bare', 'broken.c', '-o', 'broken.bin')
    expect(broken.exit).toBe('build-failed')
    expect(broken.stderr).toContain('broken.c:2')
    writeFileSync(inFolder('undefined.c'), 'extern int nowhere(void);\nint main(void) { return nowhere(); }\n')
    const undefinedSymbol = bondi('build', '--bare', 'undefined.c', '-o', 'undefined.bin')
    expect(undefinedSymbol.exit).toBe('build-failed')
    expect(undefinedSymbol.stderr).toContain('nowhere')
    expect(bondi('build', '--bare', 'absent.c', '-o', 'absent.bin').exit).toBe('bad-input')
    expect(readdirSync(bondi.folder).filter((name) => /^(broken|undefined|absent)\.bin/.test(name))).toEqual([])
  })
})
