/**
 * Names of functions as a file that gdb reads: ELF (System V Application Binary Interface, chapters 4 and 5) for a 32-bit big-endian
 * PowerPC, with sections that hold nothing, since the code is in the machine's memory, and a symbol table.
 */

import { ByteWriter } from '../../emulator/formats/byte-writer.ts'
import type { CodeSymbols } from '../../emulator/machine/debugger/code-symbols.ts'

const HEADER_BYTES = 52
const SECTION_BYTES = 40
const SYMBOL_BYTES = 16
const [TYPE_SYMTAB, TYPE_STRTAB, TYPE_NOBITS] = [2, 3, 8]
/** Allocated, executable. */
const CODE_FLAGS = 6
const GLOBAL_FUNCTION = (1 << 4) | 2
const [EXECUTABLE, POWERPC] = [2, 20]

/** Names one after the other, each with where it begins; nothing is at 0. */
class StringTable {
  private readonly writer = new ByteWriter().u8(0)

  add(text: string): number {
    const at = this.writer.length
    this.writer.put(new TextEncoder().encode(`${text}\0`))
    return at
  }
  toBytes(): Uint8Array {
    return this.writer.toBytes()
  }
}

interface Section {
  readonly name: string
  readonly type: number
  readonly flags?: number
  readonly address?: number
  /** What it holds, or how much it would. */
  readonly content: Uint8Array | number
  readonly link?: number
  readonly info?: number
  readonly entryBytes?: number
}

export function symbolFile({ entry, sections, symbols }: CodeSymbols): Uint8Array {
  const names = new StringTable()
  const table = new ByteWriter().zeros(SYMBOL_BYTES)
  for (const { name, address, byteCount } of symbols) {
    const section = sections.findIndex((one) => address >= one.address && address < one.address + one.byteCount)
    if (section < 0) continue
    table.u32(names.add(name)).u32(address).u32(byteCount)
    table
      .u8(GLOBAL_FUNCTION)
      .u8(0)
      .u16(section + 1)
  }
  const stringsIndex = sections.length + 2
  return elf(entry, [
    { name: '', type: 0, content: 0 },
    ...sections.map(({ name, address, byteCount }) => ({
      name,
      type: TYPE_NOBITS,
      flags: CODE_FLAGS,
      address,
      content: byteCount,
    })),
    {
      name: '.symtab',
      type: TYPE_SYMTAB,
      content: table.toBytes(),
      link: stringsIndex,
      info: 1,
      entryBytes: SYMBOL_BYTES,
    },
    { name: '.strtab', type: TYPE_STRTAB, content: names.toBytes() },
  ])
}

/** The table of sections' names comes last. */
function elf(entry: number, sections: readonly Section[]): Uint8Array {
  const names = new StringTable()
  const nameAt = [...sections.map(({ name }) => (name === '' ? 0 : names.add(name))), names.add('.shstrtab')]
  const all: Section[] = [...sections, { name: '.shstrtab', type: TYPE_STRTAB, content: names.toBytes() }]
  const contents = new ByteWriter()
  const headers = new ByteWriter()
  all.forEach(({ type, flags = 0, address = 0, content, link = 0, info = 0, entryBytes = 0 }, k) => {
    const offset = HEADER_BYTES + contents.length
    const byteCount = typeof content === 'number' ? content : content.length
    if (typeof content !== 'number') contents.put(content).align(4)
    headers
      .u32(nameAt[k]!)
      .u32(type)
      .u32(flags)
      .u32(address)
      .u32(type === 0 ? 0 : offset)
      .u32(byteCount)
    headers.u32(link).u32(info).u32(4).u32(entryBytes)
  })
  const header = new ByteWriter()
  // The magic number; 32 bits, most significant byte first, version 1
  header.put(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 1, 2, 1)).zeros(9)
  header.u16(EXECUTABLE).u16(POWERPC).u32(1).u32(entry)
  header
    .u32(0)
    .u32(HEADER_BYTES + contents.length)
    .u32(0)
  header
    .u16(HEADER_BYTES)
    .u16(0)
    .u16(0)
    .u16(SECTION_BYTES)
    .u16(all.length)
    .u16(all.length - 1)
  return new ByteWriter().put(header.toBytes()).put(contents.toBytes()).put(headers.toBytes()).toBytes()
}
