/** What `bondi inspect` says of applications: fragments, libraries, memory, whether they can run. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { readMacBinary, writeMacBinary } from '../../emulator/formats/macbinary.ts'
import { parsePef } from '../../emulator/formats/pef.ts'
import { type Resource, writeResourceFork } from '../../emulator/formats/resource-fork.ts'
import { canRun } from '../../harness/inspect/application.ts'
import { inspectFile } from '../../harness/inspect/inspect.ts'
import { shipped } from '../../harness/verify/options.ts'
import { cfrg } from '../macos/fragments.ts'

let folder: string
let application: MacFile
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bondi-inspect-'))
  application = readMacBinary(await readFile(shipped.application))
})
afterAll(() => rm(folder, { recursive: true }))

const inspect = async (changes: Partial<MacFile>) => {
  const path = join(folder, 'file.bin')
  await writeFile(path, writeMacBinary({ ...application, ...changes }))
  return inspectFile(path)
}
const rowsOf = ({ sections }: Awaited<ReturnType<typeof inspect>>, title: string) =>
  sections.find((section) => section.title === title)?.rows ?? []

const resource = (type: string, id: number, data: Uint8Array): Resource => ({
  type,
  id,
  name: undefined,
  attributes: 0,
  data,
})

test('the shipped application can run, and says what it asks for', async () => {
  const inspection = await inspectFile(shipped.application)
  expect(inspection.facts).toMatchObject({ 'can run': 'yes', 'SIZE flags': expect.stringMatching(/^0x[0-9a-f]{4}$/) })
  expect(rowsOf(inspection, 'Fragments')).toEqual([
    expect.objectContaining({ architecture: 'pwpc', usage: 'application', container: 'PEF' }),
  ])
  const [library] = rowsOf(inspection, 'Libraries')
  expect(library).toMatchObject({ name: 'InterfaceLib', link: 'strong', 'comes from': 'the system', absent: 0 })
  expect(library!.imports).toBe(Number(library!.full) + Number(library!.partial))
})

test('a fragment in the resource fork is found there', async () => {
  const inspection = await inspect({
    dataFork: new Uint8Array(0),
    resourceFork: writeResourceFork([
      resource('cfrg', 0, cfrg([{ name: 'Code', usage: 1, resource: { type: 'code', id: 5 } }]).data),
      resource('code', 5, application.dataFork),
    ]),
  })
  expect(inspection.facts).toMatchObject({ 'fragment Code is': 'PEF', 'can run': 'yes' })
  expect(rowsOf(inspection, 'Fragments')).toMatchObject([{ where: "resource 'code' 5" }])
})

test('a 68K application cannot', async () => {
  const resourceFork = writeResourceFork([resource('CODE', 0, new Uint8Array(16))])
  const { facts } = await inspect({ dataFork: new Uint8Array(0), resourceFork })
  expect(facts['can run']).toBe('no: it is a 68K application, and Bondi runs PowerPC code')
})

test('libraries that no system has must be beside it', () => {
  const container = parsePef(application.dataFork)
  const renamed = container.loader.libraries.map((library) => ({ ...library, name: 'PluginLib' }))
  const other = { ...container, loader: { ...container.loader, libraries: renamed } }
  expect(canRun(other)).toBe('only with its libraries beside it: PluginLib')
  expect(canRun(other, ['PluginLib'])).toBe('yes')
  expect(canRun({ ...container, architecture: 'm68k' })).toMatch(/^no: it is for another processor/)
})

test('what Bondi lacks is counted', () => {
  const container = parsePef(application.dataFork)
  const symbols = container.loader.symbols.map((symbol, index) =>
    index < 2 ? { ...symbol, name: `Lacking${index}` } : symbol,
  )
  expect(canRun({ ...container, loader: { ...container.loader, symbols } })).toBe(
    'yes, until it calls one of 2 that Bondi lacks',
  )
})
