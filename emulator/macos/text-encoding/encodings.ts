/** Text encodings as numbers, and their characters as Unicode (TextCommon.h; Inside Macintosh: Programming With the Text Encoding Conversion Manager). */

import { decodeMacRoman } from '../../formats/mac-roman.ts'

/** A TextEncoding: its base in 16 bits, a variant above it, and a format in the upper bits. */
export const baseOf = (encoding: number): number => encoding & 0xffff
export const variantOf = (encoding: number): number => (encoding >>> 16) & 0x3ff
export const formatOf = (encoding: number): number => (encoding >>> 26) & 0xf
export const textEncoding = (base: number, variant: number, format: number): number =>
  ((base & 0xffff) | ((variant & 0x3ff) << 16) | ((format & 0xf) << 26)) >>> 0

export const kTextEncodingMacRoman = 0
export const kTextEncodingUnicodeDefault = 0x100
const UNICODE_BASES: ReadonlySet<number> = new Set([0x100, 0x101, 0x103, 0x104])
const kTextEncodingISOLatin1 = 0x201
const kTextEncodingWindowsLatin1 = 0x500
const kTextEncodingUSASCII = 0x600
/** What stands for the system's and the application's encodings (kTextEncodingDefault and its like). */
const DEFAULTS: ReadonlySet<number> = new Set([0xffff, 0x7e, 0x7f])
const kUnicodeUTF8Format = 2
const kUnicode32BitFormat = 3

/** A character read: its code point, or undefined where the bytes are none; 0 bytes where more would have to follow. */
export interface Read {
  readonly code: number | undefined
  readonly byteCount: number
}

export interface Codec {
  readonly name: string
  read(bytes: Uint8Array, at: number): Read
  /** Undefined for a character that the encoding lacks. */
  write(code: number): readonly number[] | undefined
}

const incomplete: Read = { code: undefined, byteCount: 0 }

/** One byte a character, by a table of 256 code points. */
function byteCodec(name: string, decode: (byte: number) => number | undefined): Codec {
  const table = Array.from({ length: 256 }, (_, byte) => decode(byte))
  const bytes = new Map(table.map((code, byte) => [code, byte] as const))
  return {
    name,
    read: (source, at) => ({ code: table[source[at]!], byteCount: 1 }),
    write: (code) => {
      const byte = bytes.get(code)
      return byte === undefined ? undefined : [byte]
    },
  }
}

const utf16: Codec = {
  name: 'Unicode, 16 bits',
  read(source, at) {
    if (at + 2 > source.length) return incomplete
    const unit = (source[at]! << 8) | source[at + 1]!
    if (unit < 0xd800 || unit >= 0xe000) return { code: unit, byteCount: 2 }
    if (unit >= 0xdc00) return { code: undefined, byteCount: 2 }
    if (at + 4 > source.length) return incomplete
    const low = (source[at + 2]! << 8) | source[at + 3]!
    if (low < 0xdc00 || low >= 0xe000) return { code: undefined, byteCount: 2 }
    return { code: 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), byteCount: 4 }
  },
  write(code) {
    if (code < 0x10000) return [code >> 8, code & 0xff]
    const high = 0xd800 + ((code - 0x10000) >> 10)
    const low = 0xdc00 + ((code - 0x10000) & 0x3ff)
    return [high >> 8, high & 0xff, low >> 8, low & 0xff]
  },
}

const utf32: Codec = {
  name: 'Unicode, 32 bits',
  read(source, at) {
    if (at + 4 > source.length) return incomplete
    const code = ((source[at]! << 24) | (source[at + 1]! << 16) | (source[at + 2]! << 8) | source[at + 3]!) >>> 0
    return { code: code > 0x10ffff ? undefined : code, byteCount: 4 }
  },
  write: (code) => [0, code >> 16, (code >> 8) & 0xff, code & 0xff],
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000]

const utf8: Codec = {
  name: 'UTF-8',
  read(source, at) {
    const first = source[at]!
    if (first < 0x80) return { code: first, byteCount: 1 }
    const byteCount =
      first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc0 && first < 0xe0 ? 2 : 0
    if (byteCount === 0) return { code: undefined, byteCount: 1 }
    if (at + byteCount > source.length) return incomplete
    let code = first & (0x7f >> byteCount)
    for (let index = 1; index < byteCount; index++) {
      const next = source[at + index]!
      if ((next & 0xc0) !== 0x80) return { code: undefined, byteCount: index }
      code = (code << 6) | (next & 0x3f)
    }
    const isCharacter = code >= SMALLEST[byteCount]! && code <= 0x10ffff && (code < 0xd800 || code >= 0xe000)
    return { code: isCharacter ? code : undefined, byteCount }
  },
  write(code) {
    if (code < 0x80) return [code]
    const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f)
    if (code < 0x800) return [0xc0 | (code >> 6), tail(0)]
    if (code < 0x10000) return [0xe0 | (code >> 12), tail(6), tail(0)]
    return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)]
  },
}

const windowsDecoder = new TextDecoder('windows-1252')
const codePoint = (text: string): number => text.codePointAt(0)!

const byteCodecs: ReadonlyMap<number, Codec> = new Map([
  [kTextEncodingMacRoman, byteCodec('Mac OS Roman', (byte) => codePoint(decodeMacRoman(Uint8Array.of(byte))))],
  [kTextEncodingISOLatin1, byteCodec('ISO Latin 1', (byte) => byte)],
  [
    kTextEncodingWindowsLatin1,
    byteCodec('Windows Latin 1', (byte) => codePoint(windowsDecoder.decode(Uint8Array.of(byte)))),
  ],
  [kTextEncodingUSASCII, byteCodec('US ASCII', (byte) => (byte < 0x80 ? byte : undefined))],
])

/** The default encodings become Mac OS Roman and 16-bit Unicode. */
export function resolved(encoding: number): number {
  return DEFAULTS.has(baseOf(encoding)) ? kTextEncodingMacRoman : encoding
}

export const isUnicode = (encoding: number): boolean => UNICODE_BASES.has(baseOf(encoding))

export function codecOf(encoding: number): Codec | undefined {
  const known = resolved(encoding)
  if (!isUnicode(known)) return byteCodecs.get(baseOf(known))
  const format = formatOf(known)
  return format === kUnicodeUTF8Format
    ? utf8
    : format === kUnicode32BitFormat
      ? utf32
      : format === 0
        ? utf16
        : undefined
}
