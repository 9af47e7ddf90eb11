/** What matchers have in common: they look at a run, and say what they saw. */
import { BondiError } from '../../../emulator/errors.ts'
import { ProgramRun } from '../program-run.ts'

export interface Verdict {
  readonly pass: boolean
  readonly message: () => string
}

/** `failed`: lines for a run that is not so; `passed`: a line for one that is, and should not be. */
export const verdict = (pass: boolean, failed: readonly string[], passed: string): Verdict => ({
  pass,
  message: () => (pass ? passed : failed.join('\n')),
})

export function asRun(received: unknown, matcher: string): ProgramRun {
  if (received instanceof ProgramRun) return received
  throw new BondiError(
    'usage',
    `${matcher} looks at a run, and was given ${received instanceof Promise ? 'a promise of one' : typeof received}`,
    `Write: const run = await bondi.run(...); expect(run).${matcher}(...)`,
  )
}

const LONGEST_REPORT = 60

/** The report of a crash, as far as a terminal wants it. */
export function crashLines({ crashText }: ProgramRun): string[] {
  if (crashText === '') return []
  const lines = crashText.trimEnd().split('\n')
  const left = lines.length - LONGEST_REPORT
  return ['', ...lines.slice(0, LONGEST_REPORT), ...(left > 0 ? [`... and ${left} more lines`] : [])]
}
