/** A running suite's events become its reports. */
import { bondiVersion } from '../../version.ts'
import { type Shard, SUITE_RESULT_FORMAT, type SuiteResult } from '../result.ts'
import type { SuiteEvent } from '../run-suite.ts'
import type { Reports } from './reports.ts'

export interface Follower {
  readonly onEvent: (event: SuiteEvent) => void
  /** Resolves when all reports are written; what went wrong with one of them is thrown here. */
  end(result: SuiteResult): Promise<void>
}

export function followSuite(reports: Reports, name: string, shard?: Shard): Follower {
  const started = performance.now()
  let soFar: SuiteResult = {
    format: SUITE_RESULT_FORMAT,
    name,
    version: bondiVersion(),
    startedAt: new Date().toISOString(),
    hostSeconds: 0,
    ...(shard === undefined ? {} : { shard }),
    isComplete: false,
    unfinished: [],
    exit: 'interrupted',
    cases: [],
  }
  let planned: readonly string[] = []
  let problem: unknown
  const writes: Promise<void>[] = []
  const write = (writing: Promise<void>): void => {
    writes.push(
      writing.catch((error: unknown) => {
        problem ??= error
      }),
    )
  }
  const unfinishedIn = ({ cases }: Pick<SuiteResult, 'cases'>): string[] => {
    const finished = new Set(cases.map((one) => one.name))
    return planned.filter((one) => !finished.has(one))
  }

  return {
    onEvent(event) {
      if (event.kind === 'planned') {
        planned = event.names
        soFar = { ...soFar, unfinished: planned }
        write(reports.begin(soFar))
      }
      if (event.kind === 'finished') {
        const cases = [...soFar.cases, event.result]
        const hostSeconds = (performance.now() - started) / 1000
        soFar = { ...soFar, cases, hostSeconds, unfinished: unfinishedIn({ cases }) }
        write(reports.finish(event.result, soFar))
      }
    },
    async end(result) {
      await Promise.all(writes)
      if (problem !== undefined) throw problem
      const unfinished = unfinishedIn(result)
      await reports.end(unfinished.length === 0 ? result : { ...result, unfinished })
    },
  }
}
