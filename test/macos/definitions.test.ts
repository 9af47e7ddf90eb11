/** Pop-up menus as controls, and definition functions of programs that are 68K code. */

import { expect, test } from 'vitest'
import type { UserAction } from '../../emulator/macos/event-manager/user-script.ts'
import { expectChecks, machineWith } from './programs.ts'

/** The box of the pop-up menu, in which its current item shows; two items lie below it in the open menu. */
const box = { h: 240, v: 130 }
const actions: UserAction[] = [
  { kind: 'drag', from: box, to: { h: 240, v: 166 } },
  { kind: 'drag', from: box, to: { h: 600, v: 500 } },
]

/** LINK, UNLK and RTS of the 68000. */
const CODE_68K = Uint8Array.of(0x4e, 0x56, 0, 0, 0x4e, 0x5e, 0x4e, 0x75)

async function outcomeWith(type: string | undefined) {
  const resources = type === undefined ? [] : [{ type, id: 130, name: undefined, attributes: 0, data: CODE_68K }]
  const user = actions.map((action) => ({ action }))
  const { machine, volume, path } = await machineWith('definitions', { resources, machine: { user } })
  machine.launch({ path })
  const { outcome } = machine.run({ maxVirtualSeconds: 60 })
  return { outcome, volume }
}

test('a pop-up menu is a control whose value is its item', async () => {
  const { outcome, volume } = await outcomeWith(undefined)
  expect(outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 14)
})

test.each([
  ['CDEF', 'a control definition function (CDEF)'],
  ['LDEF', 'a list definition function (LDEF)'],
  ['WDEF', 'a window definition function (WDEF)'],
])('a %s of 68K code is refused by name', async (type, name) => {
  const { outcome } = await outcomeWith(type)
  expect(outcome).toMatchObject({
    kind: 'system-error',
    message: expect.stringContaining(`${name} is 68K code, which Bondi does not run`),
  })
})
