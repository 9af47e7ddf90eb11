/** Menus, controls and the scrap: what a program sees of them while a user chooses, presses and drags. */

import { expect, test } from 'vitest'
import type { UserAction } from '../../emulator/macos/event-manager/user-script.ts'
import { expectChecks, machineWith } from './programs.ts'
import { screenFor } from './screens.ts'

const point = (h: number, v: number) => ({ h, v })
const steps = (...actions: UserAction[]) => actions.map((action) => ({ action }))

test('menus, controls and the scrap do what Inside Macintosh says', async () => {
  const user = steps(
    { kind: 'menu', menu: 'File', item: 'quit' },
    { kind: 'drag', from: point(65, 8), to: point(70, 48) },
    { kind: 'drag', from: point(65, 8), to: point(400, 400) },
    { kind: 'click', where: point(130, 130) },
    { kind: 'drag', from: point(130, 130), to: point(250, 250) },
    { kind: 'click', where: point(390, 280) },
    { kind: 'drag', from: point(390, 118), to: point(390, 284) },
  )
  const { machine, volume, path } = await machineWith('menus', { machine: { user } })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  await screenFor(machine, 'menus')
  expectChecks(volume, 102)
})

test('a script that chooses what is not there is told what is', async () => {
  const run = async (menu: string, item: string) => {
    const { machine, path } = await machineWith('menus', { machine: { user: steps({ kind: 'menu', menu, item }) } })
    machine.launch({ path })
    machine.run({ maxVirtualSeconds: 60 })
  }
  await expect(run('Files', 'Quit')).rejects.toMatchObject({
    code: 'no-such-menu',
    hint: 'The menus are: File, Edit.',
  })
  await expect(run('Edit', 'Paste')).rejects.toMatchObject({
    code: 'no-such-item',
    hint: 'Its items are: Cut, Copy, New.',
  })
  await expect(run('File', 'Gray')).rejects.toMatchObject({ code: 'item-disabled' })
})
