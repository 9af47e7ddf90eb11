/**
 * What became of a suite's cases: plain data, which goes through JSON and between threads as it is. Reports, matchers and merged shards
 * are made from it and from nothing else.
 */
import type { ExitCodeName } from '../exit-codes.ts'
import type { Attachment } from './attachment.ts'

/** What a case can end as, and whether the suite is green with it. */
export const caseStatuses = {
  passed: { isGreen: true, meaning: 'it did what is expected' },
  failed: { isGreen: false, meaning: 'it did something else' },
  flaky: { isGreen: true, meaning: 'it failed, and did what is expected when it was run again' },
  'known-failure': { isGreen: true, meaning: 'it fails as it is known to' },
  'no-assertions': { isGreen: true, meaning: 'it ended by itself, which is all that it expects; red with --strict' },
  skipped: { isGreen: true, meaning: 'it was not run' },
} as const satisfies Record<string, { readonly isGreen: boolean; readonly meaning: string }>

export type CaseStatus = keyof typeof caseStatuses

/** What was not as expected. */
export const failureKinds = {
  exit: 'the program ended in another way',
  file: 'a file that it wrote is missing, or has other contents',
  console: 'its console says something else',
  service: 'it called a service that it should not, or did not call one that it should',
  picture: 'the screen shows something else',
  cycles: 'it took more cycles',
  memory: 'it took more memory',
  reference: 'it computed something else than the little-endian reference',
  determinism: 'the same run gave another result the second time',
  'known-failure': 'what is known to fail passes, or fails in another way',
  'host-timeout': 'the host ended the run, since it took too long',
  definition: 'the case cannot be run: a file that it names is missing, or its sources do not compile',
} as const

export type FailureKind = keyof typeof failureKinds

/** Where two texts, or two rows of bytes, part first. */
export interface FirstDifference {
  /** What was compared: a file's name on the Mac, or `console`. */
  readonly of: string
  /** In bytes from the start of what the program wrote. */
  readonly offset: number
  /** Counted from 1; absent for bytes that are no text. */
  readonly line?: number
  readonly column?: number
  /** The line, or the bytes in hexadecimal, on either side. */
  readonly actual: string
  readonly expected: string
  /** Of two numbers that were compared with a tolerance: how many single-precision numbers lie from one to the other. */
  readonly ulps?: number
  /** Virtual seconds at which the program wrote it, where that is known. */
  readonly virtualSeconds?: number
}

export interface CaseFailure {
  readonly kind: FailureKind
  /** One sentence. */
  readonly message: string
  /** The exit code that goes with it: for `exit` how the program ended, else `different` or what the kind says. */
  readonly exit: ExitCodeName
  readonly difference?: FirstDifference
  /** Names of attachments that show it. */
  readonly attachments?: readonly string[]
}

export interface CaseResult {
  /** Unique in the suite: the folder's path from the suite's, with `/`, and what a matrix chose: `story[partition=1M]`. */
  readonly name: string
  /** The file that defines it, from the folder in which the command runs, with `/`. */
  readonly definition: string
  readonly description?: string
  readonly tags: readonly string[]
  /** What the matrix chose for it. */
  readonly variables: Readonly<Record<string, string>>
  readonly status: CaseStatus
  /** Why a known failure is one, or a case was skipped. */
  readonly reason?: string
  /** How the program ended; absent when it was never run. */
  readonly exit?: ExitCodeName
  /** How it ended, in a sentence. */
  readonly outcome?: string
  /** Of the last attempt; those of a known failure too. */
  readonly failures: readonly CaseFailure[]
  /** What was checked, a line each. */
  readonly assertions: readonly string[]
  /** How often it was run: 0 when skipped, more than 1 only where retries are allowed. */
  readonly attempts: number
  readonly hostSeconds: number
  /** Of the run; absent when it did not come to its end. */
  readonly virtualSeconds?: number
  readonly cycles?: number
  readonly partitionBytes?: number
  /** The most bytes of its heap in use at once: code, data and what it allocated; its stack comes on top. */
  readonly peakMemoryBytes?: number
  /** More figures, such as `tokens` and `tokensPerSecond` of the language model. */
  readonly properties: Readonly<Record<string, string | number>>
  readonly attachments: readonly Attachment[]
}

/** One part of a suite that was divided among machines: `index` from 1 to `count`. */
export interface Shard {
  readonly index: number
  readonly count: number
}

export const SUITE_RESULT_FORMAT = 'bondi-suite-1'

export interface SuiteResult {
  readonly format: typeof SUITE_RESULT_FORMAT
  /** The suite's folder, as given. */
  readonly name: string
  /** Of Bondi. */
  readonly version: string
  /** On the host, ISO 8601. */
  readonly startedAt: string
  readonly hostSeconds: number
  readonly shard?: Shard
  /** False when the run was ended before all cases had been run: `--bail`, Ctrl-C. */
  readonly isComplete: boolean
  /** Names of cases that were to be run and did not come to their end. */
  readonly unfinished?: readonly string[]
  readonly exit: ExitCodeName
  /** In the order of their names. */
  readonly cases: readonly CaseResult[]
}

/** How many cases ended as what. */
export function countStatuses(cases: readonly CaseResult[]): Record<CaseStatus, number> {
  const counts = Object.fromEntries(Object.keys(caseStatuses).map((status) => [status, 0])) as Record<
    CaseStatus,
    number
  >
  for (const { status } of cases) counts[status]++
  return counts
}
