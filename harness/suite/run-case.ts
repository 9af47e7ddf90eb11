/** Runs one case in this thread and holds what became of it against what it expects. */
import { resolve } from 'node:path'
import { BondiError } from '../../emulator/errors.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { formatReport } from '../../emulator/machine/report/index.ts'
import { HfsVolume } from '../../emulator/volume/index.ts'
import { fromMacText, readOutput } from '../compare/text.ts'
import { encodePng } from '../drive/screen-image.ts'
import { describeFailure } from '../error-exit.ts'
import type { ExitCodeName } from '../exit-codes.ts'
import { type RunRecord, runProgram } from '../machine/run.ts'
import { runReference } from '../reference/wasi-run.ts'
import { packBundle } from '../replay/leave-bundle.ts'
import { outputOf } from '../verify/pair.ts'
import { attachBytes, attachText } from './attachment.ts'
import type { CaseDefinition } from './definition.ts'
import { checkBounds, type Figures } from './expectations/bounds.ts'
import { type ExpectedFile, Findings } from './expectations/evidence.ts'
import { checkPictures } from './expectations/pictures.ts'
import { checkReference } from './expectations/reference.ts'
import { checkRepetition } from './expectations/repetition.ts'
import { checkServices } from './expectations/services.ts'
import { checkTexts } from './expectations/texts.ts'
import { type PreparedCase, prepareCase } from './prepare.ts'
import type { CaseResult } from './result.ts'

/** Everything that the run of a case depends on, but for the files in its folder. */
export interface CaseTask {
  readonly definition: CaseDefinition
  readonly folder: string
  /** What the matrix chose: the key of its baseline. */
  readonly choice: string
  /** The application, where the case has it built. */
  readonly built?: MacFile
  /** Makes the expected files from this run. */
  readonly update: boolean
  /** Runs it twice. */
  readonly determinism: boolean
}

export interface CaseRun
  extends Pick<
    CaseResult,
    | 'exit'
    | 'outcome'
    | 'failures'
    | 'assertions'
    | 'hostSeconds'
    | 'virtualSeconds'
    | 'cycles'
    | 'partitionBytes'
    | 'peakMemoryBytes'
    | 'properties'
    | 'attachments'
  > {
  /** Expected files as this run makes them, and its figures for the baseline. */
  readonly updates: readonly ExpectedFile[]
  readonly figures?: Figures
}

/** Attachments are kept in memory and in the suite's result. */
const LARGEST_BUNDLE_BYTES = 8 << 20

interface Ended {
  readonly exit: ExitCodeName
  readonly message: string
  /** Absent when the system refused to launch the program. */
  readonly run?: RunRecord
}

function runToEnd({ request }: Pick<PreparedCase, 'request'>, more: { traceServices?: boolean } = {}): Ended {
  try {
    const run = runProgram({ ...request, ...more })
    return { exit: run.outcome, message: run.message, run }
  } catch (error) {
    if (!(error instanceof BondiError)) throw error
    const { exit, message } = describeFailure(error)
    if (exit !== 'launch-failed') throw error
    return { exit, message }
  }
}

function checkExit({ expect }: CaseDefinition, { exit, message, run }: Ended, findings: Findings): void {
  const { status, exit: expected = status ? 'exit-status' : 'ok' } = expect
  if (expected !== 'ok') findings.assertions.push(`it ends as ${expected}`)
  if (run?.report !== undefined) {
    findings.attach(attachText('crash.txt', formatReport(run.report)))
    findings.attach(attachText('crash.json', `${JSON.stringify(run.report, null, 2)}\n`))
  }
  if (exit !== expected) {
    const kind = exit === 'host-timeout' ? 'host-timeout' : 'exit'
    const attachments = run?.report === undefined ? {} : { attachments: ['crash.txt'] }
    findings.fail(kind, `${message} (${exit} instead of ${expected})`, { exit, ...attachments })
    return
  }
  if (status === undefined) return
  findings.assertions.push(`its status is ${status}`)
  if (run?.status === status) return
  const got = run?.status === undefined ? 'the program gave none' : `it is ${run.status}`
  findings.fail('exit', `its status should be ${status}, but ${got}`)
}

