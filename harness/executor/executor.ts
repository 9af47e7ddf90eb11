/**
 * What the `executor` backend of Retro68's LaunchAPPL expects of a machine: the application is `Application`, with `%Application` (AppleDouble)
 * beside it, and an empty file `out`, in which it finds afterwards what the program wrote there. Exit code 0 says that the
 * program ended by ExitToShell; all else is a failure to LaunchAPPL.
 */
import { appendFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { UserStep } from '../../emulator/macos/event-manager/user-script.ts'
import { readApplication } from '../files/applications.ts'
import { dataFile } from '../files/mac-files.ts'
import { readInput } from '../files/read-input.ts'
import { writeWhole } from '../files/write-whole.ts'
import type { Budgets } from '../machine/run.ts'
import { type RunResult, runApplication } from '../run-application.ts'

const OUTPUT = 'out'

export interface ExecutorOptions {
  readonly partitionBytes?: number
  readonly ramBytes?: number
  readonly budgets?: Budgets
  readonly user?: readonly UserStep[]
  readonly untilIdle?: boolean
}

/** Runs what LaunchAPPL has laid out. `out` grows as the program writes, since whoever waits may end this before the program ends. */
export async function runForLauncher(path: string, options: ExecutorOptions): Promise<RunResult> {
  const outputPath = join(dirname(path), OUTPUT)
  const [application, before] = await Promise.all([readApplication(path), readInput(outputPath)])
  const result = await runApplication({
    ...options,
    application,
    files: [dataFile(OUTPUT, before, 'TEXT', 'ttxt')],
    collect: [OUTPUT],
    watch: OUTPUT,
    onEvent: (event) => {
      if (event.kind === 'output') appendFileSync(outputPath, event.bytes)
    },
  })
  const output = result.files.get(OUTPUT)
  if (output !== undefined) await writeWhole(outputPath, output.dataFork)
  return result
}
