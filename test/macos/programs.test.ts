/** C programs that check the system from inside, a line for each check. */

import { expect, test } from 'vitest'
import { decodeMacRoman } from '../../emulator/formats/mac-roman.ts'
import { checkZone } from '../../emulator/macos/memory-manager/check.ts'
import { HfsVolume, ROOT_ID, readMacFile } from '../../emulator/volume/index.ts'
import { expectChecks, machineWith } from './programs.ts'

const text = (string: string): Uint8Array => new TextEncoder().encode(string)
const resource = (id: number, name: string | undefined, data: string) => ({
  type: 'TEST',
  id,
  name,
  attributes: 0,
  data: text(data),
})

test.each([
  { name: 'memory', checks: 26 },
  { name: 'system', checks: 35 },
  { name: 'retro68-runtime', checks: 14 },
])('$name: every check is ok', async ({ name, checks }) => {
  const resources = [resource(128, 'greeting', 'Hello'), resource(129, undefined, '')]
  const { machine, volume, path } = await machineWith(name, { resources })
  expect(machine.launch({ path }).missing).toEqual([])
  const { outcome } = machine.run({ maxVirtualSeconds: 20 })
  expect(outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, checks)
  expect(checkZone(machine.memory, machine.mac.memoryManager.applicationZone)).toEqual([])
  expect(volume.check()).toEqual([])
  if (name === 'retro68-runtime') {
    const file = readMacFile(volume, ':lines.txt')
    expect(decodeMacRoman(file.dataFork), 'no newline conversion').toBe('one\ntwo\n')
    expect([file.type, file.creator]).toEqual(['TEXT', '????'])
  }
})

test('a run is the same every time, to the cycle and the byte', async () => {
  const runs = await Promise.all(
    [0, 1].map(async () => {
      const { machine, volume, path } = await machineWith('retro68-runtime')
      machine.launch({ path })
      const { cycles, services } = machine.run()
      return { cycles, services, image: Buffer.from(volume.image).toString('base64') }
    }),
  )
  expect(runs[0]).toEqual(runs[1])
})

test('initialization and termination routines are called around main', async () => {
  const { machine, volume, path } = await machineWith('fragment', {
    routines: { init: 'initialize', term: 'terminate' },
  })
  machine.launch({ path })
  expect(machine.run().outcome.kind).toBe('exited')
  expectChecks(volume, 7)
  expect(readMacFile(volume, ':terminated').dataFork.length).toBe(0)
})

test('a program that fills its volume is told so, and the volume stays whole', async () => {
  const { machine, volume, path } = await machineWith('full-volume', { volumeBytes: 800 << 10 })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome.kind).toBe('exited')
  expectChecks(volume, 10)
  const after = HfsVolume.mount(volume.image.slice())
  expect(after.check()).toEqual([])
  const { dataFork } = readMacFile(after, ':big')
  expect(dataFork.length).toBe(4196)
  const { id } = after.lookup(ROOT_ID, 'big')!
  expect(after.openFork(id, 'data').physicalLength, 'closing trims').toBe(4608)
})
