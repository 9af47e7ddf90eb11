/**
 * What explains an end, as a table: the first row that applies explains most. A program seldom goes wrong where it stops: it is out of
 * memory, or has damaged its heap, long before it reads a wild address.
 */

import type { Outcome, OutcomeKind } from '../outcome.ts'
import type { Shortage } from '../shortages.ts'
import { type ReportedCall, reportCall } from './calls.ts'
import type { ReportContext } from './context.ts'
import type { HeapReport } from './heap.ts'
import { formatLocation } from './location.ts'
import type { MemoryReport } from './memory.ts'
import type { Place } from './place.ts'
import type { CrashReport } from './report.ts'

export interface Cause {
  readonly id: string
  readonly sentence: string
  /** What would mend it. */
  readonly advice?: string
}

interface Evidence extends Pick<CrashReport, 'location' | 'stack' | 'calls' | 'registers'> {
  readonly outcome: Outcome
  readonly context: ReportContext
  readonly heap: HeapReport
  readonly memory: MemoryReport
  readonly target: Place | undefined
  readonly place: Place
}

interface Row {
  readonly id: string
  /** What the end is then: the cause, not what was seen of it. */
  readonly kind?: OutcomeKind
  explain(evidence: Evidence): Omit<Cause, 'id'> | undefined
}

/** Ends of which the program knew nothing. */
const CRASHES: readonly OutcomeKind[] = [
  'illegal-instruction',
  'privileged-instruction',
  'access',
  'alignment',
  'jump',
  'trap',
  'heap-corrupt',
  'system-error',
]

/** Frames of who wrote last: the library's function that copies, and who called it. */
const SHOWN_WRITERS = 2

const isCrash = ({ outcome }: Evidence): boolean => CRASHES.includes(outcome.kind)
const number = (value: number): string => value.toLocaleString('en')
const kilobytes = (bytes: number): string => `${number(Math.ceil(bytes / 1024))} KB`

const rows: readonly Row[] = [
  {
    id: 'recursion',
    explain({ outcome, stack }) {
      if (outcome.kind !== 'stack-overflow') return undefined
      const names = stack.map((frame) => frame.function).filter((name) => name !== undefined)
      const most = names.find((name) => names.filter((other) => other === name).length > names.length / 2)
      if (most === undefined) return undefined
      return {
        sentence: `most calls that are under way are of ${most}: it calls itself, directly or not`,
        advice: 'See whether the recursion ends, and how deep it goes.',
      }
    },
  },
  {
    id: 'heap-damaged',
    kind: 'heap-corrupt',
    explain(evidence) {
      const { damage, problems } = evidence.heap
      if (!isCrash(evidence) || problems.length === 0) return undefined
      if (damage === undefined) return { sentence: `the heap is damaged: ${problems[0]}` }
      const before =
        damage.before === undefined
          ? ''
          : `; before it lies ${damage.before}, which is likely to have been written past its end`
      const { lastWriter } = evidence.context
      const writer =
        lastWriter === undefined
          ? ''
          : `; the program wrote to the header last at cycle ${lastWriter.cycles}, in ${lastWriter.stack.slice(0, SHOWN_WRITERS).map(formatLocation).join(', called from ')}`
      return {
        sentence: `the heap is damaged: ${problems[0]}; the header holds ${damage.header}${before}${writer}`,
        advice: 'bondi run --check heap stops at the write that did it.',
      }
    },
  },
  {
    id: 'out-of-memory',
    explain: ({ context, memory }) => {
      const { shortages } = context
      if (shortages.kept.length === 0) return undefined
      const needed = partitionFor(memory, shortages.kept)
      return {
        sentence: outOfMemory(context, memory),
        advice: `Give it a partition of ${kilobytes(needed)} or more (--partition ${Math.ceil(needed / 1024)}K); bondi size finds the smallest that will do.`,
      }
    },
  },
  {
    id: 'nil-written',
    explain(evidence) {
      const { context } = evidence
      const now = context.system.mac.memory.read(0, context.firstBytes.length)
      const changed = now.findIndex((byte, index) => byte !== context.firstBytes[index])
      if (!isCrash(evidence) || changed < 0) return undefined
      return {
        sentence: `the program wrote through a nil pointer: memory at address ${changed} has changed since its launch`,
        advice: 'bondi run --check null stops at the write that did it.',
      }
    },
  },
  {
    id: 'nil-function',
    explain: ({ outcome }) =>
      outcome.kind === 'jump' && outcome.address === 0
        ? { sentence: 'a pointer to a function is nil, or a transition vector is empty' }
        : undefined,
  },
  {
    id: 'return-address-overwritten',
    explain: ({ outcome, registers }) =>
      outcome.kind === 'jump' && (registers.lr & ~3) >>> 0 === outcome.pc && registers.ctr !== outcome.pc
        ? {
            sentence: 'a function returned to where no code is: its return address on the stack was overwritten',
            advice: 'Look for a local array that is written past its end.',
          }
        : undefined,
  },
  {
    id: 'data-executed',
    explain: (evidence) =>
      isCrash(evidence) &&
      evidence.outcome.kind !== 'jump' &&
      evidence.outcome.pc !== undefined &&
      isData(evidence.place)
        ? { sentence: `the processor ran through data as if it were code: ${evidence.place.text}` }
        : undefined,
  },
  {
    id: 'error-not-looked-at',
    explain(evidence) {
      const failed = isCrash(evidence) ? lastFailure(evidence.calls) : undefined
      if (failed === undefined) return undefined
      return {
        sentence: `shortly before, from ${formatLocation(failed.from)}, a call failed: ${failed.text} (${failed.error!.meaning}); perhaps nobody looked at that`,
      }
    },
  },
]

