/** Sound Manager, as a program sees it. */

import { expect, test } from 'vitest'
import { expectChecks, machineWith } from './programs.ts'

test('sound takes its time', async () => {
  const { machine, volume, path } = await machineWith('sound')
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 30 }).outcome.kind).toBe('exited')
  expectChecks(volume, 40)
})
