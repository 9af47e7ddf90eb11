/** Standard File Package: dialogs that a script answers. */

import { expect, test } from 'vitest'
import type { UserStep } from '../../emulator/macos/event-manager/user-script.ts'
import { expectChecks, machineWith } from './programs.ts'

const answer = (path: string | undefined): UserStep => ({ action: { kind: 'answer-file', path } })

test('every check of the program is ok', async () => {
  const user = [
    answer('new'),
    answer(undefined),
    answer('Macintosh HD:Documents:letter'),
    answer('letter'),
    answer(''),
    answer('Macintosh HD:new'),
    // Whoever waits for a dialog to be answered waits for this.
    { at: 5, action: { kind: 'answer-file', path: 'new' } } as const,
  ]
  const { machine, volume, path } = await machineWith('standard-file', { machine: { user } })
  expect(machine.launch({ path }).missing).toEqual([])
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 26)
})

test.each([
  ['nothing', /leads|is not there/],
  ['Nowhere:file', /leads nowhere/],
  ['standard-file', /is of type 'APPL'/],
])('an answer that no dialog could give, "%s", ends the run and says why', async (path, why) => {
  const user = [answer('new'), answer(undefined), answer(path)]
  const { machine, path: application } = await machineWith('standard-file', { machine: { user } })
  machine.launch({ path: application })
  expect(() => machine.run({ maxVirtualSeconds: 20 })).toThrow(why)
})
