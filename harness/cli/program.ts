/** The command line's grammar: verbs and what they share. Each verb loads what it needs when it is called. */
import { Command, CommanderError } from 'commander'
import { exitCodes, exitCodesAsMarkdown } from '../exit-codes.ts'
import { bondiVersion } from '../version.ts'
import { addBuild } from './build.ts'
import { addConvert } from './convert.ts'
import { addDebug } from './debug.ts'
import { addDisk } from './disk.ts'
import { addInspect } from './inspect.ts'
import { addProfile } from './profile.ts'
import { addReplay } from './replay.ts'
import { addReport } from './report.ts'
import { addRun } from './run.ts'
import { addSize } from './size.ts'
import type { Terminal } from './terminal.ts'
import { addTest } from './test.ts'
import { addTrace } from './trace.ts'
import { addVerify } from './verify.ts'

/** Every command inherits these. */
function configure(command: Command, terminal: Terminal): void {
  command
    .exitOverride((error) => {
      throw error
    })
    .showHelpAfterError('(--help tells more)')
    .showSuggestionAfterError()
    .configureOutput({ writeOut: (text) => terminal.print(text), writeErr: (text) => terminal.note(text) })
  for (const child of command.commands) configure(child, terminal)
}

export function createProgram(terminal: Terminal): Command {
  const program = new Command('bondi')
    .description('Runs PowerPC classic Mac OS applications on an emulated iMac G3, without a screen.')
    .version(bondiVersion(), '-V, --version')
    .configureHelp({ sortSubcommands: false, helpWidth: 100 })
    .addHelpText('after', '\nExit codes tell one outcome from another: bondi exit-codes, or docs/exit-codes.md.')
  for (const add of [
    addVerify,
    addRun,
    addTest,
    addReport,
    addReplay,
    addProfile,
    addSize,
    addDebug,
    addTrace,
    addConvert,
    addDisk,
    addInspect,
    addBuild,
  ])
    add(program, terminal)
  program
    .command('exit-codes')
    .description('list the exit codes and what they mean')
    .option('--json', 'as JSON')
    .option('--markdown', 'as docs/exit-codes.md has them')
    .action((options: { json?: boolean; markdown?: boolean }) => {
      if (options.markdown) return terminal.print(exitCodesAsMarkdown())
      if (options.json) return terminal.printJson(exitCodes)
      for (const { code, name, meaning } of exitCodes) {
        terminal.print(`${String(code).padStart(4)}  ${name.padEnd(20)}  ${meaning}\n`)
      }
    })
  configure(program, terminal)
  const parse = program.parseAsync.bind(program)
  program.parseAsync = async (...args) => {
    try {
      return await parse(...args)
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error
      // Help and version that were asked for end with 0; everything else that commander refuses is a wrong command line.
      if (error.exitCode !== 0) terminal.exit('usage')
      return program
    }
  }
  return program
}
