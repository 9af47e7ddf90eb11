/** What reads files that people give, and sound files to start from. */

import {
  appleDoubleKind,
  readAppleDouble,
  writeAppleDouble,
  writeAppleSingle,
} from '../../emulator/formats/appledouble.ts'
import { writeBinHex } from '../../emulator/formats/binhex.ts'
import { ByteWriter } from '../../emulator/formats/byte-writer.ts'
import { crc16 } from '../../emulator/formats/crc16.ts'
import { readMacFile } from '../../emulator/formats/identify.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { writeMacBinary } from '../../emulator/formats/macbinary.ts'
import { parsePef, relocationOperations, sectionContents } from '../../emulator/formats/pef.ts'
import { packPatternData, unpackPatternData } from '../../emulator/formats/pef-pattern-data.ts'
import { encodeRelocation } from '../../emulator/formats/pef-relocations.ts'
import { writePef } from '../../emulator/formats/pef-writer.ts'
import { parseResourceFork, type Resource, writeResourceFork } from '../../emulator/formats/resource-fork.ts'
import { createMachine } from '../../emulator/machine/machine.ts'
import { partitionSize } from '../../emulator/machine/size-resource.ts'
import { parseCfrg } from '../../emulator/macos/code-fragment-manager/cfrg.ts'
import {
  checkVolume,
  HfsVolume,
  ROOT_ID,
  readMacFile as readFromVolume,
  writeMacFile,
} from '../../emulator/volume/index.ts'
import { listDisk } from '../../harness/disk.ts'
import { describeBytes } from '../../harness/inspect/inspect.ts'
import { sizeResource } from '../../toolchain/resources/application.ts'
import { cfrg } from '../macos/fragments.ts'

export interface Target {
  readonly name: string
  /** Of a thousand cases. */
  readonly share: number
  /** Bytes at the start that are mutated most. */
  readonly head: number
  readonly seeds: () => readonly Uint8Array[]
  /** Does what a user would have done with the file. */
  readonly read: (bytes: Uint8Array) => void
}

const RAM_BYTES = 32 << 20

/** A fragment with everything that a container may have. */
function samplePef(): Uint8Array {
  const relocations = [
    ['BySectC', 2],
    ['BySectD', 1],
    ['TVector8', 2],
    ['VTable8', 1],
    ['TVector12', 1],
    ['ImportRun', 2],
    ['SmByImport', 0],
    ['SmSetSectC', 0],
    ['SmSetSectD', 1],
    ['SmBySection', 1],
    ['IncrPosition', 8],
    ['BySectDWithSkip', 1, 1],
    ['SmRepeat', 2, 3],
    ['SetPosition', 4],
    ['LgByImport', 1],
    ['LgBySection', 0],
    ['LgRepeat', 2, 3],
  ] as const
  const instructions = relocations.flatMap(([name, ...operands]) => encodeRelocation(name, ...operands))
  const data = new Uint8Array(600).map((_, index) => (index < 300 ? index % 7 : 0))
  const code = new ByteWriter().u32(0x38600001).u32(0x4e800020).toBytes()
  return writePef({
    sections: [
      {
        kind: 'code',
        contents: code,
        totalLength: code.length,
        unpackedLength: code.length,
        share: 'global',
        alignment: 4,
      },
      {
        kind: 'patternInitializedData',
        contents: packPatternData(data),
        unpackedLength: data.length,
        totalLength: 800,
        share: 'process',
        alignment: 4,
      },
    ],
    loader: {
      main: { section: 1, offset: 0 },
      init: undefined,
      term: undefined,
      libraries: [
        {
          name: 'InterfaceLib',
          weak: false,
          initBefore: false,
          versions: { oldImplementation: 0, current: 0 },
          firstSymbol: 0,
          symbolCount: 2,
        },
        {
          name: 'Empty',
          weak: true,
          initBefore: false,
          versions: { oldImplementation: 0, current: 0 },
          firstSymbol: 2,
          symbolCount: 0,
        },
      ],
      symbols: [
        { name: 'NewPtr', class: 'tvector', weak: false, library: 0 },
        { name: 'ExitToShell', class: 'tvector', weak: true, library: 0 },
      ],
      relocations: [{ section: 1, instructions: Uint16Array.from(instructions) }],
      exports: [
        { name: 'main', class: 'tvector', section: 1, value: 0 },
        { name: 'absolute', class: 'data', section: -2, value: 5 },
        { name: 'passed on', class: 'tvector', section: -3, value: 1 },
      ],
    },
  })
}

