/** Apple events: within a program, and from the Finder. */

import { expect, test } from 'vitest'
import type { UserAction } from '../../emulator/macos/event-manager/user-script.ts'
import { sizeResource } from '../../toolchain/index.ts'
import { expectChecks, machineWith } from './programs.ts'

const steps = (...actions: UserAction[]) => actions.map((action) => ({ action }))
const IS_32_BIT_COMPATIBLE_AND_HIGH_LEVEL_EVENT_AWARE = 0x00c0
const resources = [
  sizeResource({ preferred: 512 << 10, minimum: 512 << 10 }, IS_32_BIT_COMPATIBLE_AND_HIGH_LEVEL_EVENT_AWARE),
]

async function runWith(action: UserAction, aware = true) {
  const user = steps(action, { kind: 'quit' })
  const { machine, volume, path } = await machineWith('apple-events', {
    machine: { user },
    ...(aware && { resources }),
  })
  machine.launch({ path })
  return { outcome: machine.run({ maxVirtualSeconds: 60 }).outcome, volume }
}

test('Apple events do what Inside Macintosh says', async () => {
  const { outcome, volume } = await runWith({ kind: 'open', paths: [':results'] })
  expect(outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 117)
})

test('a document that is not there is said to be so', async () => {
  await expect(runWith({ kind: 'open', paths: [':nothing'] })).rejects.toMatchObject({ code: 'no-such-document' })
})

test('a program that knows no high-level events cannot be told to quit', async () => {
  await expect(runWith({ kind: 'quit' }, false)).rejects.toMatchObject({ code: 'not-high-level-event-aware' })
})
