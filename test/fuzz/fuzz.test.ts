/**
 * Damaged files by the thousand: each ends in an error that Bondi names, or is taken; never in a crash, a hang or gigabytes.
 * BONDI_FUZZ=100000 tries so many; BONDI_FUZZ_SEED starts elsewhere.
 */

import { expect, test } from 'vitest'
import { BondiError } from '../../emulator/errors.ts'
import { HfsError } from '../../emulator/volume/index.ts'
import { mutate, randomFrom } from './mutations.ts'
import { type Target, targets } from './targets.ts'

const CASES = Number(process.env.BONDI_FUZZ ?? 1500)
const SEED = Number(process.env.BONDI_FUZZ_SEED ?? 1)
/** More than a hundred times what a case takes on a busy machine. */
const LONGEST_MS = 5000
const MOST_BYTES = 256 << 20

interface Trouble {
  readonly seed: number
  readonly problem: string
}

function tryCase({ read, head }: Target, seeds: readonly Uint8Array[], seed: number): string | undefined {
  const random = randomFrom(seed)
  const bytes = mutate(seeds[random(seeds.length)]!, random, head)
  const before = process.memoryUsage().arrayBuffers
  const started = performance.now()
  try {
    read(bytes)
  } catch (error) {
    if (!(error instanceof BondiError) && !(error instanceof HfsError)) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error)
    }
  }
  const milliseconds = performance.now() - started
  if (milliseconds > LONGEST_MS) return `it took ${milliseconds.toFixed(0)} ms`
  const taken = process.memoryUsage().arrayBuffers - before
  return taken > MOST_BYTES ? `it took ${taken} bytes` : undefined
}

test.each(targets)('$name', { timeout: 3_600_000 }, (target) => {
  const seeds = target.seeds()
  for (const bytes of seeds) {
    expect(() => target.read(bytes.slice()), 'the file that the cases are made from').not.toThrow()
  }
  const count = Math.max(3, Math.round((CASES * target.share) / 1000))
  const troubles: Trouble[] = []
  for (let index = 0; index < count && troubles.length < 5; index++) {
    const seed = SEED * 1_000_003 + index
    const problem = tryCase(target, seeds, seed)
    if (problem !== undefined) troubles.push({ seed, problem })
  }
  expect(troubles).toEqual([])
})
