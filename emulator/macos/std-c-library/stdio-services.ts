/** stdio.h (ISO C 9899:1990, 7.9), with files as the File Manager names them. */

import { encodeMacRoman } from '../../formats/mac-roman.ts'
import { FSSpec } from '../file-manager/records.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { asPtr, type MacType, type Ptr, PtrType, SInt32, Size } from '../types.ts'
import { callArguments, listAt } from './arguments.ts'
import { flags } from './data.ts'
import { byPath, type Location } from './descriptors.ts'
import { attempt, messageOf } from './errno.ts'
import { format } from './format.ts'
import { type Source, scan, stringSource } from './scan.ts'
import { EOF, NEWLINE, type Stream } from './streams.ts'
import { ascii, bytesOf, lengthOf, textOf, writeString } from './strings.ts'

/** `FILE *`: a stream that is open, or undefined. */
const FilePtr: MacType<Ptr> = { ...PtrType, name: 'FILE *' }
/** `const char *`. */
export const Text: MacType<Ptr> = {
  ...PtrType,
  name: 'const char *',
}

export const FSSpecPtr: MacType<Ptr> = { ...PtrType, name: 'const FSSpec *' }

export const specLocation = (mac: Mac, address: Ptr): Location => {
  const spec = FSSpec.at(mac.memory, address)
  return { vRefNum: spec.vRefNum, dirID: spec.parID, path: spec.name }
}
export const pathLocation = (mac: Mac, address: Ptr): Location => byPath(mac, bytesOf(mac.memory, address))

/** Where a file is: a path or an FSSpec. */
type Locate = (mac: Mac, address: Ptr) => Location

function onStream<T>(mac: Mac, address: number, failed: T, body: (stream: Stream) => T): T {
  const stream = mac.cLibrary.streams.at(address)
  return stream === undefined ? failed : body(stream)
}

function print(mac: Mac, address: number, bytes: Uint8Array): number {
  return onStream(mac, address, EOF, (stream) => (mac.cLibrary.streams.write(stream, bytes) ? bytes.length : EOF))
}

function streamSource(mac: Mac, stream: Stream): Source {
  const { streams } = mac.cLibrary
  return { next: () => streams.getc(stream), back: (byte) => streams.ungetc(stream, byte) }
}

const standard = (mac: Mac, index: 0 | 1 | 2): number => mac.cLibrary.streams.standard(index).address

const fgetc = (mac: Mac, address: number): number =>
  onStream(mac, address, EOF, (stream) => mac.cLibrary.streams.getc(stream))

const fputc = (mac: Mac, character: number, address: number): number =>
  onStream(mac, address, EOF, (stream) => mac.cLibrary.streams.putc(stream, character))

/** A line with its newline, or without it for gets; 0 at the end of the file. */
function getLine(mac: Mac, buffer: Ptr, most: number, address: number, keepsNewline: boolean): number {
  return onStream(mac, address, 0, (stream) => {
    const { streams } = mac.cLibrary
    let count = 0
    while (count < most) {
      const byte = streams.getc(stream)
      if (byte === EOF) {
        if (count === 0 || stream.flag & flags.error) return 0
        break
      }
      if (byte !== NEWLINE || keepsNewline) mac.memory.setU8(buffer + count++, byte)
      if (byte === NEWLINE) break
    }
    mac.memory.setU8(buffer + count, 0)
    return buffer
  })
}

const open = (locate: Locate, type: MacType<Ptr>): Service =>
  toolbox({ filename: type, mode: Text }, FilePtr, (mac, { filename, mode }) =>
    asPtr(mac.cLibrary.streams.open(locate(mac, filename), textOf(bytesOf(mac.memory, mode)))),
  )

const reopen = (locate: Locate, type: MacType<Ptr>): Service =>
  toolbox({ filename: type, mode: Text, stream: FilePtr }, FilePtr, (mac, { filename, mode, stream: address }) => {
    const { streams } = mac.cLibrary
    return onStream(mac, address, asPtr(0), (stream) => {
      streams.close(stream)
      return asPtr(streams.open(locate(mac, filename), textOf(bytesOf(mac.memory, mode)), stream))
    })
  })

