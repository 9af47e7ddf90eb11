/** Mounted volumes, working directories and the default folder (Inside Macintosh: Files, chapter 2). */

import { type CatalogEntry, compareNames, type HfsVolume, ROOT_ID, resolvePath } from '../../volume/index.ts'
import { fail } from '../errors.ts'

export interface MountedVolume {
  readonly volume: HfsVolume
  /** Negative; the start-up volume has -1. */
  readonly vRefNum: number
  readonly driveNumber: number
}

/** A drive keeps its volume when that is unmounted. */
interface Drive {
  readonly volume: HfsVolume
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

/** The table has room for 40 (Inside Macintosh IV-98). */
const MOST_WORKING_DIRECTORIES = 40

/** Working directory reference numbers are below all volume reference numbers. */
const FIRST_WORKING_DIRECTORY = -32_767

export class Volumes {
  private readonly _mounted: MountedVolume[] = []
  private readonly drives: Drive[] = []
  private nextVRefNum = -1
  private readonly workingDirectories: (WorkingDirectory | undefined)[] = []
  defaultFolder!: Folder

  mount(volume: HfsVolume): MountedVolume {
    const driveNumber = 1 + Math.max(0, ...this.drives.map((drive) => drive.driveNumber))
    this.drives.push({ volume, driveNumber })
    return this.mountDrive(volume, driveNumber)
  }

  private mountDrive(volume: HfsVolume, driveNumber: number): MountedVolume {
    const mounted = { volume, vRefNum: this.nextVRefNum--, driveNumber }
    this._mounted.push(mounted)
    this.defaultFolder ??= { mounted, dirID: ROOT_ID }
    return mounted
  }

  /** The volume in a drive, once more (PBMountVol). */
  remount(driveNumber: number): MountedVolume {
    if (this._mounted.some((one) => one.driveNumber === driveNumber)) fail('volOnLinErr')
    const drive = this.drives.find((one) => one.driveNumber === driveNumber) ?? fail('nsDrvErr')
    return this.mountDrive(drive.volume, driveNumber)
  }

  /** The start-up volume, which has the open System file, stays. */
  unmount(mounted: MountedVolume): void {
    if (mounted === this._mounted[0]) fail('fBsyErr')
    mounted.volume.flush()
    this._mounted.splice(this._mounted.indexOf(mounted), 1)
    this.workingDirectories.forEach((working, index) => {
      if (working?.mounted === mounted) this.workingDirectories[index] = undefined
    })
    if (this.defaultFolder.mounted === mounted) this.defaultFolder = { mounted: this._mounted[0]!, dirID: ROOT_ID }
  }

  get mounted(): readonly MountedVolume[] {
    return this._mounted
  }

  byName(name: string): MountedVolume | undefined {
    return this._mounted.find(({ volume }) => compareNames(volume.info().name, name) === 0)
  }

  /** The volume that a name tells, up to its first colon, or else a number. */
  named(name: string | undefined, vRefNum: number): MountedVolume {
    if (!name) return this.folder(vRefNum, 0).mounted
    return this.byName(name.split(':')[0]!) ?? fail('nsvErr')
  }

  /** The folder that a volume, drive or working directory number and a directory ID mean. */
  folder(vRefNum: number, dirID: number): Folder {
    if (vRefNum === 0) return dirID === 0 ? this.defaultFolder : { mounted: this.defaultFolder.mounted, dirID }
    const working = this.workingDirectory(vRefNum)
    if (working !== undefined) return { mounted: working.mounted, dirID: dirID || working.dirID }
    const mounted = this._mounted.find((one) => one.vRefNum === vRefNum || one.driveNumber === vRefNum)
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
    let index = this.workingDirectories.findIndex(
      (one) => one?.mounted === folder.mounted && one.dirID === folder.dirID && one.procID === procID,
    )
    if (index < 0) {
      index = this.workingDirectories.indexOf(undefined)
      if (index < 0) index = this.workingDirectories.length
      if (index >= MOST_WORKING_DIRECTORIES) fail('tmwdoErr')
      this.workingDirectories[index] = { ...folder, procID }
    }
    return FIRST_WORKING_DIRECTORY + index
  }

  workingDirectory(vRefNum: number): WorkingDirectory | undefined {
    return this.workingDirectories[vRefNum - FIRST_WORKING_DIRECTORY]
  }

  /** The index-th open working directory, of one volume or of all, and of one process or of all. */
  indexedWorkingDirectory(index: number, vRefNum: number, procID: number): number {
    const volume = vRefNum === 0 ? undefined : this.folder(vRefNum, 0).mounted
    let left = index
    for (const [at, working] of this.workingDirectories.entries()) {
      if (working === undefined || (volume !== undefined && working.mounted !== volume)) continue
      if (procID !== 0 && working.procID !== procID) continue
      if (--left === 0) return FIRST_WORKING_DIRECTORY + at
    }
    return fail('nsvErr')
  }

  isWorkingDirectoryNumber(vRefNum: number): boolean {
    return vRefNum >= FIRST_WORKING_DIRECTORY && vRefNum < FIRST_WORKING_DIRECTORY + MOST_WORKING_DIRECTORIES
  }

  closeWorkingDirectory(vRefNum: number): void {
    if (this.workingDirectory(vRefNum) === undefined) fail('rfNumErr')
    this.workingDirectories[vRefNum - FIRST_WORKING_DIRECTORY] = undefined
  }
}
