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

async function endOf(define: string) {
  const { machine, path } = await machineWith('thread-ends', { defines: [define] })
  machine.launch({ path })
  return machine.run({ maxVirtualSeconds: 20 }).outcome
}

test("a thread that outgrows its stack is found out, as the application's is", async () => {
  expect(await endOf('STOPS=0')).toMatchObject({ kind: 'stack-overflow' })
})

test('a program of which every thread is stopped is at its end', async () => {
  const message = 'no thread of the program is ready to run, and none can become ready'
  expect(await endOf('STOPS=1')).toMatchObject({ kind: 'idle', message })
})