const remove = (locate: Locate, type: MacType<Ptr>): Service =>
  toolbox({ filename: type }, SInt32, (mac, { filename }) =>
    attempt(mac, -1, () => {
      mac.fileManager.delete(mac.cLibrary.descriptors.place(locate(mac, filename)))
      return 0
    }),
  )

/** A name in another folder moves the file there as well. */
const rename = (locate: Locate, type: MacType<Ptr>): Service =>
  toolbox({ oldname: type, newname: type }, SInt32, (mac, { oldname, newname }) => {
    const from = locate(mac, oldname)
    const to = locate(mac, newname)
    return attempt(mac, -1, () => {
      const { descriptors } = mac.cLibrary
      const source = mac.fileManager.existing(from.vRefNum, from.dirID, from.path)
      const target = descriptors.place(to)
      const { volume } = source.mounted
      if (source.dirID !== target.dirID) volume.move(source.dirID, source.name, target.dirID)
      if (source.name !== target.name) volume.rename(target.dirID, source.name, target.name)
      return 0
    })
  })

function setvbuf(mac: Mac, address: number, buffer: number, mode: number, byteCount: number): number {
  return onStream(mac, address, EOF, (stream) => {
    if (![0, flags.lineBuffered, flags.unbuffered].includes(mode)) return EOF
    mac.cLibrary.streams.flush(stream)
    stream.flag = (stream.flag & ~(flags.lineBuffered | flags.unbuffered)) | mode
    if (buffer !== 0 && mode !== flags.unbuffered && byteCount > 0)
      mac.cLibrary.streams.setBuffer(stream, buffer, byteCount)
    return 0
  })
}

/** A name that no file has. */
function temporaryName(mac: Mac): string {
  return `tmp${String(mac.cLibrary.temporaryCount++).padStart(5, '0')}`
}

const SINGLE = { stream: FilePtr }
const SEEK = { stream: FilePtr, offset: SInt32, whence: SInt32 }
const PRINT = { stream: FilePtr, format: Text }
const BLOCKS = { ptr: PtrType, size: Size, nmemb: Size, stream: FilePtr }
const BUFSIZ = 1024

/** So many whole items as the bytes make up. */
const items = (byteCount: number, size: number): number => (size === 0 ? 0 : Math.floor(byteCount / size))
/** size_t is unsigned: what is too large fails as a bad address does. */
const product = (size: number, count: number): number => (size >>> 0) * (count >>> 0)

const clearError = procedure(SINGLE, (mac, { stream: address }) =>
  onStream(mac, address, undefined, (stream) => {
    stream.flag &= ~(flags.error | flags.atEnd)
  }),
)

const test = (flag: number): Service =>
  toolbox(SINGLE, SInt32, (mac, { stream: address }) => onStream(mac, address, 0, (stream) => stream.flag & flag))

const getc = toolbox(SINGLE, SInt32, (mac, { stream }) => fgetc(mac, stream))
const putc = toolbox({ c: SInt32, stream: FilePtr }, SInt32, (mac, { c, stream }) => fputc(mac, c, stream))

