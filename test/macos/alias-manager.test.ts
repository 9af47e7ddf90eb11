/** Alias Manager and Folder Manager: a program's calls, and the records as they are written. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Alias, decodeAlias, encodeAlias } from '../../emulator/macos/alias-manager/alias-record.ts'
import { expectChecks, machineWith } from './programs.ts'

test('every check of the program is ok', async () => {
  const { machine, volume, path } = await machineWith('aliases')
  expect(machine.launch({ path }).missing).toEqual([])
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 52)
  expect(volume.check()).toEqual([])
})

const word = fc.integer({ min: 0, max: 0xffff_ffff })
const name = (maxLength: number) => fc.string({ maxLength, unit: fc.constantFrom(...'abc DEF.é') })
const level = fc.integer({ min: -1, max: 20 })
const alias: fc.Arbitrary<Alias> = fc.record({
  userType: word,
  isFolder: fc.boolean(),
  volumeName: name(27),
  volumeCreated: word,
  parentId: word,
  name: name(31),
  id: word,
  created: word,
  type: word,
  creator: word,
  levelsFrom: level,
  levelsTo: level,
  parentName: fc.option(name(31), { nil: undefined }),
  path: fc.option(name(200), { nil: undefined }),
})

test('a record that is read is what was written, and aliasSize is its length', () => {
  fc.assert(
    fc.property(alias, (given) => {
      const bytes = encodeAlias(given)
      expect(decodeAlias(bytes)).toEqual(given)
      expect(new DataView(bytes.buffer).getUint16(4)).toBe(bytes.length)
    }),
    { numRuns: 200, seed: 5 },
  )
})

test('bytes of any kind are an alias record or a named error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      try {
        decodeAlias(bytes)
      } catch (error) {
        expect(error).toHaveProperty('code', 'bad-alias')
      }
    }),
    { numRuns: 300, seed: 5 },
  )
})
