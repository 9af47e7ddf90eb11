/** HFS disk images: making them, and moving files in and out. */
import { basename } from 'node:path'
import { BondiError } from '../emulator/errors.ts'
import { writeBinHex } from '../emulator/formats/binhex.ts'
import { diskImageOf } from '../emulator/formats/identify.ts'
import type { MacFile } from '../emulator/formats/mac-file.ts'
import { unencodableInMacRoman } from '../emulator/formats/mac-roman.ts'
import { writeMacBinary } from '../emulator/formats/macbinary.ts'
import {
  type CatalogEntry,
  checkVolume,
  type Finding,
  HfsError,
  HfsVolume,
  ROOT_ID,
  readMacFile,
  resolvePath,
  type VolumeInfo,
  writeMacFile,
} from '../emulator/volume/index.ts'
import { writePartitionMap } from '../emulator/volume/partition-map.ts'
import { fromMacText } from './compare/text.ts'
import { readFileArgument } from './files/mac-files.ts'
import { readInput } from './files/read-input.ts'
import { writeWhole } from './files/write-whole.ts'

export interface NewDiskOptions {
  readonly name: string
  readonly sizeBytes: number
  /** With an Apple partition map, as a hard disk has it; otherwise a bare volume, as a floppy disk is. */
  readonly partitioned: boolean
}

/** Makes an image with an empty HFS volume. */
export function newDisk({ name, sizeBytes, partitioned }: NewDiskOptions): HfsVolume {
  const image = new Uint8Array(sizeBytes - (sizeBytes % 512))
  if (!partitioned) return HfsVolume.format(image, { name })
  const { offset, length } = writePartitionMap(image)
  HfsVolume.format(image.subarray(offset, offset + length), { name })
  return HfsVolume.mount(image)
}

export async function mountDisk(path: string): Promise<HfsVolume> {
  try {
    const bytes = await readInput(path)
    return HfsVolume.mount(diskImageOf(bytes) ?? bytes)
  } catch (error) {
    if (!(error instanceof BondiError) || error.code.startsWith('file-')) throw error
    throw new BondiError(error.code, `${path}: ${error.message}`, error.hint)
  }
}

export async function saveDisk(path: string, volume: HfsVolume): Promise<void> {
  volume.flush()
  await writeWhole(path, volume.image)
}

export interface Listing {
  readonly path: string
  readonly entry: CatalogEntry
}

export interface DiskContents {
  readonly volume: VolumeInfo
  readonly items: readonly Listing[]
}

/** Everything in a folder of the volume and below, in catalog order; of a file, the file. */
export function listDisk(volume: HfsVolume, path = ''): DiskContents {
  const start = path === '' ? volume.byId(ROOT_ID) : resolvePath(volume, path).entry
  if (start === undefined) throw new HfsError('fnfErr', `"${path}"`)
  const items: Listing[] = []
  const visit = (entry: CatalogEntry, prefix: string): void => {
    const where = prefix === '' ? entry.name : `${prefix}:${entry.name}`
    items.push({ path: where, entry })
    if (entry.kind === 'folder') for (const child of volume.list(entry.id)) visit(child, where)
  }
  if (start.kind === 'file') visit(start, '')
  else for (const child of volume.list(start.id)) visit(child, start.id === ROOT_ID ? '' : path.replace(/:$/, ''))
  return { volume: volume.info(), items }
}

/** How a Mac file is written on the host. */
export const exportForms = ['auto', 'data', 'resource', 'macbinary', 'binhex', 'text'] as const
export type ExportForm = (typeof exportForms)[number]

/** The bytes of a Mac file for the host. `auto` is MacBinary for what has a resource fork, otherwise the data fork. */
export function exportFile(file: MacFile, form: ExportForm): Uint8Array {
  switch (form) {
    case 'data':
      return file.dataFork
    case 'resource':
      return file.resourceFork
    case 'macbinary':
      return writeMacBinary(file)
    case 'binhex':
      return writeBinHex(file)
    case 'text':
      return new TextEncoder().encode(fromMacText(file.dataFork))
    case 'auto':
      return file.resourceFork.length > 0 ? writeMacBinary(file) : file.dataFork
  }
}

/** What a file from a volume is called on the host when nobody says: colons never appear, slashes may. */
export function hostNameOf(file: MacFile, form: ExportForm): string {
  const name = file.name.replaceAll('/', ':').replace(/^\.+$/, '_')
  if (form === 'binhex') return `${name}.hqx`
  const wrapped = form === 'macbinary' || (form === 'auto' && file.resourceFork.length > 0)
  return wrapped && !name.endsWith('.bin') ? `${name}.bin` : name
}

export function getFromDisk(volume: HfsVolume, path: string): MacFile {
  return readMacFile(volume, path)
}

/** What the files get in place of a type and creator of their own. */
export interface FileSignature {
  readonly type?: string | undefined
  readonly creator?: string | undefined
}

function needFourCharacters(what: string, code: string | undefined): void {
  if (code === undefined || (code.length === 4 && unencodableInMacRoman(code).length === 0)) return
  throw new BondiError(
    'bad-file-type',
    `the ${what} "${code}" does not have four characters of Mac OS Roman`,
    'Such as TEXT, or ttxt.',
  )
}

/** Puts files from the host (`PATH` or `PATH=NAME`) into a folder of the volume, in place of those of the same names. */
export async function putOnDisk(
  volume: HfsVolume,
  folder: string,
  files: readonly string[],
  { type, creator }: FileSignature = {},
): Promise<MacFile[]> {
  needFourCharacters('type', type)
  needFourCharacters('creator', creator)
  const parent = folder === '' ? volume.byId(ROOT_ID) : resolvePath(volume, folder).entry
  if (parent?.kind !== 'folder') {
    throw new BondiError(
      'no-such-folder',
      `there is no folder "${folder}" on the volume`,
      'bondi disk ls shows what is there.',
    )
  }
  const asTheyAre = await Promise.all(files.map(readFileArgument))
  const read = asTheyAre.map((file) => ({ ...file, type: type ?? file.type, creator: creator ?? file.creator }))
  for (const file of read) writeMacFile(volume, parent.id, file)
  return read
}

export interface DiskCheck {
  /** Whether there is a volume at all. */
  readonly isVolume: boolean
  readonly sound: boolean
  readonly findings: readonly Finding[]
}

/** Looks for damage; a warning is no damage. */
export function checkDisk(image: Uint8Array): DiskCheck {
  const findings = checkVolume(image)
  const isVolume = findings.every(({ code }) => code !== 'not-a-volume')
  return { isVolume, sound: findings.every(({ severity }) => severity !== 'error'), findings }
}

/** A name for a volume from the name of its image. */
export function volumeNameFrom(path: string): string {
  const stem = basename(path).replace(/\.[^.]*$/, '')
  return stem.replaceAll(':', '-').slice(0, 27) || 'Untitled'
}
