/** Programs in the style of the consoles of Retro68 and CodeWarrior: their windows, their text, and a user who works with them. */

import { expect, test } from 'vitest'
import type { UserAction } from '../../emulator/macos/event-manager/user-script.ts'
import { machineWith, type ProgramOptions } from './programs.ts'
import { colorAt, countPixels, screenFor } from './screens.ts'

const shot = (name: string): UserAction => ({ kind: 'tell', what: 'screenshot', name })
const click = (h: number, v: number): UserAction => ({ kind: 'click', where: { h, v } })

async function run(program: string, actions: readonly UserAction[], options: ProgramOptions = {}) {
  const user = actions.map((action) => ({ action }))
  const { machine, path } = await machineWith(program, { ...options, machine: { user } })
  const seen = new Map<string, ReturnType<typeof look>>()
  const shots: Promise<void>[] = []
  const look = () => ({
    desktop: colorAt(machine, 790, 590),
    title: colorAt(machine, 200, 36),
    content: colorAt(machine, 480, 300),
    /** Black pixels where lines of text are. */
    ink: (area: readonly [number, number, number, number]) => counts.get(area.join())!,
  })
  const areas = [
    [7, 47, 200, 59],
    [7, 71, 200, 83],
    [16, 64, 490, 300],
  ] as const
  let counts = new Map<string, number>()
  machine.observers.onTold = (name) => {
    counts = new Map(areas.map((area) => [area.join(), countPixels(machine, area, '#000000')]))
    const now = counts
    seen.set(name, { ...look(), ink: (area) => now.get(area.join())! })
    shots.push(screenFor(machine, name))
  }
  machine.launch({ path })
  const { outcome } = machine.run({ maxVirtualSeconds: 120 })
  await Promise.all(shots)
  return { outcome, seen }
}

test('the window for standard input and output shows what is said, is moved, and closes', async () => {
  const { outcome, seen } = await run(
    'console',
    [
      shot('console-start'),
      { kind: 'drag', from: { h: 300, v: 36 }, to: { h: 320, v: 56 } },
      { kind: 'drag', from: { h: 320, v: 56 }, to: { h: 300, v: 36 } },
      { kind: 'type', text: 'Bondi\r' },
      shot('console'),
      // its close box
      click(14, 36),
    ],
    { useNewlib: true, console: true },
  )
  expect(outcome).toMatchObject({ kind: 'exited' })
  const [start, end] = [seen.get('console-start')!, seen.get('console')!]
  expect(start.content).toBe('#ffffff')
  // The question is there from the start, the answers to it are not.
  expect(start.ink([7, 47, 200, 59])).toBeGreaterThan(100)
  expect(start.ink([7, 71, 200, 83])).toBe(0)
  expect(end.ink([7, 71, 200, 83])).toBeGreaterThan(60)
})

test('a console like that of CodeWarrior shows lines in a window that scrolls, and quits by its menu', async () => {
  const { outcome, seen } = await run('text-console', [
    shot('sioux-start'),
    // the scroll bar's upper arrow
    click(505, 68),
    shot('sioux-scrolled'),
    { kind: 'type', text: 'typed text' },
    shot('sioux'),
    { kind: 'menu', menu: 'Edit', item: 'Select All' },
    { kind: 'menu', menu: 'File', item: 'Quit' },
  ])
  expect(outcome).toMatchObject({ kind: 'exited' })
  const start = seen.get('sioux-start')!
  expect(start.content).toBe('#ffffff')
  expect(start.desktop).not.toBe('#ffffff')
  // About twenty lines of more than forty characters.
  expect(start.ink([16, 64, 490, 300])).toBeGreaterThan(3000)
  expect(seen.get('sioux-scrolled')!.ink([16, 64, 490, 300])).not.toBe(start.ink([16, 64, 490, 300]))
})
