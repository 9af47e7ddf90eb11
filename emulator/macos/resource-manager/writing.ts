/** Resource forks on their way to disk. */

import { writeResourceFork } from '../../formats/resource-fork.ts'
import { fail } from '../errors.ts'
import type { FileManager } from '../file-manager/file-manager.ts'
import { mapChanged, type ResourceFile } from './resource-file.ts'

/** Header, map header and the empty type list. */
const FORK_OVERHEAD = 256 + 28 + 2
const RESOURCE_OVERHEAD = 4 + 12 + 8

/** Throws dskFulErr when the volume has no room for a fork with `added` bytes more of data (ChangedResource). */
export function needRoom({ path, resources }: ResourceFile, added: number): void {
  if (path === undefined) return
  const size = resources.reduce(
    (sum, { resource: { data, name = '' } }) => sum + data.length + name.length + 1 + RESOURCE_OVERHEAD,
    FORK_OVERHEAD + added,
  )
  if (size > path.fork.physicalLength + path.mounted.volume.freeBytes) fail('dskFulErr')
}

/** A fork that its own fields cannot describe does not fit. */
function encode({ resources, reserved }: ResourceFile, attributes: number): Uint8Array {
  try {
    return writeResourceFork(
      resources.map(({ resource }) => resource),
      { reserved, attributes, allowDuplicates: true },
    )
  } catch {
    return fail('dskFulErr')
  }
}

/** Writes a whole fork: its data without gaps, its map at the end. */
export function writeChanges(fileManager: FileManager, file: ResourceFile): void {
  const { path } = file
  if (path === undefined) return
  const attributes = file.attributes & ~mapChanged
  const fork = encode(file, attributes)
  if (fork.length > path.fork.length) fileManager.setLength(path.refNum, fork.length)
  fileManager.write(path.refNum, 1, 0, fork)
  if (fork.length < path.fork.length) fileManager.setLength(path.refNum, fork.length)
  path.mounted.volume.flush()
  file.attributes = attributes
}
