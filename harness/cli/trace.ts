/** `bondi trace`: what an application does, step by step. */
import { type Command, Option } from 'commander'
import { Script } from '../drive/script.ts'
import { type TraceFormatName, traceFormats } from '../trace/formats.ts'
import { TRACED, type Traced } from '../trace/tracer.ts'
import { collect, duration, wholeNumber } from './arguments.ts'
import { APPLICATION, addProgramOptions, addUserOptions, type ProgramArguments } from './run.ts'
import type { Terminal } from './terminal.ts'

export interface TraceArguments extends ProgramArguments {
  script?: string
  what: Traced
  name?: string[]
  from?: number
  to?: number
  limit?: number
  format: TraceFormatName
  output?: string
}

export function addTrace(program: Command, terminal: Terminal): void {
  const command = program
    .command('trace')
    .description(
      'run an application as `run` does, and write its calls of services, its function calls, or its instructions',
    )
    .argument('<app>', APPLICATION)
  const drive = new Script()
  addProgramOptions(command, 'static')
  addUserOptions(command, drive)
    .optionsGroup('The trace:')
    .addOption(new Option('--what <what>', 'what to write').choices(TRACED).default('services'))
    .option('--name <pattern>', "only services, or functions, of such names: 'FS*'; may be repeated", collect)
    .option('--from <time>', 'only from this virtual time on', duration)
    .option('--to <time>', 'only until this virtual time, at which the run ends', duration)
    .option('--limit <n>', 'so many, and the run ends', wholeNumber(1, 1e12))
    .addOption(
      new Option(
        '--format <format>',
        Object.entries(traceFormats)
          .map(([name, { description }]) => `${name}: ${description}`)
          .join('; '),
      )
        .choices(Object.keys(traceFormats))
        .default('text'),
    )
    .option('-o, --output <file>', 'where to write it; standard output by default')
    .action(async (app: string, args: TraceArguments) => {
      const { runTrace } = await import('./trace-action.ts')
      await runTrace(app, args, drive, terminal)
    })
}
