#!/usr/bin/env node
/** `npm run bench`: the application on Bondi against the same C elsewhere, as ratios of one run. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { wholeNumber } from '../cli/arguments.ts'
import { terminal } from '../cli/terminal.ts'
import { prepareHostEngine } from '../host-engine.ts'
import { loadJob } from '../verify/options.ts'
import { requireTools } from './builds.ts'
import { bondi, native, qemuPpc, referenceModule } from './contenders.ts'
import { measure, type Speed } from './measure.ts'

interface BenchArguments {
  rounds: number
  steps: number
  model?: string
  tokenizer?: string
  json?: boolean
}

const SHORT_STEPS = 16

/** Tokens of a prompt are computed whatever the model thinks of them: a story could end before the run does. */
const promptOf = (tokens: number): string => 'zq'.repeat(Math.ceil(tokens / 2) + 8)

function table(speeds: readonly Speed[]): string {
  const width = Math.max(...speeds.map(({ name }) => name.length))
  const rows = speeds.map(
    ({ name, tokensPerSecond, firstIsFasterBy }) =>
      `${name.padEnd(width)}  ${tokensPerSecond.toFixed(0).padStart(14)}  ${firstIsFasterBy.toFixed(2).padStart(22)}`,
  )
  const head = `${''.padEnd(width)}  ${'tokens a second'.padStart(14)}  ${'Bondi is so much faster'.padStart(22)}`
  return `${[head, ...rows].join('\n')}\n`
}

async function bench(args: BenchArguments): Promise<void> {
  requireTools()
  prepareHostEngine()
  const { model, tokenizer } = args
  const paths = model === undefined ? {} : { model, ...(tokenizer === undefined ? {} : { tokenizer }) }
  const job = await loadJob({ ...paths, prompt: promptOf(args.steps), settings: { temperature: 0 } })
  const scratch = await mkdtemp(join(tmpdir(), 'bondi-bench-'))
  try {
    const contenders = [bondi(job), await qemuPpc(job, scratch), referenceModule(job), await native(job, scratch)]
    const plan = { rounds: args.rounds, shortSteps: SHORT_STEPS, longSteps: args.steps }
    const onRound = (round: number) => terminal.note(`round ${round + 1} of ${plan.rounds}\n`)
    const speeds = await measure(contenders, plan, onRound)
    if (args.json) terminal.printJson({ plan, speeds })
    else terminal.print(table(speeds))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

const program = new Command('bench')
  .description(
    'the application on Bondi, under qemu-ppc, as WebAssembly on V8 and native: tokens per second, once warm',
  )
  .option('--rounds <n>', 'how often each is measured; the table has medians', wholeNumber(1, 100), 5)
  .option('--steps <n>', 'tokens of a long run', wholeNumber(SHORT_STEPS + 1, 480), 256)
  .option('-m, --model <file>', 'a llama2.c model')
  .option('-k, --tokenizer <file>', 'its tokenizer')
  .option('--json', 'as JSON')
  .action(bench)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  terminal.fail(error, process.argv.includes('--json'))
}
