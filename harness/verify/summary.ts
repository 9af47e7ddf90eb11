/** The result of the main job in words. */

import { differenceClasses } from '../compare/classify.ts'
import type { TextComparison } from '../compare/text.ts'
import type { TraceComparison, TraceDifference } from '../compare/trace.ts'
import type { VerifyResult } from './verify.ts'

const hex = (bits: number) => `0x${bits.toString(16).padStart(8, '0')}`

export function describeTextDifference(text: TextComparison): string[] {
  if (text.identical) return []
  const { line, column, actual, expected } = text.difference
  return [
    `the texts part in line ${line}, character ${column}:`,
    `  the Mac wrote        ${JSON.stringify(actual.slice(Math.max(0, column - 40)))}`,
    `  the reference wrote  ${JSON.stringify(expected.slice(Math.max(0, column - 40)))}`,
  ]
}

export function describeTraceDifference(difference: TraceDifference): string[] {
  const { position, layer, tensor, count, first, differing, largestUlps, likely, structure } = difference
  if (structure !== undefined) return [`the computations part at position ${position}: ${structure}`]
  const where = layer < 0 ? '' : ` of layer ${layer}`
  const lines = [`the arithmetic parts at position ${position}, in ${tensor}${where} (${count} floats)`]
  if (first !== undefined) {
    lines.push(
      `  first at element ${first.element}: the Mac has ${first.actual} (${hex(first.actualBits)}), the reference ${first.expected} (${hex(first.expectedBits)})`,
      `  ${first.ulps} ULP apart; ${differing} of ${count} differ, by up to ${largestUlps} ULP`,
    )
  }
  if (likely !== undefined) lines.push(`  likely ${likely}: ${differenceClasses[likely]}`)
  return lines
}

export function describeArithmetic(arithmetic: TraceComparison | undefined): string[] {
  if (arithmetic === undefined) return []
  if (arithmetic.identical) return [`all ${arithmetic.records} tensors are identical, bit for bit`]
  return describeTraceDifference(arithmetic.difference)
}

export function describeLocated(result: VerifyResult): string[] {
  const weights = result.located?.weights
  if (weights === undefined) return []
  const { swapped, shift, actualOffset, expectedOffset } = weights
  if (swapped) return [`  it was computed with ${weights.weights} in the wrong byte order`]
  return [
    `  it was computed with weights at offset ${actualOffset} of the model, ${Math.abs(shift)} floats ${shift > 0 ? 'after' : 'before'} those of ${weights.weights}, at ${expectedOffset}`,
  ]
}

export const verdictWords: Record<VerifyResult['verdict'], string> = {
  identical: 'identical to the little-endian reference, byte for byte',
  different: 'different from the little-endian reference',
  'program-reported': 'both programs report the same problem with their input',
  'mac-reported': 'the program on the Mac reports a problem that the reference does not have',
  stopped: 'the program did not end by itself',
}

const number = (value: number, digits: number) => value.toLocaleString('en-US', { maximumFractionDigits: digits })

export function describeFigures({
  run,
  figures,
  reference,
  hostSeconds,
}: VerifyResult): [label: string, value: string][] {
  const tokens = figures.tokens
  const speed = figures.tokensPerSecond
  const ratio = run.seconds / run.hostSeconds
  return [
    ['iMac G3', `${number(run.seconds, 2)} s of virtual time, ${number(run.cycles / 1e6, 1)} million cycles`],
    [
      '',
      tokens === undefined || speed === undefined ? '' : `${tokens} tokens at ${number(speed, 1)} tokens per second`,
    ],
    ['this host', `${number(run.hostSeconds, 2)} s for the iMac's run, ${number(ratio, 1)} times as fast as the iMac`],
    ['', `${number(reference.hostSeconds, 2)} s for the reference, ${number(hostSeconds, 2)} s for everything`],
  ].filter(([, value]) => value !== '') as [string, string][]
}
