/** Runs an application with files beside it, and takes files from its volume afterwards. */
import type { MacFile } from '../emulator/formats/mac-file.ts'
import type { Timing } from '../emulator/machine/timing.ts'
import type { UserStep } from '../emulator/macos/event-manager/user-script.ts'
import { HfsVolume, resolvePath, writeMacFile } from '../emulator/volume/index.ts'
import type { ExitCodeName } from './exit-codes.ts'
import type { Budgets, RunEvent, RunRecord } from './machine/run.ts'
import { buildVolume, fileOnVolume } from './machine/volume.ts'
import { openWorkshop } from './machine/workshop.ts'

export interface RunOptions {
  readonly application: MacFile
  /** The disk that the application is on, and its path there: the run starts from a copy of it. By default a new disk is made. */
  readonly disk?: { readonly image: Uint8Array; readonly path: string }
  /** Beside the application on the volume. */
  readonly files?: readonly MacFile[]
  /** As set in the Finder's Get Info; by default what the application's `SIZE` resource asks for. */
  readonly partitionBytes?: number
  readonly budgets?: Budgets
  /** `caches` simulates the machine's caches; by default every access is a hit. */
  readonly timing?: Timing
  /** Names of files to take from the volume afterwards. */
  readonly collect?: readonly string[]
  /** A text file whose growth is told of while the program runs. */
  readonly watch?: string
  /** Records the calls of system services. */
  readonly traceServices?: boolean
  /** What the user does while the program runs. */
  readonly user?: readonly UserStep[]
  /** The run is over, and well, when the program waits for events and none is to come. */
  readonly untilIdle?: boolean
  /** The run is over, and well, when the program has closed a file of this name. */
  readonly untilFile?: string
  /** Gathers where the cycles go. */
  readonly measure?: boolean
  readonly onEvent?: (event: RunEvent) => void
  readonly signal?: AbortSignal
}

export interface RunResult {
  readonly exit: ExitCodeName
  readonly run: RunRecord
  /** Those of `collect` that are there. */
  readonly files: ReadonlyMap<string, MacFile>
  readonly missing: readonly string[]
}

/** Runs a program to its end. Whatever becomes of the guest is a result; only bad input is thrown. */
export async function runApplication(options: RunOptions): Promise<RunResult> {
  const { volume, path } = prepareDisk(options)
  const workshop = openWorkshop(options.signal)
  try {
    const run = await workshop.run(
      {
        image: volume.image,
        application: path,
        budgets: options.budgets ?? {},
        ...(options.timing === undefined ? {} : { timing: options.timing }),
        ...(options.partitionBytes === undefined ? {} : { partitionBytes: options.partitionBytes }),
        ...(options.watch === undefined ? {} : { watch: options.watch }),
        ...(options.traceServices === undefined ? {} : { traceServices: options.traceServices }),
        ...(options.user === undefined ? {} : { user: options.user }),
        ...(options.untilIdle === undefined ? {} : { untilIdle: options.untilIdle }),
        ...(options.untilFile === undefined ? {} : { untilFile: options.untilFile }),
        ...(options.measure === undefined ? {} : { measure: options.measure }),
      },
      options.onEvent,
    )
    return { run, ...collectFiles(run, options.collect ?? [], path) }
  } finally {
    await workshop.close()
  }
}

function prepareDisk({ application, disk, files = [] }: RunOptions): { volume: HfsVolume; path: string } {
  if (disk === undefined) return { volume: buildVolume([application, ...files]), path: application.name }
  const volume = HfsVolume.mount(disk.image.slice())
  const { parentId } = resolvePath(volume, disk.path)
  for (const file of files) writeMacFile(volume, parentId, file)
  volume.flush()
  return { volume, path: disk.path }
}

function collectFiles(run: RunRecord, names: readonly string[], application: string): Omit<RunResult, 'run'> {
  const volume = HfsVolume.mount(run.image)
  const folder = application.slice(0, application.lastIndexOf(':') + 1)
  const files = new Map<string, MacFile>()
  const missing: string[] = []
  for (const name of names) {
    const file = fileOnVolume(volume, name.includes(':') ? name : folder + name) ?? fileOnVolume(volume, name)
    if (file === undefined) missing.push(name)
    else files.set(name, file)
  }
  const exit: ExitCodeName = run.outcome === 'ok' && missing.length > 0 ? 'not-collected' : run.outcome
  return { exit, files, missing }
}
