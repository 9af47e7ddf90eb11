#!/usr/bin/env node
/** The `bondi-executor` command: Bondi as the machine of Retro68's LaunchAPPL (docs/ci.md). */
import { Command, CommanderError } from 'commander'
import { byteSize, duration } from '../cli/arguments.ts'
import { terminal } from '../cli/terminal.ts'
import { addScriptFile, Script } from '../drive/script.ts'
import { readInput } from '../files/read-input.ts'
import { describeCrash } from '../machine/crash-text.ts'
import { bondiVersion } from '../version.ts'
import { runForLauncher } from './executor.ts'

interface Arguments {
  partition?: number
  ram?: number
  maxTime: number
  script?: string
  untilIdle?: boolean
}

async function launch(path: string, args: Arguments): Promise<void> {
  const script = new Script()
  if (args.script !== undefined) {
    addScriptFile(script, new TextDecoder().decode(await readInput(args.script)), args.script)
  }
  const { run } = await runForLauncher(path, {
    budgets: { seconds: args.maxTime },
    user: script.steps,
    ...(args.partition === undefined ? {} : { partitionBytes: args.partition }),
    ...(args.ram === undefined ? {} : { ramBytes: args.ram }),
    ...(args.untilIdle ? { untilIdle: true } : {}),
  })
  terminal.exit(run.outcome)
  if (run.outcome === 'ok') return
  terminal.note(run.report === undefined ? `${run.message}\n` : `${(await describeCrash(run.report)).trimEnd()}\n`)
}

const program = new Command('bondi-executor')
  .description("runs an application for Retro68's LaunchAPPL, as its `executor` backend does")
  .version(bondiVersion(), '-V, --version')
  .argument('<application>', 'as LaunchAPPL lays it out: Application, with %Application and out beside it')
  .option('--partition <size>', 'memory for the application, as in Get Info', byteSize)
  .option('--ram <size>', 'memory of the machine, 32M unless given', byteSize)
  .option('--max-time <time>', 'stop after so much virtual time', duration, 600)
  .option('--script <file>', 'what the user does, a verb a line (docs/driving.md)')
  .option('--until-idle', 'it is over, and well, when the program waits and nothing is to come')
  .showHelpAfterError('(--help tells more)')
  .action(launch)

try {
  await program.exitOverride().parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) terminal.exit('usage')
  } else terminal.fail(error, false)
}
