/** The result of the main job as data for `--json` and `report.json`. */
import { iMacG3RevB } from '../../emulator/machine/profile.ts'
import type { VerifyOptions, VerifyResult } from './verify.ts'

const round = (value: number, digits = 3) => Number(value.toFixed(digits))

export function verifyReport(options: VerifyOptions, result: VerifyResult) {
  const { run, reference, figures } = result
  return {
    exit: result.exit,
    verdict: result.verdict,
    prompt: options.prompt ?? null,
    settings: options.settings,
    story: figures.story,
    error: figures.error ?? null,
    comparison: { text: result.text, arithmetic: result.arithmetic ?? null, located: result.located ?? null },
    machine: {
      profile: iMacG3RevB.name,
      outcome: run.outcome,
      cycles: run.cycles,
      virtualSeconds: round(run.seconds, 6),
      tokens: figures.tokens ?? null,
      tokensPerSecond: figures.tokensPerSecond ?? null,
      report: run.report ?? null,
    },
    host: {
      seconds: round(result.hostSeconds),
      guestSeconds: round(run.hostSeconds),
      referenceSeconds: round(reference.hostSeconds),
      /** How many seconds of the iMac pass in one second of this host. */
      timesTheIMac: round(run.seconds / run.hostSeconds, 2),
      tokensPerSecond: figures.tokens === undefined ? null : round(figures.tokens / run.hostSeconds, 1),
    },
  }
}

export type VerifyReport = ReturnType<typeof verifyReport>
