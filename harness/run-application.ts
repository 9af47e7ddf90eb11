/** Runs an application with files beside it, and takes files from its volume afterwards. */
import type { MacFile } from '../emulator/formats/mac-file.ts'
import { HfsVolume, resolvePath, writeMacFile } from '../emulator/volume/index.ts'
import type { ExitCodeName } from './exit-codes.ts'
import type { RunEvent, RunRecord, RunRequest } from './machine/run.ts'
import { buildVolume, fileOnVolume } from './machine/volume.ts'
import { openWorkshop } from './machine/workshop.ts'

/** All that a run depends on, but for the volume, which is made of these. */
export interface RunOptions extends Partial<Omit<RunRequest, 'image' | 'application'>> {
  readonly application: MacFile
  /** The disk that the application is on, and its path there: the run starts from a copy of it. By default a new disk is made. */
  readonly disk?: { readonly image: Uint8Array; readonly path: string }
  /** Beside the application on the volume. */
  readonly files?: readonly MacFile[]
  /** Names of files to take from the volume afterwards. */
  readonly collect?: readonly string[]
  readonly onEvent?: (event: RunEvent) => void
  readonly signal?: AbortSignal
}

export interface RunResult {
  readonly exit: ExitCodeName
  /** What was run, for a bundle of it. */
  readonly request: RunRequest
  readonly run: RunRecord
  /** Those of `collect` that are there. */
  readonly files: ReadonlyMap<string, MacFile>
  readonly missing: readonly string[]
}

/** Runs a program to its end. Whatever becomes of the guest is a result; only bad input is thrown. */
export async function runApplication(options: RunOptions): Promise<RunResult> {
  const { application, disk, files, collect, onEvent, signal, ...request } = options
  const { volume, path } = prepareDisk({ application, ...(disk && { disk }), ...(files && { files }) })
  const workshop = openWorkshop(signal)
  try {
    const whole = { image: volume.image, application: path, budgets: {}, ...request }
    const run = await workshop.run(whole, onEvent)
    return { request: whole, run, ...collectFiles(run, collect ?? [], path) }
  } finally {
    await workshop.close()
  }
}

export function prepareDisk({ application, disk, files = [] }: Pick<RunOptions, 'application' | 'disk' | 'files'>): {
  volume: HfsVolume
  path: string
} {
  if (disk === undefined) return { volume: buildVolume([application, ...files]), path: application.name }
  const volume = HfsVolume.mount(disk.image.slice())
  const { parentId } = resolvePath(volume, disk.path)
  for (const file of files) writeMacFile(volume, parentId, file)
  volume.flush()
  return { volume, path: disk.path }
}

export function collectFiles(
  run: Pick<RunRecord, 'image' | 'outcome'>,
  names: readonly string[],
  application: string,
): Pick<RunResult, 'exit' | 'files' | 'missing'> {
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
