/** A program that says what events it gets, and a user who does things. */

import { describe, expect, test } from 'vitest'
import type { UserStep } from '../../emulator/macos/event-manager/user-script.ts'
import { expectChecks, machineWith, resultLines } from './programs.ts'

async function eventsOf(user: readonly UserStep[], maxVirtualSeconds = 60) {
  const { machine, volume, path } = await machineWith('events', { machine: { user } })
  const told: string[] = []
  machine.observers.onTold = (name) => told.push(`${name} at ${machine.clock.seconds.toFixed(2)}`)
  machine.launch({ path })
  const { outcome, virtualSeconds } = machine.run({ maxVirtualSeconds })
  return { lines: resultLines(volume).filter((line) => line !== ''), outcome, virtualSeconds, told }
}

const type = (text: string, at?: number): UserStep => ({
  action: { kind: 'type', text },
  ...(at === undefined ? {} : { at }),
})

describe('a user', () => {
  test('types: key codes of the US layout, character codes of Mac OS Roman, shift', async () => {
    const { lines, outcome } = await eventsOf([type('aB\n/q')])
    expect(outcome.kind).toBe('exited')
    // Macintosh Toolbox Essentials, figure 2-10: A is 0, B 11, Return 36, slash 44, Q 12; 0x80 says that no button is down
    expect(lines).toEqual([
      `keyDown ${0x0000 | 0x61} at 15,15 modifiers ${0x80}`,
      `keyDown ${0x0b00 | 0x42} at 15,15 modifiers ${0x280}`,
      `keyDown ${0x2400 | 0x0d} at 15,15 modifiers ${0x80}`,
      `keyDown ${0x2c00 | 0x2f} at 15,15 modifiers ${0x80}`,
      `keyDown ${0x0c00 | 0x71} at 15,15 modifiers ${0x80}`,
    ])
  })

  test('clicks, holds a modifier, and lets go when a program waits for that', async () => {
    const { lines } = await eventsOf([
      { action: { kind: 'click', where: { h: 100, v: 200 } } },
      { action: { kind: 'drag', from: { h: 5, v: 6 }, to: { h: 70, v: 80 }, modifiers: 0x0800 } },
      type('q'),
    ])
    expect(lines.slice(0, 6)).toEqual([
      'mouseDown 0 at 100,200 modifiers 0',
      'let go',
      `mouseUp 0 at 100,200 modifiers ${0x80}`,
      `mouseDown 0 at 5,6 modifiers ${0x0800}`,
      'let go',
      `mouseUp 0 at 70,80 modifiers ${0x0880}`,
    ])
  })

  test('does things at their times, and time leaps to them', async () => {
    const { told, virtualSeconds, outcome } = await eventsOf([
      { at: 20, action: { kind: 'tell', what: 'screenshot', name: 'picture' } },
      type('q', 30),
    ])
    expect(outcome.kind).toBe('exited')
    expect(told).toEqual(['picture at 20.00'])
    expect(virtualSeconds).toBeGreaterThan(30)
    expect(virtualSeconds).toBeLessThan(30.5)
  })
})

test('a program that waits for ever is told from one that has a limit to wait for', async () => {
  const idle = await eventsOf([type('a')])
  expect(idle.outcome).toMatchObject({ kind: 'idle', message: 'the program waits for an event, and none is to come' })
  const limited = await eventsOf([type('a'), type('q', 500)], 100)
  expect(limited.outcome).toMatchObject({ kind: 'budget', budget: 'virtual-time' })
  expect(limited.virtualSeconds).toBeCloseTo(100, 3)
})

test('a run with a user is the same every time', async () => {
  const steps: UserStep[] = [type('ab'), { at: 3, action: { kind: 'click', where: { h: 1, v: 2 } } }, type('q', 7)]
  const [one, two] = [await eventsOf(steps), await eventsOf(steps)]
  expect(one).toEqual(two)
})

test('queue, masks, mouse and keyboard as a program checks them', async () => {
  const user: UserStep[] = [
    { action: { kind: 'move', where: { h: 500, v: 400 } } },
    type('A'),
    { action: { kind: 'click', where: { h: 30, v: 40 } } },
  ]
  const { machine, volume, path } = await machineWith('event-checks', { machine: { user } })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 36)
})
