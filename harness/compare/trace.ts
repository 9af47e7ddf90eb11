/** Two traces, record by record: where the arithmetic of two machines parts. */
import { classify, type DifferenceClass } from './classify.ts'
import { floatOfBits, ulpDistance } from './float-bits.ts'
import type { Trace, TraceRecord } from './trace-format.ts'

export interface ElementDifference {
  readonly element: number
  readonly actual: number
  readonly expected: number
  readonly actualBits: number
  readonly expectedBits: number
  /** In units in the last place; infinite when one is not a number. */
  readonly ulps: number
}

export interface TraceDifference {
  readonly position: number
  readonly layer: number
  readonly tensor: string
  readonly count: number
  /** How many elements differ, and the first of them; absent when the traces hold hashes only. */
  readonly differing?: number
  readonly first?: ElementDifference
  /** The largest distance among the elements of this tensor. */
  readonly largestUlps?: number
  readonly likely?: DifferenceClass
  /** Set when the traces part in what they record, not in a value. */
  readonly structure?: string
}

export type TraceComparison =
  | { readonly identical: true; readonly records: number }
  | { readonly identical: false; readonly records: number; readonly difference: TraceDifference }

function describeRecord(record: TraceRecord | undefined): string {
  if (record === undefined) return 'nothing'
  const where = record.layer < 0 ? '' : ` of layer ${record.layer}`
  return `${record.tensor}${where} at position ${record.position}, ${record.count} floats`
}

function sameSubject(a: TraceRecord, b: TraceRecord): boolean {
  return a.position === b.position && a.layer === b.layer && a.tensor === b.tensor && a.count === b.count
}

function compareValues(actual: Uint32Array, expected: Uint32Array) {
  let differing = 0
  let largestUlps = 0
  let first: ElementDifference | undefined
  for (let element = 0; element < expected.length; element++) {
    const [actualBits, expectedBits] = [actual[element]!, expected[element]!]
    if (actualBits === expectedBits) continue
    const ulps = ulpDistance(actualBits, expectedBits)
    differing++
    largestUlps = Math.max(largestUlps, ulps)
    first ??= {
      element,
      actual: floatOfBits(actualBits),
      expected: floatOfBits(expectedBits),
      actualBits,
      expectedBits,
      ulps,
    }
  }
  return { differing, largestUlps, first }
}

/** Compares bit for bit and stops at the first tensor that differs. `records` counts those that were found equal. */
export function compareTraces(actual: Trace, expected: Trace): TraceComparison {
  const length = Math.max(actual.records.length, expected.records.length)
  for (let index = 0; index < length; index++) {
    const [a, e] = [actual.records[index], expected.records[index]]
    if (a === undefined || e === undefined || !sameSubject(a, e)) {
      const known = (e ?? a)!
      const structure = `the program recorded ${describeRecord(a)}; the reference recorded ${describeRecord(e)}`
      const { position, layer, tensor, count } = known
      return { identical: false, records: index, difference: { position, layer, tensor, count, structure } }
    }
    if (a.hash === e.hash) continue
    const { position, layer, tensor, count } = e
    const subject = { position, layer, tensor, count }
    if (a.values === undefined || e.values === undefined) {
      return { identical: false, records: index, difference: subject }
    }
    const likely = classify(a.values, e.values)
    const difference = { ...subject, ...compareValues(a.values, e.values), likely }
    return { identical: false, records: index, difference: dropUndefined(difference) }
  }
  return { identical: true, records: length }
}

function dropUndefined(difference: { [K in keyof TraceDifference]: TraceDifference[K] | undefined }): TraceDifference {
  return Object.fromEntries(
    Object.entries(difference).filter(([, value]) => value !== undefined),
  ) as unknown as TraceDifference
}
