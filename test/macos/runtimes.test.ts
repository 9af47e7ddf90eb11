/** Programs in the style of other toolchains' runtimes: consoles, many files, too little memory. */

import { expect, test } from 'vitest'
import { decodeMacRoman } from '../../emulator/formats/mac-roman.ts'
import type { UserStep } from '../../emulator/macos/event-manager/user-script.ts'
import { checkZone } from '../../emulator/macos/memory-manager/check.ts'
import { readMacFile } from '../../emulator/volume/index.ts'
import { expectChecks, machineWith } from './programs.ts'

test('a console program in a window of its own is typed to, and closed', async () => {
  const user: UserStep[] = [
    { action: { kind: 'type', text: 'Bob\b\bondi\n' } },
    // The close box of a document window at the place that the program gives it
    { at: 5, action: { kind: 'click', where: { h: 14, v: 36 } } },
  ]
  const { machine, volume, path } = await machineWith('console', { useNewlib: true, console: true, machine: { user } })
  const drawn: string[] = []
  machine.observers.onService = ({ name, args }) => {
    if (name === 'DrawChar') drawn.push(decodeMacRoman(Uint8Array.of(Number(args.ch) & 0xff)))
  }
  expect(machine.launch({ path }).missing).toEqual([])
  const { outcome, virtualSeconds } = machine.run({ maxVirtualSeconds: 60 })
  expect(outcome).toMatchObject({ kind: 'exited' })
  const text = drawn.join('')
  expect(text).toContain('What is your name? Bobondi  1. Hello, Bondi!')
  expect(text).toContain('100. Hello, Bondi!Close the window.')
  expect(virtualSeconds).toBeGreaterThan(4.9)
  expect(decodeMacRoman(readMacFile(volume, ':name').dataFork)).toBe('Bondi\n')
})

test('a console program in an edit record calculates with MathLib', async () => {
  const user: UserStep[] = [{ action: { kind: 'type', text: '2\nabc\n-6.25\n1e-3\n\n' } }]
  const { machine, volume, path } = await machineWith('sioux', {
    libraries: ['MathLib'],
    routines: { init: 'initialize' },
    machine: { user },
  })
  expect(machine.launch({ path }).missing).toEqual([])
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  expect(decodeMacRoman(readMacFile(volume, ':transcript').dataFork).split('\r')).toEqual([
    'Numbers, then an empty line.',
    '? 2',
    'the number 2e+0, its root 1.4142135623730951e+0, rounded up 2e+0',
    '? abc',
    'that is no number',
    '? -6.25',
    'the number-6.25e+0, its root NAN(001), rounded up-6e+0',
    '? 1e-3',
    'the number 1e-3, its root 3.1622776601683791e-2, rounded up 1e+0',
    '? ',
    '',
  ])
})

test('forty files are open at once', async () => {
  const { machine, volume, path } = await machineWith('forty-files', { useNewlib: true })
  expect(machine.launch({ path }).missing).toEqual([])
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 7)
  expect(volume.check()).toEqual([])
})

test('a program without memory is told so by each manager, and goes on', async () => {
  const data = new Uint8Array(5000)
  const resources = [{ type: 'TEST', id: 128, name: undefined, attributes: 0, data }]
  const { machine, volume, path } = await machineWith('out-of-memory', { resources })
  expect(machine.launch({ path }).missing).toEqual([])
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 57)
  expect(checkZone(machine.memory, machine.mac.memoryManager.applicationZone)).toEqual([])
})
