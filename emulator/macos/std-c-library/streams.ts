/** Streams: buffers in the program's heap that its macros fill and empty, over descriptors (ISO C 9899:1990, 7.9). */

import type { Mac } from '../mac.ts'
import { asPtr } from '../types.ts'
import type { CLibrary } from './c-library.ts'
import { FILE_COUNT, File, flags } from './data.ts'
import { type Location, openFlags } from './descriptors.ts'
import { setErrno } from './errno.ts'

export type Stream = ReturnType<typeof File.at>

/** MPW's `\n` is a carriage return. */
export const NEWLINE = 0x0d
export const EOF = -1
const BUFFER_BYTES = 1024

const MODES: Readonly<Record<string, number>> = {
  r: openFlags.O_RDONLY,
  w: openFlags.O_WRONLY | openFlags.O_CREAT | openFlags.O_TRUNC,
  a: openFlags.O_WRONLY | openFlags.O_CREAT | openFlags.O_APPEND,
  'r+': openFlags.O_RDWR,
  'w+': openFlags.O_RDWR | openFlags.O_CREAT | openFlags.O_TRUNC,
  'a+': openFlags.O_RDWR | openFlags.O_CREAT | openFlags.O_APPEND,
}

export class Streams {
  private readonly mac: Mac
  private readonly library: CLibrary
  private readonly table: number

  constructor(mac: Mac, library: CLibrary) {
    this.mac = mac
    this.library = library
    this.table = mac.dataExports.get('_iob')!
  }

  standard(index: 0 | 1 | 2): Stream {
    return File.at(this.mac.memory, this.table + index * File.size)
  }

  /** The stream at an address, if it is one that is open. */
  at(address: number): Stream | undefined {
    const offset = address - this.table
    const isOne = offset >= 0 && offset < FILE_COUNT * File.size && offset % File.size === 0
    const stream = isOne ? File.at(this.mac.memory, address) : undefined
    if (stream === undefined || stream.flag === 0) {
      setErrno(this.mac, 'EBADF')
      return undefined
    }
    return stream
  }

  private free(): Stream | undefined {
    for (let index = 0; index < FILE_COUNT; index++) {
      const stream = File.at(this.mac.memory, this.table + index * File.size)
      if (stream.flag === 0) return stream
    }
    setErrno(this.mac, 'EMFILE')
    return undefined
  }

  /** Opens a file on a stream that is free, or on one given; 0 when it cannot. */
  open(location: Location, mode: string, given?: Stream): number {
    const access = MODES[mode.replaceAll(/[bt]/g, '')]
    if (access === undefined) {
      setErrno(this.mac, 'EINVAL')
      return 0
    }
    const stream = given ?? this.free()
    if (stream === undefined) return 0
    const fd = this.library.descriptors.open(location, access)
    return fd < 0 ? 0 : this.attach(stream, fd, access)
  }

  attach(stream: Stream, fd: number, access: number): number {
    const direction = access & 3
    const flag =
      direction === openFlags.O_RDWR ? flags.update : direction === openFlags.O_RDONLY ? flags.reading : flags.writing
    stream.cnt = 0
    stream.ptr = asPtr(0)
    stream.base = asPtr(0)
    stream.end = asPtr(0)
    stream.size = 0
    stream.flag = flag | (this.library.descriptors.isConsole(fd) ? flags.lineBuffered : 0)
    stream.file = fd
    return stream.address
  }

  attachNew(fd: number, mode: string): number {
    const access = MODES[mode.replaceAll(/[bt]/g, '')]
    const stream = access === undefined ? undefined : this.free()
    return stream === undefined ? 0 : this.attach(stream, fd, access!)
  }

  openTemporary(location: Location): number {
    const stream = this.free()
    const fd = stream === undefined ? -1 : this.library.descriptors.openTemporary(location)
    return fd < 0 ? 0 : this.attach(stream!, fd, openFlags.O_RDWR)
  }

  close(stream: Stream): number {
    const flushed = this.flush(stream)
    if (stream.flag & flags.ownBuffer) this.library.heap.free(stream.base)
    const closed = this.library.descriptors.close(stream.file)
    this.mac.memory.fill(stream.address, File.size)
    return flushed === EOF || closed !== 0 ? EOF : 0
  }

  flushAll(): number {
    let result = 0
    for (let index = 0; index < FILE_COUNT; index++) {
      const stream = File.at(this.mac.memory, this.table + index * File.size)
      if (stream.flag !== 0 && this.flush(stream) === EOF) result = EOF
    }
    return result
  }

  /** Writes what is in the buffer. */
  flush(stream: Stream): number {
    if (!(stream.flag & flags.writing) || stream.base === 0) return 0
    const bytes = this.mac.memory.read(stream.base, stream.ptr - stream.base)
    stream.ptr = stream.base
    stream.cnt = this.room(stream)
    return this.put(stream, bytes)
  }

  /** What macros may store before they call: nothing where each newline counts. */
  private room(stream: Stream): number {
    return stream.flag & (flags.lineBuffered | flags.unbuffered) ? 0 : stream.end - stream.ptr
  }

  private put(stream: Stream, bytes: Uint8Array): number {
    if (bytes.length === 0 || this.library.descriptors.write(stream.file, bytes) === bytes.length) return 0
    stream.flag |= flags.error
    return EOF
  }

  /** Buffers come out of the program's heap; without room there, each byte goes by itself. */
  private takeBuffer(stream: Stream): void {
    if (stream.base !== 0 || stream.flag & flags.unbuffered) return
    const buffer = this.library.heap.allocate(BUFFER_BYTES)
    if (buffer === 0) {
      stream.flag |= flags.unbuffered
      return
    }
    this.setBuffer(stream, buffer, BUFFER_BYTES)
    stream.flag |= flags.ownBuffer
  }

