/** Dialogs and alerts: what a program sees of them while a user types and clicks. */

import { expect, test } from 'vitest'
import type { Resource } from '../../emulator/formats/resource-fork.ts'
import type { UserAction } from '../../emulator/macos/event-manager/user-script.ts'
import { expectChecks, machineWith } from './programs.ts'
import { screenFor } from './screens.ts'

const word = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff]
const pstring = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)]
const even = (bytes: number[]): number[] => (bytes.length % 2 === 0 ? bytes : [...bytes, 0])
const rect = (top: number, left: number, bottom: number, right: number) => [top, left, bottom, right].flatMap(word)
const item = (type: number, bounds: number[], text: string): number[] =>
  even([0, 0, 0, 0, ...bounds, type, ...pstring(text)])
const list = (...items: number[][]): number[] => [...word(items.length - 1), ...items.flat()]
const resource = (type: string, id: number, data: number[]): Resource => ({
  type,
  id,
  name: undefined,
  attributes: 0,
  data: Uint8Array.from(data),
})

const resources = [
  // dBoxProc, invisible, no close box, reference value 0, items 128
  resource('DLOG', 128, [...rect(100, 100, 260, 400), 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, ...word(128), ...pstring('')]),
  resource(
    'DITL',
    128,
    list(
      item(4, rect(120, 200, 140, 270), 'OK'),
      item(4, rect(120, 100, 140, 170), 'Cancel'),
      item(8 + 128, rect(10, 20, 26, 280), 'Hello, ^0'),
      item(16, rect(40, 20, 56, 200), 'First'),
      item(5, rect(70, 20, 90, 200), 'Check'),
      item(128, rect(94, 20, 110, 60), ''),
    ),
  ),
  resource('DITL', 130, list(item(5, rect(10, 20, 30, 100), 'More'), item(16, rect(40, 20, 60, 100), 'Text'))),
  // Each stage is shown, with the first button as the default.
  resource('ALRT', 129, [...rect(60, 60, 180, 360), ...word(129), ...word(0x4444)]),
  resource(
    'DITL',
    129,
    list(
      item(4, rect(90, 210, 110, 280), 'OK'),
      item(4, rect(90, 120, 110, 190), 'Cancel'),
      item(8 + 128, rect(10, 70, 60, 280), 'Something is the matter with ^0.'),
    ),
  ),
]

const click = (h: number, v: number): UserAction => ({ kind: 'click', where: { h, v } })
const typed = (text: string): UserAction => ({ kind: 'type', text })

test('the Dialog Manager does what Inside Macintosh says', async () => {
  const actions: UserAction[] = [
    typed('Hi'),
    click(130, 180),
    { kind: 'tell', what: 'screenshot', name: 'dialog' },
    typed('!'),
    typed('\r'),
    { kind: 'tell', what: 'screenshot', name: 'alert' },
    click(200, 160),
    typed('\r'),
    typed('\r'),
    { kind: 'tell', what: 'screenshot', name: 'standard-alert' },
    { kind: 'key', key: 0x35, character: 27 },
    typed('\r'),
  ]
  const user = actions.map((action) => ({ action }))
  const { machine, volume, path } = await machineWith('dialogs', { resources, machine: { user } })
  const shots: Promise<void>[] = []
  machine.observers.onTold = (name) => void shots.push(screenFor(machine, name))
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  await Promise.all(shots)
  expectChecks(volume, 59)
})
