/** Making alias records and finding what they stand for (Inside Macintosh: Files, chapter 4). */

import { parseResourceFork } from '../../formats/resource-fork.ts'
import { type CatalogEntry, pathOf, ROOT_ID, ROOT_PARENT_ID } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { FileManager } from '../file-manager/file-manager.ts'
import type { MountedVolume, Place, Volumes } from '../file-manager/volumes.ts'
import { type Alias, decodeAlias } from './alias-record.ts'

/** fdFlags of an alias file. */
const kIsAlias = 0x8000
/** An alias that leads to itself ends here. */
const LONGEST_CHAIN = 10

/** The folders of an item, from its own up to the root. */
function ancestors({ volume }: MountedVolume, parentId: number): number[] {
  const ids: number[] = []
  for (
    let id = parentId;
    id !== ROOT_PARENT_ID && !ids.includes(id);
    id = volume.byId(id)?.parentId ?? ROOT_PARENT_ID
  ) {
    ids.push(id)
  }
  return ids
}

export function makeAlias(target: Required<Place>, from: Place | undefined, minimal: boolean): Alias {
  const { mounted, entry } = target
  if (entry === undefined) return fail('fnfErr')
  const { volume } = mounted
  const info = volume.info()
  let levelsFrom = -1
  let levelsTo = -1
  if (from !== undefined && from.mounted === mounted) {
    const to = ancestors(mounted, entry.parentId)
    const up = ancestors(mounted, from.dirID)
    levelsFrom = up.findIndex((id) => to.includes(id)) + 1
    levelsTo = to.indexOf(up[levelsFrom - 1]!) + 1
  }
  return {
    userType: 0,
    isFolder: entry.kind === 'folder',
    volumeName: info.name,
    volumeCreated: info.created,
    parentId: entry.parentId,
    name: entry.name,
    id: entry.id,
    created: entry.created,
    type: entry.kind === 'file' ? encodeCode(entry, 0) : 0,
    creator: entry.kind === 'file' ? encodeCode(entry, 4) : 0,
    levelsFrom,
    levelsTo,
    parentName: minimal ? undefined : volume.byId(entry.parentId)?.name,
    path: minimal ? undefined : pathOf(volume, entry.id).replace(/:$/, ''),
  }
}

function encodeCode({ finderInfo }: CatalogEntry, offset: number): number {
  return new DataView(finderInfo.buffer, finderInfo.byteOffset).getUint32(offset)
}

export interface Found {
  readonly place: Place
  /** The target is elsewhere than the record says, or is called otherwise. */
  readonly wasChanged: boolean
}

/** The volume by name and date; by date alone when it was renamed. */
function volumeOf(volumes: Volumes, alias: Alias): MountedVolume {
  const sameDate = volumes.mounted.filter(({ volume }) => volume.info().created === alias.volumeCreated)
  const named = volumes.byName(alias.volumeName)
  if (named !== undefined && (alias.volumeCreated === 0 || sameDate.includes(named))) return named
  return sameDate[0] ?? named ?? fail('nsvErr')
}

/** Where the target is: by directory and name, by ID, by the path from another file, by the full path. */
export function resolveAlias(volumes: Volumes, alias: Alias, from: Place | undefined): Found {
  const mounted = volumeOf(volumes, alias)
  const { volume } = mounted
  const isKind = (entry: CatalogEntry | undefined): entry is CatalogEntry =>
    entry !== undefined && (entry.kind === 'folder') === alias.isFolder
  const renamed = volume.info().name !== alias.volumeName
  const at = (entry: CatalogEntry, wasChanged: boolean): Found => ({
    place: { mounted, dirID: entry.parentId, name: entry.name, entry },
    wasChanged: wasChanged || renamed,
  })
  if (alias.isFolder && alias.id === ROOT_ID) return at(volume.byId(ROOT_ID)!, false)
  const parent = volume.byId(alias.parentId)
  const there = parent?.kind === 'folder' ? volume.lookup(parent.id, alias.name) : undefined
  if (isKind(there)) return at(there, there.id !== alias.id)
  const byId = alias.id === 0 ? undefined : volume.byId(alias.id)
  if (isKind(byId) && byId.created === alias.created) return at(byId, true)
  const relative = relativeTarget(volumes, alias, from)
  if (isKind(relative?.entry)) return { place: relative, wasChanged: true }
  if (alias.path !== undefined) {
    const path = alias.path.slice(alias.path.indexOf(':'))
    const place = pathPlace(volumes, mounted, path)
    if (isKind(place?.entry)) return { place, wasChanged: true }
  }
  if (parent?.kind !== 'folder') return fail('dirNFErr')
  return { place: { mounted, dirID: parent.id, name: alias.name, entry: undefined }, wasChanged: false }
}

function pathPlace(volumes: Volumes, mounted: MountedVolume, path: string): Place | undefined {
  try {
    return volumes.resolve(mounted.vRefNum, ROOT_ID, path)
  } catch {
    return undefined
  }
}

/** As many folders up from the other file as when the alias was made, and down by the names of the path. */
function relativeTarget(volumes: Volumes, alias: Alias, from: Place | undefined): Place | undefined {
  if (from === undefined || alias.levelsFrom < 1 || alias.levelsTo < 1 || alias.path === undefined) return undefined
  const top = ancestors(from.mounted, from.dirID)[alias.levelsFrom - 1]
  if (top === undefined) return undefined
  const names = alias.path.split(':').slice(-alias.levelsTo)
  try {
    return volumes.resolve(from.mounted.vRefNum, top, `:${names.join(':')}`)
  } catch {
    return undefined
  }
}

export const isAliasFile = (entry: CatalogEntry | undefined): boolean =>
  entry?.kind === 'file' && (entry.finderFlags & kIsAlias) !== 0

/** The 'alis' resource of an alias file. */
function aliasIn({ mounted, entry }: Place): Alias {
  const fork = mounted.volume.openFork(entry!.id, 'resource')
  try {
    const found = parseResourceFork(fork.read(0, fork.length)).find(({ type }) => type === 'alis')
    return decodeAlias(found?.data ?? fail('resNotFound'))
  } catch {
    return fail('resNotFound')
  }
}

/** What an alias file leads to, over others when there is a chain; the item itself when it is no alias file. */
export function resolveAliasFile({ volumes }: FileManager, place: Place, chains: boolean): Place {
  let at = place
  for (let step = 0; isAliasFile(at.entry) && (chains || step === 0); step++) {
    if (step === LONGEST_CHAIN) fail('fnfErr')
    at = resolveAlias(volumes, aliasIn(at), undefined).place
    if (at.entry === undefined) fail('fnfErr')
  }
  return at
}
