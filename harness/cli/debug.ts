/** `bondi debug`: an application under gdb. */
import type { Command } from 'commander'
import { Script } from '../drive/script.ts'
import { wholeNumber } from './arguments.ts'
import { APPLICATION, addProgramOptions, addUserOptions, type ProgramArguments } from './run.ts'
import type { Terminal } from './terminal.ts'

export interface DebugArguments extends ProgramArguments {
  port: number
  gdb?: boolean
  symbols?: string
  script?: string
}

export function addDebug(program: Command, terminal: Terminal): void {
  const command = program
    .command('debug')
    .description('run an application as `run` does, stopped before its first instruction, for gdb to connect to')
    .argument('<app>', APPLICATION)
  const drive = new Script()
  addProgramOptions(command, 'static')
  addUserOptions(command, drive)
    .optionsGroup('gdb:')
    .option('--port <n>', 'where gdb connects on this host; 0 is any that is free', wholeNumber(0, 65535), 1234)
    .option('--gdb', 'start gdb-multiarch in this terminal, connected')
    .option('--symbols <file>', "where to write the functions' names for gdb; a temporary file by default")
    .action(async (app: string, args: DebugArguments) => {
      const { runDebug } = await import('./debug-action.ts')
      await runDebug(app, args, drive, terminal)
    })
}
