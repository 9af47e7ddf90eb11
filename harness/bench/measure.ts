/** Speeds, measured side by side so that a busy host slows all of them alike. */
import type { Contender } from './contenders.ts'

export interface Speed {
  readonly name: string
  /** Median over the rounds. */
  readonly tokensPerSecond: number
  /** How many times as fast the first contender is: the median of the rounds' own ratios. */
  readonly firstIsFasterBy: number
}

export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  if (sorted.length === 0) return Number.NaN
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export interface Plan {
  readonly rounds: number
  /** A long run less a short one is what the steps between them take: starting and translating cancel out. */
  readonly shortSteps: number
  readonly longSteps: number
}

/** Tokens per second of each contender once it is warm. */
export async function measure(
  contenders: readonly Contender[],
  { rounds, shortSteps, longSteps }: Plan,
  onRound: (round: number) => void = () => {},
): Promise<Speed[]> {
  const perToken: number[][] = contenders.map(() => [])
  for (let round = 0; round < rounds; round++) {
    onRound(round)
    for (const [index, contender] of contenders.entries()) {
      const short = await contender.run(shortSteps)
      const long = await contender.run(longSteps)
      // A host that hiccups can make the short run the longer one: such a round says nothing.
      perToken[index]!.push(long > short ? (long - short) / (longSteps - shortSteps) : Number.NaN)
    }
  }
  return contenders.map(({ name }, index) => ({
    name,
    tokensPerSecond: 1 / median(perToken[index]!),
    firstIsFasterBy: median(perToken[index]!.map((seconds, round) => seconds / perToken[0]![round]!)),
  }))
}
