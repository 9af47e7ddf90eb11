/** Resource Manager: a program's calls, and the forks that it leaves, read back. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findResource,
  parseResourceFork,
  type Resource,
  writeResourceFork,
} from '../../emulator/formats/resource-fork.ts'
import { checkZone } from '../../emulator/macos/memory-manager/check.ts'
import { fourCharCode, fourCharText } from '../../emulator/macos/types.ts'
import { HfsVolume, readMacFile } from '../../emulator/volume/index.ts'
import { expectChecks, machineWith } from './programs.ts'
import { newVolume, startTestSystem } from './system.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (data: Uint8Array | undefined): string => new TextDecoder().decode(data)
const own = (id: number, name: string | undefined, attributes: number, data: Uint8Array): Resource => ({
  type: 'TEST',
  id,
  name,
  attributes,
  data,
})

test('every check of the program is ok, and its files hold what it wrote', async () => {
  const resources = [
    own(128, 'greeting', 0, bytes('Hello')),
    own(129, undefined, 0, bytes('World!')),
    own(130, undefined, 0x20, bytes('purge me')),
    own(131, undefined, 0x04, bytes('preloaded')),
    own(132, undefined, 0x01, Uint8Array.of(0xa8, 0x9f, 0x65, 0x72, 0, 0, 0, 0)),
  ]
  const { machine, volume, path } = await machineWith('resources', { resources })
  expect(machine.launch({ path }).missing).toEqual([])
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 92)
  expect(checkZone(machine.memory, machine.mac.memoryManager.applicationZone)).toEqual([])
  expect(volume.check()).toEqual([])
  const after = HfsVolume.mount(volume.image.slice())
  const made = parseResourceFork(readMacFile(after, ':made').resourceFork)
  expect(made.map(({ type, id, name, data }) => [type, id, name, text(data)])).toEqual([
    ['DATA', 7, 'one', 'changed!'],
    ['MORE', -5, 'negative', 'thIRD'],
    ['PURG', 1, undefined, 'saved while purged'],
    ['LEFT', 1, undefined, 'left open'],
  ])
  const application = parseResourceFork(readMacFile(after, ':resources').resourceFork)
  expect(text(findResource(application, 'TEST', 128)?.data), 'closed by the system').toBe('Howdy')
})

interface Model {
  readonly type: string
  readonly id: number
  readonly name: string
  readonly data: Uint8Array
}

/** One system for all, since starting one takes its time. */
const shared = (() => {
  const volume = newVolume()
  const system = startTestSystem([volume])
  system.applicationZone(1 << 20)
  return { ...system, volume, name: system.pascal('made'), buffer: system.reserve(256) }
})()

/** Adds these resources in a file, removes the first of them, and returns the fork that closing the file wrote. */
function forkOf(models: readonly Model[], removed: number): Uint8Array {
  const { mac, call, volume, name, buffer } = shared
  const { memory, memoryManager: mm } = mac
  call('FSDelete', name, 0)
  call('CreateResFile', name)
  const file = call('OpenResFile', name)
  for (const model of models) {
    const handle = mm.newHandle(mm.applicationZone, model.data.length)
    memory.write(memory.getU32(handle), model.data)
    memory.writePString(buffer, model.name)
    call('AddResource', handle, fourCharCode(model.type), model.id, buffer)
    expect(call('ResError')).toBe(0)
  }
  for (const { type, id } of models.slice(0, removed)) {
    call('RemoveResource', call('Get1Resource', fourCharCode(type), id))
    expect(call('ResError')).toBe(0)
  }
  call('CloseResFile', file)
  expect(volume.check()).toEqual([])
  return readMacFile(volume, ':made').resourceFork
}

const model = fc.record({
  type: fc.integer({ min: 0x20202020, max: 0x7e7e7e7e }).map((code) => fourCharText(code)),
  id: fc.integer({ min: -32768, max: 32767 }),
  name: fc.string({ maxLength: 31, unit: fc.constantFrom(...'abc DEF.é') }),
  data: fc.uint8Array({ maxLength: 300 }),
})
const models = fc.uniqueArray(model, { maxLength: 20, selector: ({ type, id }) => `${type} ${id}` })

test('what is added and not removed is what another reader finds', () => {
  fc.assert(
    fc.property(models, fc.nat(20), (all, removed) => {
      const kept = all.slice(removed)
      const expected = kept.map(({ type, id, name, data }) => ({
        type,
        id,
        name: name || undefined,
        attributes: 0,
        data,
      }))
      const found = parseResourceFork(forkOf(all, removed))
      const order = ({ type, id }: Resource) => `${type} ${id}`
      const sorted = (list: Resource[]) => [...list].sort((a, b) => (order(a) < order(b) ? -1 : 1))
      expect(sorted(found)).toEqual(sorted(expected))
    }),
    { numRuns: 50, seed: 8 },
  )
})

test('a fork that is no resource fork is mapReadErr', () => {
  const volume = newVolume()
  const { id } = volume.createFile(2, 'bad', { type: 'rsrc', creator: 'RSED' })
  volume.openFork(id, 'resource').write(0, bytes('this is not a resource fork, whatever it says'))
  const { call, pascal } = startTestSystem([volume])
  expect(call('OpenResFile', pascal('bad'))).toBe(-1)
  expect(call('ResError')).toBe(-199)
})

test('a full volume refuses a resource that grows, and keeps the file as it was', () => {
  const volume = newVolume('HD', 800 << 10)
  const { id } = volume.createFile(2, 'small', { type: 'rsrc', creator: 'RSED' })
  volume.openFork(id, 'resource').write(0, writeResourceFork([own(1, undefined, 0, bytes('x'))]))
  const { mac, call, pascal, applicationZone } = startTestSystem([volume])
  applicationZone(2 << 20)
  const file = call('OpenResFile', pascal('small'))
  const handle = call('Get1Resource', fourCharCode('TEST'), 1)
  mac.memoryManager.setHandleSize(handle as never, 1 << 20)
  call('ChangedResource', handle)
  expect(call('ResError')).toBe(-34)
  call('CloseResFile', file)
  expect(parseResourceFork(readMacFile(volume, ':small').resourceFork)).toHaveLength(1)
})
