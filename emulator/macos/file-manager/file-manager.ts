/** File Manager: what the high-level, FSSpec, H and parameter-block calls have in common (Inside Macintosh: Files, chapter 2). */

import type { Clock } from '../../machine/clock.ts'
import type { Scheduler } from '../../machine/scheduler.ts'
import { type CatalogFile, exchangeFiles, type ForkType, type HfsVolume, pathOf } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import { type FourCharCode, fourCharText } from '../types.ts'
import {
  type AccessPath,
  AccessPaths,
  fsCurPerm,
  fsRdPerm,
  fsRdWrShPerm,
  fsWrPerm,
  positionOf,
  readFork,
  type Transfer,
  writeFork,
} from './access-paths.ts'
import { DesktopDatabases } from './desktop-database.ts'
import { PendingCalls } from './pending-calls.ts'
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
  readonly pending: PendingCalls
  readonly desktop = new DesktopDatabases()
  onWrite: ((write: FileWrite) => void) | undefined
  onClose: ((path: string) => void) | undefined
  private readonly clock: Clock

  constructor(clock: Clock, scheduler: Scheduler) {
    this.clock = clock
    this.pending = new PendingCalls(scheduler)
  }

  mount(volume: HfsVolume): MountedVolume {
    volume.clock = () => this.clock.dateTime
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
    const path = this.paths.get(refNum)
    if (count > 0) this.paths.needUnlocked(path, positionOf(path, mode, offset), count)
    return readFork(path, mode, offset, count)
  }

  write(refNum: number, mode: number, offset: number, bytes: Uint8Array): void {
    const path = this.paths.get(refNum)
    this.paths.needUnlocked(path, positionOf(path, mode, offset), bytes.length)
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

  allocate(refNum: number, count: number, contiguous = false): number {
    const path = this.paths.get(refNum)
    if (!path.canWrite) fail('wrPermErr')
    if (count < 0) fail('paramErr')
    return contiguous ? path.fork.allocateContiguous(count) : path.fork.allocate(count)
  }

  /** Two files change contents; paths that are open to them stay with the contents. */
  exchange(first: Place & { readonly entry: CatalogFile }, second: Place & { readonly entry: CatalogFile }): void {
    const { volume } = first.mounted
    if (first.mounted !== second.mounted) fail('diffVolErr')
    if (first.entry.id === second.entry.id) fail('sameFileErr')
    exchangeFiles(volume, first.entry, second.entry)
    for (const path of this.paths.all) {
      if (path.mounted !== first.mounted) continue
      const other =
        path.fork.fileId === first.entry.id
          ? second.entry.id
          : path.fork.fileId === second.entry.id
            ? first.entry.id
            : undefined
      if (other === undefined) continue
      path.fork = volume.openFork(other, path.fork.fork)
      path.path = pathOf(volume, other)
    }
  }

  unmount(mounted: MountedVolume): void {
    if (this.paths.all.some((path) => path.mounted === mounted)) fail('fBsyErr')
    this.volumes.unmount(mounted)
  }

  /** Closes what a program left open and writes everything to the image, as ExitToShell and shutting down do. */
  closeAll(): void {
    this.pending.finish()
    for (const path of this.paths.all) this.paths.remove(path)
    this.flushAll()
  }

  flushAll(): void {
    for (const { volume } of this.volumes.mounted) volume.flush()
  }
}
