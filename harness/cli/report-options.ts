/** Where reports of a suite go: options that `bondi test` and `bondi report merge` share. */
import { type Command, Option } from 'commander'
import type { ReportTargets } from '../suite/reports/reports.ts'

export interface ReportArguments extends ReportTargets {
  readonly json?: boolean
}

export function addReportOptions(command: Command): Command {
  return command
    .optionsGroup('Reports:')
    .option('--junit <file>', 'JUnit XML, from the start on, with attachments in a folder beside it')
    .option('--html <file>', 'one HTML page with differences, pictures and charts')
    .option('--results <file>', 'the result as JSON, from the start on; `bondi report merge` takes it')
    .option('--history <file>', 'add this run to a file of a line a night and case, for charts on the page')
    .addOption(
      new Option('--annotations', 'annotations and a summary for GitHub Actions').default(
        process.env.GITHUB_ACTIONS === 'true',
        'in GitHub Actions',
      ),
    )
    .option('--no-annotations', 'none of them')
    .option('--json', 'the result as JSON on standard output')
}
