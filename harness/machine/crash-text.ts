import type { CrashReport } from '../../emulator/machine/report/index.ts'

/** The report of a run that went wrong, for people. The machine is loaded for it only now: runs have theirs in another thread. */
export async function describeCrash(report: CrashReport): Promise<string> {
  const { formatReport } = await import('../../emulator/machine/report/index.ts')
  return formatReport(report)
}
