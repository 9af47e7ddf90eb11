/** Blocks that move and are purged, zones, errors; and what a program is told that broke its heap. */

import { expect, test } from 'vitest'
import { checkZone } from '../../emulator/macos/memory-manager/check.ts'
import { expectChecks, machineWith } from './programs.ts'

test('every check is ok', async () => {
  const { machine, volume, path } = await machineWith('memory-blocks')
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 102)
  expect(checkZone(machine.memory, machine.mac.memoryManager.applicationZone)).toEqual([])
})

test.each([
  ['BAD_ZONE', 'system-error', /is not a heap zone/],
  ['BAD_BLOCK', 'heap-corrupt', /the heap is damaged: the block at 0x[0-9a-f]+ has a size of 0 bytes/],
])('%s ends as %s that says so', async (define, kind, message) => {
  const { machine, path } = await machineWith('memory-blocks', { defines: [define] })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({
    kind,
    message: expect.stringMatching(message),
  })
})
