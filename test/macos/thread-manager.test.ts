/** Threads, as a program sees them; the same in every mode of the processor. */

import { expect, test } from 'vitest'
import type { MachineOptions } from '../../emulator/machine/machine.ts'
import { expectChecks, machineWith, resultLines } from './programs.ts'

async function runThreads(options: Partial<MachineOptions> = {}) {
  const { machine, volume, path } = await machineWith('threads', { machine: options })
  expect(machine.launch({ path }).missing).toEqual([])
  const { outcome, cycles } = machine.run({ maxVirtualSeconds: 20 })
  expect(outcome).toMatchObject({ kind: 'exited' })
  return { volume, cycles }
}

test('every check is ok', async () => {
  const { volume } = await runThreads()
  expectChecks(volume, 84)
})

test('results and cycles are the same in precise and in profile mode', async () => {
  const runs = [await runThreads(), await runThreads({ cpu: { precise: true } }), await runThreads({ measure: true })]
  const seen = runs.map(({ volume, cycles }) => ({ cycles, lines: resultLines(volume) }))
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
})
