/** Speeds, measured side by side so that a busy host slows all of them alike. */
import { BondiError } from '../../emulator/errors.ts'
import { type Contender, type ContenderId, contenderNames } from './contender.ts'

export interface Speed {
  readonly contender: ContenderId
  /** Median over the rounds. */
  readonly secondsPerIteration: number
  /** How many times as fast the first contender is: the median of the rounds' own ratios. */
  readonly firstIsFasterBy: number
}

export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  if (sorted.length === 0) return Number.NaN
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A program that computes something else somewhere is not measured. */
export async function requireEqualResults(
  program: string,
  contenders: readonly Contender[],
  iterations: number,
): Promise<void> {
  const results: string[] = []
  for (const contender of contenders) results.push(await contender.check(iterations))
  if (results.every((result) => result === results[0])) return
  const list = contenders.map(({ id }, index) => `${contenderNames[id]}: ${results[index]}`).join('\n  ')
  throw new BondiError(
    'different-results',
    `${program} does not compute the same everywhere after ${iterations} iterations:\n  ${list}`,
    'One of the compilers or Bondi is wrong; no speed of this program means anything.',
  )
}

export async function measure(contenders: readonly Contender[], rounds: number): Promise<Speed[]> {
  const seconds: number[][] = contenders.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) seconds[index]!.push(await contender.time())
  }
  return contenders.map(({ id }, index) => ({
    contender: id,
    secondsPerIteration: median(seconds[index]!),
    firstIsFasterBy: median(seconds[index]!.map((own, round) => own / seconds[0]![round]!)),
  }))
}
