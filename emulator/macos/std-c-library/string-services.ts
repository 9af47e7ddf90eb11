/** string.h and ctype.h (ISO C 9899:1990, 7.11 and 7.3), and the Pascal strings of MPW's PLStringFuncs.h. */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { asPtr, PtrType, SInt16, SInt32, Size } from '../types.ts'
import { characterClass, classOf } from './data.ts'
import { messageOf } from './errno.ts'
import { ascii, bytesOf, compare, indexOf, lengthOf, writeString } from './strings.ts'

const TWO = { s1: PtrType, s2: PtrType }
const COUNTED = { ...TWO, n: Size }
const FIND = { s: PtrType, c: SInt32 }

/** size_t is unsigned, and no more than memory can be meant. */
const unsigned = (n: number): number => n >>> 0

/** The bytes of s2, then zeros up to n. */
function copyCounted(memory: GuestMemory, s1: number, s2: number, n: number): void {
  const length = lengthOf(memory, s2, n)
  memory.move(s2, s1, length)
  memory.fill(s1 + length, n - length)
}

/** How far s1 has characters of s2, or characters that are not in it. */
function span(memory: GuestMemory, s1: number, s2: number, isIn: boolean): number {
  const members = new Set(bytesOf(memory, s2))
  let length = 0
  for (;;) {
    const byte = memory.getU8(s1 + length)
    if (byte === 0 || members.has(byte) !== isIn) return length
    length++
  }
}

function find(memory: GuestMemory, s1: number, s2: number): number {
  const wanted = lengthOf(memory, s2)
  const last = lengthOf(memory, s1) - wanted
  for (let at = 0; at <= last; at++) if (compare(memory, s1 + at, s2, wanted, false) === 0) return s1 + at
  return 0
}

const stringServices: Readonly<Record<string, Service>> = {
  memcpy: toolbox(COUNTED, PtrType, ({ memory }, { s1, s2, n }) => {
    memory.move(s2, s1, unsigned(n))
    return s1
  }),
  memmove: toolbox(COUNTED, PtrType, ({ memory }, { s1, s2, n }) => {
    memory.move(s2, s1, unsigned(n))
    return s1
  }),
  memccpy: toolbox({ ...TWO, c: SInt32, n: Size }, PtrType, ({ memory }, { s1, s2, c, n }) => {
    const found = indexOf(memory, s2, c & 0xff, unsigned(n))
    const count = found < 0 ? unsigned(n) : found + 1
    memory.move(s2, s1, count)
    return asPtr(found < 0 ? 0 : s1 + count)
  }),
  memset: toolbox({ s: PtrType, c: SInt32, n: Size }, PtrType, ({ memory }, { s, c, n }) => {
    memory.fill(s, unsigned(n), c & 0xff)
    return s
  }),
  memcmp: toolbox(COUNTED, SInt32, ({ memory }, { s1, s2, n }) => compare(memory, s1, s2, unsigned(n), false)),
  memchr: toolbox({ ...FIND, n: Size }, PtrType, ({ memory }, { s, c, n }) => {
    const found = indexOf(memory, s, c & 0xff, unsigned(n))
    return asPtr(found < 0 ? 0 : s + found)
  }),
  strlen: toolbox({ s: PtrType }, Size, ({ memory }, { s }) => lengthOf(memory, s)),
  strcpy: toolbox(TWO, PtrType, ({ memory }, { s1, s2 }) => {
    memory.move(s2, s1, lengthOf(memory, s2) + 1)
    return s1
  }),
  strncpy: toolbox(COUNTED, PtrType, ({ memory }, { s1, s2, n }) => {
    copyCounted(memory, s1, s2, unsigned(n))
    return s1
  }),
  strcat: toolbox(TWO, PtrType, ({ memory }, { s1, s2 }) => {
    memory.move(s2, s1 + lengthOf(memory, s1), lengthOf(memory, s2) + 1)
    return s1
  }),
  strncat: toolbox(COUNTED, PtrType, ({ memory }, { s1, s2, n }) => {
    const length = lengthOf(memory, s2, unsigned(n))
    const end = s1 + lengthOf(memory, s1)
    memory.move(s2, end, length)
    memory.setU8(end + length, 0)
    return s1
  }),
  strcmp: toolbox(TWO, SInt32, ({ memory }, { s1, s2 }) => compare(memory, s1, s2, Number.POSITIVE_INFINITY, true)),
  strncmp: toolbox(COUNTED, SInt32, ({ memory }, { s1, s2, n }) => compare(memory, s1, s2, unsigned(n), true)),
  strcoll: toolbox(TWO, SInt32, ({ memory }, { s1, s2 }) => compare(memory, s1, s2, Number.POSITIVE_INFINITY, true)),
  strxfrm: toolbox(COUNTED, Size, ({ memory }, { s1, s2, n }) => {
    const length = lengthOf(memory, s2)
    if (n > 0) copyCounted(memory, s1, s2, Math.min(unsigned(n), length + 1))
    return length
  }),
  strchr: toolbox(FIND, PtrType, ({ memory }, { s, c }) => {
    const found = indexOf(memory, s, c & 0xff, lengthOf(memory, s) + 1)
    return asPtr(found < 0 ? 0 : s + found)
  }),
  strrchr: toolbox(FIND, PtrType, ({ memory }, { s, c }) => {
    for (let at = lengthOf(memory, s); at >= 0; at--) if (memory.getU8(s + at) === (c & 0xff)) return asPtr(s + at)
    return asPtr(0)
  }),
  strspn: toolbox(TWO, Size, ({ memory }, { s1, s2 }) => span(memory, s1, s2, true)),
  strcspn: toolbox(TWO, Size, ({ memory }, { s1, s2 }) => span(memory, s1, s2, false)),
  strpbrk: toolbox(TWO, PtrType, ({ memory }, { s1, s2 }) => {
    const at = s1 + span(memory, s1, s2, false)
    return asPtr(memory.getU8(at) === 0 ? 0 : at)
  }),
  strstr: toolbox(TWO, PtrType, ({ memory }, { s1, s2 }) => asPtr(find(memory, s1, s2))),
  strtok: toolbox(TWO, PtrType, ({ memory, cLibrary }, { s1, s2 }) => {
    const from = s1 || cLibrary.tokenPosition
    if (from === 0) return asPtr(0)
    const start = from + span(memory, from, s2, true)
    if (memory.getU8(start) === 0) {
      cLibrary.tokenPosition = 0
      return asPtr(0)
    }
    const end = start + span(memory, start, s2, false)
    cLibrary.tokenPosition = memory.getU8(end) === 0 ? 0 : end + 1
    memory.setU8(end, 0)
    return asPtr(start)
  }),
  strerror: toolbox({ errnum: SInt32 }, PtrType, ({ memory, cLibrary }, { errnum }) => {
    const address = asPtr(cLibrary.room('strerror', 80))
    writeString(memory, address, ascii(messageOf(errnum)))
    return address
  }),
}

