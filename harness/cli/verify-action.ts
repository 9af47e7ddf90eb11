/** What `bondi verify` does: the job, its display, its result. */
import { readOutput } from '../compare/text.ts'
import { describeCrash } from '../machine/crash-text.ts'
import type { Budgets } from '../machine/run.ts'
import { openWorkshop } from '../machine/workshop.ts'
import { keepResult } from '../verify/keep.ts'
import { loadJob } from '../verify/options.ts'
import { verifyReport } from '../verify/report.ts'
import {
  describeArithmetic,
  describeFigures,
  describeLocated,
  describeTextDifference,
  verdictWords,
} from '../verify/summary.ts'
import { type VerifyOptions, type VerifyResult, verify } from '../verify/verify.ts'
import { keepBundle } from './bundle-action.ts'
import { onInterrupt } from './interrupt.ts'
import { lastLines, type Progress, showProgress, textWidth } from './progress.ts'
import type { Terminal } from './terminal.ts'
import type { VerifyArguments } from './verify.ts'

const defined = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T

async function optionsFrom(args: VerifyArguments): Promise<VerifyOptions> {
  const { prompt, promptFile, model, tokenizer, reference } = args
  const settings = defined({ steps: args.steps, temperature: args.temperature, topP: args.topP, seed: args.seed })
  const paths = { prompt, promptFile, model, tokenizer, reference, application: args.app, settings }
  const job = await loadJob(defined(paths) as Parameters<typeof loadJob>[0])
  const budgets = defined({ cycles: args.maxCycles, seconds: args.maxTime, hostSeconds: args.hostTimeout }) as Budgets
  return {
    ...job,
    budgets,
    ...defined({
      partitionBytes: args.partition,
      checks: args.check,
      trace: args.trace,
      traceServices: args.keep !== undefined,
    }),
  } as VerifyOptions
}

/** The story as it grows, without the header and statistics around it. */
const storyOf = (text: string): string => readOutput(text).story

async function printResult(result: VerifyResult, terminal: Terminal): Promise<void> {
  const { bold, dim, green, red, yellow } = terminal.colors
  const { verdict, figures } = result
  const story = figures.error ?? figures.story
  terminal.print(`\n${lastLines(story.trim(), textWidth(process.stdout))}\n\n`)
  const [color, mark] =
    verdict === 'identical' ? [green, '✔'] : figures.error !== undefined ? [yellow, '!'] : [red, '✖']
  terminal.print(`${color(`${mark} ${bold(verdictWords[verdict])}`)}\n`)
  const details = [
    ...describeTextDifference(result.text),
    ...describeArithmetic(result.arithmetic),
    ...describeLocated(result),
  ]
  if (verdict !== 'stopped' && verdict !== 'mac-reported') for (const line of details) terminal.print(`  ${line}\n`)
  if (result.run.report !== undefined) {
    terminal.print(`\n${(await describeCrash(result.run.report)).trimEnd()}\n`)
  }
  terminal.print('\n')
  for (const [label, value] of describeFigures(result)) terminal.print(`  ${dim(label.padEnd(9))}  ${value}\n`)
}

export async function runVerify(args: VerifyArguments, terminal: Terminal): Promise<void> {
  const interrupt = onInterrupt()
  // Its threads load the machine while this one reads the files.
  const workshop = openWorkshop(interrupt.signal)
  let progress: Progress | undefined
  try {
    const options = { ...(await optionsFrom(args)), workshop, signal: interrupt.signal }
    progress = args.json ? undefined : await showProgress(storyOf, terminal)
    const result = await verify({ ...options, ...(progress && { onEvent: progress.onEvent }) })
    await progress?.end()
    const report = verifyReport(options, result)
    const kept = args.keep === undefined ? [] : await keepResult(args.keep, result, report)
    terminal.exit(result.exit)
    await keepBundle(result, args, terminal, interrupt.signal)
    if (args.json) return terminal.printJson(report)
    await printResult(result, terminal)
    if (kept.length > 0) terminal.print(`\n${args.keep}: ${kept.join(', ')}\n`)
  } catch (error) {
    await progress?.end()
    throw error
  } finally {
    interrupt.stop()
    await workshop.close()
  }
}
