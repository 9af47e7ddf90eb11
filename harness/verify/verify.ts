/**
 * The main job: the application reads a prompt and writes a story on the emulated iMac, the same C does so in a
 * little-endian WebAssembly module, and the two are compared.
 */
import { compareTexts, fromMacText, type OutputFigures, readOutput, type TextComparison } from '../compare/text.ts'
import type { TraceComparison } from '../compare/trace.ts'
import type { ExitCodeName } from '../exit-codes.ts'
import type { RunRecord, RunRequest } from '../machine/run.ts'
import { openWorkshop, type Workshop } from '../machine/workshop.ts'
import type { ReferenceResult } from '../reference/wasi-run.ts'
import { type Findings, locateDifference } from './locate.ts'
import { type Job, OUTPUT_FILE, outputOf, runBoth, tracesOf, type VerifyEvent } from './pair.ts'

export interface VerifyOptions extends Job {
  /** Compares every activation, not the text alone. */
  readonly trace?: boolean
  readonly onEvent?: (event: VerifyEvent) => void
  /** Where to run, when it was opened before the job was known. It stays open. */
  readonly workshop?: Workshop
  readonly signal?: AbortSignal
}

export type Verdict = 'identical' | 'different' | 'program-reported' | 'mac-reported' | 'stopped'

export interface VerifyResult {
  readonly exit: ExitCodeName
  readonly verdict: Verdict
  /** What the application wrote, with line feeds. */
  readonly output: string
  readonly figures: OutputFigures
  readonly text: TextComparison
  /** Of all activations, when a trace was asked for; or where they part, when the texts do. */
  readonly arithmetic?: TraceComparison
  readonly located?: Findings
  /** What the program's run depended on, for a bundle of it. */
  readonly request: RunRequest
  readonly run: RunRecord
  readonly reference: ReferenceResult
  /** Of everything, from the volume to the verdict. */
  readonly hostSeconds: number
}

const utf8 = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes ?? new Uint8Array(0))

function verdictOf(
  run: RunRecord,
  parted: boolean,
  macError: string | undefined,
  referenceError: string | undefined,
): Verdict {
  // A program that reports a problem exits with a status that says so too.
  const ended = run.outcome === 'ok' || (run.outcome === 'exit-status' && macError !== undefined)
  if (!ended) return 'stopped'
  // Only a Mac has a partition to outgrow: its message says more than where the texts part.
  if (parted) return macError !== undefined && referenceError === undefined ? 'mac-reported' : 'different'
  return macError === undefined ? 'identical' : 'program-reported'
}

function exitOf(verdict: Verdict, run: RunRecord): ExitCodeName {
  switch (verdict) {
    case 'stopped':
      return run.outcome
    case 'identical':
      return 'ok'
    case 'mac-reported':
      return 'program-reported'
    default:
      return verdict
  }
}

/** Runs the main job. What the guest does is in the result; only bad input and bugs of Bondi are thrown. */
export async function verify(options: VerifyOptions): Promise<VerifyResult> {
  const started = performance.now()
  const onEvent = options.onEvent ?? (() => {})
  const workshop = options.workshop ?? openWorkshop(options.signal)
  try {
    const pair = await runBoth(workshop, options, options.trace ? { mode: 'hash' } : undefined, onEvent)
    const { request, run, reference } = pair
    onEvent({ kind: 'begin', step: 'compare' })
    const bytes = outputOf(run) ?? new Uint8Array(0)
    const output = fromMacText(bytes)
    const expected = utf8(reference.files.get(OUTPUT_FILE))
    const text = compareTexts(bytes, expected)
    let arithmetic = options.trace ? tracesOf(pair) : undefined
    onEvent({ kind: 'end', step: 'compare' })
    const hostSeconds = (performance.now() - started) / 1000
    const figures = readOutput(output)
    const parted = !text.identical || arithmetic?.identical === false
    const referenceError = readOutput(expected).error
    const verdict = verdictOf(run, parted, figures.error, referenceError)
    const exit: ExitCodeName = exitOf(verdict, run)
    let located: Findings | undefined
    if (verdict === 'different') {
      onEvent({ kind: 'begin', step: 'locate' })
      const found = await locateDifference(workshop, options)
      arithmetic = found.arithmetic ?? arithmetic
      located = found.findings
      onEvent({ kind: 'end', step: 'locate' })
    }
    return {
      exit,
      verdict,
      output,
      figures,
      text,
      ...(arithmetic === undefined ? {} : { arithmetic }),
      ...(located === undefined ? {} : { located }),
      request,
      run,
      reference,
      hostSeconds,
    }
  } finally {
    if (options.workshop === undefined) await workshop.close()
  }
}
