/** `bondi size`: how much memory an application needs. */
import type { Command } from 'commander'
import { APPLICATION, addProgramOptions, type ProgramArguments } from './run.ts'
import type { Terminal } from './terminal.ts'

export interface SizeArguments extends ProgramArguments {
  script?: string
  untilIdle?: boolean
  untilFile?: string
}

export function addSize(program: Command, terminal: Terminal): void {
  const command = program
    .command('size')
    .description(
      'find the smallest partition in which an application still works: it ends as in a roomy one, with the same files and text',
    )
    .argument('<app>', APPLICATION)
  addProgramOptions(command, 'static')
    .option('--script <file>', 'what the user does, a verb a line: type hello\\r')
    .option('--until-idle', 'it is over, and well, when the program waits and nothing is to come')
    .option('--until-file <name>', 'it is over, and well, when the program has closed this file')
    .option('--json', 'the result as JSON on standard output')
    .addHelpText(
      'after',
      '\n--partition is the roomy one to compare with; the largest that the machine has by default.',
    )
    .action(async (app: string, args: SizeArguments) => {
      const { runSize } = await import('./size-action.ts')
      await runSize(app, args, terminal)
    })
}
