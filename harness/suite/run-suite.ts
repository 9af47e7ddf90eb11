/** Runs a suite: its cases in threads, as many at a time as there are threads. */
import { join } from 'node:path'
import { BondiError } from '../../emulator/errors.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { buildSources } from '../build-application.ts'
import { describeFailure } from '../error-exit.ts'
import { bondiVersion } from '../version.ts'
import type { CaseDefinition } from './definition.ts'
import { choiceName, findCases, type PlannedCase, type Selection, selectCases } from './find-cases.ts'
import { type CaseFailure, type CaseResult, caseStatuses, SUITE_RESULT_FORMAT, type SuiteResult } from './result.ts'
import type { CaseRun, CaseTask } from './run-case.ts'
import { type CaseThreads, openThreads } from './threads.ts'
import { Updates } from './updates.ts'
import { judge } from './verdict.ts'

export interface SuiteOptions extends Selection {
  /** The folder below which cases are looked for. */
  readonly root: string
  /** Cases at a time. */
  readonly jobs: number
  /** How often a case that fails is run again; 0 unless given. */
  readonly retries?: number
  /** Writes expected files, pictures and baselines instead of comparing with them. */
  readonly update?: boolean
  /** Runs each case twice, and compares. */
  readonly determinism?: boolean
  /** Ends after the first case that fails. */
  readonly bail?: boolean
  /** A case that asserts nothing fails. */
  readonly strict?: boolean
  readonly onEvent?: (event: SuiteEvent) => void
  readonly signal?: AbortSignal
}

export type SuiteEvent =
  | { readonly kind: 'planned'; readonly names: readonly string[] }
  | { readonly kind: 'started'; readonly name: string }
  | { readonly kind: 'finished'; readonly result: CaseResult }
  /** Expected files that `--update` has written. */
  | { readonly kind: 'updated'; readonly paths: readonly string[] }

/** What a thread may take longer than its runs' budgets before it is ended: for preparing and comparing. */
const GRACE_SECONDS = 5

const commonOf = ({ name, file, variables, definition }: PlannedCase) => ({
  name,
  definition: file,
  variables,
  tags: definition instanceof BondiError ? [] : definition.tags,
  ...(definition instanceof BondiError || definition.description === undefined
    ? {}
    : { description: definition.description }),
})

const nothingRun = { assertions: [], attempts: 0, hostSeconds: 0, properties: {}, attachments: [] } as const

function unrunnable(planned: PlannedCase, error: unknown): CaseResult {
  const { exit, message, hint } = describeFailure(error)
  const failure: CaseFailure = {
    kind: 'definition',
    message: hint === undefined ? message : `${message}. ${hint}`,
    exit,
  }
  return { ...commonOf(planned), ...nothingRun, status: 'failed', failures: [failure] }
}

