/** Applications as users have them: a file in some wrapper, or a disk image with applications on it. */
import { BondiError } from '../../emulator/errors.ts'
import { refuseArchive } from '../../emulator/formats/archives.ts'
import { diskImageOf } from '../../emulator/formats/identify.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { HfsVolume, readMacFile } from '../../emulator/volume/index.ts'
import { compareNames } from '../../emulator/volume/names.ts'
import type { LineMap } from '../../toolchain/link/line-map.ts'
import { listDisk } from '../disk.ts'
import { findLineMap } from './line-maps.ts'
import { readMacFileAt } from './mac-files.ts'

export interface FoundApplication {
  readonly application: MacFile
  /** The disk that it is on, where the user gave an image. */
  readonly disk?: { readonly image: Uint8Array; readonly path: string }
  /** Where its code came from, if that is known. */
  readonly lineMap?: LineMap
}

/** Full paths of the applications on a volume, in catalog order. */
export function applicationsOn(volume: HfsVolume): string[] {
  return listDisk(volume).items.flatMap(({ path, entry }) =>
    entry.kind === 'file' && entry.type === 'APPL' ? [`${volume.info().name}:${path}`] : [],
  )
}

const isSame = (one: string, other: string): boolean => compareNames(one, other) === 0

/** The application of this name or path; without one, the only application that there is. */
export function chooseApplication(volume: HfsVolume, wanted: string | undefined, what: string): string {
  const all = applicationsOn(volume)
  const { name } = volume.info()
  const fits = (path: string): boolean =>
    wanted === undefined ||
    [path, path.slice(name.length + 1), path.slice(path.lastIndexOf(':') + 1)].some((form) =>
      isSame(form, wanted.replace(/^:/, '')),
    )
  const fitting = all.filter(fits)
  if (fitting.length === 1) return fitting[0]!
  const list = (fitting.length > 0 ? fitting : all).slice(0, 12).join(', ')
  if (fitting.length > 1) {
    throw new BondiError('several-applications', `${what} has several applications: ${list}`, 'Choose one with --app.')
  }
  const missing = wanted === undefined ? 'no application' : `no application "${wanted}"`
  throw new BondiError(
    'not-an-application',
    `${what} has ${missing} on it`,
    all.length > 0 ? `It has: ${list}` : '`bondi disk ls` lists what is on it.',
  )
}

function applicationInImage(image: Uint8Array, what: string, wanted: string | undefined): FoundApplication {
  const volume = HfsVolume.mount(image)
  const path = chooseApplication(volume, wanted, what)
  return { application: readMacFile(volume, path), disk: { image, path } }
}

/**
 * An application in whatever wrapper it comes, or on a disk image; `wanted` chooses one of several. Its line map is in `mapFile`, or beside it.
 */
export async function findApplication(path: string, wanted?: string, mapFile?: string): Promise<FoundApplication> {
  const found = await findWrapped(path, wanted)
  const lineMap = await findLineMap(found.application, path, mapFile)
  return { ...found, ...(lineMap && { lineMap }) }
}

async function findWrapped(path: string, wanted: string | undefined): Promise<FoundApplication> {
  const file = await readMacFileAt(path)
  const image = diskImageOf(file.dataFork)
  if (image !== undefined) return applicationInImage(image, path, wanted)
  refuseArchive(file.dataFork, path)
  if (file.type !== 'APPL') {
    throw new BondiError(
      'not-an-application',
      `${path} is of type '${file.type}', not an application`,
      'Give the .bin (MacBinary) that the linker or Retro68 made: the data fork alone does not say what it is.',
    )
  }
  return { application: file }
}

export async function readApplication(path: string, wanted?: string): Promise<MacFile> {
  const { application } = await findApplication(path, wanted)
  return application
}