function readPef(bytes: Uint8Array): void {
  const container = parsePef(bytes)
  for (const [index, section] of container.sections.entries()) {
    if (Math.max(section.totalLength, section.unpackedLength) <= RAM_BYTES) sectionContents(container, index)
  }
  for (const block of container.loader.relocations) {
    for (const _operation of relocationOperations(container, block)) {
      // to its end
    }
  }
}

const resources = (): Resource[] => [
  sizeResource({ preferred: 400_000, minimum: 300_000 }),
  cfrg([{ name: 'Sample', usage: 1 }]),
  { type: 'STR ', id: 128, name: 'named', attributes: 0, data: new Uint8Array(40) },
  { type: 'STR ', id: 129, name: undefined, attributes: 0x20, data: new Uint8Array(3) },
]

const sampleFile = (): MacFile => ({
  name: 'Sample',
  type: 'APPL',
  creator: 'bdi!',
  finderFlags: 0,
  created: 0,
  modified: 0,
  dataFork: samplePef(),
  resourceFork: writeResourceFork(resources()),
})

/** MacBinary is taken by its CRC: damage that keeps it goes deeper. */
function repairCrc(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 128) return bytes
  const crc = crc16(bytes.subarray(0, 124))
  bytes[124] = crc >> 8
  bytes[125] = crc & 0xff
  return bytes
}

function sampleVolume(): Uint8Array {
  const volume = HfsVolume.format(new Uint8Array(400 << 10), { name: 'Fuzz' })
  const { id } = volume.createFolder(ROOT_ID, 'Folder')
  for (let index = 0; index < 24; index++)
    writeMacFile(volume, index % 2 ? id : ROOT_ID, { ...sampleFile(), name: `File ${index}` })
  volume.flush()
  return volume.image
}

function readVolume(image: Uint8Array): void {
  checkVolume(image)
  const volume = HfsVolume.mount(image)
  for (const { path, entry } of listDisk(volume).items) {
    if (entry.kind === 'file') readFromVolume(volume, entry.id)
    else volume.lookup(ROOT_ID, path)
  }
  volume.createFile(ROOT_ID, 'New', { type: 'TEXT', creator: 'ttxt' })
  volume.flush()
}

/** From a file on a disk to the first instructions of the program. */
function launch(file: MacFile): void {
  const volume = HfsVolume.format(new Uint8Array(1 << 20), { name: 'HD' })
  writeMacFile(volume, ROOT_ID, { ...file, name: 'App', type: 'APPL', creator: 'bdi!' })
  const machine = createMachine({ volumes: [volume], explainFaults: false })
  machine.launch({ path: 'HD:App' })
  machine.run({ maxCycles: 20_000 })
}

export const targets: readonly Target[] = [
  {
    name: 'PEF containers',
    share: 330,
    head: 400,
    seeds: () => [samplePef()],
    read: readPef,
  },
  {
    name: 'pattern-initialized data',
    share: 100,
    head: 64,
    seeds: () => [packPatternData(new Uint8Array(600).map((_, index) => index % 9))],
    read: (bytes) => void unpackPatternData(bytes, 600),
  },
  {
    name: 'resource forks',
    share: 150,
    head: 32,
    seeds: () => [writeResourceFork(resources())],
    read: (bytes) => void partitionSize(parseResourceFork(bytes)),
  },
  {
    name: "'cfrg' resources",
    share: 100,
    head: 80,
    seeds: () => [cfrg([{ name: 'One' }, { name: 'Two', resource: { type: 'ndrv', id: 0 } }]).data],
    read: (bytes) => void parseCfrg(bytes),
  },
  {
    name: 'wrappers',
    share: 200,
    head: 128,
    seeds: () => {
      const file = sampleFile()
      return [writeMacBinary(file), writeAppleSingle(file), writeAppleDouble(file), writeBinHex(file)]
    },
    read: (bytes) => {
      const file =
        appleDoubleKind(bytes) === 'AppleDouble'
          ? readAppleDouble(bytes, 'Sample', new Uint8Array(0))
          : readMacFile(bytes[0] === 0 && bytes[1] === 6 ? repairCrc(bytes) : bytes, 'Sample')
      describeBytes(file.dataFork)
    },
  },
  {
    name: 'HFS volumes',
    share: 112,
    head: 40 << 10,
    seeds: () => [sampleVolume()],
    read: readVolume,
  },
  {
    name: 'applications, launched',
    share: 8,
    head: 512,
    seeds: () => [samplePef()],
    read: (bytes) => launch({ ...sampleFile(), dataFork: bytes }),
  },
]
