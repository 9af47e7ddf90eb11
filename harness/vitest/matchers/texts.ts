/** What a program wrote, against a text or against its little-endian reference. */

import { BondiError } from '../../../emulator/errors.ts'
import { compareTexts } from '../../compare/text.ts'
import type { Tolerance as NumberTolerance } from '../../suite/definition.ts'
import { firstTextDifference } from '../../suite/expectations/tolerant-text.ts'
import { describeDifference } from '../../suite/failure-text.ts'
import { jobFiles, settingsText } from '../../verify/inputs.ts'
import { OUTPUT_FILE } from '../../verify/pair.ts'
import { asRun, crashLines, type Verdict, verdict } from './matcher.ts'

export interface OutputOptions {
  /** The file that is looked at; the console unless given. */
  readonly file?: string
  /** How far numbers may be apart; a pattern says in which lines, all unless given. */
  readonly tolerance?: NumberTolerance | readonly NumberTolerance[]
}

/** So that numbers that differ are told with how far they are apart, even where they must not. */
const EXACT: NumberTolerance = {}

const lineFeeds = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')

export function toMatchOutput(received: unknown, expected: string | RegExp, options: OutputOptions = {}): Verdict {
  const run = asRun(received, 'toMatchOutput')
  const { file, tolerance = [] } = options
  const of = file ?? 'the console'
  const actual = file === undefined ? run.consoleText : run.text(file)
  if (actual === undefined) {
    return verdict(
      false,
      [`expected ${of} to be what the test says`, `the program made no file ${file}`, ...crashLines(run)],
      '',
    )
  }
  if (expected instanceof RegExp) {
    return verdict(
      expected.test(actual),
      [`expected ${of} to match ${expected}`, 'it is:', actual, ...crashLines(run)],
      `expected ${of} not to match ${expected}`,
    )
  }
  const tolerances = Array.isArray(tolerance) ? tolerance : [tolerance as NumberTolerance]
  const difference = firstTextDifference(of, actual, lineFeeds(expected), [...tolerances, EXACT])
  if (difference === undefined) return verdict(true, [], `expected ${of} not to be what the test says, and it is`)
  const seconds = file === undefined ? undefined : run.writtenAt(file, difference.offset)
  const whole = { ...difference, ...(seconds === undefined ? {} : { virtualSeconds: seconds }) }
  return verdict(false, [`${of} differs from what is expected`, ...describeDifference(whole), ...crashLines(run)], '')
}

/** Runs the reference, and compares. */
export async function toMatchReference(received: unknown): Promise<Verdict> {
  const run = asRun(received, 'toMatchReference')
  const { job } = run
  if (job === undefined) {
    throw new BondiError('usage', 'this run has no reference', 'Only those of bondi.runLanguageModel(...) have one.')
  }
  const { runReference } = await import('../../reference/wasi-run.ts')
  const { files } = await runReference(
    job.reference,
    jobFiles(job.models, job.prompt, settingsText(job.settings)).reference,
  )
  const bytes = run.file(OUTPUT_FILE)?.dataFork
  if (bytes === undefined) {
    return verdict(
      false,
      ['expected the story to be the reference’s', `the program made no file ${OUTPUT_FILE}`, ...crashLines(run)],
      '',
    )
  }
  const expected = new TextDecoder().decode(files.get(OUTPUT_FILE))
  const comparison = compareTexts(bytes, expected)
  if (comparison.identical) return verdict(true, [], 'expected the story not to be the reference’s, and it is')
  const { difference } = comparison
  const seconds = run.writtenAt(OUTPUT_FILE, difference.offset)
  const place = { of: OUTPUT_FILE, ...difference, ...(seconds === undefined ? {} : { virtualSeconds: seconds }) }
  return verdict(
    false,
    [`${OUTPUT_FILE} differs from the reference's`, ...describeDifference(place), ...crashLines(run)],
    '',
  )
}
