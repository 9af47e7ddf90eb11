/** open, read, write and their kind: descriptors over the File Manager's access paths and the console (MPW's FCntl.h). */

import { decodeMacRoman } from '../../formats/mac-roman.ts'
import { fail } from '../errors.ts'
import { fsAtMark, fsFromLEOF, fsRdPerm, fsRdWrPerm, fsWrPerm } from '../file-manager/access-paths.ts'
import type { Place } from '../file-manager/volumes.ts'
import type { Mac } from '../mac.ts'
import { fourCharCode } from '../types.ts'
import { attempt, setErrno } from './errno.ts'

export const openFlags = {
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_APPEND: 0x008,
  O_RSRC: 0x010,
  O_CREAT: 0x100,
  O_TRUNC: 0x200,
  O_EXCL: 0x400,
} as const
const ACCESS_MODE = 3

interface Device {
  readonly kind: 'console' | 'null'
  readonly mode: number
}
export interface OpenFile {
  readonly kind: 'file'
  readonly mode: number
  readonly refNum: number
  /** Closed and deleted together. */
  readonly temporary?: Place
}
export type Descriptor = Device | OpenFile

/** Names of the streams that every program has (MPW's "pseudo-devices"). */
const devices: Readonly<Record<string, Device>> = {
  'dev:console': { kind: 'console', mode: openFlags.O_RDWR },
  'dev:stdin': { kind: 'console', mode: openFlags.O_RDONLY },
  'dev:stdout': { kind: 'console', mode: openFlags.O_WRONLY },
  'dev:stderr': { kind: 'console', mode: openFlags.O_WRONLY },
  'dev:null': { kind: 'null', mode: openFlags.O_RDWR },
}

const MOST_DESCRIPTORS = 256

/** Where a file is: as an FSSpec says, or a path from the default folder. */
export interface Location {
  readonly vRefNum: number
  readonly dirID: number
  readonly path: string
}

export const byPath = (mac: Mac, bytes: Uint8Array): Location => {
  const path = decodeMacRoman(bytes)
  if (path.length === 0) setErrno(mac, 'ENOENT')
  return { vRefNum: 0, dirID: 0, path }
}

export class Descriptors {
  private readonly mac: Mac
  private readonly _open: (Descriptor | undefined)[] = [
    devices['dev:stdin'],
    devices['dev:stdout'],
    devices['dev:stderr'],
  ]

  constructor(mac: Mac) {
    this.mac = mac
  }

  get(fd: number): Descriptor | undefined {
    const descriptor = this._open[fd]
    if (descriptor === undefined) setErrno(this.mac, 'EBADF')
    return descriptor
  }

  place({ vRefNum, dirID, path }: Location): Place {
    return this.mac.fileManager.volumes.resolve(vRefNum, dirID, path || fail('bdNamErr'))
  }

  private add(descriptor: Descriptor): number {
    let fd = 0
    while (this._open[fd] !== undefined) fd++
    this._open[fd] = descriptor
    return fd
  }

  open(location: Location, mode: number): number {
    const device = location.vRefNum === 0 ? devices[location.path.toLowerCase()] : undefined
    if (this._open.filter((one) => one !== undefined).length >= MOST_DESCRIPTORS) {
      setErrno(this.mac, 'EMFILE')
      return -1
    }
    if (device !== undefined) return this.add(device)
    return attempt(this.mac, -1, () => this.openFile(location, mode))
  }

  private openFile(location: Location, mode: number): number {
    const { fileManager } = this.mac
    const found = this.place(location)
    if (found.entry !== undefined && mode & openFlags.O_CREAT && mode & openFlags.O_EXCL) fail('dupFNErr')
    if (found.entry === undefined) {
      if (!(mode & openFlags.O_CREAT)) return fail('fnfErr')
      fileManager.create(found, fourCharCode('MPS '), fourCharCode('TEXT'))
    }
    const access = mode & ACCESS_MODE
    const permission = access === openFlags.O_RDONLY ? fsRdPerm : access === openFlags.O_WRONLY ? fsWrPerm : fsRdWrPerm
    const { refNum } = fileManager.open(this.place(location), mode & openFlags.O_RSRC ? 'resource' : 'data', permission)
    if (mode & openFlags.O_TRUNC && access !== openFlags.O_RDONLY) fileManager.setLength(refNum, 0)
    return this.add({ kind: 'file', mode, refNum })
  }

