/** The benchmark's results as a table. */
import type { Contender, ContenderId } from './contender.ts'
import { measure, requireEqualResults, type Speed } from './measure.ts'
import { type Category, categories, type Targets } from './suite.ts'

export interface Row {
  readonly name: string
  readonly category: Category
  readonly targets: Targets
  readonly speeds: readonly Speed[]
  readonly met: boolean
}

export async function measureRow(
  program: { readonly name: string; readonly category: Category },
  contenders: readonly Contender[],
  { rounds, checkIterations }: { readonly rounds: number; readonly checkIterations: number },
): Promise<Row> {
  await requireEqualResults(program.name, contenders, checkIterations)
  const speeds = await measure(contenders, rounds)
  const { targets } = categories[program.category]
  const met = (['qemu', 'wasm'] as const).every((id) => ratioTo(speeds, id) >= targets[id])
  return { name: program.name, category: program.category, targets, speeds, met }
}

const ratioTo = (speeds: readonly Speed[], id: ContenderId): number =>
  speeds.find(({ contender }) => contender === id)?.firstIsFasterBy ?? Number.NaN

const number = (value: number): string => value.toFixed(value >= 10 ? 1 : 2)

/** So many iterations a second, in four digits or fewer. */
function rate(seconds: number): string {
  const value = 1 / seconds
  for (const [unit, size] of [
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (value >= size) return `${(value / size).toPrecision(3)} ${unit}`
  }
  return value.toPrecision(3)
}

const HEADINGS = ['', 'a second', 'x qemu-ppc', 'target', 'x wasm32', 'target', 'x native', '']

function cells({ name, targets, speeds, met }: Row): string[] {
  const [bondi] = speeds
  const to = (id: ContenderId) => number(ratioTo(speeds, id))
  return [
    name,
    rate(bondi!.secondsPerIteration),
    to('qemu'),
    String(targets.qemu),
    to('wasm'),
    String(targets.wasm),
    to('native'),
    met ? 'met' : 'MISSED',
  ]
}

/** Bondi's iterations a second, how many times as fast as the others it is, and what it is to reach. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEADINGS, ...rows.map(cells)]
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const format = (line: readonly string[]): string =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd()
  return `${lines.map(format).join('\n')}\n`
}
