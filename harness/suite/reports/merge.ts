/** Shards of a suite, run on several machines, as the one result that they are. */
import { BondiError } from '../../../emulator/errors.ts'
import type { SuiteResult } from '../result.ts'

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1)

/** A case can only be in one of them: otherwise the same shard was given twice. */
function refuseTwice(results: readonly SuiteResult[]): void {
  const seen = new Set<string>()
  for (const { name } of results.flatMap(({ cases }) => cases)) {
    if (seen.has(name)) {
      throw new BondiError('case-twice', `the case ${name} is in two of the results`, 'Give each shard once.')
    }
    seen.add(name)
  }
}

/** `2/3` for each shard that nobody gave. */
function missingShards(results: readonly SuiteResult[]): string[] {
  const counts = new Set(results.map(({ shard }) => shard?.count ?? 1))
  if (counts.size > 1) {
    throw new BondiError(
      'other-shards',
      `the results are of suites divided in different ways: into ${[...counts].join(', ')} shards`,
      'Give those of one run.',
    )
  }
  const given = new Set(results.map(({ shard }) => shard?.index ?? 1))
  const [count = 1] = counts
  return Array.from({ length: count }, (_, index) => index + 1)
    .filter((index) => !given.has(index))
    .map((index) => `shard ${index}/${count}`)
}

/** Complete only when all shards are there and each of them is; the host's time is all machines' together. */
export function mergeResults(results: readonly SuiteResult[]): SuiteResult {
  const [first, ...others] = results
  if (first === undefined) throw new BondiError('usage', 'there is no result to merge')
  const other = others.find(({ name, version }) => name !== first.name || version !== first.version)
  if (other !== undefined) {
    throw new BondiError(
      'other-suite',
      `the results are of ${first.name} (Bondi ${first.version}) and of ${other.name} (Bondi ${other.version})`,
      'Give those of one suite, run with one version.',
    )
  }
  refuseTwice(results)
  const unfinished = [...results.flatMap(({ unfinished = [] }) => unfinished), ...missingShards(results)]
  const { shard: _, unfinished: __, ...common } = first
  const isComplete = unfinished.length === 0 && results.every((result) => result.isComplete)
  return {
    ...common,
    startedAt: results.map(({ startedAt }) => startedAt).sort()[0]!,
    hostSeconds: results.reduce((sum, { hostSeconds }) => sum + hostSeconds, 0),
    isComplete,
    ...(unfinished.length === 0 ? {} : { unfinished }),
    exit: isComplete && results.every(({ exit }) => exit === 'ok') ? 'ok' : 'tests-failed',
    cases: results.flatMap(({ cases }) => cases).sort(byName),
  }
}
