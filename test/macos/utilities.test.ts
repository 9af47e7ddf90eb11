/** Fixed-point arithmetic, bits, queues and the Time Manager, as a program sees them. */

import { expect, test } from 'vitest'
import { expectChecks, machineWith } from './programs.ts'

test('every check is ok', async () => {
  const { machine, volume, path } = await machineWith('utilities')
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome.kind).toBe('exited')
  expectChecks(volume, 68)
})