/** Figures that the language model tells of itself. */
function propertiesOf(run: RunRecord): CaseResult['properties'] {
  const output = outputOf(run)
  if (output === undefined) return {}
  const { tokens, tokensPerSecond } = readOutput(fromMacText(output))
  return {
    ...(tokens === undefined ? {} : { tokens }),
    ...(tokensPerSecond === undefined ? {} : { tokensPerSecond }),
  }
}

async function check(task: CaseTask, prepared: PreparedCase, ended: Ended, findings: Findings): Promise<void> {
  const { definition, folder, choice, update } = task
  checkExit(definition, ended, findings)
  const { run } = ended
  if (run === undefined) return
  const pathOf = (name: string): string => resolve(folder, name)
  const evidence = {
    definition,
    steps: prepared.request.user ?? [],
    run,
    volume: HfsVolume.mount(run.image),
    update,
    pathOf,
  }
  // A program that ended in another way has not done all of its work: how it ended explains what is missing.
  const isEnd = findings.failures.some(({ kind }) => kind === 'exit' || kind === 'host-timeout')
  const found = isEnd ? new Findings() : findings
  await checkTexts(evidence, found)
  await checkPictures(evidence, found)
  checkServices(evidence, found)
  await checkBounds(evidence, choice, found)
  if (prepared.reference && !isEnd) {
    const { program, files } = prepared.reference
    checkReference(evidence, await runReference(program, files), found)
  }
  if (isEnd) for (const attachment of found.attachments) findings.attach(attachment)
  if (isEnd) findings.assertions.push(...found.assertions)
}

/** The last that the screen showed, and the run in a bundle, from the same run again: it costs nothing where all is well. */
async function attachRepetition(task: CaseTask, findings: Findings): Promise<void> {
  const { request } = await prepareCase(task.definition, task.folder, task.built)
  const recorded = { ...request, image: request.image.slice(), recordCalls: true, screenAtEnd: true }
  const { run, exit } = runToEnd({ request: recorded })
  if (run?.screen === undefined) return
  findings.attach(attachBytes('screen.png', await encodePng(run.screen)))
  const bundle = await packBundle(request, run, exit === 'ok' ? 'different' : exit)
  if (bundle.length <= LARGEST_BUNDLE_BYTES) findings.attach(attachBytes('bundle.zip', bundle))
}

async function attempt(task: CaseTask, findings: Findings): Promise<Ended> {
  const { definition, folder, built, determinism } = task
  const prepared = await prepareCase(definition, folder, built)
  const traceServices = determinism
  const ended = runToEnd(prepared, { traceServices })
  await check(task, prepared, ended, findings)
  if (determinism) {
    const again = runToEnd(await prepareCase(definition, folder, built), { traceServices })
    checkRepetition(ended, again, findings)
  }
  const isWorthALook =
    findings.failures.length > 0 && definition.knownFailure === undefined && ended.exit !== 'host-timeout'
  if (isWorthALook) await attachRepetition(task, findings)
  return ended
}

/** What the case does wrong is in the result; only bugs of Bondi are thrown. */
export async function runCase(task: CaseTask): Promise<CaseRun> {
  const started = performance.now()
  const findings = new Findings()
  let ended: Ended | undefined
  try {
    ended = await attempt(task, findings)
  } catch (error) {
    if (!(error instanceof BondiError)) throw error
    const { exit, message, hint } = describeFailure(error)
    findings.fail('definition', hint === undefined ? message : `${message}. ${hint}`, { exit })
  }
  const run = ended?.run
  const { failures, assertions, attachments, updates } = findings
  return {
    failures,
    assertions,
    attachments,
    updates,
    hostSeconds: (performance.now() - started) / 1000,
    properties: run === undefined ? {} : propertiesOf(run),
    ...(ended && { exit: ended.exit, outcome: ended.message }),
    ...(run && {
      virtualSeconds: run.seconds,
      cycles: run.cycles,
      partitionBytes: run.partitionBytes,
      peakMemoryBytes: run.heapBytes,
      figures: { cycles: run.cycles, memory: run.heapBytes },
    }),
  }
}
