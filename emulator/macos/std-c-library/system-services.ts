/** fcntl.h, setjmp.h, signal.h and locale.h (ISO C 9899:1990, 7.4, 7.6 and 7.7; MPW's FCntl.h and IOCtl.h). */

import { type Mac, ProgramEnd } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { asPtr, fourCharText, OSType, PtrType, SInt32, Size } from '../types.ts'
import { openFlags } from './descriptors.ts'
import { attempt, setErrno } from './errno.ts'
import { FSSpecPtr, pathLocation, specLocation, Text } from './stdio-services.ts'
import { ascii, bytesOf, textOf, writeString } from './strings.ts'

const FD = { fildes: SInt32 }
const TRANSFER = { fildes: SInt32, buf: PtrType, nbyte: Size }
const CREATE = openFlags.O_WRONLY | openFlags.O_CREAT | openFlags.O_TRUNC

/** Requests of ioctl and fcntl: a letter in the high byte. */
const FIOLSEEK = 0x6600
const FIODUPFD = 0x6601
const FIOINTERACTIVE = 0x6602
const FIOBUFSIZE = 0x6603
const FIOREFNUM = 0x6605
const FIOSETEOF = 0x6606
/** Of faccess. */
const F_OPEN = 0x6400
const F_DELETE = 0x6401
const F_RENAME = 0x6402

function control(mac: Mac, fd: number, request: number, argument: number): number {
  const { descriptors } = mac.cLibrary
  const descriptor = descriptors.get(fd)
  if (descriptor === undefined) return -1
  switch (request) {
    case FIOLSEEK: {
      const position = descriptors.seek(fd, mac.memory.getI32(argument + 4), mac.memory.getI32(argument))
      if (position >= 0) mac.memory.setU32(argument + 4, position)
      return position < 0 ? -1 : 0
    }
    case FIODUPFD:
      return descriptors.duplicate(fd)
    case FIOINTERACTIVE:
      if (descriptor.kind === 'console') return 0
      setErrno(mac, 'ENOTTY')
      return -1
    case FIOBUFSIZE:
      mac.memory.setU32(argument, 1024)
      return 0
    case FIOREFNUM:
      if (descriptor.kind !== 'file') break
      mac.memory.setU16(argument, descriptor.refNum)
      return 0
    case FIOSETEOF:
      if (descriptor.kind !== 'file') break
      return attempt(mac, -1, () => {
        mac.fileManager.setLength(descriptor.refNum, argument)
        return 0
      })
  }
  setErrno(mac, 'EINVAL')
  return -1
}

/** LR, CR, r1, r2, r13 to r31 and f14 to f31, in 64 words. */
const JUMP = { lr: 0, cr: 4, r1: 8, r2: 12, registers: 20, floats: 96 } as const

function saveContext(mac: Mac, env: number): void {
  const { state } = mac.cpu
  mac.memory.setU32(env + JUMP.lr, state.lr)
  mac.memory.setU32(env + JUMP.cr, state.cr)
  mac.memory.setU32(env + JUMP.r1, state.gpr(1))
  mac.memory.setU32(env + JUMP.r2, state.gpr(2))
  for (let n = 13; n < 32; n++) mac.memory.setU32(env + JUMP.registers + 4 * (n - 13), state.gpr(n))
  for (let n = 14; n < 32; n++) mac.memory.setU64(env + JUMP.floats + 8 * (n - 14), state.fprBits(n))
}

function loadContext(mac: Mac, env: number): void {
  const { state } = mac.cpu
  state.lr = mac.memory.getU32(env + JUMP.lr)
  state.cr = mac.memory.getU32(env + JUMP.cr)
  state.setGpr(1, mac.memory.getU32(env + JUMP.r1))
  state.setGpr(2, mac.memory.getU32(env + JUMP.r2))
  for (let n = 13; n < 32; n++) state.setGpr(n, mac.memory.getU32(env + JUMP.registers + 4 * (n - 13)))
  for (let n = 14; n < 32; n++) state.setFprBits(n, mac.memory.getU64(env + JUMP.floats + 8 * (n - 14)))
}

const setjmp = toolbox({ env: PtrType }, SInt32, (mac, { env }) => {
  saveContext(mac, env)
  return 0
})
const longjmp = toolbox(
  { env: PtrType, val: SInt32 },
  SInt32,
  (mac, { env, val }) => {
    loadContext(mac, env)
    return val || 1
  },
  { partial: 'out of a function that the system called, such as a comparison of qsort, that call stays open' },
)

const SIG_IGN = 0
const SIG_DFL = 1
const SIG_ERR = -1
const SIGNALS = 0x3f

function raise(mac: Mac, signal: number): number {
  if ((signal & SIGNALS) === 0) return -1
  const handler = mac.cLibrary.signalHandlers.get(signal) ?? SIG_DFL
  if (handler === SIG_IGN) return 0
  if (handler === SIG_DFL)
    throw new ProgramEnd('exited', `the program raised signal ${signal}, which it does not handle`, 128 + signal)
  // As with signal of old, the next one is not handled
  mac.cLibrary.signalHandlers.delete(signal)
  mac.callGuest(handler, signal)
  return 0
}

/** "." for the decimal point, and nothing else, as the locale C has it. */
function localeconv(mac: Mac): number {
  const address = mac.cLibrary.room('lconv', 64)
  const point = address + 56
  const empty = address + 58
  writeString(mac.memory, point, ascii('.'))
  for (let index = 0; index < 10; index++) mac.memory.setU32(address + 4 * index, index === 0 ? point : empty)
  mac.memory.fill(address + 40, 8, 0xff)
  return address
}

type Locate = typeof pathLocation

