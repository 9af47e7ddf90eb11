import { BondiError } from '../errors.ts'
import { decodeMacRoman } from './mac-roman.ts'

/**
 * Bounds-checked big-endian access for the parsers: a read outside the bytes becomes a BondiError that names the format,
 * what was being read and the offset.
 */
export class ByteReader {
  readonly bytes: Uint8Array
  readonly format: string
  readonly code: string
  readonly #view: DataView

  /** `code` is the BondiError code of whatever is wrong with these bytes, `format` what messages call them. */
  constructor(bytes: Uint8Array, format: string, code: string) {
    this.bytes = bytes
    this.format = format
    this.code = code
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get length(): number {
    return this.bytes.length
  }

  error(offset: number, problem: string, hint?: string): BondiError {
    return new BondiError(this.code, `${this.format}: ${problem} (at offset 0x${offset.toString(16)})`, hint)
  }

  /** Throws unless `byteCount` bytes at `offset` exist. */
  check(offset: number, byteCount: number, what: string): void {
    if (offset >= 0 && byteCount >= 0 && offset + byteCount <= this.bytes.length) return
    throw this.error(
      offset,
      `${what} needs ${byteCount} bytes, but there are ${this.bytes.length} bytes in all`,
      'The file is damaged or cut short: copy it again, in binary mode.',
    )
  }

  u8(offset: number, what: string): number {
    this.check(offset, 1, what)
    return this.#view.getUint8(offset)
  }
  u16(offset: number, what: string): number {
    this.check(offset, 2, what)
    return this.#view.getUint16(offset)
  }
  i16(offset: number, what: string): number {
    this.check(offset, 2, what)
    return this.#view.getInt16(offset)
  }
  u32(offset: number, what: string): number {
    this.check(offset, 4, what)
    return this.#view.getUint32(offset)
  }
  i32(offset: number, what: string): number {
    this.check(offset, 4, what)
    return this.#view.getInt32(offset)
  }

  /** Four characters of Mac OS Roman, as types and creators are. */
  fourCharCode(offset: number, what: string): string {
    return decodeMacRoman(this.slice(offset, 4, what))
  }

  /** A view, not a copy. */
  slice(offset: number, byteCount: number, what: string): Uint8Array {
    this.check(offset, byteCount, what)
    return this.bytes.subarray(offset, offset + byteCount)
  }

  pascalString(offset: number, what: string): string {
    const length = this.u8(offset, what)
    return decodeMacRoman(this.slice(offset + 1, length, what))
  }

  /** Text up to a zero byte that must come before `end`. */
  cString(offset: number, what: string, end: number = this.bytes.length): string {
    this.check(offset, 1, what)
    const terminator = this.bytes.indexOf(0, offset)
    if (terminator < 0 || terminator >= end) throw this.error(offset, `${what} has no terminating zero`)
    return decodeMacRoman(this.bytes.subarray(offset, terminator))
  }
}
