/** Window Manager: what a program sees of it, and what the screen shows. */

import { expect, test } from 'vitest'
import { expectChecks, machineWith } from './programs.ts'
import { screenFor } from './screens.ts'

/** {top, left, bottom, right}, documentProc, visible, close box, reference value, title. */
const WIND = Uint8Array.of(
  ...[0, 60, 0, 20, 0, 160, 0, 220, 0, 0, 1, 0, 1, 0, 0, 0, 0, 99, 4],
  ...new TextEncoder().encode('Wind'),
)

test('the Window Manager does what Inside Macintosh says', async () => {
  const resources = [{ type: 'WIND', id: 128, name: undefined, attributes: 0, data: WIND }]
  const { machine, volume, path } = await machineWith('windows', { resources })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  await screenFor(machine, 'windows')
  expectChecks(volume, 108)
})
