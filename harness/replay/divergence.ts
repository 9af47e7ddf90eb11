/** Where two recorded runs part. */
import type { RunFacts } from './facts.ts'
import type { Recording } from './recording.ts'

export interface RecordedCall {
  /** Absent for a call beyond those whose texts are kept. */
  readonly text?: string
  readonly cycle: number
}

export interface Divergence {
  /** Of the call, from 0. */
  readonly index: number
  /** `call`: another call, other arguments or another result. `cycle`: the same at another time. */
  readonly kind: 'call' | 'cycle'
  /** Absent when that run made fewer calls. */
  readonly original?: RecordedCall
  readonly replayed?: RecordedCall
}

/** Addresses are other ones in another build of a program. */
const withoutAddresses = (text: string): string => text.replaceAll(/\b0x[0-9a-f]{5,8}\b/gi, '0x…')

function callOf({ count, cycles, texts }: Recording, index: number): RecordedCall | undefined {
  if (index >= count || index >= cycles.length) return undefined
  const text = texts[index]
  return { ...(text === undefined ? {} : { text }), cycle: cycles[index]! }
}

function firstWhere(length: number, differs: (index: number) => boolean): number | undefined {
  for (let index = 0; index < length; index++) if (differs(index)) return index
  return undefined
}

function at(kind: Divergence['kind'], index: number, original: Recording, replayed: Recording): Divergence {
  const [before, after] = [callOf(original, index), callOf(replayed, index)]
  return { index, kind, ...(before && { original: before }), ...(after && { replayed: after }) }
}

/** The first call that is not the same: another one, or one that one of the runs did not make. */
function firstOtherCall(
  original: Recording,
  replayed: Recording,
  builds: 'same' | 'different',
): Divergence | undefined {
  const kept = Math.min(original.hashes.length, replayed.hashes.length)
  const differs = (index: number): boolean => {
    if (original.hashes[index] === replayed.hashes[index]) return false
    const [before, after] = [original.texts[index], replayed.texts[index]]
    if (builds === 'same' || before === undefined || after === undefined) return true
    return withoutAddresses(before) !== withoutAddresses(after)
  }
  const index = firstWhere(kept, differs)
  if (index !== undefined) return at('call', index, original, replayed)
  if (original.count !== replayed.count && kept === Math.min(original.count, replayed.count))
    return at('call', kept, original, replayed)
  return undefined
}

function firstOtherCycle(original: Recording, replayed: Recording): Divergence | undefined {
  const kept = Math.min(original.cycles.length, replayed.cycles.length)
  const index = firstWhere(kept, (one) => original.cycles[one] !== replayed.cycles[one])
  return index === undefined ? undefined : at('cycle', index, original, replayed)
}

export interface Comparison {
  readonly same: boolean
  /** The first call that parts, in what it is or in when it was made. */
  readonly first?: Divergence
  /** The first that parts in what it is, where `first` is one that parts in time alone. */
  readonly firstCall?: Divergence
  /** What of the runs' facts differs, in the order in which it says most. */
  readonly facts: readonly (keyof RunFacts)[]
}

const factsInOrder: readonly (keyof RunFacts)[] = [
  'outcome',
  'message',
  'status',
  'serviceCalls',
  'console',
  'files',
  'volume',
  'screen',
  'cycles',
  'seconds',
  'heapBytes',
  'callsDigest',
]

/** Facts that another build of a program has for itself, though it does the same. */
const ownOfBuild: ReadonlySet<keyof RunFacts> = new Set(['cycles', 'seconds', 'heapBytes', 'callsDigest', 'volume'])

export interface ComparedRun {
  readonly facts: RunFacts
  readonly recording: Recording
}

/** `builds: 'different'`: neither addresses count nor when a call was made, nor the program itself, which lies on the volume. */
export function compareRuns(original: ComparedRun, replayed: ComparedRun, builds: 'same' | 'different'): Comparison {
  const counts = (fact: keyof RunFacts): boolean => builds === 'same' || !ownOfBuild.has(fact)
  const comparable = ({ facts }: ComparedRun, fact: keyof RunFacts) => {
    const value = facts[fact]
    return builds === 'different' && typeof value === 'string' ? withoutAddresses(value) : value
  }
  const facts = factsInOrder.filter((fact) => counts(fact) && comparable(original, fact) !== comparable(replayed, fact))
  const call = firstOtherCall(original.recording, replayed.recording, builds)
  const cycle = builds === 'same' ? firstOtherCycle(original.recording, replayed.recording) : undefined
  const isCycleFirst = cycle !== undefined && (call === undefined || cycle.index < call.index)
  const first = isCycleFirst ? cycle : call
  return {
    same: first === undefined && facts.length === 0,
    ...(first && { first }),
    ...(isCycleFirst && call ? { firstCall: call } : {}),
    facts,
  }
}
