/** The benchmark's programs compute on Bondi what they compute natively. Nothing is timed. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { programsFolder, requireTools } from '../../harness/bench/builds.ts'
import type { Contender } from '../../harness/bench/contender.ts'
import { measure, median, requireEqualResults } from '../../harness/bench/measure.ts'
import { programContenders } from '../../harness/bench/program-contenders.ts'
import { measureRow, tableOf } from '../../harness/bench/report.ts'
import { programs } from '../../harness/bench/suite.ts'
import { projectRoot } from '../../harness/project-files.ts'
import { ensureBuilt } from './bondi.ts'

function whatIsMissing(): string | undefined {
  try {
    requireTools()
  } catch (error) {
    return (error as Error).message
  }
}

const missing = whatIsMissing()
const ITERATIONS = 3

describe.skipIf(missing)(`the benchmark's programs${missing ? `: ${missing}` : ''}`, () => {
  it('are those in the folder', () => {
    const sources = readdirSync(programsFolder).filter((name) => name.endsWith('.c') && name !== 'host.c')
    expect(programs.map(({ name }) => `${name}.c`).sort()).toEqual(sources.sort())
  })

  it.each(programs)('$name', async (program) => {
    const contenders = await programContenders(program, 0.01)
    const results = await Promise.all(contenders.map(async ({ id, check }) => [id, await check(ITERATIONS)]))
    const [, native] = results.find(([id]) => id === 'native')!
    expect(results).toEqual(contenders.map(({ id }) => [id, native]))
    expect(await contenders[0]!.check(ITERATIONS + 1), 'every iteration counts').not.toBe(native)
  })
})

const contender = (id: Contender['id'], seconds: readonly number[], result = '1'): Contender => {
  const left = [...seconds]
  return { id, check: async () => result, time: async () => left.shift()! }
}

describe('measuring', () => {
  it('takes the median of the ratios of each round', async () => {
    const speeds = await measure([contender('bondi', [1, 2, 4]), contender('qemu', [30, 62, 100])], 3)
    expect(speeds.map(({ firstIsFasterBy }) => firstIsFasterBy)).toEqual([1, 30])
    expect(speeds.map(({ secondsPerIteration }) => secondsPerIteration)).toEqual([2, 62])
  })

  it('leaves out rounds that say nothing', () => {
    expect(median([3, Number.NaN, 1, 2])).toBe(2)
    expect(median([Number.NaN])).toBeNaN()
  })

  it('says which targets are missed', async () => {
    const all = [contender('bondi', [1]), contender('qemu', [40]), contender('wasm', [0.8]), contender('native', [0.1])]
    const row = await measureRow({ name: 'x', category: 'single' }, all, { rounds: 1, checkIterations: 1 })
    expect(row.met).toBe(false)
    expect(tableOf([row])).toMatch(/^x +1\.00 +40\.0 +30 +0\.80 +0\.9 +0\.10 +MISSED$/m)
  })

  it('refuses to measure what differs', async () => {
    const both = [contender('bondi', [1], '1'), contender('wasm', [1], '2')]
    await expect(requireEqualResults('x', both, 5)).rejects.toThrow(/x does not compute the same.*Bondi: 1\n.*V8: 2/s)
  })
})

describe.skipIf(missing)('the command', () => {
  it('names the programs when it does not know one', () => {
    ensureBuilt()
    const main = join(projectRoot, 'dist/harness/bench/main.js')
    const { status, stderr } = spawnSync(process.execPath, [main, '--only', 'dhry'], { encoding: 'utf8' })
    expect(status).toBe(2)
    expect(stderr).toMatch(/no program "dhry".*There are dot-product, /s)
  })
})
