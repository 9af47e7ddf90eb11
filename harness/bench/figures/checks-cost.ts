/** What checks cost: how much longer the language model takes under one, with the median of rounds in which all ways take turns. */

import { BondiError } from '../../../emulator/errors.ts'
import type { CheckName } from '../../../emulator/machine/checks/table.ts'
import { prepareHostEngine } from '../../host-engine.ts'
import { type RunRecord, runProgram } from '../../machine/run.ts'
import { buildVolume } from '../../machine/volume.ts'
import { jobFiles, settingsText } from '../../verify/inputs.ts'
import { loadJob } from '../../verify/options.ts'
import { median } from '../measure.ts'

/** Long enough that starting up is little of it. */
const STEPS = 200

/** How many times as long as without; each run does what the one without does. */
export async function costOfChecks(checks: readonly CheckName[], rounds: number): Promise<Map<CheckName, number>> {
  prepareHostEngine()
  const job = await loadJob({ settings: { steps: STEPS, temperature: 0 } })
  const { guest } = jobFiles(job.models, job.prompt, settingsText(job.settings))
  const run = (names: readonly CheckName[]): { record: RunRecord; milliseconds: number } => {
    const { image } = buildVolume([job.application, ...guest])
    const started = performance.now()
    const record = runProgram({ image, application: job.application.name, budgets: {}, checks: names })
    return { record, milliseconds: performance.now() - started }
  }
  const plain = run([]).record
  const times = new Map<CheckName | undefined, number[]>()
  for (let round = 0; round < rounds; round++) {
    for (const check of [undefined, ...checks]) {
      const { record, milliseconds } = run(check === undefined ? [] : [check])
      if (record.outcome !== plain.outcome || record.cycles !== plain.cycles)
        throw new BondiError(
          'different-results',
          `under the check ${check} the language model ended otherwise: ${record.message}`,
        )
      times.set(check, [...(times.get(check) ?? []), milliseconds])
    }
  }
  const without = times.get(undefined)!
  return new Map(checks.map((check) => [check, median(times.get(check)!.map((time, round) => time / without[round]!))]))
}
