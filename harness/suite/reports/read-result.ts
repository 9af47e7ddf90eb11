/** Reads results that `bondi test` left, to merge shards or to make a report later. */
import * as z from 'zod'
import { BondiError } from '../../../emulator/errors.ts'
import { type ExitCodeName, exitCodes } from '../../exit-codes.ts'
import { readInput } from '../../files/read-input.ts'
import {
  type CaseStatus,
  caseStatuses,
  type FailureKind,
  failureKinds,
  SUITE_RESULT_FORMAT,
  type SuiteResult,
} from '../result.ts'

const oneOf = <T extends string>(names: readonly string[]) => z.enum(names as [T, ...T[]])
const text = z.string()
const number = z.number()
const exit = oneOf<ExitCodeName>(exitCodes.map(({ name }) => name))

const attachment = z.object({ name: text, mediaType: text, encoding: z.enum(['utf8', 'base64']), content: text })

const difference = z.object({
  of: text,
  offset: number,
  line: number.optional(),
  column: number.optional(),
  actual: text,
  expected: text,
  ulps: number.optional(),
  virtualSeconds: number.optional(),
})

const failure = z.object({
  kind: oneOf<FailureKind>(Object.keys(failureKinds)),
  message: text,
  exit,
  difference: difference.optional(),
  attachments: z.array(text).optional(),
})

const caseResult = z.object({
  name: text,
  definition: text,
  description: text.optional(),
  tags: z.array(text),
  variables: z.record(text, text),
  status: oneOf<CaseStatus>(Object.keys(caseStatuses)),
  reason: text.optional(),
  exit: exit.optional(),
  outcome: text.optional(),
  failures: z.array(failure),
  assertions: z.array(text),
  attempts: number,
  hostSeconds: number,
  virtualSeconds: number.optional(),
  cycles: number.optional(),
  partitionBytes: number.optional(),
  peakMemoryBytes: number.optional(),
  properties: z.record(text, z.union([text, number])),
  attachments: z.array(attachment),
})

const suiteResult = z.object({
  format: z.literal(SUITE_RESULT_FORMAT),
  name: text,
  version: text,
  startedAt: z.iso.datetime(),
  hostSeconds: number,
  shard: z.object({ index: number, count: number }).optional(),
  isComplete: z.boolean(),
  unfinished: z.array(text).optional(),
  exit,
  cases: z.array(caseResult),
}) satisfies z.ZodType<SuiteResult>

export async function readSuiteResult(path: string): Promise<SuiteResult> {
  const content = new TextDecoder().decode(await readInput(path))
  const refuse = (reason: string): never => {
    throw new BondiError(
      'bad-results',
      `${path} is no result of a suite: ${reason}`,
      '`bondi test DIR --results FILE` writes one; it must be of this version of Bondi.',
    )
  }
  let json: unknown
  try {
    json = JSON.parse(content)
  } catch (error) {
    return refuse((error as Error).message)
  }
  const parsed = suiteResult.safeParse(json)
  if (parsed.success) return parsed.data
  const { path: where, message } = parsed.error.issues[0]!
  return refuse(`${where.join('.')}: ${message}`)
}
