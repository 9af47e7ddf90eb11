/** What `bondi debug` does. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BondiError } from '../../emulator/errors.ts'
import { debugProgram } from '../debug/server.ts'
import { symbolFile } from '../debug/symbol-file.ts'
import { encodePng } from '../drive/screen-image.ts'
import type { Script } from '../drive/script.ts'
import { findApplication } from '../files/applications.ts'
import { readFileArgument } from '../files/mac-files.ts'
import { writeWhole } from '../files/write-whole.ts'
import { collectFiles, prepareDisk } from '../run-application.ts'
import type { DebugArguments } from './debug.ts'
import { onInterrupt } from './interrupt.ts'
import { addScript, optionsFrom, writeCollected } from './run-action.ts'
import type { Terminal } from './terminal.ts'

const GDB = 'gdb-multiarch'

export async function runDebug(app: string, args: DebugArguments, drive: Script, terminal: Terminal): Promise<void> {
  const interrupt = onInterrupt()
  const folder = await mkdtemp(join(tmpdir(), 'bondi-debug-'))
  const symbols = args.symbols ?? join(folder, 'symbols.elf')
  const gone = new AbortController()
  // With --gdb a terminal's Ctrl-C is gdb's
  interrupt.signal.addEventListener('abort', () => {
    if (!args.gdb) gone.abort(new BondiError('interrupted', 'interrupted'))
  })
  let gdb: ChildProcess | undefined
  try {
    const [found, ...files] = await Promise.all([
      findApplication(app, args.app),
      ...(args.file ?? []).map(readFileArgument),
    ])
    await addScript(args, drive)
    const { signal, onEvent, collect = [], ...options } = optionsFrom(args, terminal, interrupt.signal)
    const { volume, path } = prepareDisk({ ...found, files })
    const request = { image: volume.image, application: path, budgets: {}, ...options, user: drive.steps }
    let pictures: Promise<unknown> = Promise.resolve()
    const run = await debugProgram(request, {
      port: args.gdb ? 0 : args.port,
      signal: gone.signal,
      onReady: ({ port, symbols: code, missing }) => {
        onEvent?.({ kind: 'launched', missing })
        void writeWhole(symbols, symbolFile(code)).then(() => {
          if (args.gdb) gdb = startGdb(symbols, port, (error) => gone.abort(error))
          else terminal.note(`waiting for gdb: ${GDB} -ex 'target remote :${port}' ${symbols}\n`)
        })
      },
      onConsole: (text) => terminal.print(text),
      onPicture: (file, picture) => {
        pictures = pictures.then(async () => writeWhole(file, await encodePng(picture)))
      },
    })
    await pictures
    if (gdb !== undefined) await ended(gdb)
    if (run === undefined) return
    const { exit, files: collected } = collectFiles(run, collect, path)
    await writeCollected(collected, args)
    if (args.image !== undefined) await writeWhole(args.image, run.image)
    terminal.exit(exit)
    terminal.note(`${exit}: ${run.message}\n`)
  } finally {
    interrupt.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function startGdb(symbols: string, port: number, onFailure: (error: Error) => void): ChildProcess {
  const gdb = spawn(GDB, ['-q', '-ex', `target remote :${port}`, symbols], { stdio: 'inherit' })
  gdb.on('error', () => onFailure(new BondiError('missing-tool', `${GDB} is not there`, `Install ${GDB}.`)))
  gdb.on('exit', () => onFailure(new BondiError('interrupted', `${GDB} has ended`)))
  return gdb
}

function ended(gdb: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (gdb.exitCode !== null || gdb.signalCode !== null) resolve()
    else gdb.on('exit', () => resolve())
  })
}
