/** What came of a replay, for people. */
import { bondiVersion } from '../version.ts'
import type { Manifest } from './bundle.ts'
import type { Divergence, RecordedCall } from './divergence.ts'
import type { RunFacts } from './facts.ts'
import type { ReplayResult } from './replay.ts'

const count = (value: number, what: string): string =>
  `${value.toLocaleString('en-US')} ${what}${value === 1 ? '' : 's'}`

const named: Readonly<Record<keyof RunFacts, string>> = {
  outcome: 'how it ended',
  message: 'what was said of its end',
  status: 'its exit status',
  cycles: 'its cycles',
  seconds: 'its virtual time',
  heapBytes: 'the most bytes of heap in use',
  serviceCalls: 'the number of service calls',
  callsDigest: 'the digest of all service calls',
  console: 'what is on the console',
  files: 'what is in the files',
  volume: 'what is on the disk',
  screen: 'what is on the screen',
}

/** Digests say nothing to people but that they differ. */
const isDigest = (fact: keyof RunFacts): boolean =>
  ['callsDigest', 'console', 'files', 'volume', 'screen'].includes(fact)

const describeCall = (call: RecordedCall | undefined): string =>
  call === undefined
    ? 'no such call'
    : `${call.text ?? '(its text was not kept)'}, at cycle ${call.cycle.toLocaleString('en-US')}`

function describeDivergence(label: string, { index, kind, original, replayed }: Divergence, calls: number): string[] {
  const which = `service call ${(index + 1).toLocaleString('en-US')} of ${calls.toLocaleString('en-US')}`
  return [
    `${label}: ${kind === 'call' ? which : `the time of ${which}`}`,
    `  then: ${describeCall(original)}`,
    `  now:  ${describeCall(replayed)}`,
  ]
}

function describeFact(fact: keyof RunFacts, { original, replayed }: ReplayResult): string {
  if (isDigest(fact)) return `${named[fact]} differs`
  return `${named[fact]}: ${original[fact] ?? 'none'} then, ${replayed[fact] ?? 'none'} now`
}

const sameText = ({ outcome, message, cycles, serviceCalls }: RunFacts): string =>
  `${outcome} (${message}), cycle ${cycles.toLocaleString('en-US')}, ${count(serviceCalls, 'service call')}`

export function describeReplay({ versions }: Manifest, result: ReplayResult): string {
  const { same, builds, original, replayed, first, firstCall, facts } = result
  const lines: string[] = []
  if (builds === 'different') {
    lines.push('another build of the application: addresses and times are its own, and are not compared')
  }
  if (versions.bondi !== bondiVersion()) lines.push(`Bondi ${versions.bondi} then, ${bondiVersion()} now`)
  if (same) {
    const what = builds === 'same' ? 'console, files, disk and screen' : 'console, files and screen'
    lines.push(`same: ${sameText(replayed)}; ${what} as then`)
    return `${lines.join('\n')}\n`
  }
  lines.push(`different: ${sameText(replayed)}`, `     then: ${sameText(original)}`)
  const calls = original.serviceCalls
  if (first) lines.push(...describeDivergence('first divergence', first, calls))
  else lines.push('no service call of those that the bundle keeps differs')
  if (firstCall) lines.push(...describeDivergence('first other call', firstCall, calls))
  lines.push(...facts.filter((fact) => fact !== 'callsDigest').map((fact) => describeFact(fact, result)))
  return `${lines.join('\n')}\n`
}
