/** Import libraries as files, and where they are looked for (Mac OS Runtime Architectures, chapter 1, "The Search Order"). */

import { BondiError } from '../../errors.ts'
import { isPef, type PefContainer, parsePef } from '../../formats/pef.ts'
import { findResource, parseResourceFork, type Resource } from '../../formats/resource-fork.ts'
import { type CatalogEntry, type CatalogFile, type HfsVolume, ROOT_ID } from '../../volume/index.ts'
import type { FileManager } from '../file-manager/file-manager.ts'
import type { Folder, MountedVolume, Place } from '../file-manager/volumes.ts'
import { type CodeFragment, parseCfrg } from './cfrg.ts'
import { FragmentError, type FragmentOrigin } from './fragment.ts'
import { type DefinitionVersions, versionProblem } from './versions.ts'

/** The type of files that folders are searched for. */
const SHARED_LIBRARY = 'shlb'
const POWERPC = 'pwpc'
/** A folder of more files is no folder of libraries. */
const MOST_FILES = 1000

export type FilePlace = Place & { readonly entry: CatalogFile }

export interface LocatedFragment {
  readonly name: string
  readonly container: PefContainer
  readonly origin: FragmentOrigin
}

interface LibraryFile {
  readonly place: FilePlace
  readonly members: readonly CodeFragment[]
}

export function readResources(volume: HfsVolume, fileId: number): Resource[] {
  const fork = volume.openFork(fileId, 'resource')
  return parseResourceFork(fork.read(0, fork.length))
}

function membersOf(resources: readonly Resource[]): CodeFragment[] {
  const cfrg = findResource(resources, 'cfrg', 0)
  return cfrg === undefined ? [] : parseCfrg(cfrg.data)
}

/** The bytes of a fragment's container, out of either fork. */
export function containerBytes({ mounted, entry }: FilePlace, { location, name }: CodeFragment): Uint8Array {
  const { volume } = mounted
  if (location.where === 'resource') {
    const resource = findResource(readResources(volume, entry.id), location.type, location.id)
    if (resource === undefined) {
      throw new BondiError(
        'bad-cfrg',
        `'cfrg' resource: fragment "${name}" is in resource '${location.type}' ${location.id}, which "${entry.name}" does not have`,
      )
    }
    return resource.data
  }
  const fork = volume.openFork(entry.id, 'data')
  if (location.where !== 'data fork') return new Uint8Array(0)
  const { offset } = location
  const length = location.length || fork.length - offset
  if (offset > fork.length || offset + length > fork.length) {
    throw new BondiError(
      'bad-cfrg',
      `'cfrg' resource: fragment "${name}" is at ${offset} to ${offset + length} of a data fork of ${fork.length} bytes`,
    )
  }
  return fork.read(offset, length)
}

export function originOf({ mounted, dirID, name }: FilePlace, { location }: CodeFragment): FragmentOrigin {
  const part =
    location.where === 'resource'
      ? { type: location.type, id: location.id }
      : location.where === 'data fork'
        ? { offset: location.offset, length: location.length }
        : { offset: 0, length: 0 }
  return { kind: 'file', vRefNum: mounted.vRefNum, parID: dirID, fileName: name, part }
}

export class LibraryFiles {
  private readonly fileManager: FileManager
  /** The application's file, whose own fragments come first, and whose folder comes next. */
  application: FilePlace | undefined

  constructor(fileManager: FileManager) {
    this.fileManager = fileManager
  }

  /** For the libraries of one closure: files are looked at once. */
  search(): LibrarySearch {
    return new LibrarySearch(this.candidates())
  }

  private *candidates(): Generator<LibraryFile> {
    const { application } = this
    if (application !== undefined) {
      yield { place: application, members: membersOf(readResources(application.mounted.volume, application.entry.id)) }
      yield* this.sharedLibraries(application)
    }
    const extensions = this.extensionsFolder()
    if (extensions !== undefined) yield* this.sharedLibraries(extensions)
  }

  private *sharedLibraries({ mounted, dirID }: Folder): Generator<LibraryFile> {
    for (const entry of mounted.volume.list(dirID).slice(0, MOST_FILES)) {
      if (entry.kind !== 'file' || entry.type !== SHARED_LIBRARY) continue
      const members = membersIfSound(mounted, entry)
      if (members.length > 0) yield { place: { mounted, dirID, name: entry.name, entry }, members }
    }
  }

  private extensionsFolder(): Folder | undefined {
    const [mounted] = this.fileManager.volumes.mounted
    const system = mounted && folderIn(mounted, ROOT_ID, 'System Folder')
    const extensions = mounted && system && folderIn(mounted, system.id, 'Extensions')
    return mounted && extensions && { mounted, dirID: extensions.id }
  }
}

export class LibrarySearch {
  private readonly rest: Generator<LibraryFile>
  private readonly seen: LibraryFile[] = []

  constructor(candidates: Generator<LibraryFile>) {
    this.rest = candidates
  }

  private *files(): Generator<LibraryFile> {
    yield* this.seen
    for (let next = this.rest.next(); !next.done; next = this.rest.next()) {
      this.seen.push(next.value)
      yield next.value
    }
  }

  /**
   * The first fragment of this name that fits; undefined when no file has one. A library that is there in wrong versions only is an error,
   * which says so.
   */
  find(name: string, wanted: DefinitionVersions | undefined): LocatedFragment | undefined {
    let problem: FragmentError | undefined
    for (const { place, members } of this.files()) {
      for (const member of members) {
        if (member.name !== name || member.usage === 'application' || member.architecture !== POWERPC) continue
        const misfit = wanted && versionProblem(wanted, versionsOf(member))
        if (misfit === undefined) return locate(place, member)
        problem ??= new FragmentError(misfit, name)
      }
    }
    if (problem !== undefined) throw problem
    return undefined
  }
}

const versionsOf = ({ currentVersion, oldDefinitionVersion }: CodeFragment) => ({
  current: currentVersion,
  oldDefinition: oldDefinitionVersion,
})

function folderIn({ volume }: MountedVolume, parentId: number, name: string): CatalogEntry | undefined {
  const entry = volume.lookup(parentId, name)
  return entry?.kind === 'folder' ? entry : undefined
}

/** A damaged library that is nobody's concern does not keep a program from starting. */
function membersIfSound({ volume }: MountedVolume, entry: CatalogFile): CodeFragment[] {
  try {
    return membersOf(readResources(volume, entry.id))
  } catch (error) {
    if (error instanceof BondiError) return []
    throw error
  }
}

function locate(place: FilePlace, member: CodeFragment): LocatedFragment {
  const bytes = containerBytes(place, member)
  if (!isPef(bytes)) throw new FragmentError('cfragFragmentFormatErr', member.name)
  return { name: member.name, container: parsePef(bytes), origin: originOf(place, member) }
}
