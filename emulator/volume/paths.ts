/** Paths of the classic Mac OS (Inside Macintosh: Files, "Identifying Files and Directories"). */

import { ROOT_ID, ROOT_PARENT_ID } from './catalog.ts'
import type { CatalogEntry } from './entries.ts'
import { HfsError } from './hfs-error.ts'
import { compareNames } from './names.ts'
import type { HfsVolume } from './volume.ts'

/** What a path leads to: where the item is or would be, and the item when it is there. */
export interface Resolved {
  readonly parentId: number
  /** The last name of the path. */
  readonly name: string
  readonly entry: CatalogEntry | undefined
}

/**
 * Follows a path. `Volume:folder:file` starts at the volume; `:folder:file` and a name without colons start at `from`. Each colon after the first
 * of several goes up one folder: `::file` is in the parent of `from`. Every folder on the way must be there (dirNFErr), and the volume must be
 * this one (nsvErr). In the parent of the root, folder 1, there is only the root, by the volume's name.
 */
export function resolvePath(volume: HfsVolume, path: string, from: number = ROOT_ID): Resolved {
  const relative = path.startsWith(':') || !path.includes(':')
  const parts = (path.startsWith(':') ? path.slice(1) : path).split(':')
  if (parts.at(-1) === '') parts.pop()
  const fromVolume = !relative || (from === ROOT_PARENT_ID && parts.length > 0)
  let current = fromVolume ? rootNamed(volume, parts.shift() ?? '') : folderOf(volume, from)
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1
    if (part === '') {
      current = folderOf(volume, current.parentId)
      continue
    }
    const entry = volume.lookup(current.id, part)
    if (last) return { parentId: current.id, name: part, entry }
    if (entry?.kind !== 'folder') throw new HfsError('dirNFErr', `"${part}" in "${path}"`)
    current = entry
  }
  return { parentId: current.parentId, name: current.name, entry: current }
}

function folderOf(volume: HfsVolume, id: number): CatalogEntry {
  const entry = volume.byId(id)
  if (entry?.kind !== 'folder') throw new HfsError('dirNFErr', `folder ${id}`)
  return entry
}

function rootNamed(volume: HfsVolume, name: string): CatalogEntry {
  if (compareNames(name, volume.info().name) !== 0) {
    throw new HfsError('nsvErr', `volume "${name}" (this one is "${volume.info().name}")`)
  }
  return folderOf(volume, ROOT_ID)
}

/** The full path of an item, from the volume's name on; a folder's ends with a colon. */
export function pathOf(volume: HfsVolume, id: number): string {
  const names: string[] = []
  let entry = volume.byId(id)
  if (!entry) throw new HfsError('fnfErr', `item ${id}`)
  const suffix = entry.kind === 'folder' ? ':' : ''
  // No sound volume nests deeper than it has folders.
  for (let depth = volume.info().folderCount + 2; entry && depth > 0; depth--) {
    names.unshift(entry.name)
    entry = entry.id === ROOT_ID ? undefined : volume.byId(entry.parentId)
  }
  return names.join(':') + suffix
}
