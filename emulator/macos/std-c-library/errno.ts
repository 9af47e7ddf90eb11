/** errno and MacOSErr: what a function that failed leaves in the library's variables (MPW's Errno.h). */

import { HfsError } from '../../volume/hfs-error.ts'
import { errorCode, MacError } from '../errors.ts'
import type { Mac } from '../mac.ts'

export const errno = {
  EPERM: 1,
  ENOENT: 2,
  EIO: 5,
  ENXIO: 6,
  EBADF: 9,
  ENOMEM: 12,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ENOTTY: 25,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EDOM: 33,
  ERANGE: 34,
} as const

export type ErrnoName = keyof typeof errno

const messages: Readonly<Record<ErrnoName, string>> = {
  EPERM: 'Permission denied',
  ENOENT: 'No such file or directory',
  EIO: 'I/O error',
  ENXIO: 'No such device or address',
  EBADF: 'Bad file number',
  ENOMEM: 'Not enough memory',
  EACCES: 'Permission denied',
  EBUSY: 'File is busy',
  EEXIST: 'File exists',
  ENODEV: 'No such device',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: 'Invalid parameter',
  ENFILE: 'File table overflow',
  EMFILE: 'Too many files open',
  ENOTTY: 'Not a typewriter',
  EFBIG: 'File too large',
  ENOSPC: 'No space left on device',
  ESPIPE: 'Illegal seek',
  EROFS: 'Read only file system',
  EDOM: 'Math arg out of domain of func',
  ERANGE: 'Math result not representable',
}

export function messageOf(number: number): string {
  const found = Object.entries(errno).find(([, value]) => value === number)
  return found === undefined ? `Error #${number}` : messages[found[0] as ErrnoName]
}

/** Result codes of Mac OS as the nearest of the C library's. */
const byResultCode: ReadonlyMap<number, ErrnoName> = new Map([
  [errorCode.fnfErr, 'ENOENT'],
  [errorCode.dirNFErr, 'ENOENT'],
  [errorCode.nsvErr, 'ENOENT'],
  [errorCode.bdNamErr, 'ENOENT'],
  [errorCode.dupFNErr, 'EEXIST'],
  [errorCode.permErr, 'EACCES'],
  [errorCode.opWrErr, 'EACCES'],
  [errorCode.fLckdErr, 'EACCES'],
  [errorCode.wrPermErr, 'EACCES'],
  [errorCode.fBsyErr, 'EBUSY'],
  [errorCode.wPrErr, 'EROFS'],
  [errorCode.vLckdErr, 'EROFS'],
  [errorCode.dskFulErr, 'ENOSPC'],
  [errorCode.dirFulErr, 'ENOSPC'],
  [errorCode.tmfoErr, 'ENFILE'],
  [errorCode.memFullErr, 'ENOMEM'],
  [errorCode.paramErr, 'EINVAL'],
  [errorCode.posErr, 'EINVAL'],
  [errorCode.fnOpnErr, 'EBADF'],
  [errorCode.rfNumErr, 'EBADF'],
])

export function setErrno(mac: Mac, name: ErrnoName, resultCode: number = errorCode.noErr): void {
  mac.memory.setU32(mac.dataExports.get('errno')!, errno[name])
  mac.memory.setU16(mac.dataExports.get('MacOSErr')!, resultCode)
}

/** Runs what may fail as Mac OS does; then errno says why, and the result is what the function returns. */
export function attempt<T>(mac: Mac, failed: T, body: () => T): T {
  try {
    return body()
  } catch (error) {
    if (!(error instanceof MacError) && !(error instanceof HfsError)) throw error
    setErrno(mac, byResultCode.get(error.code) ?? 'EIO', error.code)
    return failed
  }
}
