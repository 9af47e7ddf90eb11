/** Open forks: file control blocks, permissions and the mark (Inside Macintosh: Files, chapter 2). */

import type { HfsFork } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { MountedVolume } from './volumes.ts'

/** A file reference number is the offset of the file control block in a table that starts after a length word. */
export const FCB_BYTES = 94
const FIRST_REF_NUM = 2
/** The control blocks that Mac OS 8.5 makes room for (Files, chapter 2: 348 with HFS Plus). */
const MOST_OPEN_FILES = 348
/** The first block is the System file's. */
const FIRST_FREE_BLOCK = 1

export const fsCurPerm = 0
export const fsRdPerm = 1
export const fsWrPerm = 2
export const fsRdWrPerm = 3
export const fsRdWrShPerm = 4

/** ioPosMode: the low two bits say where from; bit 7 asks to stop after the character in the high byte (Files, chapter 2). */
export const fsAtMark = 0
export const fsFromStart = 1
export const fsFromLEOF = 2
export const fsFromMark = 3
const POSITION_MASK = 3
const NEWLINE_MODE = 0x80

export interface AccessPath {
  readonly refNum: number
  readonly mounted: MountedVolume
  /** PBExchangeFiles gives the path the other file's, which then has the same contents. */
  fork: HfsFork
  path: string
  readonly canRead: boolean
  readonly canWrite: boolean
  readonly shared: boolean
  mark: number
  /** Bytes that no other path to the file may touch. */
  readonly locked: { start: number; end: number }[]
}

/** What PBLockRange is asked for. */
export interface LockedRange {
  readonly mode: number
  readonly offset: number
  readonly count: number
}

export class AccessPaths {
  private readonly paths: (AccessPath | undefined)[] = []

  get(refNum: number): AccessPath {
    const index = (refNum - FIRST_REF_NUM) / FCB_BYTES
    const path = Number.isInteger(index) ? this.paths[index] : undefined
    return path ?? fail(refNum === 0 ? 'rfNumErr' : Number.isInteger(index) && index >= 0 ? 'fnOpnErr' : 'rfNumErr')
  }

  get all(): AccessPath[] {
    return this.paths.filter((path) => path !== undefined)
  }

  /** The path that keeps another from opening a fork for writing. */
  writerOf(fork: HfsFork): AccessPath | undefined {
    return this.paths.find((path) => path?.fork === fork && path.canWrite)
  }

  add(path: Omit<AccessPath, 'refNum' | 'mark' | 'locked'>): AccessPath {
    let index = FIRST_FREE_BLOCK
    while (this.paths[index] !== undefined) index++
    if (index >= MOST_OPEN_FILES) fail('tmfoErr')
    const added = { ...path, refNum: FIRST_REF_NUM + index * FCB_BYTES, mark: 0, locked: [] }
    this.paths[index] = added
    return added
  }

  /** Locks bytes against the file's other paths. Only shared paths have any need of that, and only there it does something. */
  lockRange(refNum: number, wanted: LockedRange): void {
    const path = this.get(refNum)
    const range = rangeOf(path, wanted)
    if (!path.shared) return
    for (const other of this.paths) {
      if (other?.fork === path.fork && other.locked.some((one) => overlap(one, range))) fail('afpRangeOverlap')
    }
    path.locked.push(range)
  }

  unlockRange(refNum: number, wanted: LockedRange): void {
    const path = this.get(refNum)
    const range = rangeOf(path, wanted)
    if (!path.shared) return
    const index = path.locked.findIndex(({ start, end }) => start === range.start && end === range.end)
    if (index < 0) fail('afpRangeNotLocked')
    path.locked.splice(index, 1)
  }

  /** Throws fLckdErr when another path has locked some of these bytes. */
  needUnlocked(path: AccessPath, start: number, count: number): void {
    const range = { start, end: start + count }
    for (const other of this.paths) {
      if (other === undefined || other === path || other.fork !== path.fork) continue
      if (other.locked.some((one) => overlap(one, range))) fail('fLckdErr')
    }
  }

  remove(path: AccessPath): void {
    this.paths[(path.refNum - FIRST_REF_NUM) / FCB_BYTES] = undefined
    if (path.canWrite && !this.paths.some((other) => other?.fork === path.fork)) path.fork.trim()
  }
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end
}

function rangeOf(path: AccessPath, { mode, offset, count }: LockedRange): { start: number; end: number } {
  const start = positionOf(path, mode, offset)
  if (count < -1) fail('paramErr')
  return { start, end: count === -1 ? Number.POSITIVE_INFINITY : start + count }
}

/** The position that a positioning mode and offset mean; before the start is posErr. */
export function positionOf(path: AccessPath, mode: number, offset: number): number {
  const where = mode & POSITION_MASK
  const base = where === fsFromLEOF ? path.fork.length : where === fsFromMark ? path.mark : 0
  const position = where === fsAtMark ? path.mark : base + offset
  return position < 0 ? fail('posErr') : position
}

/** Moves the mark; past the end it stops there, with eofErr (Files, chapter 2). */
export function setMark(path: AccessPath, mode: number, offset: number): void {
  const position = positionOf(path, mode, offset)
  path.mark = Math.min(position, path.fork.length)
  if (position > path.fork.length) fail('eofErr')
}

export interface Transfer {
  readonly bytes: Uint8Array
  /** Fewer bytes than were asked for. */
  readonly atEnd: boolean
}

export function readFork(path: AccessPath, mode: number, offset: number, count: number): Transfer {
  if (!path.canRead) fail('permErr')
  if (count < 0) fail('paramErr')
  const position = positionOf(path, mode, offset)
  let bytes = path.fork.read(Math.min(position, path.fork.length), count)
  let atEnd = bytes.length < count
  if (mode & NEWLINE_MODE) {
    const end = bytes.indexOf((mode >> 8) & 0xff)
    if (end >= 0) {
      bytes = bytes.subarray(0, end + 1)
      atEnd = false
    }
  }
  path.mark = Math.min(position, path.fork.length) + bytes.length
  return { bytes, atEnd }
}

export function writeFork(path: AccessPath, mode: number, offset: number, bytes: Uint8Array): number {
  if (!path.canWrite) fail('wrPermErr')
  const position = positionOf(path, mode, offset)
  path.fork.write(position, bytes)
  path.mark = position + bytes.length
  return position
}
