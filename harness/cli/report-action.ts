/** What `bondi report merge` does. */
import { mergeResults } from '../suite/reports/merge.ts'
import { readSuiteResult } from '../suite/reports/read-result.ts'
import { openReports } from '../suite/reports/reports.ts'
import { countStatuses } from '../suite/result.ts'
import type { ReportArguments } from './report-options.ts'
import type { Terminal } from './terminal.ts'

export async function runReportMerge(paths: string[], args: ReportArguments, terminal: Terminal): Promise<void> {
  const merged = mergeResults(await Promise.all(paths.map(readSuiteResult)))
  // Where the result goes to standard output, annotations would make it unreadable.
  const reports = openReports(args, args.json ? terminal.note : terminal.print)
  await Promise.all(merged.cases.map((result) => reports.finish(result, merged)))
  await reports.end(merged)
  terminal.exit(merged.exit)
  if (args.json) return terminal.printJson(merged)
  const counts = Object.entries(countStatuses(merged.cases)).filter(([, count]) => count > 0)
  terminal.note(`${merged.exit}: ${counts.map(([status, count]) => `${count} ${status}`).join(', ')}\n`)
  for (const name of merged.unfinished ?? []) terminal.note(`not finished: ${name}\n`)
}