const { UPPER, LOWER, DIGIT, SPACE, PUNCTUATION, CONTROL, BLANK, HEX } = characterClass

const isOf = (mask: number): Service =>
  toolbox({ c: SInt32 }, SInt32, (_, { c }) => (c < 0 || c > 255 ? 0 : classOf(c) & mask))

const characterServices: Readonly<Record<string, Service>> = {
  isalnum: isOf(UPPER | LOWER | DIGIT),
  isalpha: isOf(UPPER | LOWER),
  iscntrl: isOf(CONTROL),
  isdigit: isOf(DIGIT),
  isgraph: isOf(PUNCTUATION | UPPER | LOWER | DIGIT),
  islower: isOf(LOWER),
  isprint: isOf(PUNCTUATION | UPPER | LOWER | DIGIT | BLANK),
  ispunct: isOf(PUNCTUATION),
  isspace: isOf(SPACE),
  isupper: isOf(UPPER),
  isxdigit: isOf(HEX),
  isascii: toolbox({ c: SInt32 }, SInt32, (_, { c }) => (c >= 0 && c < 128 ? 1 : 0)),
  toascii: toolbox({ c: SInt32 }, SInt32, (_, { c }) => c & 0x7f),
  tolower: toolbox({ c: SInt32 }, SInt32, (_, { c }) => (c >= 0x41 && c <= 0x5a ? c + 32 : c)),
  toupper: toolbox({ c: SInt32 }, SInt32, (_, { c }) => (c >= 0x61 && c <= 0x7a ? c - 32 : c)),
}

const pascalBytes = (memory: GuestMemory, address: number): Uint8Array =>
  memory.read(address + 1, memory.getU8(address))