  /** A file that is gone when it is closed. */
  openTemporary(location: Location): number {
    const fd = this.open(location, openFlags.O_RDWR | openFlags.O_CREAT | openFlags.O_TRUNC)
    const descriptor = this._open[fd]
    if (descriptor?.kind === 'file') this._open[fd] = { ...descriptor, temporary: this.place(location) }
    return fd
  }

  close(fd: number): number {
    const descriptor = this.get(fd)
    if (descriptor === undefined) return -1
    this._open[fd] = undefined
    if (descriptor.kind !== 'file' || this.isShared(descriptor.refNum)) return 0
    return attempt(this.mac, -1, () => {
      this.mac.fileManager.close(descriptor.refNum)
      if (descriptor.temporary) this.mac.fileManager.delete(descriptor.temporary)
      return 0
    })
  }

  private isShared(refNum: number): boolean {
    return this._open.some((one) => one?.kind === 'file' && one.refNum === refNum)
  }

  /** Another descriptor of the same file and mark, at or above a number. */
  duplicate(fd: number): number {
    const descriptor = this.get(fd)
    return descriptor === undefined ? -1 : this.add(descriptor)
  }

  /** Undefined when it fails; nothing at the end of the file. */
  read(fd: number, count: number): Uint8Array | undefined {
    const descriptor = this.get(fd)
    if (descriptor === undefined) return undefined
    if ((descriptor.mode & ACCESS_MODE) === openFlags.O_WRONLY || count < 0) {
      setErrno(this.mac, count < 0 ? 'EINVAL' : 'EBADF')
      return undefined
    }
    if (descriptor.kind !== 'file') {
      return descriptor.kind === 'null' ? new Uint8Array() : this.mac.console.read(count)
    }
    const { refNum } = descriptor
    return attempt<Uint8Array | undefined>(
      this.mac,
      undefined,
      () => this.mac.fileManager.read(refNum, fsAtMark, 0, count).bytes,
    )
  }

  /** The count written, or -1. */
  write(fd: number, bytes: Uint8Array): number {
    const descriptor = this.get(fd)
    if (descriptor === undefined) return -1
    if ((descriptor.mode & ACCESS_MODE) === openFlags.O_RDONLY) {
      setErrno(this.mac, 'EBADF')
      return -1
    }
    if (descriptor.kind !== 'file') {
      if (descriptor.kind === 'console') this.mac.console.write(bytes)
      return bytes.length
    }
    const { refNum, mode } = descriptor
    return attempt(this.mac, -1, () => {
      const from = mode & openFlags.O_APPEND ? fsFromLEOF : fsAtMark
      this.mac.fileManager.write(refNum, from, 0, bytes)
      return bytes.length
    })
  }

  /** The new position, or -1. What lies past the end of a file becomes part of it, where it may be written. */
  seek(fd: number, offset: number, whence: number): number {
    const descriptor = this.get(fd)
    if (descriptor === undefined) return -1
    if (descriptor.kind !== 'file') {
      setErrno(this.mac, 'ESPIPE')
      return -1
    }
    return attempt(this.mac, -1, () => {
      const path = this.mac.fileManager.paths.get(descriptor.refNum)
      const base = whence === 0 ? 0 : whence === 1 ? path.mark : whence === 2 ? path.fork.length : fail('paramErr')
      const position = base + offset
      if (position < 0) fail('posErr')
      if (position > path.fork.length) this.mac.fileManager.setLength(descriptor.refNum, position)
      path.mark = position
      return position
    })
  }

  isConsole(fd: number): boolean {
    return this._open[fd]?.kind === 'console'
  }
}
