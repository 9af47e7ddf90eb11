/**
 * Where two runs part: runs are deterministic, so a difference in the text is looked up by running again, first with hashes
 * of all activations to find the position, then with all values of that position.
 */
import { locateWeights, type WeightsFound } from '../compare/locate-weights.ts'
import type { TraceComparison } from '../compare/trace.ts'
import { parseTrace } from '../compare/trace-format.ts'
import type { Workshop } from '../machine/workshop.ts'
import { type Job, outputOf, runBoth, TRACE_FILE, tracesOf } from './pair.ts'

export interface Findings {
  /** Set when the differing tensor was computed with other weights than it should have been. */
  readonly weights?: WeightsFound
}

export async function locateDifference(
  workshop: Workshop,
  job: Job,
): Promise<{ arithmetic?: TraceComparison; findings?: Findings }> {
  const hashes = tracesOf(await runBoth(workshop, job, { mode: 'hash' }))
  if (hashes === undefined || hashes.identical || hashes.difference.structure !== undefined) {
    return hashes === undefined ? {} : { arithmetic: hashes }
  }
  const { position } = hashes.difference
  const pair = await runBoth(workshop, job, { mode: 'values', first: position, last: position })
  const values = tracesOf(pair)
  if (values === undefined || values.identical) return { arithmetic: hashes }
  const guest = parseTrace(outputOf(pair.run, TRACE_FILE)!, 'the trace of the program')
  const weights = locateWeights(guest, values.records, job.models.model)
  // Of all that was compared: the records before this position were equal in their hashes.
  const arithmetic = { ...values, records: hashes.records }
  return weights === undefined ? { arithmetic } : { arithmetic, findings: { weights } }
}