/** Each build once, whatever number of cases wants it. */
function builder(): (planned: PlannedCase, definition: CaseDefinition) => Promise<MacFile | undefined> {
  const builds = new Map<string, Promise<MacFile>>()
  return async ({ folder, name }, { build }) => {
    if (build === undefined) return undefined
    const inFolder = (paths: readonly string[] | undefined) => paths?.map((path) => join(folder, path))
    const { sources, includes, partition, ...rest } = build
    const options = {
      name: (name.split('/').at(-1) ?? name).replace(/\[.*/, '').slice(0, 31),
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      sources: inFolder(sources)!,
      ...(includes === undefined ? {} : { includes: inFolder(includes)! }),
      ...(partition === undefined ? {} : { partition: { preferred: partition, minimum: partition } }),
    }
    const key = JSON.stringify(options)
    const building = builds.get(key) ?? buildSources(options).then(({ file }) => file)
    builds.set(key, building)
    return building
  }
}

const hostTimeout = (seconds: number): CaseRun => ({
  failures: [
    {
      kind: 'host-timeout',
      message: `the thread was ended after ${seconds} s on the host, having given no sign of life`,
      exit: 'host-timeout',
    },
  ],
  assertions: [],
  attachments: [],
  updates: [],
  hostSeconds: seconds,
  properties: {},
  exit: 'host-timeout',
})

/** How often a case runs its program at most: once more for determinism, once more for the screen of a failure. */
const runsOf = ({ determinism }: CaseTask): number => (determinism ? 3 : 2)

async function runOne(
  planned: PlannedCase,
  definition: CaseDefinition,
  task: CaseTask,
  threads: CaseThreads,
  { retries = 0, strict = false }: SuiteOptions,
): Promise<{ result: CaseResult; run: CaseRun }> {
  const limit = definition.budget.host * runsOf(task) + GRACE_SECONDS
  for (let attempts = 1; ; attempts++) {
    const run = (await threads.run(task, limit)) ?? hostTimeout(limit)
    const judged = judge(run, definition, strict)
    if (judged.status === 'failed' && attempts <= retries) continue
    const { updates: _updates, figures: _figures, ...found } = run
    const status = judged.status === 'passed' && attempts > 1 ? 'flaky' : judged.status
    return { result: { ...commonOf(planned), ...found, ...judged, status, attempts }, run }
  }
}

/** Runs all cases that are wanted. What they do is in the result; only a suite that cannot be run is thrown. */
export async function runSuite(options: SuiteOptions): Promise<SuiteResult> {
  const { root, jobs, update = false, determinism = false, bail = false, onEvent = () => {}, signal } = options
  const startedAt = new Date().toISOString()
  const started = performance.now()
  const planned = selectCases(await findCases(root), options)
  onEvent({ kind: 'planned', names: planned.map(({ name }) => name) })
  const threads = openThreads(Math.min(jobs, Math.max(planned.length, 1)), signal)
  const results = new Map<string, CaseResult>()
  const updates = new Updates()
  const build = builder()
  const queue = planned.values()
  let isOver = false

  async function settle(one: PlannedCase): Promise<CaseResult> {
    const { definition, folder, variables } = one
    if (definition instanceof BondiError) return unrunnable(one, definition)
    if (definition.skip !== undefined) {
      return { ...commonOf(one), ...nothingRun, status: 'skipped', failures: [], reason: definition.skip }
    }
    let built: MacFile | undefined
    try {
      built = await build(one, definition)
    } catch (error) {
      if (!(error instanceof BondiError)) throw error
      return unrunnable(one, error)
    }
    const task: CaseTask = {
      definition,
      folder,
      choice: choiceName(variables),
      ...(built && { built }),
      update,
      determinism,
    }
    try {
      const { result, run } = await runOne(one, definition, task, threads, options)
      if (update && result.status === 'passed') updates.add(one, definition, run)
      return result
    } catch (error) {
      if (error instanceof BondiError) throw error
      // A bug of Bondi's that one case brings out is that case's failure
      return unrunnable(one, error)
    }
  }

  /** One after the other, until none is left. */
  async function work(): Promise<void> {
    for (const one of queue) {
      if (isOver) return
      onEvent({ kind: 'started', name: one.name })
      const result = await settle(one)
      results.set(one.name, result)
      onEvent({ kind: 'finished', result })
      if (bail && !caseStatuses[result.status].isGreen) isOver = true
    }
  }

  try {
    await Promise.all(Array.from({ length: jobs }, work))
  } catch (error) {
    isOver = true
    if (!(error instanceof BondiError) || error.code !== 'interrupted') throw error
  } finally {
    await threads.close()
  }
  if (update) onEvent({ kind: 'updated', paths: await updates.write() })
  const cases = planned.flatMap(({ name }) => results.get(name) ?? [])
  const unfinished = planned.map(({ name }) => name).filter((name) => !results.has(name))
  const isGreen = cases.every(({ status }) => caseStatuses[status].isGreen)
  return {
    format: SUITE_RESULT_FORMAT,
    name: root,
    version: bondiVersion(),
    startedAt,
    hostSeconds: (performance.now() - started) / 1000,
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    isComplete: unfinished.length === 0,
    ...(unfinished.length === 0 ? {} : { unfinished }),
    exit: signal?.aborted ? 'interrupted' : isGreen ? 'ok' : 'tests-failed',
    cases,
  }
}
