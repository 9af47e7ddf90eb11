/** Lists: what a program sees of them while a user clicks. */

import { expect, test } from 'vitest'
import { modifierBits } from '../../emulator/macos/event-manager/event-records.ts'
import type { UserAction } from '../../emulator/macos/event-manager/user-script.ts'
import { expectChecks, machineWith } from './programs.ts'
import { colorAt, screenFor } from './screens.ts'

/** The list is in a window at 100, 100; its view begins at 10, 10 in it, and its cells are 16 high. */
const inCell = (row: number) => ({ h: 130, v: 118 + row * 16 })
const click = (row: number, modifiers = 0, count = 1): UserAction => ({
  kind: 'click',
  where: inCell(row),
  modifiers,
  count,
})
const { shiftKey, cmdKey } = modifierBits

test('the List Manager does what Inside Macintosh says', async () => {
  const actions: UserAction[] = [
    click(1),
    click(0, 0, 2),
    click(2, shiftKey),
    click(1, cmdKey),
    click(2),
    { kind: 'drag', from: inCell(0), to: inCell(2) },
    { kind: 'tell', what: 'screenshot', name: 'lists' },
    { kind: 'click', where: { h: 238, v: 150 } },
    { kind: 'click', where: { h: 238, v: 141 } },
  ]
  const user = actions.map((action) => ({ action }))
  const { machine, volume, path } = await machineWith('lists', { machine: { user } })
  const shots: Promise<void>[] = []
  let shown: string[] = []
  machine.observers.onTold = (name) => {
    // To the right of the text of a selected cell, and below the view.
    shown = [colorAt(machine, 200, 130), colorAt(machine, 200, 162)]
    shots.push(screenFor(machine, name))
  }
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  await Promise.all(shots)
  expect(shown).toEqual(['#ccccff', '#ffffff'])
  expectChecks(volume, 91)
})
