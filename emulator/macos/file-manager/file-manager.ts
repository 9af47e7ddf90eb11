/** File Manager: what the high-level, FSSpec, H and parameter-block calls have in common (Inside Macintosh: Files, chapter 2). */

import type { Clock } from '../../machine/clock.ts'
import { type CatalogFile, type ForkType, type HfsVolume, pathOf } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import { type FourCharCode, fourCharText } from '../types.ts'
import {
  type AccessPath,
  AccessPaths,
  fsCurPerm,
  fsRdPerm,
  fsRdWrShPerm,
  fsWrPerm,
  readFork,
  type Transfer,
  writeFork,
} from './access-paths.ts'
import { type MountedVolume, type Place, Volumes } from './volumes.ts'

export interface FileWrite {
  /** From the volume's name on. */
  readonly path: string
  readonly fork: ForkType
  readonly offset: number
  readonly bytes: Uint8Array
}

export class FileManager {
  readonly volumes = new Volumes()
  readonly paths = new AccessPaths()
  onWrite: ((write: FileWrite) => void) | undefined
  onClose: ((path: string) => void) | undefined
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  mount(volume: HfsVolume): MountedVolume {
    volume.clock = () => this.#clock.dateTime
    return this.volumes.mount(volume)
  }

  /** The item, which must be there. */
  existing(vRefNum: number, dirID: number, path: string | undefined): Required<Place> {
    const place = this.volumes.resolve(vRefNum, dirID, path)
    return place.entry === undefined ? fail('fnfErr') : place
  }

  /** The file, which must be there and be a file. */
  file(vRefNum: number, dirID: number, path: string | undefined): Place & { readonly entry: CatalogFile } {
    const place = this.existing(vRefNum, dirID, path || fail('bdNamErr'))
    return place.entry?.kind === 'file' ? { ...place, entry: place.entry } : fail('fnfErr')
  }

  create(place: Place, creator: FourCharCode, type: FourCharCode): void {
    if (place.entry !== undefined) fail('dupFNErr')
    place.mounted.volume.createFile(place.dirID, place.name, {
      type: fourCharText(type),
      creator: fourCharText(creator),
    })
  }

  delete(place: Place): void {
    const { entry, mounted } = place
    if (entry === undefined) fail('fnfErr')
    if (this.paths.all.some((path) => path.mounted === mounted && path.fork.fileId === entry.id)) fail('fBsyErr')
    mounted.volume.delete(place.dirID, place.name)
  }

  /**
   * Opens a fork. A fork has any number of readers and one writer (Files, chapter 2); a second writer gets opWrErr, and `busy` is told
   * the first one's reference number.
   */
  open(place: Place, type: ForkType, permission: number, busy?: (refNum: number) => void): AccessPath {
    const { entry, mounted } = place
    if (entry?.kind !== 'file') return fail('fnfErr')
    if (permission < fsCurPerm || permission > fsRdWrShPerm) fail('paramErr')
    const fork = mounted.volume.openFork(entry.id, type)
    const { locked, attributes } = mounted.volume.info()
    let canWrite = permission !== fsRdPerm
    if (canWrite && (locked || entry.locked)) {
      if (permission !== fsCurPerm) fail(entry.locked ? 'permErr' : attributes & 0x80 ? 'wPrErr' : 'vLckdErr')
      canWrite = false
    }
    const shared = permission === fsRdWrShPerm
    const writer = canWrite ? this.paths.writerOf(fork) : undefined
    if (writer !== undefined && !(shared && writer.shared)) {
      busy?.(writer.refNum)
      fail('opWrErr')
    }
    const path = pathOf(mounted.volume, entry.id)
    return this.paths.add({ mounted, fork, path, canRead: permission !== fsWrPerm, canWrite, shared })
  }

  close(refNum: number): void {
    const path = this.paths.get(refNum)
    this.paths.remove(path)
    this.onClose?.(path.path)
  }

  read(refNum: number, mode: number, offset: number, count: number): Transfer {
    return readFork(this.paths.get(refNum), mode, offset, count)
  }

  write(refNum: number, mode: number, offset: number, bytes: Uint8Array): void {
    const path = this.paths.get(refNum)
    const position = writeFork(path, mode, offset, bytes)
    this.onWrite?.({ path: path.path, fork: path.fork.fork, offset: position, bytes })
  }

  setLength(refNum: number, length: number): void {
    const path = this.paths.get(refNum)
    if (!path.canWrite) fail('wrPermErr')
    if (length < 0) fail('paramErr')
    path.fork.setLength(length)
    path.mark = Math.min(path.mark, length)
  }

  allocate(refNum: number, count: number): number {
    const path = this.paths.get(refNum)
    if (!path.canWrite) fail('wrPermErr')
    if (count < 0) fail('paramErr')
    return path.fork.allocate(count)
  }

  /** Closes what a program left open and writes everything to the image, as ExitToShell and shutting down do. */
  closeAll(): void {
    for (const path of this.paths.all) this.paths.remove(path)
    this.flushAll()
  }

  flushAll(): void {
    for (const { volume } of this.volumes.mounted) volume.flush()
  }
}
