/** Measures the figures; those that depend on what a process has done before, each in one of its own. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { checkTable } from '../../../emulator/machine/checks/table.ts'
import type { MachineOptions } from '../../../emulator/machine/machine.ts'
import { projectRoot } from '../../project-files.ts'
import { requireEqualLargeResult } from '../builds.ts'
import { measure, median } from '../measure.ts'
import { onBondi } from '../program-contenders.ts'
import { programs } from '../suite.ts'
import { costOfChecks } from './checks-cost.ts'
import { type FigureName, type FigureResult, figures, resultOf } from './figures.ts'
import type { Task, TaskResult } from './in-process.ts'
import { suiteSeconds } from './suite-of-stories.ts'

export interface FigurePlan {
  readonly rounds: number
  /** How long one measurement of a program takes, about. */
  readonly seconds: number
}

const MEGABYTE = 1e6
/** A loop of floating point, one of loads, recursion with comparisons, and a mixture. */
const TIMED_PROGRAMS = ['matrix', 'crc32', 'quicksort', 'dhrystone']

function inProcess<T extends Task>(task: T): TaskResult<T> {
  const program = join(projectRoot, 'dist/harness/bench/figures/in-process.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, task], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`measuring ${task} ended with ${status}: ${stderr}`)
  return JSON.parse(stdout) as TaskResult<T>
}

const repeated = <T extends Task>(task: T, rounds: number): TaskResult<T>[] =>
  Array.from({ length: rounds }, () => inProcess(task))

type Values = Partial<Record<FigureName, number>>

function launches({ rounds }: FigurePlan): Values {
  const large = repeated('launch-large', rounds)
  return {
    launch: median(repeated('launch', rounds).map(({ milliseconds }) => milliseconds)),
    'launch-large': median(large.map(({ milliseconds }) => milliseconds)),
    'unused-code': (100 * large[0]!.translatedBytes) / large[0]!.codeBytes,
  }
}

function translationSpeed(): Values {
  const { seconds, bytes, again, result } = inProcess('translation')
  requireEqualLargeResult(result!)
  const speeds = seconds.map((taken, run) => bytes[run]! / MEGABYTE / taken)
  return { 'translation-cold': speeds[0]!, translation: median(speeds.slice(1)), recompiled: again }
}

/** Median over the programs of how many times as fast the first way is as the second. */
async function compared(
  first: Pick<MachineOptions, 'timing' | 'cpu'>,
  second: Pick<MachineOptions, 'timing' | 'cpu'>,
  { rounds, seconds }: FigurePlan,
): Promise<number> {
  const ratios: number[] = []
  for (const name of TIMED_PROGRAMS) {
    const program = programs.find((candidate) => candidate.name === name)!
    const ways = [await onBondi(program, seconds, first), await onBondi(program, seconds, second)]
    ratios.push((await measure(ways, rounds))[1]!.firstIsFasterBy)
  }
  return median(ratios)
}

function snapshots(): Values {
  const { milliseconds, restores } = inProcess('snapshots')
  return { snapshot: median(milliseconds), restore: median(restores) }
}
const CHECK_FIGURES = figures.map(({ name }) => name).filter((name) => name.startsWith('checks-'))

const drivers: readonly { readonly gives: readonly FigureName[]; run(plan: FigurePlan): Values | Promise<Values> }[] = [
  { gives: ['launch', 'launch-large', 'unused-code'], run: launches },
  { gives: ['translation', 'translation-cold', 'recompiled'], run: translationSpeed },
  { gives: ['snapshot', 'restore'], run: snapshots },
  { gives: ['functions'], run: () => inProcess('functions') },
  { gives: ['memory'], run: () => ({ memory: (inProcess('memory').kilobytes * 1024) / MEGABYTE }) },
  { gives: ['suite'], run: async () => ({ suite: await suiteSeconds() }) },
  {
    gives: ['clock'],
    run: async (plan) => ({
      clock: 100 * ((await compared({ cpu: { clockless: true } }, { timing: 'static' }, plan)) - 1),
    }),
  },
  {
    gives: ['caches'],
    run: async (plan) => ({ caches: 1 / (await compared({ timing: 'static' }, { timing: 'caches' }, plan)) }),
  },
  { gives: CHECK_FIGURES, run: checkCosts },
]

async function checkCosts({ rounds }: FigurePlan): Promise<Values> {
  const costs = await costOfChecks(
    checkTable.map(({ name }) => name),
    rounds,
  )
  return Object.fromEntries([...costs].map(([name, cost]) => [`checks-${name}`, cost]))
}

/** Of the figures that are wanted; `tell` hears of each before it is measured. */
export async function measureFigures(
  isWanted: (name: string) => boolean,
  plan: FigurePlan,
  tell: (text: string) => void,
): Promise<FigureResult[]> {
  const values: Values = {}
  for (const { gives, run } of drivers) {
    const wanted = figures.filter(({ name }) => gives.includes(name) && isWanted(name))
    if (wanted.length === 0) continue
    for (const { name, what } of wanted) tell(`${name}: ${what}\n`)
    Object.assign(values, await run(plan))
  }
  return figures.filter(({ name }) => isWanted(name)).map((figure) => resultOf(figure, values[figure.name]!))
}
