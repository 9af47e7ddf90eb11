/** The special folders of a volume: what each type's is called and what it is in (Inside Macintosh: Macintosh Toolbox Essentials, chapter 7; Folders.h). */

import { ROOT_ID } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { MountedVolume } from '../file-manager/volumes.ts'

export const kSystemFolderType = 'macs'

interface SpecialFolder {
  readonly name: string
  /** In the root, or in the System Folder. */
  readonly inRoot?: boolean
}

const folders: Readonly<Record<string, SpecialFolder>> = {
  [kSystemFolderType]: { name: 'System Folder', inRoot: true },
  desk: { name: 'Desktop Folder', inRoot: true },
  trsh: { name: 'Trash', inRoot: true },
  empt: { name: 'Network Trash Folder', inRoot: true },
  temp: { name: 'Temporary Items', inRoot: true },
  flnt: { name: 'Cleanup At Startup', inRoot: true },
  apps: { name: 'Applications', inRoot: true },
  docs: { name: 'Documents', inRoot: true },
  amnu: { name: 'Apple Menu Items' },
  cmnu: { name: 'Contextual Menu Items' },
  ctrl: { name: 'Control Panels' },
  ctrD: { name: 'Control Panels (Disabled)' },
  edtr: { name: 'Editors' },
  extn: { name: 'Extensions' },
  extD: { name: 'Extensions (Disabled)' },
  favs: { name: 'Favorites' },
  font: { name: 'Fonts' },
  intr: { name: 'Internet' },
  laun: { name: 'Launcher Items' },
  pref: { name: 'Preferences' },
  prnt: { name: 'PrintMonitor Documents' },
  prof: { name: 'ColorSync Profiles' },
  'scr\u0192': { name: 'Scripts' },
  shdf: { name: 'Shutdown Items' },
  shdD: { name: 'Shutdown Items (Disabled)' },
  spki: { name: 'Speakable Items' },
  strt: { name: 'Startup Items' },
  strD: { name: 'Startup Items (Disabled)' },
  'tex\u0192': { name: 'Text Encodings' },
}

/** The directory ID of a special folder, made when it is to be; otherwise fnfErr. A file in its place is dupFNErr. */
export function findFolder(mounted: MountedVolume, type: string, create: boolean): number {
  const special = folders[type] ?? fail('fnfErr')
  if (type === kSystemFolderType) return systemFolder(mounted, create)
  return folderNamed(mounted, special.inRoot ? ROOT_ID : systemFolder(mounted, create), special.name, create)
}

/** The one that the volume says is the System Folder; one that is made is said to be. */
function systemFolder(mounted: MountedVolume, create: boolean): number {
  const { volume } = mounted
  const { finderInfo } = volume.info()
  const blessed = finderInfo[0]!
  if (blessed !== 0 && volume.byId(blessed)?.kind === 'folder') return blessed
  const id = folderNamed(mounted, ROOT_ID, folders[kSystemFolderType]!.name, create)
  if (create && !volume.info().locked) volume.setInfo({ finderInfo: [id, ...finderInfo.slice(1)] })
  return id
}

function folderNamed({ volume }: MountedVolume, parent: number, name: string, create: boolean): number {
  const entry = volume.lookup(parent, name)
  if (entry?.kind === 'file') fail('dupFNErr')
  if (entry !== undefined) return entry.id
  return create ? volume.createFolder(parent, name).id : fail('fnfErr')
}
