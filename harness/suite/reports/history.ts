/** What became of each case night after night: JSON Lines, a line a night and case, so that it can be kept in a repository or a cache. */
import { existsSync } from 'node:fs'
import * as z from 'zod'
import { BondiError } from '../../../emulator/errors.ts'
import { readInput } from '../../files/read-input.ts'
import { writeWhole } from '../../files/write-whole.ts'
import { type CaseResult, type CaseStatus, caseStatuses, type SuiteResult } from '../result.ts'

const entrySchema = z.object({
  /** When the suite was started, ISO 8601: what a night is known by. */
  night: z.iso.datetime(),
  suite: z.string(),
  case: z.string(),
  version: z.string(),
  status: z.enum(Object.keys(caseStatuses) as [CaseStatus, ...CaseStatus[]]),
  hostSeconds: z.number(),
  virtualSeconds: z.number().optional(),
  cycles: z.number().optional(),
  peakMemoryBytes: z.number().optional(),
  tokensPerSecond: z.number().optional(),
})

export type HistoryEntry = z.output<typeof entrySchema>

const numeric = (value: string | number | undefined): number | undefined => {
  const number = value === undefined || value === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : undefined
}

function entryOf({ startedAt, name, version }: SuiteResult, result: CaseResult): HistoryEntry {
  const { status, hostSeconds, virtualSeconds, cycles, peakMemoryBytes, properties } = result
  const tokensPerSecond = numeric(properties.tokensPerSecond)
  const figures = { virtualSeconds, cycles, peakMemoryBytes, tokensPerSecond }
  return {
    night: startedAt,
    suite: name,
    case: result.name,
    version,
    status,
    hostSeconds,
    ...Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined)),
  }
}

export async function readHistory(path: string): Promise<HistoryEntry[]> {
  if (!existsSync(path)) return []
  const lines = new TextDecoder().decode(await readInput(path)).split('\n')
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseEntry(line, `${path}, line ${index + 1}`)]))
}

function parseEntry(line: string, where: string): HistoryEntry {
  let reason = 'it is no JSON'
  try {
    const parsed = entrySchema.safeParse(JSON.parse(line))
    if (parsed.success) return parsed.data
    const { path, message } = parsed.error.issues[0]!
    reason = `${path.join('.')}: ${message}`
  } catch {}
  throw new BondiError('bad-history', `${where} is no entry of a history: ${reason}`, 'Remove the line, or the file.')
}

const keyOf = ({ night, suite, case: name }: HistoryEntry): string => JSON.stringify([night, suite, name])

/** The history with this run in it; a run that is told of twice is there once. */
export function withRun(history: readonly HistoryEntry[], result: SuiteResult): HistoryEntry[] {
  const entries = result.cases.filter(({ status }) => status !== 'skipped').map((one) => entryOf(result, one))
  const told = new Set(entries.map(keyOf))
  return [...history.filter((entry) => !told.has(keyOf(entry))), ...entries]
}

export async function writeHistory(path: string, history: readonly HistoryEntry[]): Promise<void> {
  await writeWhole(path, history.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
}
