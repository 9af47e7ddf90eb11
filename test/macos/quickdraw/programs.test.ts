/** C programs that check QuickDraw from inside, a line for each check. */

import { expect, test } from 'vitest'
import { checkZone } from '../../../emulator/macos/memory-manager/check.ts'
import { expectChecks, machineWith } from '../programs.ts'
import { iconResources } from './icon-resources.ts'

test.each([
  { name: 'quickdraw', checks: 141 },
  { name: 'color-quickdraw', checks: 132 },
  { name: 'pictures', checks: 71 },
  { name: 'icons', checks: 57 },
])('$name: every check is ok', async ({ name, checks }) => {
  const { machine, volume, path } = await machineWith(name, name === 'icons' ? { resources: iconResources() } : {})
  expect(machine.launch({ path }).missing).toEqual([])
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, checks)
  expect(checkZone(machine.memory, machine.mac.memoryManager.applicationZone)).toEqual([])
})
