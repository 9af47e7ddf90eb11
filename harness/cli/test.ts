/** `bondi test`: suites. */
import { availableParallelism } from 'node:os'
import { type Command, InvalidArgumentError } from 'commander'
import type { Shard } from '../suite/result.ts'
import { collect, wholeNumber } from './arguments.ts'
import { addReportOptions, type ReportArguments } from './report-options.ts'
import type { Terminal } from './terminal.ts'

export interface TestArguments extends ReportArguments {
  filter?: string[]
  tag?: string[]
  jobs: number
  shard?: Shard
  retries: number
  watch?: boolean
  update?: boolean
  determinism?: boolean
  bail?: boolean
  strict?: boolean
  list?: boolean
}

const MOST_JOBS = 256

function shard(text: string): Shard {
  const [index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).slice(1).map(Number)
  if (index !== undefined && count !== undefined && index >= 1 && index <= count) return { index, count }
  throw new InvalidArgumentError('It must be a part and the number of parts: 1/3.')
}

export function addTest(program: Command, terminal: Terminal): void {
  const command = program
    .command('test')
    .description('run the cases of a suite: every folder below it that has a case.toml or a case.ts')
    .argument('[folder]', 'the suite, or one case', '.')
    .option('--filter <name>', 'those that have this in their names, or fit a pattern with *; may be repeated', collect)
    .option('--tag <tag>', 'those with this tag; may be repeated', collect)
    .option('--shard <part>', 'a part of them, such as 1/3', shard)
    .option('--list', 'only tell which they are')
    .option('--jobs <n>', 'so many at a time', wholeNumber(1, MOST_JOBS), availableParallelism())
    .option('--retries <n>', 'run one that fails again so often; one that then passes is flaky', wholeNumber(0, 100), 0)
    .option('--bail', 'end after the first that fails')
    .option('--determinism', 'run each twice: cycles, service calls and disk must be the same')
    .option('--strict', 'a case that expects nothing but that its program ends fails')
    .option('--update', 'write the expected files, pictures and baselines as they are now; never in CI')
    .option('--watch', 'run them again whenever a file of the suite changes')
  addReportOptions(command).action(async (folder: string, args: TestArguments) => {
    const { runTest } = await import('./test-action.ts')
    await runTest(folder, args, terminal)
  })
}
