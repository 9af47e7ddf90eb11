/** Whole files in and out of a volume. */

import type { MacFile } from '../formats/mac-file.ts'
import { type CatalogFile, fourCharCode } from './entries.ts'
import { HfsError } from './hfs-error.ts'
import { nameBytes } from './names.ts'
import { resolvePath } from './paths.ts'
import type { HfsVolume } from './volume.ts'

/** A file with both forks, by path or by id. Throws fnfErr, notAFileErr. */
export function readMacFile(volume: HfsVolume, where: string | number): MacFile {
  const entry = typeof where === 'number' ? volume.byId(where) : resolvePath(volume, where).entry
  if (!entry) throw new HfsError('fnfErr', `"${where}"`)
  if (entry.kind !== 'file') throw new HfsError('notAFileErr', `"${where}"`)
  return {
    name: entry.name,
    type: entry.type,
    creator: entry.creator,
    finderFlags: entry.finderFlags,
    dataFork: volume.openFork(entry.id, 'data').read(0, entry.dataLength),
    resourceFork: volume.openFork(entry.id, 'resource').read(0, entry.resourceLength),
    created: entry.created,
    modified: entry.modified,
  }
}

/** Puts a file into a folder, in place of one of the same name. Throws dskFulErr; the old file is then there still, or, when it is the catalog that has no room, gone. */
export function writeMacFile(volume: HfsVolume, parentId: number, file: MacFile): CatalogFile {
  nameBytes(file.name)
  fourCharCode(file.type)
  fourCharCode(file.creator)
  const there = volume.lookup(parentId, file.name)
  if (there?.kind === 'folder') throw new HfsError('notAFileErr', `"${file.name}"`)
  needRoom(volume, file, there)
  if (there) volume.delete(parentId, there.name)
  const { id } = volume.createFile(parentId, file.name, file)
  try {
    for (const [type, bytes] of [
      ['data', file.dataFork],
      ['resource', file.resourceFork],
    ] as const) {
      if (bytes.length === 0) continue
      const fork = volume.openFork(id, type)
      fork.allocate(bytes.length)
      fork.write(0, bytes)
    }
  } catch (error) {
    volume.delete(parentId, file.name)
    throw error
  }
  const { finderFlags, created, modified } = file
  return volume.setFileInfo(id, { finderFlags, created, modified })
}

/** Throws dskFulErr when the forks do not fit, with what the old file gives back. */
function needRoom(volume: HfsVolume, file: MacFile, old: CatalogFile | undefined): void {
  const { allocationBlockSize } = volume.info()
  const inBlocks = (bytes: Uint8Array) => Math.ceil(bytes.length / allocationBlockSize) * allocationBlockSize
  const room = volume.freeBytes + (old ? old.dataPhysical + old.resourcePhysical : 0)
  const needed = inBlocks(file.dataFork) + inBlocks(file.resourceFork)
  if (needed > room) throw new HfsError('dskFulErr', `"${file.name}" needs ${needed} bytes, of which ${room} are free`)
}
