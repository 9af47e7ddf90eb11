/** A run that is killed at any moment leaves nothing that is half written or that passes for finished. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { HfsVolume } from '../../emulator/volume/index.ts'
import { buildFile } from '../../harness/build-application.ts'
import { projectRoot } from '../../harness/project-files.ts'
import { ensureBuilt, mainFile } from './bondi.ts'
import { junitOf } from './read-junit.ts'

const PATIENCE = 120_000
const applications = mkdtempSync(join(tmpdir(), 'bondi-app-'))
const application = join(applications, 'Report.bin')

beforeAll(async () => {
  ensureBuilt()
  const sources = [join(projectRoot, 'test/harness/suite/programs/report.c')]
  await buildFile({ sources, output: application, console: true })
}, PATIENCE)

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'bondi-killed-'))
const start = (folder: string, args: readonly string[]) => spawn(process.execPath, [mainFile, ...args], { cwd: folder })
const endOf = (child: ReturnType<typeof start>) =>
  new Promise<number | NodeJS.Signals | null>((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)))

/** Resolves when a file whose name has the text in it is made in the folder. */
function made(folder: string, text: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, (_event, name) => {
      if (!name?.includes(text)) return
      watcher.close()
      resolve()
    })
  })
}

test.each([0, 40, 400])(
  'bondi test, killed %i ms after it began its report',
  async (milliseconds) => {
    const folder = emptyFolder()
    const base = `application = "${application}"\n`
    const cases = {
      ends: `${base}[expect.file]\nname = "report.txt"\ncontains = "end"\n`,
      hangs: `${base}budget.time = "1000h"\n[[file]]\nname = "mode.txt"\ntext = "loop"\n[expect]\nexit = "time-budget"\n`,
    }
    for (const [name, text] of Object.entries(cases)) {
      mkdirSync(join(folder, 'suite', name), { recursive: true })
      writeFileSync(join(folder, 'suite', name, 'case.toml'), text)
    }
    const child = start(folder, ['test', 'suite', '--junit', 'junit.xml', '--results', 'results.json'])
    const ended = endOf(child)
    await made(folder, 'junit.xml')
    while (!existsSync(join(folder, 'junit.xml'))) await pause(1)
    await pause(milliseconds)
    child.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    const { complete, cases: found } = junitOf(join(folder, 'junit.xml'))
    expect(complete).toEqual(['false'])
    expect(found.hangs).toEqual([['error', 'not-finished']])
    expect([[], [['error', 'not-finished']]]).toContainEqual(found.ends)
  },
  PATIENCE,
)

test.each([0, 2, 8])(
  'bondi run --image, killed %i ms after it began to write',
  async (milliseconds) => {
    const folder = emptyFolder()
    const child = start(folder, ['run', application, '--image', 'after.dsk'])
    const ended = endOf(child)
    await made(folder, 'after.dsk')
    await pause(milliseconds)
    child.kill('SIGKILL')
    await ended
    const image = join(folder, 'after.dsk')
    if (existsSync(image)) expect(HfsVolume.mount(readFileSync(image)).check()).toEqual([])
  },
  PATIENCE,
)
