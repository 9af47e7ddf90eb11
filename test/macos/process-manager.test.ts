/** Gestalt Manager and Process Manager, as a program sees them. */

import { expect, test } from 'vitest'
import { expectChecks, machineWith } from './programs.ts'

test('Gestalt and Process Manager do what Inside Macintosh says', async () => {
  const { machine, volume, path } = await machineWith('processes')
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome.kind).toBe('exited')
  expectChecks(volume, 65)
})