  setBuffer(stream: Stream, buffer: number, byteCount: number): void {
    stream.base = asPtr(buffer)
    stream.ptr = asPtr(buffer)
    stream.end = asPtr(buffer + byteCount)
    stream.size = Math.min(byteCount, 0xffff)
    stream.cnt = 0
  }

  private beginWriting(stream: Stream): boolean {
    if (stream.flag & flags.writing) return true
    if (!(stream.flag & flags.update)) {
      stream.flag |= flags.error
      setErrno(this.mac, 'EBADF')
      return false
    }
    stream.flag = (stream.flag & ~(flags.reading | flags.atEnd)) | flags.writing
    this.takeBuffer(stream)
    stream.ptr = stream.base
    stream.cnt = stream.base === 0 ? 0 : this.room(stream)
    return true
  }

  private beginReading(stream: Stream): boolean {
    if (stream.flag & flags.reading) return true
    if (!(stream.flag & flags.update)) {
      stream.flag |= flags.error
      setErrno(this.mac, 'EBADF')
      return false
    }
    this.flush(stream)
    stream.flag = (stream.flag & ~flags.writing) | flags.reading
    stream.cnt = 0
    stream.ptr = stream.base
    return true
  }

  /** Returns whether all of it was written, or is kept to be. */
  write(stream: Stream, bytes: Uint8Array): boolean {
    if (!this.beginWriting(stream)) return false
    this.takeBuffer(stream)
    if (stream.flag & flags.unbuffered || stream.end <= stream.base) return this.put(stream, bytes) === 0
    let rest = bytes
    if (stream.ptr < stream.base || stream.ptr > stream.end) stream.ptr = stream.base
    while (rest.length > stream.end - stream.ptr) {
      const room = stream.end - stream.ptr
      this.mac.memory.write(stream.ptr, rest.subarray(0, room))
      stream.ptr = asPtr(stream.ptr + room)
      rest = rest.subarray(room)
      if (this.flush(stream) === EOF) return false
    }
    this.mac.memory.write(stream.ptr, rest)
    stream.ptr = asPtr(stream.ptr + rest.length)
    stream.cnt = this.room(stream)
    const endsLine = (stream.flag & flags.lineBuffered) !== 0 && (rest.includes(NEWLINE) || rest.includes(0x0a))
    return !endsLine || this.flush(stream) === 0
  }

  putc(stream: Stream, character: number): number {
    const byte = character & 0xff
    return this.write(stream, Uint8Array.of(byte)) ? byte : EOF
  }

  /** Fills the buffer and takes the first byte, for getc; -1 at the end. */
  fill(stream: Stream): number {
    if (!this.beginReading(stream)) return EOF
    stream.cnt = 0
    // What was asked for is seen before the answer is waited for
    if (this.library.descriptors.isConsole(stream.file)) this.flush(this.standard(1))
    this.takeBuffer(stream)
    const count = stream.base === 0 ? 1 : Math.max(1, stream.end - stream.base)
    const bytes = this.library.descriptors.read(stream.file, count)
    if (bytes === undefined || bytes.length === 0) {
      stream.flag |= bytes === undefined ? flags.error : flags.atEnd
      return EOF
    }
    if (stream.base === 0) return bytes[0]!
    this.mac.memory.write(stream.base, bytes)
    stream.ptr = asPtr(stream.base + 1)
    stream.cnt = bytes.length - 1
    return bytes[0]!
  }

  getc(stream: Stream): number {
    if (stream.flag & flags.reading && stream.cnt > 0) {
      const byte = this.mac.memory.getU8(stream.ptr)
      stream.ptr = asPtr(stream.ptr + 1)
      stream.cnt--
      return byte
    }
    return this.fill(stream)
  }

  ungetc(stream: Stream, character: number): number {
    if (character === EOF || !this.beginReading(stream)) return EOF
    this.takeBuffer(stream)
    if (stream.base === 0) return EOF
    if (stream.ptr === stream.base) {
      if (stream.cnt > 0) return EOF
      stream.ptr = asPtr(stream.base + 1)
    }
    stream.ptr = asPtr(stream.ptr - 1)
    stream.cnt++
    stream.flag &= ~flags.atEnd
    this.mac.memory.setU8(stream.ptr, character)
    return character & 0xff
  }

  read(stream: Stream, address: number, count: number): number {
    let done = 0
    while (done < count) {
      const byte = this.getc(stream)
      if (byte === EOF) break
      this.mac.memory.setU8(address + done++, byte)
      const buffered = Math.min(stream.cnt, count - done)
      if (buffered <= 0) continue
      this.mac.memory.move(stream.ptr, address + done, buffered)
      stream.ptr = asPtr(stream.ptr + buffered)
      stream.cnt -= buffered
      done += buffered
    }
    return done
  }

  seek(stream: Stream, offset: number, whence: number): number {
    if (this.flush(stream) === EOF) return EOF
    const ahead = stream.flag & flags.reading && whence === 1 ? Math.max(0, stream.cnt) : 0
    if (this.library.descriptors.seek(stream.file, offset - ahead, whence) < 0) return EOF
    stream.flag &= ~flags.atEnd
    stream.ptr = stream.base
    if (stream.flag & flags.update) stream.flag &= ~(flags.reading | flags.writing)
    stream.cnt = stream.flag & flags.writing && stream.base !== 0 ? this.room(stream) : 0
    return 0
  }

  tell(stream: Stream): number {
    const position = this.library.descriptors.seek(stream.file, 0, 1)
    if (position < 0) return EOF
    if (stream.flag & flags.writing && stream.base !== 0) return position + (stream.ptr - stream.base)
    return stream.flag & flags.reading ? position - Math.max(0, stream.cnt) : position
  }
}
