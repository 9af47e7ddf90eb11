#!/usr/bin/env node
/** `npm run bench`: programs on Bondi against the same C elsewhere, as ratios of one run. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import v8 from 'node:v8'
import { Command } from 'commander'
import { BondiError } from '../../emulator/errors.ts'
import { collect, decimalNumber, wholeNumber } from '../cli/arguments.ts'
import { terminal } from '../cli/terminal.ts'
import { prepareHostEngine } from '../host-engine.ts'
import { requireTools } from './builds.ts'
import { type FigureResult, figures, figuresTable } from './figures/figures.ts'
import { measureFigures } from './figures/measure-figures.ts'
import { appendHistory } from './history.ts'
import { llmContenders } from './llm-contenders.ts'
import { programContenders } from './program-contenders.ts'
import { measureRow, type Row, tableOf } from './report.ts'
import { LANGUAGE_MODEL, programs } from './suite.ts'

interface BenchArguments {
  rounds: number
  seconds: number
  steps: number
  only?: string[]
  model?: string
  tokenizer?: string
  history?: string
  json?: boolean
}

const SHORT_STEPS = 16
/** Enough for every path of the programs; few enough for qemu-ppc. */
const CHECK_ITERATIONS = 5
const CHECK_STEPS = 48

const names: string[] = [...[...programs, LANGUAGE_MODEL, ...figures].map(({ name }) => name)]

function chosen(only: readonly string[] | undefined): ReadonlySet<string> {
  const unknown = only?.find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new BondiError('usage', `there is no program "${unknown}" in the benchmark`, `There are ${names.join(', ')}.`)
  }
  return new Set(only ?? names)
}

async function measureAll(args: BenchArguments, wanted: ReadonlySet<string>, scratch: string): Promise<Row[]> {
  const rows: Row[] = []
  const plan = { rounds: args.rounds, checkIterations: CHECK_ITERATIONS }
  for (const program of programs) {
    if (!wanted.has(program.name)) continue
    terminal.note(`${program.name}: ${program.what}\n`)
    rows.push(await measureRow(program, await programContenders(program, args.seconds), plan))
  }
  if (wanted.has(LANGUAGE_MODEL.name)) {
    terminal.note(`${LANGUAGE_MODEL.name}: ${LANGUAGE_MODEL.what}\n`)
    const { model, tokenizer } = args
    const paths = { ...(model === undefined ? {} : { model }), ...(tokenizer === undefined ? {} : { tokenizer }) }
    const contenders = await llmContenders({ short: SHORT_STEPS, long: args.steps }, paths, scratch)
    rows.push(await measureRow(LANGUAGE_MODEL, contenders, { ...plan, checkIterations: CHECK_STEPS }))
  }
  return rows
}

/** What one run has optimized must not be there for the next: a short run and a long one have to begin alike. */
function makeEngineMeasurable(): void {
  v8.setFlagsFromString('--no-wasm-native-module-cache-enabled')
}

async function bench(args: BenchArguments): Promise<void> {
  const wanted = chosen(args.only)
  requireTools()
  prepareHostEngine()
  makeEngineMeasurable()
  const scratch = await mkdtemp(join(tmpdir(), 'bondi-bench-'))
  try {
    const rows = await measureAll(args, wanted, scratch)
    const measured: readonly FigureResult[] = await measureFigures((name) => wanted.has(name), args, terminal.note)
    if (args.history !== undefined) await appendHistory(args.history, rows, measured)
    if (args.json) terminal.printJson({ exit: 'ok', rounds: args.rounds, rows, figures: measured })
    else
      terminal.print(
        [rows.length > 0 ? tableOf(rows) : '', measured.length > 0 ? figuresTable(measured) : ''].join('\n'),
      )
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

const program = new Command('bench')
  .description('programs on Bondi, under qemu-ppc, as WebAssembly on the same V8 and native: how fast, once warm')
  .option('--only <name>', `one program or figure (may be repeated): ${names.join(', ')}`, collect)
  .option('--rounds <n>', 'how often each is measured; the table has medians', wholeNumber(1, 100), 5)
  .option('--seconds <n>', 'how long one measurement of a program takes, about', decimalNumber(0.001, 60), 0.1)
  .option('--steps <n>', 'tokens of a long run of the language model', wholeNumber(SHORT_STEPS + 1, 480), 256)
  .option('-m, --model <file>', 'a llama2.c model')
  .option('-k, --tokenizer <file>', 'its tokenizer')
  .option('--history <file>', 'append the results to a file, a line of JSON a run')
  .option('--json', 'as JSON')
  .action(bench)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  terminal.fail(error, process.argv.includes('--json'))
}
