/** AIX big archives: AIX Files Reference, "ar File Format (Big)". Numbers are decimal text, left-justified. */

import { ByteReader } from '../../emulator/formats/byte-reader.ts'
import { ByteWriter } from '../../emulator/formats/byte-writer.ts'
import { isXcoff, parseXcoff } from './object.ts'

export interface ArchiveMember {
  readonly name: string
  readonly contents: Uint8Array
}

const MAGIC = '<bigaf>\n'
/** Magic, then offsets of: member table, symbol table, 64-bit symbol table, first member, last member, free list. */
const FILE_HEADER_SIZE = 8 + 6 * 20
/** Size, next, previous (20 each), date, uid, gid, mode (12 each), name length (4). */
const MEMBER_HEADER_SIZE = 3 * 20 + 4 * 12 + 4
const TERMINATOR = '`\n'

export function isBigArchive(bytes: Uint8Array): boolean {
  return MAGIC.split('').every((character, index) => bytes[index] === character.charCodeAt(0))
}

export function parseArchive(bytes: Uint8Array, name: string): ArchiveMember[] {
  const reader = new ByteReader(bytes, name, 'bad-archive')
  if (!isBigArchive(bytes)) throw reader.error(0, "it is not an AIX big archive ('<bigaf>')")
  const number = (at: number, width: number): number => {
    const text = new TextDecoder('latin1').decode(reader.slice(at, width, 'a number')).trim()
    if (!/^\d+$/.test(text)) throw reader.error(at, `${JSON.stringify(text)} is not a number`)
    return Number(text)
  }
  const members: ArchiveMember[] = []
  const seen = new Set<number>()
  let at = number(8 + 3 * 20, 20)
  const last = number(8 + 4 * 20, 20)
  while (at !== 0) {
    if (seen.has(at)) throw reader.error(at, 'the members form a circle')
    seen.add(at)
    const size = number(at, 20)
    const nameLength = number(at + MEMBER_HEADER_SIZE - 4, 4)
    const nameAt = at + MEMBER_HEADER_SIZE
    const contentsAt = nameAt + nameLength + (nameLength % 2) + TERMINATOR.length
    const memberName = new TextDecoder('latin1').decode(reader.slice(nameAt, nameLength, 'a member name'))
    members.push({ name: memberName, contents: reader.slice(contentsAt, size, `member ${memberName}`) })
    if (at === last) break
    at = number(at + 20, 20)
  }
  return members
}

/** Writes members with a symbol table, dates and owners zero, so that equal members give equal bytes. */
export function writeArchive(members: readonly ArchiveMember[]): Uint8Array {
  const writer = new ByteWriter(1 << 16)
  const text = (value: string | number, width: number): void => {
    for (const character of String(value).padEnd(width)) writer.u8(character.charCodeAt(0))
  }
  text(MAGIC, 8)
  writer.zeros(FILE_HEADER_SIZE - 8)

  const sizeOf = (name: string, length: number): number =>
    MEMBER_HEADER_SIZE + name.length + (name.length % 2) + TERMINATOR.length + length + (length % 2)
  const offsets: number[] = []
  let end = FILE_HEADER_SIZE
  for (const { name, contents } of members) {
    offsets.push(end)
    end += sizeOf(name, contents.length)
  }
  const put = (name: string, contents: Uint8Array, next: number, previous: number): void => {
    text(contents.length, 20)
    text(next, 20)
    text(previous, 20)
    for (let field = 0; field < 3; field++) text(0, 12)
    text('644', 12)
    text(name.length, 4)
    text(name, name.length + (name.length % 2))
    text(TERMINATOR, 2)
    writer.put(contents).align(2)
  }
  for (const [index, { name, contents }] of members.entries()) {
    put(name, contents, offsets[index + 1] ?? 0, offsets[index - 1] ?? 0)
  }

  const memberTableAt = writer.length
  put('', memberTable(members, offsets), 0, 0)
  const symbols = definedSymbols(members, offsets)
  const symbolTableAt = symbols.length === 0 ? 0 : writer.length
  if (symbols.length > 0) put('', symbolTable(symbols), 0, 0)

  const bytes = writer.toBytes()
  const header = [memberTableAt, symbolTableAt, 0, offsets[0] ?? 0, offsets.at(-1) ?? 0, 0]
  header.forEach((value, index) => {
    bytes.set(new TextEncoder().encode(String(value).padEnd(20)), 8 + index * 20)
  })
  return bytes
}

function memberTable(members: readonly ArchiveMember[], offsets: readonly number[]): Uint8Array {
  const numbers = [members.length, ...offsets].map((value) => String(value).padEnd(20)).join('')
  return new TextEncoder().encode(numbers + members.map(({ name }) => `${name}\0`).join(''))
}

function definedSymbols(members: readonly ArchiveMember[], offsets: readonly number[]): { name: string; at: number }[] {
  return members.flatMap(({ name, contents }, index) =>
    isXcoff(contents)
      ? parseXcoff(contents, name)
          .symbols.filter((symbol) => symbol.kind !== 'reference' && symbol.binding !== 'hidden')
          .map((symbol) => ({ name: symbol.name, at: offsets[index]! }))
      : [],
  )
}

/** 64-bit binary count and offsets, then the names. */
function symbolTable(symbols: readonly { name: string; at: number }[]): Uint8Array {
  const writer = new ByteWriter().u32(0).u32(symbols.length)
  for (const { at } of symbols) writer.u32(0).u32(at)
  for (const { name } of symbols) writer.cString(name)
  return writer.toBytes()
}
