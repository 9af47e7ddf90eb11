/** What `bondi trace` does. */
import { closeSync, openSync } from 'node:fs'
import { BondiError } from '../../emulator/errors.ts'
import type { Script } from '../drive/script.ts'
import { findApplication } from '../files/applications.ts'
import { readFileArgument } from '../files/mac-files.ts'
import { prepareDisk } from '../run-application.ts'
import { traceProgram } from '../trace/trace-program.ts'
import { addScript, optionsFrom } from './run-action.ts'
import type { Terminal } from './terminal.ts'
import type { TraceArguments } from './trace.ts'

const STANDARD_OUTPUT = 1

function openOutput(path: string | undefined): number {
  if (path === undefined) return STANDARD_OUTPUT
  try {
    return openSync(path, 'w')
  } catch (error) {
    throw new BondiError('cannot-write', `${path} cannot be written: ${(error as Error).message}`, 'Name another file.')
  }
}

export async function runTrace(app: string, args: TraceArguments, drive: Script, terminal: Terminal): Promise<void> {
  const [found, ...files] = await Promise.all([
    findApplication(app, args.app),
    ...(args.file ?? []).map(readFileArgument),
  ])
  await addScript(args, drive)
  const { signal: _, onEvent: __, collect: ___, ...options } = optionsFrom(args, terminal, new AbortController().signal)
  const { volume, path } = prepareDisk({ ...found, files })
  const request = { image: volume.image, application: path, budgets: {}, ...options, user: drive.steps }
  const { what, name: names, from, to, limit } = args
  const filter = Object.fromEntries(
    Object.entries({ names, from, to, limit }).filter(([, value]) => value !== undefined),
  )
  const output = openOutput(args.output)
  try {
    const { exit, message, events } = traceProgram(request, { what, ...filter }, args.format, output)
    terminal.note(`${exit}: ${message}; ${events} events\n`)
    terminal.exit(exit)
  } finally {
    if (output !== STANDARD_OUTPUT) closeSync(output)
  }
}
