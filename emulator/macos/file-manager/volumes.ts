/** Mounted volumes, working directories and the default folder (Inside Macintosh: Files, chapter 2). */

import { type CatalogEntry, compareNames, type HfsVolume, ROOT_ID, resolvePath } from '../../volume/index.ts'
import { fail } from '../errors.ts'

export interface MountedVolume {
  readonly volume: HfsVolume
  /** Negative; the start-up volume has -1. */
  readonly vRefNum: number
  readonly driveNumber: number
}

export interface Folder {
  readonly mounted: MountedVolume
  readonly dirID: number
}

/** Where an item is or would be. */
export interface Place extends Folder {
  readonly name: string
  readonly entry: CatalogEntry | undefined
}

interface WorkingDirectory extends Folder {
  readonly procID: number
}

/** Working directory reference numbers are below all volume reference numbers. */
const FIRST_WORKING_DIRECTORY = -32_767

export class Volumes {
  readonly #mounted: MountedVolume[] = []
  readonly #workingDirectories: (WorkingDirectory | undefined)[] = []
  defaultFolder!: Folder

  mount(volume: HfsVolume): MountedVolume {
    const mounted = { volume, vRefNum: -1 - this.#mounted.length, driveNumber: 1 + this.#mounted.length }
    this.#mounted.push(mounted)
    this.defaultFolder ??= { mounted, dirID: ROOT_ID }
    return mounted
  }

  get mounted(): readonly MountedVolume[] {
    return this.#mounted
  }

  byName(name: string): MountedVolume | undefined {
    return this.#mounted.find(({ volume }) => compareNames(volume.info().name, name) === 0)
  }

  /** The folder that a volume, drive or working directory number and a directory ID mean. */
  folder(vRefNum: number, dirID: number): Folder {
    if (vRefNum === 0) return dirID === 0 ? this.defaultFolder : { mounted: this.defaultFolder.mounted, dirID }
    const working = this.workingDirectory(vRefNum)
    if (working !== undefined) return { mounted: working.mounted, dirID: dirID || working.dirID }
    const mounted = this.#mounted.find((one) => one.vRefNum === vRefNum || one.driveNumber === vRefNum)
    return { mounted: mounted ?? fail('nsvErr'), dirID: dirID || ROOT_ID }
  }

  /** Follows a name or path from there. Without a name, the folder itself. */
  resolve(vRefNum: number, dirID: number, path: string | undefined): Place {
    const volumeName = path?.startsWith(':') ? undefined : /^([^:]*):/.exec(path ?? '')?.[1]
    const start: Folder =
      volumeName === undefined
        ? this.folder(vRefNum, dirID)
        : { mounted: this.byName(volumeName) ?? fail('nsvErr'), dirID: ROOT_ID }
    const { mounted } = start
    if (path === undefined || path === '') {
      const entry = mounted.volume.byId(start.dirID)
      if (entry === undefined) return fail('dirNFErr')
      return { mounted, dirID: entry.parentId, name: entry.name, entry }
    }
    const { parentId, name, entry } = resolvePath(mounted.volume, path, start.dirID)
    return { mounted, dirID: parentId, name, entry }
  }

  openWorkingDirectory(folder: Folder, procID: number): number {
    if (folder.dirID === ROOT_ID) return folder.mounted.vRefNum
    let index = this.#workingDirectories.findIndex(
      (one) => one?.mounted === folder.mounted && one.dirID === folder.dirID && one.procID === procID,
    )
    if (index < 0) index = this.#workingDirectories.push({ ...folder, procID }) - 1
    return FIRST_WORKING_DIRECTORY + index
  }

  workingDirectory(vRefNum: number): WorkingDirectory | undefined {
    return this.#workingDirectories[vRefNum - FIRST_WORKING_DIRECTORY]
  }

  closeWorkingDirectory(vRefNum: number): void {
    if (this.workingDirectory(vRefNum) === undefined) fail('rfNumErr')
    this.#workingDirectories[vRefNum - FIRST_WORKING_DIRECTORY] = undefined
  }
}
