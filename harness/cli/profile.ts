/** `bondi profile`: where an application's time goes on the real machine. */
import type { Command } from 'commander'
import { collect, unitCount, wholeNumber } from './arguments.ts'
import { APPLICATION, addProgramOptions, type ProgramArguments } from './run.ts'
import type { Terminal } from './terminal.ts'

export interface ProfileArguments extends ProgramArguments {
  per?: { unit: string; count?: number }
  top: number
  function?: string[]
  speedscope?: string
}

export function addProfile(program: Command, terminal: Terminal): void {
  const command = program
    .command('profile')
    .description('run an application as `run` does, and tell how fast it is on the iMac and where its cycles go')
    .argument('[app]', `${APPLICATION}; the language model that comes with Bondi by default`)
  // The question is what the real machine would do
  addProgramOptions(command, 'caches')
    .option(
      '--per <name>',
      'what to count: NAME=COUNT, or NAME of which the program writes how many (default: tokens)',
      unitCount,
    )
    .option('--top <n>', 'so many functions', wholeNumber(1, 1_000_000), 10)
    .option('--function <name>', "this function's code with the cycles of each instruction; may be repeated", collect)
    .option('--speedscope <file>', 'write a flame graph that speedscope opens')
    .option('--json', 'the result as JSON on standard output, with every function, block and call')
    .action(async (app: string | undefined, args: ProfileArguments) => {
      const { runProfile } = await import('./profile-action.ts')
      await runProfile(app, args, terminal)
    })
}
