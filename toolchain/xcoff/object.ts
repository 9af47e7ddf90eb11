/** Reads XCOFF32 object files: AIX Files Reference, "XCOFF Object File Format". */

import { ByteReader } from '../../emulator/formats/byte-reader.ts'
import {
  MAPPING_CLASSES,
  type MappingClass,
  RELOCATION_TYPES,
  SECTION_TYPE,
  STORAGE_CLASS,
  SYMBOL_TYPE,
  XCOFF32_MAGIC,
} from './constants.ts'

export interface XcoffSection {
  readonly name: string
  readonly address: number
  readonly size: number
  readonly flags: number
  /** Empty for a bss section. */
  readonly contents: Uint8Array
  readonly relocations: readonly XcoffRelocation[]
}

export interface XcoffRelocation {
  readonly address: number
  /** Index in the symbol table, auxiliary entries counted. */
  readonly symbol: number
  readonly bitLength: number
  readonly type: string
}

export interface XcoffSymbol {
  readonly index: number
  readonly name: string
  readonly value: number
  /** From 1; 0 for an undefined symbol, negative for absolute ones and debugging. */
  readonly section: number
  readonly binding: 'external' | 'weak' | 'hidden'
  readonly kind: keyof typeof SYMBOL_TYPE
  readonly mappingClass: MappingClass
  /** A power of two; of a csect or a common. */
  readonly alignment: number
  /** Bytes of a csect or common. */
  readonly length: number
  /** For a label: the symbol index of its csect. */
  readonly csect: number
}

export interface XcoffObject {
  readonly name: string
  readonly sections: readonly XcoffSection[]
  /** Only those with a csect auxiliary entry: what a linker looks at. */
  readonly symbols: readonly XcoffSymbol[]
}

const FILE_HEADER_SIZE = 20
const SECTION_HEADER_SIZE = 40
const SYMBOL_SIZE = 18
const RELOCATION_SIZE = 10
/** A count of this many relocations means that an overflow section has the count. */
const OVERFLOW_COUNT = 0xffff

export function isXcoff(bytes: Uint8Array): boolean {
  return bytes[0] === XCOFF32_MAGIC >> 8 && bytes[1] === (XCOFF32_MAGIC & 0xff)
}

export function parseXcoff(bytes: Uint8Array, name: string): XcoffObject {
  const reader = new ByteReader(bytes, name, 'bad-object')
  if (!isXcoff(bytes)) {
    throw reader.error(
      0,
      'it is not an XCOFF32 object (magic number 0x01DF)',
      'Compile it with clang --target=powerpc-ibm-aix.',
    )
  }
  const sectionCount = reader.u16(2, 'the section count')
  const symbolTable = reader.u32(8, 'the symbol table offset')
  const symbolCount = reader.u32(12, 'the symbol count')
  const firstSection = FILE_HEADER_SIZE + reader.u16(16, 'the optional header size')
  reader.check(symbolTable, symbolCount * SYMBOL_SIZE, 'the symbol table')
  const overflow = overflowCounts(reader, firstSection, sectionCount)
  const sections = Array.from({ length: sectionCount }, (_, index) =>
    parseSection(reader, firstSection + index * SECTION_HEADER_SIZE, overflow.get(index + 1)),
  )
  return { name, sections, symbols: parseSymbols(reader, symbolTable, symbolCount) }
}

function sectionName(reader: ByteReader, at: number): string {
  return fixedName(reader, at, 'a section name')
}

/** Eight bytes, padded with zeros. */
function fixedName(reader: ByteReader, at: number, what: string): string {
  const bytes = reader.slice(at, 8, what)
  const end = bytes.indexOf(0)
  return new TextDecoder('latin1').decode(end < 0 ? bytes : bytes.subarray(0, end))
}

function overflowCounts(reader: ByteReader, first: number, count: number): Map<number, number> {
  const counts = new Map<number, number>()
  for (let index = 0; index < count; index++) {
    const at = first + index * SECTION_HEADER_SIZE
    if (reader.u32(at + 36, 'a section header') & SECTION_TYPE.overflow) {
      counts.set(reader.u16(at + 32, 'an overflow section'), reader.u32(at + 8, 'an overflow section'))
    }
  }
  return counts
}

