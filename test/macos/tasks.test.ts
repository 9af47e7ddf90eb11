/** What runs at interrupt time: Vertical Retrace, Deferred Task and Notification Managers. */

import { expect, test } from 'vitest'
import { expectChecks, machineWith } from './programs.ts'

test('tasks run at their virtual times', async () => {
  const { machine, volume, path } = await machineWith('tasks')
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome.kind).toBe('exited')
  expectChecks(volume, 43)
})
