import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeAppleDouble } from '../../emulator/formats/appledouble.ts'
import { readMacBinary } from '../../emulator/formats/macbinary.ts'
import { exitCode } from '../../harness/exit-codes.ts'
import { projectRoot } from '../../harness/project-files.ts'
import { type Bondi, bondiIn, ensureBuilt } from './bondi.ts'

/* Retro68's LaunchAPPL as its `executor` backend proceeds: folder, pair of files, empty `out`, the child, its exit code, `out`. */

const executor = join(projectRoot, 'dist/harness/executor/main.js')
let bondi: Bondi

function build(name: string, ...options: string[]): void {
  const source = join(projectRoot, 'test/harness/programs/log.c')
  const { exit, stderr } = bondi('build', '--bare', ...options, source, '-o', `${name}.bin`)
  expect(exit, stderr).toBe('ok')
}

beforeAll(() => {
  ensureBuilt()
  bondi = bondiIn()
  build('log')
  build('crashes', '--define', 'CRASHES')
  build('hangs', '--define', 'HANGS')
})

/** The folder that LaunchAPPL makes for an application. */
function layOut(name: string): { application: string; out: () => string } {
  const file = readMacBinary(new Uint8Array(readFileSync(join(bondi.folder, `${name}.bin`))))
  const folder = mkdtempSync(join(tmpdir(), 'bondi-launch-'))
  mkdirSync(folder, { recursive: true })
  const application = join(folder, 'Application')
  writeFileSync(application, file.dataFork)
  writeFileSync(join(folder, '%Application'), writeAppleDouble(file))
  writeFileSync(join(folder, 'out'), '')
  return { application, out: () => readFileSync(join(folder, 'out'), 'latin1') }
}

const launch = (...args: string[]) =>
  spawnSync(process.execPath, [executor, ...args], { encoding: 'utf8', cwd: tmpdir() })

test('a program that calls ExitToShell: exit code 0, and what it logged is in `out`, byte for byte', () => {
  const { application, out } = layOut('log')
  expect(launch(application)).toMatchObject({ status: 0, stdout: '', stderr: '' })
  expect(out()).toBe('One\nTwo\nThree\n')
})

test('a crash is a failure with its own exit code and a report, and what was logged before it is there', () => {
  const { application, out } = layOut('crashes')
  const { status, stderr } = launch(application)
  expect(status).toBe(exitCode('access'))
  expect(stderr).toContain('Registers')
  expect(out()).toBe('One\nTwo\n')
})

test('a program that hangs ends with its budget', () => {
  const { application, out } = layOut('hangs')
  expect(launch('--max-time', '1s', application).status).toBe(exitCode('time-budget'))
  expect(out()).toBe('One\nTwo\n')
})

test('LaunchAPPL ends one that takes too long for it, and prints what it has logged until then', async () => {
  const { application, out } = layOut('hangs')
  const child = spawn(process.execPath, [executor, '--max-time', '1000h', application])
  const ended = new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)))
  await expect.poll(out, { timeout: 20_000 }).toBe('One\nTwo\n')
  child.kill('SIGKILL')
  expect(await ended).toBe('SIGKILL')
  expect(out()).toBe('One\nTwo\n')
})

test('what is not laid out so is told', () => {
  expect(launch('/nowhere/Application').status).toBe(exitCode('bad-input'))
  expect(launch()).toMatchObject({
    status: exitCode('usage'),
    stderr: expect.stringContaining("missing required argument 'application'"),
  })
})