function parseSection(reader: ByteReader, at: number, overflowCount: number | undefined): XcoffSection {
  const name = sectionName(reader, at)
  const what = `section ${name}`
  const size = reader.u32(at + 16, what)
  const contentsAt = reader.u32(at + 20, what)
  const relocationsAt = reader.u32(at + 24, what)
  const flags = reader.u32(at + 36, what)
  const isOverflow = (flags & SECTION_TYPE.overflow) !== 0
  const shortCount = reader.u16(at + 32, what)
  const count = isOverflow ? 0 : shortCount === OVERFLOW_COUNT ? (overflowCount ?? shortCount) : shortCount
  reader.check(relocationsAt, count * RELOCATION_SIZE, `the relocations of ${what}`)
  return {
    name,
    address: reader.u32(at + 12, what),
    size,
    flags,
    contents:
      flags & SECTION_TYPE.bss || isOverflow
        ? new Uint8Array(0)
        : reader.slice(contentsAt, size, `the contents of ${what}`),
    relocations: Array.from({ length: count }, (_, index) => {
      const entry = relocationsAt + index * RELOCATION_SIZE
      const type = reader.u8(entry + 9, 'a relocation')
      const typeName = RELOCATION_TYPES[type]
      if (typeName === undefined) throw reader.error(entry + 9, `relocation type ${type} is unknown`)
      return {
        address: reader.u32(entry, 'a relocation'),
        symbol: reader.u32(entry + 4, 'a relocation'),
        bitLength: (reader.u8(entry + 8, 'a relocation') & 0x3f) + 1,
        type: typeName,
      }
    }),
  }
}

const BINDINGS: Readonly<Record<number, XcoffSymbol['binding']>> = {
  [STORAGE_CLASS.external]: 'external',
  [STORAGE_CLASS.hiddenExternal]: 'hidden',
  [STORAGE_CLASS.weakExternal]: 'weak',
}
const KINDS = Object.keys(SYMBOL_TYPE) as XcoffSymbol['kind'][]

function parseSymbols(reader: ByteReader, table: number, count: number): XcoffSymbol[] {
  const strings = table + count * SYMBOL_SIZE
  const symbols: XcoffSymbol[] = []
  for (let index = 0; index < count; ) {
    const at = table + index * SYMBOL_SIZE
    const auxiliaryCount = reader.u8(at + 17, `symbol ${index}`)
    const binding = BINDINGS[reader.u8(at + 16, `symbol ${index}`)]
    if (binding !== undefined && auxiliaryCount > 0) {
      const name =
        reader.u32(at, `symbol ${index}`) === 0
          ? reader.cString(strings + reader.u32(at + 4, `symbol ${index}`), `the name of symbol ${index}`)
          : fixedName(reader, at, `the name of symbol ${index}`)
      // The csect entry is the last of the auxiliary ones.
      const auxiliary = at + auxiliaryCount * SYMBOL_SIZE
      const type = reader.u8(auxiliary + 10, `the csect entry of ${name}`)
      const kind = KINDS[type & 7]
      const mappingClass = MAPPING_CLASSES[reader.u8(auxiliary + 11, `the csect entry of ${name}`)]
      if (kind === undefined || mappingClass === undefined) {
        throw reader.error(auxiliary + 10, `symbol ${name} is of an unknown type or storage-mapping class`)
      }
      const lengthOrCsect = reader.u32(auxiliary, `the csect entry of ${name}`)
      symbols.push({
        index,
        name,
        value: reader.u32(at + 8, `symbol ${name}`),
        section: reader.i16(at + 12, `symbol ${name}`),
        binding,
        kind,
        mappingClass,
        alignment: type >> 3,
        length: kind === 'label' ? 0 : lengthOrCsect,
        csect: kind === 'label' ? lengthOrCsect : index,
      })
    }
    index += 1 + auxiliaryCount
  }
  return symbols
}
