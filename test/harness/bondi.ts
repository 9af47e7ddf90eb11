/** The `bondi` command as a user has it: the built program, as a process of its own. */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exitCodes } from '../../harness/exit-codes.ts'
import { projectRoot } from '../../harness/project-files.ts'

export const mainFile = join(projectRoot, 'dist/harness/cli/main.js')

function newest(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0)
}

/** Builds the command when the sources are newer than it. */
export function ensureBuilt(): void {
  const sources = ['harness', 'toolchain', 'emulator'].map((folder) => newest(join(projectRoot, folder)))
  const built = newest(join(projectRoot, 'dist'))
  if (built >= Math.max(...sources)) return
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: projectRoot, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the build failed:\n${stdout}`)
}

export interface Ran {
  readonly exit: string
  readonly stdout: string
  readonly stderr: string
}

const nameOf = (code: number | null): string => exitCodes.find((row) => row.code === code)?.name ?? `code ${code}`

const ran = ({ status, stdout, stderr }: SpawnSyncReturns<string>): Ran => ({ exit: nameOf(status), stdout, stderr })

export interface Bondi {
  readonly folder: string
  (...args: string[]): Ran
}

/** A `bondi` that runs in a new folder. */
export function bondiIn(folder = mkdtempSync(join(tmpdir(), 'bondi-test-'))): Bondi {
  const run = (...args: string[]): Ran =>
    ran(spawnSync(process.execPath, [mainFile, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }))
  return Object.assign(run, { folder })
}

/** Starts `bondi`, sends it a signal once it has said something, and tells how it ended. */
export function interrupted(folder: string, args: readonly string[], signal: NodeJS.Signals): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [mainFile, ...args], { cwd: folder })
    let [stdout, stderr] = ['', '']
    let sent = false
    child.stdout.on('data', (text) => {
      stdout += text
    })
    child.stderr.on('data', (text) => {
      stderr += text
      if (/Launch/.test(stderr) && !sent) sent = child.kill(signal)
    })
    child.on('close', (code) => resolve({ exit: nameOf(code), stdout, stderr }))
  })
}
