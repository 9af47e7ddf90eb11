/** What a file is, and what is in it. */
import { BondiError } from '../../emulator/errors.ts'
import { diskImageOf, identifyFile } from '../../emulator/formats/identify.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { isPef } from '../../emulator/formats/pef.ts'
import { describeResource, parseResourceFork } from '../../emulator/formats/resource-fork.ts'
import { HfsVolume, readPartitionMap } from '../../emulator/volume/index.ts'
import {
  describeModel,
  describeTokenizer,
  looksLikeModel,
  looksLikeTokenizer,
} from '../../toolchain/converters/index.ts'
import { listDisk } from '../disk.ts'
import { readMacFileAt } from '../files/mac-files.ts'
import { readInput } from '../files/read-input.ts'
import { applicationFacts, describeFragments, type FragmentInFile, fragmentsIn } from './application.ts'
import { describePef } from './pef.ts'
import type { Inspection, Section } from './section.ts'
import { describeXcoff } from './xcoff.ts'

export type { Inspection, Row, Section } from './section.ts'

function describeResources(fork: Uint8Array): Section[] {
  if (fork.length === 0) return []
  const rows = parseResourceFork(fork).map((resource) => ({
    resource: describeResource(resource),
    bytes: resource.data.length,
  }))
  return [{ title: 'Resources', rows }]
}

/** The first fragment, wherever it is; without fragments, what the data fork is. */
function describeMain(dataFork: Uint8Array, fragments: readonly FragmentInFile[]) {
  const [first] = fragments.filter(({ bytes }) => bytes !== undefined)
  if (first?.bytes !== undefined && !isPef(dataFork)) {
    return { where: `fragment ${first.member.name} is`, ...describePef(first.bytes) }
  }
  return dataFork.length > 0 ? { where: 'data fork is', ...describeBytes(dataFork) } : undefined
}

function describeForks(kind: string, file: MacFile): Inspection {
  const { name, type, creator, finderFlags, dataFork, resourceFork } = file
  const resources = parseResourceFork(resourceFork)
  const fragments = fragmentsIn(dataFork, resources)
  const inner = describeMain(dataFork, fragments)
  return {
    kind,
    facts: {
      name,
      type,
      creator,
      finderFlags: `0x${finderFlags.toString(16)}`,
      dataFork: dataFork.length,
      resourceFork: resourceFork.length,
      ...(inner === undefined ? {} : { [inner.where]: inner.kind, ...inner.facts }),
      ...applicationFacts(type, dataFork, resources, fragments),
    },
    sections: [describeFragments(fragments), ...(inner?.sections ?? []), ...describeResources(resourceFork)],
  }
}

function describeImage(kind: string, image: Uint8Array): Inspection {
  const volume = HfsVolume.mount(image)
  const { volume: info, items } = listDisk(volume)
  const partitions = readPartitionMap(image)
  return {
    kind,
    facts: {
      volume: info.name,
      files: info.fileCount,
      folders: info.folderCount,
      allocationBlockSize: info.allocationBlockSize,
      freeBytes: volume.freeBytes,
    },
    sections: [
      ...(partitions === undefined
        ? []
        : [{ title: 'Partitions', rows: partitions.map((partition) => ({ ...partition })) }]),
      {
        title: 'Contents',
        rows: items.map(({ path, entry }) =>
          entry.kind === 'folder'
            ? { path: `${path}:`, items: entry.valence }
            : {
                path,
                type: entry.type,
                creator: entry.creator,
                data: entry.dataLength,
                resource: entry.resourceLength,
              },
        ),
      },
    ],
  }
}

function describeModelFile(bytes: Uint8Array): Inspection {
  const { format, byteOrder, shape, parameters, tensors } = describeModel(bytes)
  const rows = tensors.map(({ dimensions, ...tensor }) => ({ ...tensor, dimensions: dimensions.join(' x ') }))
  return { kind: format, facts: { byteOrder, parameters, ...shape }, sections: [{ title: 'Tensors', rows }] }
}

function describeTokenizerFile(bytes: Uint8Array): Inspection {
  const { format, sample, ...facts } = describeTokenizer(bytes)
  const rows = sample.map((token) => ({ ...token, text: JSON.stringify(token.text) }))
  return { kind: format, facts: { ...facts }, sections: [{ title: 'Some of its tokens', rows }] }
}

function looksLikeResourceFork(bytes: Uint8Array): boolean {
  try {
    return bytes.length > 0 && parseResourceFork(bytes).length > 0
  } catch (error) {
    if (error instanceof BondiError) return false
    throw error
  }
}

/** What bytes without a wrapper are. */
export function describeBytes(bytes: Uint8Array): Inspection {
  const kind = identifyFile(bytes)
  if (kind === 'PEF') return describePef(bytes)
  if (kind === 'XCOFF') return describeXcoff(bytes)
  const image = diskImageOf(bytes)
  if (image !== undefined) return describeImage(kind, image)
  if (looksLikeTokenizer(bytes)) return describeTokenizerFile(bytes)
  if (looksLikeModel(bytes)) return describeModelFile(bytes)
  if (looksLikeResourceFork(bytes))
    return { kind: 'resource fork', facts: { bytes: bytes.length }, sections: describeResources(bytes) }
  return { kind: kind === 'unknown' ? 'unknown' : kind, facts: { bytes: bytes.length }, sections: [] }
}

/** Finds out what the file at `path` is; damage in it is an error that says where. */
export async function inspectFile(path: string): Promise<Inspection> {
  const bytes = await readInput(path)
  const kind = identifyFile(bytes)
  if (kind === 'MacBinary' || kind === 'AppleSingle' || kind === 'BinHex')
    return describeForks(kind, await readMacFileAt(path))
  const inspection = describeBytes(bytes)
  const file = await readMacFileAt(path).catch(() => undefined)
  if (file !== undefined && file.resourceFork.length > 0)
    return describeForks('file with a resource fork beside it', file)
  return inspection
}
