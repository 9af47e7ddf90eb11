/** A program under `bondi debug`, and Debian's gdb-multiarch that follows a script: a client that Bondi did not make. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { exitCodes } from '../../harness/exit-codes.ts'
import { mainFile } from './bondi.ts'

export const hasGdb = spawnSync('gdb-multiarch', ['--version']).status === 0

const GDB_SECONDS = 60

export interface Debugged {
  /** What gdb printed. */
  readonly gdb: string
  /** What `bondi debug` ended with, and printed. */
  readonly exit: string
  readonly stdout: string
  readonly stderr: string
}

/** Gives gdb these commands, one after the other, once it is connected. */
export async function debug(folder: string, app: string, commands: readonly string[]): Promise<Debugged> {
  const symbols = join(folder, `${app}.elf`)
  const args = [mainFile, 'debug', app, '--port', '0', '--symbols', symbols]
  const bondi = spawn(process.execPath, args, { cwd: folder })
  const output = { stdout: '', stderr: '' }
  bondi.stdout.on('data', (text) => {
    output.stdout += text
  })
  const ended = new Promise<number | null>((resolve) => bondi.on('close', resolve))
  const port = await new Promise<string>((resolve, reject) => {
    bondi.stderr.on('data', (text) => {
      output.stderr += text
      const found = /remote :(\d+)/.exec(output.stderr)
      if (found) resolve(found[1]!)
    })
    void ended.then(() => reject(new Error(output.stderr)))
  })
  const gdb = spawn(
    'gdb-multiarch',
    [
      ...['-nx', '-q', '-batch', '-ex', 'set debuginfod enabled off', '-ex', `target remote :${port}`],
      ...[...commands].flatMap((command) => ['-ex', command]),
      symbols,
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: GDB_SECONDS * 1000 },
  )
  const [text, code] = await Promise.all([textOf(gdb), ended])
  return { gdb: text, exit: exitCodes.find((row) => row.code === code)?.name ?? `code ${code}`, ...output }
}

/** Both streams, in the order in which gdb wrote them. */
function textOf(gdb: ChildProcess): Promise<string> {
  let text = ''
  for (const stream of [gdb.stdout, gdb.stderr]) {
    stream?.on('data', (part) => {
      text += part
    })
  }
  return new Promise((resolve) => gdb.on('close', () => resolve(text)))
}
