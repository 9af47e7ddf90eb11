/** `bondi report`: reports of suites that have been run. */
import type { Command } from 'commander'
import { addReportOptions, type ReportArguments } from './report-options.ts'
import type { Terminal } from './terminal.ts'

export function addReport(program: Command, terminal: Terminal): void {
  const report = program.command('report').description('reports of suites that have been run')
  const merge = report
    .command('merge')
    .description('the results of the shards of a suite as one result, with its reports')
    .argument('<results...>', 'what `bondi test --shard I/N --results FILE` left')
  addReportOptions(merge).action(async (paths: string[], args: ReportArguments) => {
    const { runReportMerge } = await import('./report-action.ts')
    await runReportMerge(paths, args, terminal)
  })
}
