import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import sources from '../../app/sources.json' with { type: 'json' }
import { readMacBinary } from '../../emulator/formats/macbinary.ts'
import { parsePef } from '../../emulator/formats/pef.ts'
import { findResource, parseResourceFork } from '../../emulator/formats/resource-fork.ts'
import { buildMacApplication, root } from '../../scripts/llm-application.ts'
import { expectFixture } from './fixture.ts'
import { hasProgram } from './tools.ts'

const clang = hasProgram('clang-19', 'rebuilding the application for Mac OS')

test.skipIf(!clang)('the application is what the sources make', async () => {
  const { macBinary } = await buildMacApplication()
  expectFixture('application/BondiLLM.bin', macBinary)
})

test('the application asks for its partition and for what Mac OS 8.5 has', () => {
  const file = readMacBinary(new Uint8Array(readFileSync(join(root, 'fixtures/application/BondiLLM.bin'))))
  expect([file.name, file.type, file.creator]).toEqual([sources.name, 'APPL', sources.creator])
  const size = findResource(parseResourceFork(file.resourceFork), 'SIZE', -1)!
  expect(Buffer.from(size.data).toString('hex')).toBe(`0080${'001cc000'.repeat(2)}`)
  const { libraries, symbols } = parsePef(file.dataFork).loader
  expect(libraries.map(({ name }) => name)).toEqual(['InterfaceLib'])
  expect(symbols.map(({ name }) => name)).toContain('ExitToShell')
})

test('Retro68 is given the same sources and the same partition', () => {
  const read = (name: string) => readFileSync(join(root, 'app', name), 'utf8')
  const listed = [...read('CMakeLists.txt').matchAll(/\w+\.c\b/g)].map(([name]) => name)
  expect([...new Set(listed)].sort()).toEqual([...sources.common, ...sources.mac, ...sources.posix].sort())
  const bytes = (sources.partitionKilobytes * 1024).toString(16).toUpperCase().padStart(8, '0')
  expect(read('BondiLLM.r').match(/\$"[0-9A-F]{8}"/g)).toEqual([`$"${bytes}"`, `$"${bytes}"`])
})