const isData = ({ kind }: Place): boolean => !['code', 'service', 'nothing', 'system'].includes(kind)

/** Programs ask for what may not be there, and go on well: only a failure among the last calls tells something. */
const RECENT_CALLS = 5
const lastFailure = (calls: readonly ReportedCall[]): ReportedCall | undefined =>
  calls.slice(-RECENT_CALLS).findLast(({ error, returned }) => error !== undefined && returned)

function outOfMemory({ system, shortages }: ReportContext, { partition, codeAndData, stack }: MemoryReport): string {
  const { kept, count } = shortages
  const asked = kept.slice(0, 3).map((one) => {
    const { text, from } = reportCall(system, one.call)
    return `${text} from ${formatLocation(from)}, which wanted ${number(one.byteCount)} bytes when ${number(one.largest)} could be had`
  })
  const more = count > asked.length ? `; and ${count - asked.length} more` : ''
  const of = `of its partition of ${kilobytes(partition.byteCount)}, code and data take ${kilobytes(codeAndData)} and the stack ${kilobytes(stack.byteCount)}`
  const requests = count === 1 ? 'a request was' : `${number(count)} requests were`
  return `the program had run out of memory, and went on: ${of}, and ${requests} refused: ${asked.join('; ')}${more}`
}

/** What was refused, on top of all that was used. What the program would have asked for next is not known. */
function partitionFor({ partition }: MemoryReport, shortages: readonly Shortage[]): number {
  const wanted = shortages.reduce((sum, { byteCount }) => sum + byteCount, 0)
  return Math.ceil((partition.byteCount + wanted) / 1024) * 1024
}

/** The causes that apply, and what the outcome is in their light. */
export function explain(evidence: Evidence): { causes: Cause[]; outcome: Outcome } {
  const found = rows.flatMap((row) => {
    const cause = row.explain(evidence)
    return cause === undefined ? [] : [{ row, cause: { id: row.id, ...cause } }]
  })
  const { outcome } = evidence
  const kind = found[0]?.row.kind
  const causes = found.map(({ cause }) => cause)
  if (kind === undefined || kind === outcome.kind) return { causes, outcome }
  return { causes, outcome: { ...outcome, kind, symptom: outcome.kind } }
}
