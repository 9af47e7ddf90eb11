/** Cycles and memory: below a bound, and not much more than in the last run that was accepted. */
import { existsSync } from 'node:fs'
import * as z from 'zod'
import { BondiError } from '../../../emulator/errors.ts'
import { readInput } from '../../files/read-input.ts'
import type { Evidence, Findings } from './evidence.ts'

export const BASELINE_FILE = 'baseline.json'

const figures = z.strictObject({ cycles: z.int(), memory: z.int() })
/** By what the matrix chose; the empty name where there is none. */
const baselines = z.record(z.string(), figures)
export type Figures = z.output<typeof figures>
export type Baselines = z.output<typeof baselines>

export async function readBaselines(path: string): Promise<Baselines> {
  if (!existsSync(path)) return {}
  const refuse = (): never => {
    throw new BondiError('bad-baseline', `${path} is no file of baselines`, 'Remove it, and have --update write it.')
  }
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(await readInput(path)))
  } catch (error) {
    if (error instanceof BondiError) throw error
    return refuse()
  }
  const parsed = baselines.safeParse(json)
  return parsed.success ? parsed.data : refuse()
}

const spelled = (value: number): string => value.toLocaleString('en-US')

const measures = [
  { kind: 'cycles', measure: 'cycles', unit: 'cycles' },
  { kind: 'memory', measure: 'memory', unit: 'bytes of its heap' },
] as const

/** `choice` is what the matrix chose for the case. */
export async function checkBounds(evidence: Evidence, choice: string, findings: Findings): Promise<void> {
  const { definition, run, update, pathOf } = evidence
  const { maxCycles, maxMemory, baseline } = definition.expect
  const got: Figures = { cycles: run.cycles, memory: run.heapBytes }
  const most = { cycles: maxCycles, memory: maxMemory }
  const needsBaseline = baseline !== undefined && !update
  const accepted = needsBaseline ? (await readBaselines(pathOf(BASELINE_FILE)))[choice] : undefined
  if (needsBaseline && accepted === undefined) {
    findings.fail('cycles', `${BASELINE_FILE} has no accepted run to compare with; --update writes it`)
  }
  for (const { kind, measure, unit } of measures) {
    const bound = most[measure]
    if (bound !== undefined) {
      findings.assertions.push(`at most ${spelled(bound)} ${unit}`)
      if (got[measure] > bound) {
        findings.fail(kind, `the program took ${spelled(got[measure])} ${unit}, more than ${spelled(bound)}`)
      }
    }
    const share = baseline?.[measure]
    if (share === undefined) continue
    findings.assertions.push(`at most ${100 * share}% more ${unit} than in the accepted run`)
    if (accepted === undefined) continue
    const more = got[measure] / accepted[measure] - 1
    if (more <= share) continue
    findings.fail(
      kind,
      `the program took ${spelled(got[measure])} ${unit}, ${(100 * more).toFixed(2)}% more than the ${spelled(accepted[measure])} of the accepted run`,
    )
  }
}
