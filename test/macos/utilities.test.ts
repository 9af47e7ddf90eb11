/** Fixed-point arithmetic, bits, queues, the Time Manager, and the machine itself, as a program sees them. */

import { expect, test } from 'vitest'
import { expectChecks, machineWith } from './programs.ts'

test.each([
  { name: 'utilities', checks: 80 },
  { name: 'machine', checks: 47 },
])('$name: every check is ok', async ({ name, checks }) => {
  const { machine, volume, path } = await machineWith(name)
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome.kind).toBe('exited')
  expectChecks(volume, checks)
})
