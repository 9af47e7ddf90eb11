/** The bundle of a run that failed. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { HfsVolume, readMacFile } from '../../emulator/volume/index.ts'
import { exportFile, hostNameOf, listDisk } from '../disk.ts'
import { encodePng } from '../drive/screen-image.ts'
import type { ExitCodeName } from '../exit-codes.ts'
import { jsonText } from '../files/json-text.ts'
import { writeWhole } from '../files/write-whole.ts'
import { describeCrash } from '../machine/crash-text.ts'
import type { RunRecord, RunRequest } from '../machine/run.ts'
import { openWorkshop, type Workshop } from '../machine/workshop.ts'
import { bondiVersion } from '../version.ts'
import { BUNDLE_SCHEMA, writeBundle } from './bundle.ts'
import { factsOf, sha256 } from './facts.ts'

export interface FailedRun {
  readonly request: RunRequest
  readonly run: RunRecord
  /** Of the verb. */
  readonly exit: ExitCodeName
}

interface MadeBundle {
  readonly bytes: Uint8Array
  /** False when the run came to something else as it was repeated: a bug of Bondi. */
  readonly reproduced: boolean
}

/** A limit of the host's time is met elsewhere on another host: the run is repeated up to the cycle that it came to. */
function repeatable({ budgets, ...request }: RunRequest, run: RunRecord): RunRequest {
  const { hostSeconds: _, ...limits } = budgets
  return { ...request, budgets: run.outcome === 'host-timeout' ? { ...limits, cycles: run.cycles } : limits }
}

const isRepeated = (run: RunRecord, again: RunRecord): boolean =>
  run.outcome === 'host-timeout' ||
  (run.outcome === again.outcome && run.message === again.message && run.cycles === again.cycles)

/** `recorded`: the request's run, with its calls and its last screen. */
export async function packBundle(request: RunRequest, recorded: RunRecord, exit: ExitCodeName): Promise<Uint8Array> {
  return writeBundle(
    {
      manifest: {
        kind: 'bondi-run',
        schema: BUNDLE_SCHEMA,
        versions: { bondi: bondiVersion(), node: process.versions.node, v8: process.versions.v8 },
        application: { path: request.application, sha256: digestOfApplication(request) },
        exit,
        facts: factsOf(recorded, request.application),
      },
      request,
      recording: recorded.recording!,
    },
    await evidenceOf(recorded, request),
  )
}

/** Repeats the run with its calls recorded, unless they were, and packs it. */
async function makeBundle({ request, run, exit }: FailedRun, signal?: AbortSignal): Promise<MadeBundle> {
  const isRecorded = run.recording !== undefined && run.screen !== undefined && run.outcome !== 'host-timeout'
  const repeat = repeatable(request, run)
  const recorded = isRecorded ? run : await record(repeat, signal)
  return { bytes: await packBundle(repeat, recorded, exit), reproduced: isRepeated(run, recorded) }
}

/** Runs with what a comparison needs. */
export const recordIn = (workshop: Workshop, request: RunRequest): Promise<RunRecord> =>
  workshop.run({ ...request, recordCalls: true, screenAtEnd: true })

/** The same in a workshop of its own. */
export async function record(request: RunRequest, signal?: AbortSignal): Promise<RunRecord> {
  const workshop = openWorkshop(signal)
  try {
    return await recordIn(workshop, request)
  } finally {
    await workshop.close()
  }
}

export function digestOfApplication({ image, application }: Pick<RunRequest, 'image' | 'application'>): string {
  const { dataFork, resourceFork } = readMacFile(HfsVolume.mount(image), application)
  return sha256(Buffer.concat([dataFork, resourceFork]))
}

/** What a person may want to look at without running anything. */
async function evidenceOf(run: RunRecord, request: RunRequest): Promise<Map<string, Uint8Array>> {
  const text = (content: string) => new TextEncoder().encode(content)
  const files = new Map<string, Uint8Array>()
  if (run.report) {
    files.set('report.txt', text(await describeCrash(run.report)))
    files.set('report.json', text(jsonText(run.report)))
  }
  if (run.screen) files.set('screen.png', await encodePng(run.screen))
  if (run.consoleText !== '') files.set('console.txt', text(run.consoleText))
  for (const [name, content] of outputsOf(run.image, request.image)) files.set(`outputs/${name}`, content)
  return files
}

/** Files that the program made or changed, in the order of the catalog. */
function* outputsOf(after: Uint8Array, before: Uint8Array): Iterable<[name: string, content: Uint8Array]> {
  const filesOf = (image: Uint8Array) => {
    const volume = HfsVolume.mount(image)
    const { items } = listDisk(volume)
    return items
      .filter(({ entry }) => entry.kind === 'file')
      .map(({ path }) => [path, readMacFile(volume, path)] as const)
  }
  const old = new Map(filesOf(before))
  for (const [path, file] of filesOf(after)) {
    const was = old.get(path)
    const isSame = (fork: 'dataFork' | 'resourceFork') => was && Buffer.compare(was[fork], file[fork]) === 0
    if (isSame('dataFork') && isSame('resourceFork')) continue
    const folders = path
      .split(':')
      .slice(0, -1)
      .map((name) => name.replaceAll('/', ':'))
    yield [[...folders, hostNameOf(file, 'auto')].join('/'), exportFile(file, 'auto')]
  }
}

const isFolder = (path: string): boolean =>
  path.endsWith('/') || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)

/** `where`: a file, or a folder for a file that is named after the application. */
export function bundlePath(where: string, application: string): string {
  const name = application.slice(application.lastIndexOf(':') + 1).replaceAll(/[^\w.-]+/g, '-')
  return isFolder(where) ? join(where, `bondi-failure-${name}.zip`) : where
}

/** Writes the bundle and returns its path. */
export async function leaveBundle(
  failed: FailedRun,
  where: string,
  signal?: AbortSignal,
): Promise<{ path: string; reproduced: boolean }> {
  const path = bundlePath(where, failed.request.application)
  const { bytes, reproduced } = await makeBundle(failed, signal)
  await writeWhole(path, bytes)
  return { path, reproduced }
}
