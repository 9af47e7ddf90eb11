/** Desktop databases: icons, applications and comments, one for each volume (Inside Macintosh: More Macintosh Toolbox, chapter 9). */

import type { CatalogFile, HfsVolume } from '../../volume/index.ts'
import { ROOT_ID } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { MountedVolume } from './volumes.ts'

export interface DesktopIcon {
  readonly creator: number
  readonly type: number
  readonly iconType: number
  readonly tag: number
  readonly data: Uint8Array
}

export interface DesktopApplication {
  readonly creator: number
  readonly parID: number
  readonly name: string
}

export class DesktopDatabase {
  readonly mounted: MountedVolume
  icons: DesktopIcon[] = []
  /** Those that programs have added; the Finder's are the volume's own. */
  added: DesktopApplication[] = []
  /** By item ID. */
  readonly comments = new Map<number, Uint8Array>()

  constructor(mounted: MountedVolume) {
    this.mounted = mounted
  }

  /** Applications with a signature: those that were added, then what the volume has, newest first. */
  applications(creator: number, text: string): DesktopApplication[] {
    const added = this.added.filter((one) => one.creator === creator)
    const found = allFiles(this.mounted.volume)
      .filter((file) => file.type === 'APPL' && file.creator === text)
      .sort((a, b) => b.created - a.created)
      .map((file) => ({ creator, parID: file.parentId, name: file.name }))
    return [...added, ...found.filter((file) => !added.some((a) => a.parID === file.parID && a.name === file.name))]
  }
}

/** Every file of a volume. */
export function allFiles(volume: HfsVolume): CatalogFile[] {
  const files: CatalogFile[] = []
  const folders = [ROOT_ID]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of volume.list(folder)) {
      if (entry.kind === 'file') files.push(entry)
      else folders.push(entry.id)
    }
  }
  return files
}

/** They last as long as the machine is on. */
export class DesktopDatabases {
  private readonly databases: DesktopDatabase[] = []

  /** The reference number of a volume's database. */
  open(mounted: MountedVolume): { refNum: number; isNew: boolean } {
    const index = this.databases.findIndex((one) => one.mounted === mounted)
    if (index >= 0) return { refNum: index + 1, isNew: false }
    return { refNum: this.databases.push(new DesktopDatabase(mounted)), isNew: true }
  }

  get(refNum: number): DesktopDatabase {
    return this.databases[refNum - 1] ?? fail('rfNumErr')
  }
}
