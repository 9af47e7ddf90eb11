/** Imports that nothing resolves, and services with more than eight words of arguments. */

import { expect, test } from 'vitest'
import { bindService, procedure } from '../../emulator/macos/service.ts'
import { UInt32 } from '../../emulator/macos/types.ts'
import { expectChecks, machineWith } from './programs.ts'
import { startTestSystem } from './system.ts'

test('unresolved weak imports are 0, which a program can see, and are named at launch', async () => {
  const { machine, volume, path } = await machineWith('imports', { weakImports: ['WeakService', 'WeakVariable'] })
  expect(machine.launch({ path }).missing).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'WeakService', library: 'WeakLib', weak: true }),
      expect.objectContaining({ name: 'WeakVariable', library: 'WeakLib', weak: true }),
    ]),
  )
  expect(machine.run({ maxVirtualSeconds: 5 }).outcome.kind).toBe('exited')
  expectChecks(volume, 3)
})

const weakly = (name: string, ...symbols: string[]) => ({ name, symbols: new Set(symbols), weak: true })

test('Open Transport, Name Registry and Navigation Services are absent, as a program finds out', async () => {
  const { machine, volume, path } = await machineWith('absent', {
    moreImports: [
      weakly('OpenTransportLib', 'InitOpenTransport', 'OTGetInterfaceInfo'),
      weakly('NameRegistryLib', 'RegistryEntryIDInit', 'RegistryEntrySearch'),
      weakly('NavigationLib', 'NavGetFile', 'NavLibraryVersion'),
    ],
  })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 5 }).outcome.kind).toBe('exited')
  expectChecks(volume, 15)
})

test('the ninth argument and those after it are in the caller’s parameter area', () => {
  const { mac } = startTestSystem()
  const names = Array.from({ length: 11 }, (_, index) => `argument${index + 1}`)
  let seen: unknown
  const service = procedure(Object.fromEntries(names.map((name) => [name, UInt32])), (_mac, args) => {
    seen = args
  })
  const group = { manager: 'Test', library: 'InterfaceLib', book: '', services: { Eleven: service } }
  const stackPointer = 0x01bf_0000
  mac.cpu.state.setGpr(1, stackPointer)
  for (let word = 0; word < 8; word++) mac.cpu.state.setGpr(3 + word, 101 + word)
  // PowerPC System Software, chapter 1: the parameter area starts 24 bytes above the stack pointer, with room for the first eight too
  for (let word = 8; word < 11; word++) mac.memory.setU32(stackPointer + 24 + 4 * word, 101 + word)
  bindService('Eleven', group).call(mac)
  expect(seen).toEqual(Object.fromEntries(names.map((name, index) => [name, 101 + index])))
})