export const stdioServices: Readonly<Record<string, Service>> = {
  fopen: open(pathLocation, Text),
  FSp_fopen: open(specLocation, FSSpecPtr),
  freopen: reopen(pathLocation, Text),
  FSp_freopen: reopen(specLocation, FSSpecPtr),
  fdopen: toolbox({ fildes: SInt32, type: Text }, FilePtr, (mac, { fildes, type }) =>
    asPtr(
      mac.cLibrary.descriptors.get(fildes) === undefined
        ? 0
        : mac.cLibrary.streams.attachNew(fildes, textOf(bytesOf(mac.memory, type))),
    ),
  ),
  fclose: toolbox(SINGLE, SInt32, (mac, { stream: address }) =>
    onStream(mac, address, EOF, (stream) => mac.cLibrary.streams.close(stream)),
  ),
  fflush: toolbox(SINGLE, SInt32, (mac, { stream: address }) =>
    address === 0
      ? mac.cLibrary.streams.flushAll()
      : onStream(mac, address, EOF, (stream) => mac.cLibrary.streams.flush(stream)),
  ),
  setbuf: procedure({ stream: FilePtr, buf: PtrType }, (mac, { stream, buf }) => {
    setvbuf(mac, stream, buf, buf === 0 ? flags.unbuffered : 0, BUFSIZ)
  }),
  setvbuf: toolbox({ stream: FilePtr, buf: PtrType, mode: SInt32, size: Size }, SInt32, (mac, args) =>
    setvbuf(mac, args.stream, args.buf, args.mode, args.size),
  ),
  remove: remove(pathLocation, Text),
  unlink: remove(pathLocation, Text),
  FSp_remove: remove(specLocation, FSSpecPtr),
  FSp_unlink: remove(specLocation, FSSpecPtr),
  rename: rename(pathLocation, Text),
  FSp_rename: rename(specLocation, FSSpecPtr),
  tmpnam: toolbox({ s: PtrType }, PtrType, (mac, { s }) => {
    const address = asPtr(s || mac.cLibrary.room('tmpnam', 256))
    writeString(mac.memory, address, ascii(temporaryName(mac)))
    return address
  }),
  tmpfile: toolbox({}, FilePtr, (mac) =>
    asPtr(mac.cLibrary.streams.openTemporary({ vRefNum: 0, dirID: 0, path: temporaryName(mac) })),
  ),
  fprintf: toolbox(PRINT, SInt32, (mac, { stream, format: text }) =>
    print(mac, stream, format(mac.memory, text, callArguments(mac, 2))),
  ),
  printf: toolbox({ format: Text }, SInt32, (mac, { format: text }) =>
    print(mac, standard(mac, 1), format(mac.memory, text, callArguments(mac, 1))),
  ),
  sprintf: toolbox({ s: PtrType, format: Text }, SInt32, (mac, { s, format: text }) => {
    const bytes = format(mac.memory, text, callArguments(mac, 2))
    writeString(mac.memory, s, bytes)
    return bytes.length
  }),
  vfprintf: toolbox({ ...PRINT, arg: PtrType }, SInt32, (mac, { stream, format: text, arg }) =>
    print(mac, stream, format(mac.memory, text, listAt(mac.memory, arg))),
  ),
  vprintf: toolbox({ format: Text, arg: PtrType }, SInt32, (mac, { format: text, arg }) =>
    print(mac, standard(mac, 1), format(mac.memory, text, listAt(mac.memory, arg))),
  ),
  vsprintf: toolbox({ s: PtrType, format: Text, arg: PtrType }, SInt32, (mac, { s, format: text, arg }) => {
    const bytes = format(mac.memory, text, listAt(mac.memory, arg))
    writeString(mac.memory, s, bytes)
    return bytes.length
  }),
  fscanf: toolbox(PRINT, SInt32, (mac, { stream: address, format: text }) =>
    onStream(mac, address, EOF, (stream) => scan(mac.memory, streamSource(mac, stream), text, callArguments(mac, 2))),
  ),
  scanf: toolbox({ format: Text }, SInt32, (mac, { format: text }) =>
    onStream(mac, standard(mac, 0), EOF, (stream) =>
      scan(mac.memory, streamSource(mac, stream), text, callArguments(mac, 1)),
    ),
  ),
  sscanf: toolbox({ s: Text, format: Text }, SInt32, (mac, { s, format: text }) =>
    scan(mac.memory, stringSource(mac.memory, s), text, callArguments(mac, 2)),
  ),
  fgetc: getc,
  getc,
  getchar: toolbox({}, SInt32, (mac) => fgetc(mac, standard(mac, 0))),
  fgets: toolbox({ s: PtrType, n: SInt32, stream: FilePtr }, PtrType, (mac, { s, n, stream }) =>
    asPtr(n < 1 ? 0 : getLine(mac, s, n - 1, stream, true)),
  ),
  gets: toolbox({ s: PtrType }, PtrType, (mac, { s }) =>
    asPtr(getLine(mac, s, Number.POSITIVE_INFINITY, standard(mac, 0), false)),
  ),
  fputc: putc,
  putc,
  putchar: toolbox({ c: SInt32 }, SInt32, (mac, { c }) => fputc(mac, c, standard(mac, 1))),
  fputs: toolbox({ s: Text, stream: FilePtr }, SInt32, (mac, { s, stream }) =>
    Math.min(print(mac, stream, bytesOf(mac.memory, s)), 0),
  ),
  puts: toolbox({ s: Text }, SInt32, (mac, { s }) =>
    Math.min(print(mac, standard(mac, 1), Uint8Array.of(...bytesOf(mac.memory, s), NEWLINE)), 0),
  ),
  ungetc: toolbox({ c: SInt32, stream: FilePtr }, SInt32, (mac, { c, stream: address }) =>
    onStream(mac, address, EOF, (stream) => mac.cLibrary.streams.ungetc(stream, c)),
  ),
  getw: toolbox(SINGLE, SInt32, (mac, { stream }) => {
    let word = 0
    for (let index = 0; index < 4; index++) {
      const byte = fgetc(mac, stream)
      if (byte === EOF) return EOF
      word = (word << 8) | byte
    }
    return word
  }),
  putw: toolbox({ w: SInt32, stream: FilePtr }, SInt32, (mac, { w, stream }) =>
    print(mac, stream, Uint8Array.of(w >>> 24, w >>> 16, w >>> 8, w)) === EOF ? EOF : 0,
  ),
  fread: toolbox(BLOCKS, Size, (mac, { ptr, size, nmemb, stream: address }) =>
    onStream(mac, address, 0, (stream) => items(mac.cLibrary.streams.read(stream, ptr, product(size, nmemb)), size)),
  ),
  fwrite: toolbox(BLOCKS, Size, (mac, { ptr, size, nmemb, stream }) =>
    size === 0 || nmemb === 0 || print(mac, stream, mac.memory.read(ptr, product(size, nmemb))) === EOF ? 0 : nmemb,
  ),
  fseek: toolbox(SEEK, SInt32, (mac, { stream: address, offset, whence }) =>
    onStream(mac, address, EOF, (stream) => mac.cLibrary.streams.seek(stream, offset, whence)),
  ),
  ftell: toolbox(SINGLE, SInt32, (mac, { stream: address }) =>
    onStream(mac, address, EOF, (stream) => mac.cLibrary.streams.tell(stream)),
  ),
  rewind: procedure(SINGLE, (mac, { stream: address }) =>
    onStream(mac, address, undefined, (stream) => {
      mac.cLibrary.streams.seek(stream, 0, 0)
      stream.flag &= ~flags.error
    }),
  ),
  fgetpos: toolbox({ stream: FilePtr, pos: PtrType }, SInt32, (mac, { stream: address, pos }) =>
    onStream(mac, address, EOF, (stream) => {
      const position = mac.cLibrary.streams.tell(stream)
      if (position === EOF) return EOF
      mac.memory.setU32(pos, position)
      return 0
    }),
  ),
  fsetpos: toolbox({ stream: FilePtr, pos: PtrType }, SInt32, (mac, { stream: address, pos }) =>
    onStream(mac, address, EOF, (stream) => mac.cLibrary.streams.seek(stream, mac.memory.getI32(pos), 0)),
  ),
  clearerr: clearError,
  feof: test(flags.atEnd),
  ferror: test(flags.error),
  perror: procedure({ s: Text }, (mac, { s }) => {
    const prefix = s === 0 || lengthOf(mac.memory, s) === 0 ? '' : `${textOf(bytesOf(mac.memory, s))}: `
    const message = messageOf(mac.memory.getI32(mac.dataExports.get('errno')!))
    print(mac, standard(mac, 2), encodeMacRoman(`${prefix}${message}\r`))
  }),
  /** What getc and putc call when the buffer is empty or full. */
  _filbuf: toolbox(SINGLE, SInt32, (mac, { stream: address }) =>
    onStream(mac, address, EOF, (stream) => mac.cLibrary.streams.fill(stream)),
  ),
  _flsbuf: toolbox({ c: SInt32, stream: FilePtr }, SInt32, (mac, { c, stream: address }) =>
    onStream(mac, address, EOF, (stream) => {
      // The macro has counted the byte already
      stream.cnt = 0
      return mac.cLibrary.streams.putc(stream, c)
    }),
  ),
}
