/** Window Manager: what a program sees of it, and what the screen shows. */

import { expect, test } from 'vitest'
import type { UserAction } from '../../emulator/macos/event-manager/user-script.ts'
import { expectChecks, machineWith } from './programs.ts'
import { colorAt, screenFor } from './screens.ts'

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

test('the collapse box rolls a window up and down, without the program', async () => {
  const box = { h: 395, v: 88 }
  const actions: UserAction[] = [
    { kind: 'click', where: box },
    { kind: 'tell', what: 'screenshot', name: 'collapsed' },
    { kind: 'click', where: box },
    { kind: 'drag', from: box, to: { h: 500, v: 400 } },
  ]
  const { machine, volume, path } = await machineWith('collapsing', {
    machine: { user: actions.map((action) => ({ action })) },
  })
  const desktops: string[] = []
  const shots: Promise<void>[] = []
  machine.observers.onTold = (name) => {
    desktops.push(colorAt(machine, 250, 200), colorAt(machine, 50, 200))
    shots.push(screenFor(machine, name))
  }
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  await Promise.all(shots)
  expectChecks(volume, 15)
  // Where its content was there is the desktop now.
  expect(desktops[0]).toBe(desktops[1])
})
