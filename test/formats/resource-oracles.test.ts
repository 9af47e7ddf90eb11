/** Resource forks that Bondi writes are read by fontTools, and those that fondu's tools write by Bondi. */

import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readMacBinary } from '../../emulator/formats/macbinary.ts'
import { parseResourceFork, type Resource, writeResourceFork } from '../../emulator/formats/resource-fork.ts'
import { useTools } from './tools.ts'

const tools = useTools()

/** Debian's own Python, whose modules those of Debian's packages are. */
const PYTHON = '/usr/bin/python3'
const READ = `
import json
from fontTools.misc.macRes import ResourceReader
found = []
for type, list in ResourceReader("fork").items():
    for one in list:
        found.append([type, one.id, one.name, one.attr, one.data.hex()])
print(json.dumps(found))
`
const resource: fc.Arbitrary<Resource> = fc.record({
  type: fc.string({ unit: fc.constantFrom(...'ABc# ™'), minLength: 4, maxLength: 4 }),
  id: fc.integer({ min: -32768, max: 32767 }),
  name: fc.option(fc.string({ unit: fc.constantFrom(...'aé™ '), maxLength: 20 }), { nil: undefined }),
  attributes: fc.nat(255),
  data: fc.uint8Array({ maxLength: 50 }),
})
const resources = fc.uniqueArray(resource, {
  selector: ({ type, id }) => `${type} ${id}`,
  minLength: 1,
  maxLength: 30,
})

/** In one order, whatever that of the map. */
const sorted = (list: readonly Resource[]) =>
  list
    .map(({ type, id, name, attributes, data }) => [
      type,
      id,
      name ?? null,
      attributes,
      Buffer.from(data).toString('hex'),
    ])
    .sort((a, b) => (JSON.stringify(a.slice(0, 2)) < JSON.stringify(b.slice(0, 2)) ? -1 : 1))

function readByFontTools(fork: Uint8Array): unknown[][] {
  tools.give({ fork, 'read.py': READ })
  const text = new TextDecoder().decode(tools.run('python3-fonttools', PYTHON, 'read.py'))
  return (JSON.parse(text) as unknown[][]).sort((a, b) =>
    JSON.stringify(a.slice(0, 2)) < JSON.stringify(b.slice(0, 2)) ? -1 : 1,
  )
}

it('any fork of Bondi has the same resources in fontTools', () => {
  fc.assert(
    fc.property(resources, (list) => {
      expect(readByFontTools(writeResourceFork(list))).toEqual(sorted(list))
    }),
    { numRuns: 8 },
  )
})

it('a fork of ufond has the same resources in Bondi and in fontTools, bare and in MacBinary', () => {
  const bdf = fileURLToPath(new URL('../../node_modules/galmuri/dist/Galmuri9.bdf', import.meta.url))
  tools.run('fondu', 'ufond', '-res', bdf)
  const fork = tools.read('Galmuri9.fam.rsrc')
  tools.run('fondu', 'ufond', '-macbin', bdf)
  const wrapped = readMacBinary(tools.read('Galmuri9.fam.bin'))
  const ours = parseResourceFork(fork)
  expect(ours.map(({ type }) => type).sort()).toEqual(expect.arrayContaining(['FOND', 'NFNT']))
  expect(readByFontTools(fork)).toEqual(sorted(ours))
  expect(parseResourceFork(wrapped.resourceFork)).toEqual(ours)
})

it('showfond reads a font that went through Bondi', () => {
  const bdf = fileURLToPath(new URL('../../node_modules/galmuri/dist/Galmuri9.bdf', import.meta.url))
  tools.give({})
  tools.run('fondu', 'ufond', '-res', bdf)
  const before = new TextDecoder().decode(tools.run('fondu', 'showfond', 'Galmuri9.fam.rsrc'))
  const again = writeResourceFork(parseResourceFork(tools.read('Galmuri9.fam.rsrc')))
  tools.give({ 'Galmuri9.fam.rsrc': again })
  const after = new TextDecoder().decode(tools.run('fondu', 'showfond', 'Galmuri9.fam.rsrc'))
  expect(before).toContain('Galmuri9')
  expect(after).toBe(before)
})
