/** The guest and its reference, run at the same time on the same input. */

import type { MacFile } from '../../emulator/formats/mac-file.ts'
import type { CheckName } from '../../emulator/machine/checks/table.ts'
import { HfsVolume } from '../../emulator/volume/index.ts'
import { compareTraces, type TraceComparison } from '../compare/trace.ts'
import { parseTrace } from '../compare/trace-format.ts'
import type { Budgets, RunEvent, RunRecord, RunRequest } from '../machine/run.ts'
import { buildVolume, fileOnVolume } from '../machine/volume.ts'
import type { Workshop } from '../machine/workshop.ts'
import type { ReferenceResult } from '../reference/wasi-run.ts'
import { jobFiles, type LanguageModel, type Settings, settingsText, type TraceRange } from './inputs.ts'

/** What both programs are to do. */
export interface Job {
  readonly application: MacFile
  /** The reference's WebAssembly module. */
  readonly reference: Uint8Array
  readonly models: LanguageModel
  /** Without one, the story begins from nothing. */
  readonly prompt?: string
  readonly settings: Settings
  readonly partitionBytes?: number
  /** What to look for while the program runs. */
  readonly checks?: readonly CheckName[]
  readonly budgets?: Budgets
  /** Records the guest's calls of system services. */
  readonly traceServices?: boolean
}

export type VerifyStep = 'volume' | 'boot' | 'launch' | 'generate' | 'reference' | 'compare' | 'locate'

export type VerifyEvent =
  | { readonly kind: 'begin' | 'end'; readonly step: VerifyStep }
  /** The guest has written this much more. */
  | { readonly kind: 'text'; readonly text: string }

export const OUTPUT_FILE = 'output.txt'
export const TRACE_FILE = 'trace.bin'

/** Room on the volume: for a text, or for all values of one position of a large model, and hashes of all positions. */
const OUTPUT_BYTES = 1 << 20
const TRACE_BYTES = 16 << 20

interface PairOfRuns {
  /** What the guest's run depended on. */
  readonly request: RunRequest
  readonly run: RunRecord
  readonly reference: ReferenceResult
}

/** Runs guest and reference at the same time, on the same input. */
export async function runBoth(
  workshop: Workshop,
  job: Job,
  trace?: TraceRange,
  onEvent: (event: VerifyEvent) => void = () => {},
): Promise<PairOfRuns> {
  onEvent({ kind: 'begin', step: 'volume' })
  const files = jobFiles(job.models, job.prompt, settingsText(job.settings, trace))
  const volume = buildVolume([job.application, ...files.guest], trace === undefined ? OUTPUT_BYTES : TRACE_BYTES)
  onEvent({ kind: 'end', step: 'volume' })
  onEvent({ kind: 'begin', step: 'boot' })
  onEvent({ kind: 'begin', step: 'reference' })
  const decoder = new TextDecoder('macintosh')
  const onRunEvent = (event: RunEvent): void => {
    if (event.kind === 'booted') {
      onEvent({ kind: 'end', step: 'boot' })
      onEvent({ kind: 'begin', step: 'launch' })
    } else if (event.kind === 'launched') {
      onEvent({ kind: 'end', step: 'launch' })
      onEvent({ kind: 'begin', step: 'generate' })
    } else if (event.kind === 'output') {
      onEvent({ kind: 'text', text: decoder.decode(event.bytes, { stream: true }).replaceAll('\r', '\n') })
    }
  }
  const request: RunRequest = {
    image: volume.image,
    application: job.application.name,
    watch: OUTPUT_FILE,
    ...(job.partitionBytes === undefined ? {} : { partitionBytes: job.partitionBytes }),
    ...(job.checks === undefined ? {} : { checks: job.checks }),
    budgets: job.budgets ?? {},
    ...(job.traceServices ? { traceServices: true } : {}),
  }
  const run = workshop.run(request, onRunEvent)
  const reference = workshop.reference(job.reference, files.reference).then((result) => {
    onEvent({ kind: 'end', step: 'reference' })
    return result
  })
  const [record, result] = await Promise.all([run, reference])
  onEvent({ kind: 'end', step: 'generate' })
  return { request, run: record, reference: result }
}

export function outputOf(run: RunRecord, name = OUTPUT_FILE): Uint8Array | undefined {
  return fileOnVolume(HfsVolume.mount(run.image), name)?.dataFork
}

export function tracesOf({ run, reference }: Pick<PairOfRuns, 'run' | 'reference'>): TraceComparison | undefined {
  const guest = outputOf(run, TRACE_FILE)
  const expected = reference.files.get(TRACE_FILE)
  if (guest === undefined || expected === undefined) return undefined
  return compareTraces(
    parseTrace(guest, 'the trace of the program'),
    parseTrace(expected, 'the trace of the reference'),
  )
}