const access = (locate: Locate, type: typeof PtrType): Service =>
  toolbox({ fileName: type, cmd: SInt32, arg: PtrType }, SInt32, (mac, { fileName, cmd, arg }) => {
    const { path, vRefNum, dirID } = locate(mac, fileName)
    return attempt(mac, -1, () => {
      const found = mac.fileManager.existing(vRefNum, dirID, path)
      if (cmd === F_DELETE) mac.fileManager.delete(found)
      else if (cmd === F_RENAME) {
        found.mounted.volume.rename(found.dirID, found.name, textOf(bytesOf(mac.memory, arg)))
      } else if (cmd !== F_OPEN) {
        setErrno(mac, 'EINVAL')
        return -1
      }
      return 0
    })
  })

const setFileInfo = (locate: Locate, type: typeof PtrType): Service =>
  toolbox({ filename: type, creator: OSType, type: OSType }, SInt32, (mac, { filename, creator, type: fileType }) => {
    const { path, vRefNum, dirID } = locate(mac, filename)
    return attempt(mac, -1, () => {
      const { mounted, entry } = mac.fileManager.file(vRefNum, dirID, path)
      const info = entry.finderInfo.slice()
      info.set(ascii(fourCharText(fileType)), 0)
      info.set(ascii(fourCharText(creator)), 4)
      mounted.volume.setFileInfo(entry.id, { finderInfo: info })
      return 0
    })
  })

export const systemServices: Readonly<Record<string, Service>> = {
  open: toolbox({ path: Text, oflag: SInt32 }, SInt32, (mac, { path, oflag }) =>
    mac.cLibrary.descriptors.open(pathLocation(mac, path), oflag),
  ),
  FSp_open: toolbox({ spec: FSSpecPtr, oflag: SInt32 }, SInt32, (mac, { spec, oflag }) =>
    mac.cLibrary.descriptors.open(specLocation(mac, spec), oflag),
  ),
  creat: toolbox({ path: Text }, SInt32, (mac, { path }) =>
    mac.cLibrary.descriptors.open(pathLocation(mac, path), CREATE),
  ),
  FSp_creat: toolbox({ spec: FSSpecPtr }, SInt32, (mac, { spec }) =>
    mac.cLibrary.descriptors.open(specLocation(mac, spec), CREATE),
  ),
  close: toolbox(FD, SInt32, (mac, { fildes }) => mac.cLibrary.descriptors.close(fildes)),
  read: toolbox(TRANSFER, SInt32, (mac, { fildes, buf, nbyte }) => {
    const bytes = mac.cLibrary.descriptors.read(fildes, nbyte)
    if (bytes === undefined) return -1
    mac.memory.write(buf, bytes)
    return bytes.length
  }),
  write: toolbox(TRANSFER, SInt32, (mac, { fildes, buf, nbyte }) =>
    mac.cLibrary.descriptors.write(fildes, mac.memory.read(buf, nbyte)),
  ),
  lseek: toolbox({ fildes: SInt32, offset: SInt32, whence: SInt32 }, SInt32, (mac, { fildes, offset, whence }) =>
    mac.cLibrary.descriptors.seek(fildes, offset, whence),
  ),
  dup: toolbox(FD, SInt32, (mac, { fildes }) => mac.cLibrary.descriptors.duplicate(fildes)),
  ioctl: toolbox({ fildes: SInt32, request: SInt32, arg: PtrType }, SInt32, (mac, { fildes, request, arg }) =>
    control(mac, fildes, request, arg),
  ),
  fcntl: toolbox({ fildes: SInt32, cmd: SInt32, arg: SInt32 }, SInt32, (mac, { fildes, cmd, arg }) =>
    control(mac, fildes, cmd === 0 ? FIODUPFD : cmd, arg),
  ),
  faccess: access(pathLocation, Text),
  FSp_faccess: access(specLocation, FSSpecPtr),
  fsetfileinfo: setFileInfo(pathLocation, Text),
  FSp_fsetfileinfo: setFileInfo(specLocation, FSSpecPtr),
  __setjmp: setjmp,
  __vec_setjmp: setjmp,
  longjmp,
  __vec_longjmp: longjmp,
  signal: toolbox({ sig: SInt32, func: PtrType }, SInt32, (mac, { sig, func }) => {
    if ((sig & SIGNALS) === 0) return SIG_ERR
    const before = mac.cLibrary.signalHandlers.get(sig) ?? SIG_DFL
    mac.cLibrary.signalHandlers.set(sig, func)
    return before
  }),
  raise: toolbox({ sig: SInt32 }, SInt32, (mac, { sig }) => raise(mac, sig)),
  setlocale: toolbox({ category: SInt32, locale: Text }, PtrType, (mac, { locale }) => {
    const wanted = locale === 0 ? '' : textOf(bytesOf(mac.memory, locale))
    if (wanted !== '' && wanted !== 'C') return asPtr(0)
    const address = asPtr(mac.cLibrary.room('setlocale', 4))
    writeString(mac.memory, address, ascii('C'))
    return address
  }),
  localeconv: toolbox({}, PtrType, (mac) => asPtr(localeconv(mac))),
  /** What assert calls when it fails. */
  __assertprint: procedure({ file: Text, line: SInt32, expression: Text }, (mac, { file, line, expression }) => {
    const [where, what] = [file, expression].map((address) => textOf(bytesOf(mac.memory, address)))
    mac.cLibrary.streams.write(mac.cLibrary.streams.standard(2), ascii(`${where}:${line}: assertion failed: ${what}\r`))
    throw new ProgramEnd('exited', `an assertion of the program failed: ${what} (${where}, line ${line})`, 1)
  }),
}
