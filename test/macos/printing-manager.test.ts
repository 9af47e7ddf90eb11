/** Printing Manager: a program learns that there is no printer. */

import { expect, test } from 'vitest'
import { expectChecks, machineWith } from './programs.ts'

test('there is no printer', async () => {
  const { machine, volume, path } = await machineWith('printing')
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 5 }).outcome.kind).toBe('exited')
  expectChecks(volume, 6)
})