function comparePascal(memory: GuestMemory, s1: number, s2: number, limit: number): number {
  const a = pascalBytes(memory, s1).subarray(0, limit)
  const b = pascalBytes(memory, s2).subarray(0, limit)
  const at = a.findIndex((byte, index) => byte !== b[index])
  if (at < 0 || at >= b.length) return Math.sign(a.length - b.length)
  return a[at]! < b[at]! ? -1 : 1
}

/** At most 255 bytes: what does not fit is cut. */
function appendPascal(memory: GuestMemory, s1: number, s2: number, limit: number, from: number): void {
  const bytes = pascalBytes(memory, s2).subarray(0, Math.min(limit, 255 - from))
  memory.write(s1 + 1 + from, bytes)
  memory.setU8(s1, from + bytes.length)
}

/** Where a Pascal string has another one, counted from 1; 0 when nowhere. */
function positionIn(memory: GuestMemory, s1: number, s2: number): number {
  const whole = pascalBytes(memory, s1)
  const part = pascalBytes(memory, s2)
  for (let at = 0; at + part.length <= whole.length; at++) {
    if (part.every((byte, index) => whole[at + index] === byte)) return at + 1
  }
  return 0
}

const PASCAL_COUNTED = { ...TWO, n: SInt16 }
const PASCAL_FIND = { s: PtrType, c: SInt16 }
const at = (address: number, index: number): number => (index < 0 ? 0 : address + 1 + index)

const pascalServices: Readonly<Record<string, Service>> = {
  PLstrcmp: toolbox(TWO, SInt16, ({ memory }, { s1, s2 }) => comparePascal(memory, s1, s2, 255)),
  PLstrncmp: toolbox(PASCAL_COUNTED, SInt16, ({ memory }, { s1, s2, n }) => comparePascal(memory, s1, s2, n)),
  PLstrcpy: toolbox(TWO, PtrType, ({ memory }, { s1, s2 }) => {
    appendPascal(memory, s1, s2, 255, 0)
    return s1
  }),
  PLstrncpy: toolbox(PASCAL_COUNTED, PtrType, ({ memory }, { s1, s2, n }) => {
    appendPascal(memory, s1, s2, Math.max(0, n), 0)
    return s1
  }),
  PLstrcat: toolbox(TWO, PtrType, ({ memory }, { s1, s2 }) => {
    appendPascal(memory, s1, s2, 255, memory.getU8(s1))
    return s1
  }),
  PLstrncat: toolbox(PASCAL_COUNTED, PtrType, ({ memory }, { s1, s2, n }) => {
    appendPascal(memory, s1, s2, Math.max(0, n), memory.getU8(s1))
    return s1
  }),
  PLstrchr: toolbox(PASCAL_FIND, PtrType, ({ memory }, { s, c }) =>
    asPtr(at(s, pascalBytes(memory, s).indexOf(c & 0xff))),
  ),
  PLstrrchr: toolbox(PASCAL_FIND, PtrType, ({ memory }, { s, c }) =>
    asPtr(at(s, pascalBytes(memory, s).lastIndexOf(c & 0xff))),
  ),
  PLstrpbrk: toolbox(TWO, PtrType, ({ memory }, { s1, s2 }) => {
    const members = pascalBytes(memory, s2)
    return asPtr(
      at(
        s1,
        pascalBytes(memory, s1).findIndex((byte) => members.includes(byte)),
      ),
    )
  }),
  PLstrspn: toolbox(TWO, SInt16, ({ memory }, { s1, s2 }) => {
    const bytes = pascalBytes(memory, s1)
    const members = pascalBytes(memory, s2)
    const end = bytes.findIndex((byte) => !members.includes(byte))
    return end < 0 ? bytes.length : end
  }),
  PLstrstr: toolbox(TWO, PtrType, ({ memory }, { s1, s2 }) => asPtr(at(s1, positionIn(memory, s1, s2) - 1))),
  PLstrlen: toolbox({ s: PtrType }, SInt16, ({ memory }, { s }) => memory.getU8(s)),
  PLpos: toolbox(TWO, SInt16, ({ memory }, { s1, s2 }) => positionIn(memory, s2, s1)),
  _c2pstrcpy: procedure(TWO, ({ memory }, { s1, s2 }) => {
    const bytes = bytesOf(memory, s2).subarray(0, 255)
    memory.setU8(s1, bytes.length)
    memory.write(s1 + 1, bytes)
  }),
}

export const textServices: Readonly<Record<string, Service>> = {
  ...stringServices,
  ...characterServices,
  ...pascalServices,
}
