/** What `bondi test` does. */
import { BondiError } from '../../emulator/errors.ts'
import { findCases, selectCases } from '../suite/find-cases.ts'
import { followSuite } from '../suite/reports/follow.ts'
import { openReports } from '../suite/reports/reports.ts'
import type { SuiteResult } from '../suite/result.ts'
import { runSuite, type SuiteEvent, type SuiteOptions } from '../suite/run-suite.ts'
import { onInterrupt } from './interrupt.ts'
import type { Terminal } from './terminal.ts'
import type { TestArguments } from './test.ts'
import { describeSuite, type SuiteProgress, showSuiteProgress } from './test-progress.ts'

function optionsFrom(folder: string, args: TestArguments): SuiteOptions {
  const { filter, tag, shard, jobs, retries, update, determinism, bail, strict } = args
  return {
    root: folder,
    jobs,
    retries,
    ...(filter && { filters: filter }),
    ...(tag && { tags: tag }),
    ...(shard && { shard }),
    update: update ?? false,
    determinism: determinism ?? false,
    bail: bail ?? false,
    strict: strict ?? false,
  }
}

/** Whoever runs this in CI gets red from a difference, never a silently changed expectation. */
function refuseUpdateInCi(): void {
  const { CI } = process.env
  if (CI === undefined || CI === '' || CI === 'false' || CI === '0') return
  throw new BondiError(
    'usage',
    '--update is refused in CI: expectations that follow the program prove nothing',
    'Run it on your own machine, look at the changes, and commit them. (The environment variable CI is set.)',
  )
}

async function listCases(options: SuiteOptions, args: TestArguments, terminal: Terminal): Promise<void> {
  const cases = selectCases(await findCases(options.root), options)
  if (args.json) {
    return terminal.printJson(
      cases.map(({ name, file, variables, definition }) =>
        definition instanceof BondiError
          ? { name, file, variables, problem: definition.message }
          : { name, file, variables, tags: definition.tags },
      ),
    )
  }
  for (const { name, definition } of cases) {
    terminal.print(`${name}${definition instanceof BondiError ? `  (${definition.message})` : ''}\n`)
  }
}

async function runOnce(
  options: SuiteOptions,
  args: TestArguments,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<SuiteResult> {
  const progress: SuiteProgress | undefined = args.json ? undefined : await showSuiteProgress(terminal)
  // Where the result goes to standard output, annotations would make it unreadable.
  const reports = openReports(args, args.json ? terminal.note : terminal.print)
  const follower = followSuite(reports, options.root, options.shard)
  const onEvent = (event: SuiteEvent): void => {
    follower.onEvent(event)
    progress?.onEvent(event)
    if (event.kind === 'updated') for (const path of event.paths) terminal.note(`written: ${path}\n`)
  }
  let result: SuiteResult
  try {
    result = await runSuite({ ...options, onEvent, signal })
  } finally {
    await progress?.end()
  }
  if (args.json) terminal.printJson(result)
  else terminal.print(describeSuite(result, terminal.colors))
  terminal.exit(result.exit)
  await follower.end(result)
  return result
}

export async function runTest(folder: string, args: TestArguments, terminal: Terminal): Promise<void> {
  const options = optionsFrom(folder, args)
  if (args.update) refuseUpdateInCi()
  if (args.list) return listCases(options, args, terminal)
  const interrupt = onInterrupt()
  try {
    const run = () => runOnce(options, args, interrupt.signal, terminal)
    if (!args.watch) {
      await run()
      return
    }
    const { runOnChanges } = await import('../suite/watch.ts')
    await runOnChanges(folder, run, () => terminal.note('waiting for changes; Ctrl-C ends\n'), interrupt.signal)
  } finally {
    interrupt.stop()
  }
}
