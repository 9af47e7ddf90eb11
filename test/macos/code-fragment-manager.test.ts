/** Programs with import libraries and plug-ins in files, in both forks, beside the application and in the Extensions folder. */

import { beforeAll, expect, test } from 'vitest'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { createMachine, type Machine } from '../../emulator/machine/machine.ts'
import { versionProblem } from '../../emulator/macos/code-fragment-manager/versions.ts'
import { HfsVolume, ROOT_ID, writeMacFile } from '../../emulator/volume/index.ts'
import { cfrg, fragment, libraryFile } from './fragments.ts'
import { buildProgram, expectChecks } from './programs.ts'

const importing = (library: string, prefix: string, names = ['Value', 'Twice', 'Address', 'Round', 'Trace']) => ({
  name: library,
  symbols: new Set(names.map((name) => prefix + name)),
})
const exporting = (prefix: string) => ['Value', 'Twice', 'Address', 'Round', 'Trace'].map((name) => prefix + name)

let application: MacFile
let north: Uint8Array
let south: Uint8Array
let failing: Uint8Array
let lonely: Uint8Array
let plug: Uint8Array

const SYSTEM = 'InterfaceLib'

beforeAll(async () => {
  ;[north, south, failing, lonely, plug] = await Promise.all([
    fragment('cfm-library', {
      main: false,
      exports: exporting('north'),
      init: 'northInitialize',
      imports: [SYSTEM, importing('South', 'south')],
    }),
    fragment('cfm-library', {
      main: false,
      defines: ['SOUTH'],
      exports: exporting('south'),
      init: 'southInitialize',
      imports: [SYSTEM, importing('North', 'north')],
    }),
    fragment('cfm-library', {
      main: false,
      defines: ['FAILS'],
      exports: exporting('north'),
      init: 'northInitialize',
      imports: [SYSTEM, importing('South', 'south')],
    }),
    fragment('cfm-library', {
      main: false,
      exports: exporting('north'),
      imports: [SYSTEM, importing('Gone', 'south')],
    }),
    fragment('cfm-plug', {
      main: 'plugMain',
      init: 'plugInitialize',
      term: 'plugTerminate',
      exports: ['plugCalls'],
      imports: [SYSTEM],
    }),
  ])
  application = await buildProgram('code-fragment-manager', {
    resources: [{ type: 'ndrv', id: 128, name: undefined, attributes: 0, data: plug }],
    moreImports: [
      importing('North', 'north'),
      importing('South', 'south'),
      { name: 'Absent', symbols: new Set(['absentFunction']), weak: true },
    ],
  })
})

const asResource = (id: number, data: Uint8Array) => ({ type: 'cod ', id, name: undefined, attributes: 0, data })

interface Disk {
  readonly beside?: readonly MacFile[]
  readonly extensions?: readonly MacFile[]
  readonly program?: MacFile
}

function machineFor({ beside = [], extensions = [], program = application }: Disk): {
  machine: Machine
  volume: HfsVolume
  path: string
} {
  const volume = HfsVolume.format(new Uint8Array(4 << 20), { name: 'Macintosh HD' })
  for (const file of [program, ...beside]) writeMacFile(volume, ROOT_ID, file)
  if (extensions.length > 0) {
    const { id } = volume.createFolder(volume.createFolder(ROOT_ID, 'System Folder').id, 'Extensions')
    for (const file of extensions) writeMacFile(volume, id, file)
  }
  return { machine: createMachine({ volumes: [volume] }), volume, path: `Macintosh HD:${program.name}` }
}

/** Several fragments in one data fork; one in the resource fork. */
const libraries = (): Pick<Disk, 'beside' | 'extensions'> => {
  const both = new Uint8Array(512 + failing.length + lonely.length)
  both.set(failing, 512)
  both.set(lonely, 512 + failing.length)
  return {
    beside: [
      libraryFile('South Library', south, [
        asResource(300, south),
        cfrg([{ name: 'South', resource: { type: 'cod ', id: 300 } }]),
      ]),
      libraryFile('Two', both, [
        cfrg([
          { name: 'Failing', offset: 512, length: failing.length },
          { name: 'Lonely', offset: 512 + failing.length, length: lonely.length },
        ]),
      ]),
      libraryFile('Plug', plug, [], 'PLUG'),
    ],
    extensions: [libraryFile('South North', north, [cfrg([{ name: 'North' }], 0)])],
  }
}

