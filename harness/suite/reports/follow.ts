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
  let problem: unknown
  const writes: Promise<void>[] = []
  const write = (writing: Promise<void>): void => {
    writes.push(
      writing.catch((error: unknown) => {
        problem ??= error
      }),
    )
  }

  return {
    onEvent(event) {
      if (event.kind === 'planned') {
        soFar = { ...soFar, unfinished: event.names }
        write(reports.begin(soFar))
      }
      if (event.kind === 'finished') {
        const { result } = event
        soFar = {
          ...soFar,
          cases: [...soFar.cases, result],
          hostSeconds: (performance.now() - started) / 1000,
          unfinished: soFar.unfinished!.filter((name) => name !== result.name),
        }
        write(reports.finish(result, soFar))
      }
    },
    async end(result) {
      await Promise.all(writes)
      if (problem !== undefined) throw problem
      await reports.end(result)
    },
  }
}
