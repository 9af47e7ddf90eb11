/** `bondi run`: any application. */
import type { Command } from 'commander'
import { Option } from 'commander'
import { type CheckName, checkTable } from '../../emulator/machine/checks/table.ts'
import { TIMINGS, type Timing } from '../../emulator/machine/timing.ts'
import { Script } from '../drive/script.ts'
import { verbs } from '../drive/verbs.ts'
import { byteSize, checkNames, collect, cycleCount, duration, wholeNumber } from './arguments.ts'
import { addBundleOptions, type BundleArguments } from './bundle.ts'
import type { Terminal } from './terminal.ts'

/** What every verb that runs an application takes. */
export interface ProgramArguments extends BundleArguments {
  app?: string
  file?: string[]
  partition?: number
  ram?: number
  collect?: string[]
  out: string
  as: 'auto' | 'data' | 'text' | 'macbinary'
  maxTime: number
  maxCycles?: number
  hostTimeout?: number
  image?: string
  timing?: Timing
  check?: CheckName[]
  json?: boolean
}

export interface RunArguments extends ProgramArguments {
  untilIdle?: boolean
  untilFile?: string
  script?: string
  console?: boolean
  sound?: string
  pictureLevels: number
  picturePixels: number
  map?: string
  trace?: 'services'
}

export const APPLICATION =
  'the application: MacBinary (.bin), AppleSingle, BinHex (.hqx), with its resource fork in a file beside it, or an HFS disk image'

export function addProgramOptions(command: Command, timing: Timing): Command {
  return addBundleOptions(command)
    .option('--app <name>', 'which application, where a disk image has several')
    .option('--file <path>', 'put this file beside it (PATH or PATH=NAME); may be repeated', collect)
    .option('--partition <size>', 'memory for the application, as in Get Info', byteSize)
    .option('--ram <size>', 'memory of the machine, 32M unless given', byteSize)
    .option('--collect <name>', 'take this file from the disk afterwards; may be repeated', collect)
    .option('--out <folder>', 'where to put what was collected', '.')
    .addOption(
      new Option('--as <form>', 'how to write it: text is UTF-8 with line feeds')
        .choices(['auto', 'data', 'text', 'macbinary'])
        .default('auto', 'text for files of type TEXT'),
    )
    .option('--max-time <time>', 'stop after so much virtual time', duration, 60)
    .option('--max-cycles <n>', 'stop after so many cycles of the processor', cycleCount)
    .option('--host-timeout <time>', 'stop after so much time of the host', duration)
    .option('--image <file>', 'keep the disk as it is afterwards')
    .option(
      '--check <names>',
      `look for mistakes: ${checkTable.map(({ name }) => name).join(', ')}, or all`,
      checkNames,
    )
    .addOption(
      new Option('--timing <level>', 'static: accesses to memory cost the same; caches: the caches are simulated')
        .choices(TIMINGS)
        .default(timing),
    )
}

/** What the user does. Scripts are built in the order of the options. */
export function addUserOptions(command: Command, script: Script): Command {
  command.optionsGroup('The user at the machine, in the order in which the options are given:')
  for (const [verb, { argument, description }] of Object.entries(verbs)) {
    const option = new Option(argument === undefined ? `--${verb}` : `--${verb} ${argument}`, description)
    command.addOption(option)
    command.on(`option:${verb}`, (value: string | undefined) => script.add(verb, value ?? undefined))
  }
  return command
    .addOption(
      new Option('--at <time>', 'those after it happen at this virtual time, not when the program waits').argParser(
        (text) => script.at(duration(text)),
      ),
    )
    .option('--script <file>', 'more of these, a verb a line: type hello\\r')
}

function addDriveOptions(command: Command, script: Script): Command {
  return addUserOptions(command, script)
    .option('--until-idle', 'it is over, and well, when the program waits and nothing is to come')
    .option('--until-file <name>', 'it is over, and well, when the program has closed this file')
    .option('--picture-levels <n>', '--compare lets colours differ by so much of 255', wholeNumber(0, 255), 0)
    .option('--picture-pixels <n>', '--compare lets so many pixels differ by more', wholeNumber(0, 1e7), 0)
    .optionsGroup('Output:')
    .option('--console', 'print what a console program writes, or draws in its window, on standard output')
    .option('--sound <file>', 'keep what is heard as a WAVE file')
}

export function addRun(program: Command, terminal: Terminal): void {
  const command = program
    .command('run')
    .description(
      'run an application on the emulated iMac, with files beside it, and take files from its disk afterwards',
    )
    .argument('<app>', APPLICATION)
  const drive = new Script()
  addProgramOptions(command, 'static')
  addDriveOptions(command, drive)
    .addOption(new Option('--trace <what>', 'print the calls of system services').choices(['services']))
    .option('--map <file>', 'its line map, if that does not lie beside it: reports then tell source lines')
    .option('--json', 'the result as JSON on standard output')
    .action(async (app: string, args: RunArguments) => {
      const { runRun } = await import('./run-action.ts')
      await runRun(app, args, drive, terminal)
    })
}
