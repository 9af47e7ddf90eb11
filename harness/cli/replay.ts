/** `bondi replay`: the run of a bundle, again. */
import type { Command } from 'commander'
import type { Terminal } from './terminal.ts'

export interface ReplayArguments {
  app?: string
  image?: string
  json?: boolean
}

export function addReplay(program: Command, terminal: Terminal): void {
  program
    .command('replay')
    .description('run again what failed, from its bundle alone, and tell whether the same came of it')
    .argument('<bundle>', 'the zip that a failing run left')
    .option('--app <file>', 'this build of the application instead of the one in the bundle')
    .option('--image <file>', 'keep the disk as it is afterwards')
    .option('--json', 'the result as JSON on standard output')
    .action(async (path: string, args: ReplayArguments) => {
      const { runReplay } = await import('./replay-action.ts')
      await runReplay(path, args, terminal)
    })
}
