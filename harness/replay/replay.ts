/** A bundle's run, run again, by this version of Bondi, and perhaps with another build of the application. */
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { HfsVolume, resolvePath, writeMacFile } from '../../emulator/volume/index.ts'
import type { RunRecord, RunRequest } from '../machine/run.ts'
import type { Workshop } from '../machine/workshop.ts'
import type { Bundle } from './bundle.ts'
import { type Comparison, compareRuns } from './divergence.ts'
import { factsOf, type RunFacts } from './facts.ts'
import { digestOfApplication, record, recordIn } from './leave-bundle.ts'

export interface ReplayOptions {
  /** In place of the application of the bundle. */
  readonly application?: MacFile
  readonly signal?: AbortSignal
  /** Where to run, when it is open already; it stays open. */
  readonly workshop?: Workshop
}

export interface ReplayResult extends Comparison {
  /** Whether the application is the bundle's. */
  readonly builds: 'same' | 'different'
  readonly original: RunFacts
  readonly replayed: RunFacts
  readonly run: RunRecord
}

export async function replayBundle(
  bundle: Bundle,
  { application, signal, workshop }: ReplayOptions = {},
): Promise<ReplayResult> {
  const { manifest, recording } = bundle
  const request = application === undefined ? bundle.request : withApplication(bundle.request, application)
  const builds = digestOfApplication(request) === manifest.application.sha256 ? 'same' : 'different'
  const run = await (workshop === undefined ? record(request, signal) : recordIn(workshop, request))
  const [original, replayed] = [manifest.facts, factsOf(run, request.application)]
  const comparison = compareRuns({ facts: original, recording }, { facts: replayed, recording: run.recording! }, builds)
  return { builds, original, replayed, run, ...comparison }
}

/** The other build gets the place and the name of the one that was there. Throws dskFulErr when the volume has no room for it. */
function withApplication(request: RunRequest, application: MacFile): RunRequest {
  const volume = HfsVolume.mount(request.image.slice())
  const { parentId, entry } = resolvePath(volume, request.application)
  writeMacFile(volume, parentId, { ...application, name: entry!.name })
  volume.flush()
  return { ...request, image: volume.image }
}