test('every check is ok', () => {
  const { machine, volume, path } = machineFor(libraries())
  expect(machine.launch({ path }).missing).toEqual([
    expect.objectContaining({ name: 'absentFunction', library: 'Absent', weak: true }),
  ])
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 80)
})

const refusalOf = (disk: Disk): unknown => {
  const { machine, path } = machineFor(disk)
  try {
    machine.launch({ path })
    return 'launched'
  } catch (error) {
    return error
  }
}

test('an application without a library that it needs is not opened, as on a Mac', () => {
  expect(refusalOf({})).toMatchObject({
    code: 'missing-library',
    message:
      '"Macintosh HD:code-fragment-manager" could not be opened, because the library "North" could not be found (cfragNoLibraryErr (-2804))',
  })
  expect(refusalOf({ extensions: libraries().extensions ?? [] })).toMatchObject({
    message: expect.stringContaining('"South" could not be found'),
  })
})

test('nor with a library that lacks what it imports', () => {
  const wrong = libraryFile('South North', plug, [cfrg([{ name: 'North' }])])
  expect(refusalOf({ ...libraries(), extensions: [wrong] })).toMatchObject({ code: 'unresolved-import' })
})

test('a damaged library is a named error', () => {
  const cut = libraryFile('South North', north.slice(0, 200), [cfrg([{ name: 'North' }])])
  expect(refusalOf({ ...libraries(), extensions: [cut] })).toMatchObject({ code: 'bad-pef' })
  const outside = libraryFile('South North', north, [cfrg([{ name: 'North', offset: 1 << 30 }])])
  expect(refusalOf({ ...libraries(), extensions: [outside] })).toMatchObject({ code: 'bad-cfrg' })
})

test('an application inside its own data fork at an offset, with a library after it in the same file', () => {
  const at = 1000
  const dataFork = new Uint8Array(at + application.dataFork.length + north.length)
  dataFork.set(application.dataFork, at)
  dataFork.set(north, at + application.dataFork.length)
  const { resourceFork } = libraryFile('x', dataFork, [
    { type: 'ndrv', id: 128, name: undefined, attributes: 0, data: plug },
    cfrg([
      { name: 'North', offset: at + application.dataFork.length, length: north.length },
      { name: 'Program', usage: 1, offset: at, length: application.dataFork.length },
    ]),
  ])
  const program = { ...application, dataFork, resourceFork }
  const { machine, path } = machineFor({ beside: libraries().beside ?? [], program })
  expect(machine.launch({ path }).name).toBe('code-fragment-manager')
  expect(machine.mac.fragments.fragments.map(({ name }) => name)).toEqual(['Program', 'North', 'South'])
})

test.each([
  // Mac OS Runtime Architectures, chapter 1: what was linked with, what is found
  [{ current: 3, oldImplementation: 2 }, { current: 3, oldDefinition: 3 }, undefined],
  [{ current: 3, oldImplementation: 2 }, { current: 2, oldDefinition: 1 }, undefined],
  [{ current: 3, oldImplementation: 2 }, { current: 1, oldDefinition: 1 }, 'cfragImportTooOldErr'],
  [{ current: 3, oldImplementation: 2 }, { current: 5, oldDefinition: 3 }, undefined],
  [{ current: 3, oldImplementation: 2 }, { current: 5, oldDefinition: 4 }, 'cfragImportTooNewErr'],
])('linked with %o, found %o: %s', (wanted, found, problem) => {
  expect(versionProblem(wanted, found)).toBe(problem)
})

test('a library that is too new is refused', () => {
  const tooNew = libraryFile('South North', north, [
    cfrg([{ name: 'North', currentVersion: 9, oldDefinitionVersion: 8 }]),
  ])
  expect(refusalOf({ ...libraries(), extensions: [tooNew] })).toMatchObject({
    code: 'wrong-library-version',
    message: expect.stringContaining('"North" is newer than it works with'),
  })
})
