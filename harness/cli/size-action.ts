/** What `bondi size` does. */
import { addScriptFile, Script } from '../drive/script.ts'
import { findApplication } from '../files/applications.ts'
import { readFileArgument } from '../files/mac-files.ts'
import { readInput } from '../files/read-input.ts'
import { findSmallestPartition, type SmallestPartition, type Trial } from '../smallest-partition.ts'
import { onInterrupt } from './interrupt.ts'
import { optionsFrom } from './run-action.ts'
import type { SizeArguments } from './size.ts'
import type { Terminal } from './terminal.ts'

const kilobytes = (bytes: number): string => `${(bytes / 1024).toLocaleString('en')} KB`

const trialLine = ({ partitionBytes, works, exit, why }: Trial): string =>
  `${kilobytes(partitionBytes).padStart(10)}  ${works ? 'works' : `${exit}: ${why}`}`

export async function runSize(app: string, args: SizeArguments, terminal: Terminal): Promise<void> {
  const interrupt = onInterrupt()
  try {
    const [found, ...files] = await Promise.all([
      findApplication(app, args.app),
      ...(args.file ?? []).map(readFileArgument),
    ])
    const script = new Script()
    if (args.script !== undefined)
      addScriptFile(script, new TextDecoder().decode(await readInput(args.script)), args.script)
    const options = {
      ...found,
      files,
      user: script.steps,
      ...(args.untilIdle && { untilIdle: true }),
      ...(args.untilFile !== undefined && { untilFile: args.untilFile }),
      ...optionsFrom(args, terminal, interrupt.signal),
    }
    const onTrial = (trial: Trial) => {
      if (!args.json) terminal.note(`${trialLine(trial)}\n`)
    }
    const result = await findSmallestPartition(options, onTrial)
    if (args.json) return terminal.printJson({ exit: 'ok', ...result })
    terminal.print(`${describe(result).join('\n')}\n`)
  } finally {
    interrupt.stop()
  }
}

function describe({ smallestBytes, roomyBytes, below, size }: SmallestPartition): string[] {
  const percent = (margin: number): string => `${Math.round(margin * 100)} %`
  return [
    `The smallest partition that will do is ${kilobytes(smallestBytes)}: the program ends as in ${kilobytes(roomyBytes)}, with the same results.`,
    ...(below === undefined
      ? []
      : [
          `In ${kilobytes(below.partitionBytes)} it does not: ${below.why}${below.cause === undefined ? '' : `; ${below.cause}`}`,
        ]),
    `SIZE resource: minimum ${kilobytes(size.minimum)} (${percent(size.margins.minimum)} more), preferred ${kilobytes(size.preferred)} (${percent(size.margins.preferred)} more).`,
  ]
}
