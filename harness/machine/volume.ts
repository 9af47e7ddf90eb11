/** The HFS volume that a machine starts from: an application and the files beside it. */
import { BondiError } from '../../emulator/errors.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { HfsError, HfsVolume, ROOT_ID, readMacFile, resolvePath, writeMacFile } from '../../emulator/volume/index.ts'

/** Room that a program finds on the disk beside its own files. */
export const DEFAULT_FREE_BYTES = 8 << 20
export const VOLUME_NAME = 'Bondi'

const ROUND_TO = 64 << 10

export function buildVolume(files: readonly MacFile[], freeBytes = DEFAULT_FREE_BYTES): HfsVolume {
  const used = files.reduce((sum, file) => sum + file.dataFork.length + file.resourceFork.length, 0)
  const size = Math.ceil((used * 1.05 + freeBytes) / ROUND_TO) * ROUND_TO
  const volume = HfsVolume.format(new Uint8Array(size), { name: VOLUME_NAME })
  for (const file of files) {
    if (volume.lookup(ROOT_ID, file.name)) {
      throw new BondiError(
        'duplicate-file',
        `two files are called "${file.name}" on the volume`,
        'Names differ in more than upper and lower case on an HFS volume; --file PATH=NAME gives one another name.',
      )
    }
    writeMacFile(volume, ROOT_ID, file)
  }
  volume.flush()
  return volume
}

/** A file of the volume by its path, or undefined when there is none. */
export function fileOnVolume(volume: HfsVolume, path: string): MacFile | undefined {
  try {
    return readMacFile(volume, path)
  } catch (error) {
    if (error instanceof HfsError) return undefined
    throw error
  }
}

/** What was written to a file so far, without reading what was seen before. */
export function dataForkFrom(volume: HfsVolume, path: string, offset: number): Uint8Array {
  try {
    const { entry } = resolvePath(volume, path)
    if (entry?.kind !== 'file') return new Uint8Array(0)
    const fork = volume.openFork(entry.id, 'data')
    return fork.length > offset ? fork.read(offset, fork.length - offset) : new Uint8Array(0)
  } catch (error) {
    if (error instanceof HfsError) return new Uint8Array(0)
    throw error
  }
}
