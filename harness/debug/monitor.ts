/** `monitor` commands of gdb: what Bondi knows of the machine and gdb does not ask. A row a command. */

import type { Machine } from '../../emulator/machine/machine.ts'
import { lastCalls } from '../../emulator/machine/report/calls.ts'
import { openFiles } from '../../emulator/machine/report/files.ts'
import { formatFile, formatHeap, formatMemory } from '../../emulator/machine/report/format.ts'
import { reportHeap } from '../../emulator/machine/report/heap.ts'
import { createReport, formatLocation, formatReport } from '../../emulator/machine/report/index.ts'
import { reportMemory } from '../../emulator/machine/report/memory.ts'
import { placeOf } from '../../emulator/machine/report/place.ts'
import { stackTrace } from '../../emulator/machine/report/stack.ts'
import type { Picture } from '../../emulator/machine/screenshot.ts'

export interface MonitorContext {
  readonly machine: Machine
  /** Where the program has stopped. */
  readonly pc: number
  keepPicture(path: string, picture: Picture): void
}

interface MonitorCommand {
  readonly name: string
  readonly argument?: string
  readonly description: string
  /** Returns lines. */
  run(context: MonitorContext, argument: string): readonly string[]
}

const USUAL_CALLS = 20

function address(text: string): number | undefined {
  const value = Number(text)
  return text !== '' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff ? value : undefined
}

export const monitorCommands: readonly MonitorCommand[] = [
  {
    name: 'services',
    argument: '[COUNT]',
    description: `the last calls of system services, oldest first: ${USUAL_CALLS} unless told, 50 at most`,
    run: ({ machine }, argument) => {
      const count = Number(argument || USUAL_CALLS)
      if (!(count > 0)) return [`"${argument}" is no number of calls`]
      const calls = lastCalls(machine.context.system).slice(-count)
      return calls.length === 0 ? ['no service has been called yet'] : calls.map(({ text }) => text)
    },
  },
  {
    name: 'where',
    description: 'the stack, with names from traceback tables, through services too',
    run: ({ machine, pc }) => stackTrace(machine.context.system, pc).map(formatLocation),
  },
  {
    name: 'heap',
    description: "the application's heap: its blocks by kind, and whether it is sound",
    run: ({ machine }) => formatHeap(reportHeap(machine.context.system)),
  },
  {
    name: 'memory',
    description: 'the partition: code and data, heap, stack',
    run: ({ machine }) => formatMemory(reportMemory(machine.context)),
  },
  {
    name: 'what',
    argument: 'ADDRESS',
    description: 'what lies at an address, such as 0x1234',
    run: ({ machine }, argument) => {
      const at = address(argument)
      return [
        at === undefined ? `"${argument}" is no address: give one such as 0x1234` : placeOf(machine.context, at).text,
      ]
    },
  },
  {
    name: 'files',
    description: 'the files that are open',
    run: ({ machine }) => {
      const files = openFiles(machine.context.system)
      return files.length === 0 ? ['no file is open'] : files.map(formatFile)
    },
  },
  {
    name: 'time',
    description: 'cycles of the processor, and virtual time',
    run: ({ machine: { cpu, clock } }) => [`${cpu.cycles} cycles, ${clock.seconds.toFixed(6)} virtual seconds`],
  },
  {
    name: 'screen',
    argument: 'FILE.png',
    description: 'write what the screen shows now as a picture',
    run: ({ machine, keepPicture }, argument) => {
      if (argument === '') return ['give the name of a file, such as screen.png']
      keepPicture(argument, machine.takePicture())
      return [`the screen goes to ${argument}`]
    },
  },
  {
    name: 'report',
    description: 'all of this and more, as a crash report has it',
    run: ({ machine, pc }) => {
      const outcome = { kind: 'stopped', message: 'the program is stopped by the debugger', pc } as const
      return formatReport(createReport(machine.context, outcome, true))
        .trimEnd()
        .split('\n')
    },
  },
  {
    name: 'help',
    description: 'this list',
    run: () =>
      monitorCommands.map(({ name, argument, description }) => {
        const usage = argument === undefined ? name : `${name} ${argument}`
        return `monitor ${usage.padEnd(18)} ${description}`
      }),
  },
]

/** What a command answers, as text. */
export function runMonitor(line: string, context: MonitorContext): string {
  const [name = '', ...rest] = line.trim().split(/\s+/)
  const command = monitorCommands.find((one) => one.name === (name || 'help'))
  const lines =
    command === undefined
      ? [`there is no monitor command "${name}"; monitor help lists them`]
      : command.run(context, rest.join(' '))
  return `${lines.join('\n')}\n`
}
