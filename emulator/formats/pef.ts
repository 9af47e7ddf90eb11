/**
 * Reads Preferred Executable Format containers: Mac OS Runtime Architectures, chapter 8.
 * Files in the wild keep to no alignment, so neither does this.
 */

import { BondiError } from '../errors.ts'
import { ByteReader } from './byte-reader.ts'
import { decodeMacRoman } from './mac-roman.ts'
import { unpackPatternData } from './pef-pattern-data.ts'
import {
  type ExportedSymbol,
  type ImportedLibrary,
  type ImportedSymbol,
  type PefAddress,
  type PefContainer,
  type PefLoader,
  type PefSection,
  type RelocationBlock,
  SECTION_KINDS,
  SHARE_KINDS,
  type ShareKind,
  SYMBOL_CLASSES,
  type SymbolClass,
} from './pef-types.ts'

export { findExport } from './pef-exports.ts'
export { relocationOperations } from './pef-relocations.ts'
export * from './pef-types.ts'

const CONTAINER_HEADER_SIZE = 40
const SECTION_HEADER_SIZE = 28
const LOADER_HEADER_SIZE = 56
const LIBRARY_SIZE = 24
const RELOCATION_HEADER_SIZE = 12
const EXPORT_SIZE = 10

/** No Macintosh of the time could instantiate a section of this size; a header that asks for more is damaged. */
const LARGEST_SECTION = 256 * 1024 * 1024

export function isPef(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && new ByteReader(bytes, 'PEF', 'bad-pef').fourCharCode(0, 'tag') === 'Joy!'
}

export function parsePef(bytes: Uint8Array): PefContainer {
  const reader = new ByteReader(bytes, 'PEF container', 'bad-pef')
  if (!isPef(bytes) || reader.fourCharCode(4, 'tag') !== 'peff') {
    throw reader.error(0, "it does not start with 'Joy!peff'", 'A PowerPC application has its PEF in the data fork.')
  }
  reader.check(0, CONTAINER_HEADER_SIZE, 'the container header')
  const formatVersion = reader.u32(12, 'format version')
  if (formatVersion !== 1) throw reader.error(12, `format version ${formatVersion} is unknown; only 1 exists`)
  const sectionCount = reader.u16(32, 'section count')
  const instantiatedSectionCount = reader.u16(34, 'instantiated section count')
  if (instantiatedSectionCount > sectionCount) {
    throw reader.error(34, `${instantiatedSectionCount} instantiated sections of ${sectionCount} in all`)
  }
  const sections = Array.from({ length: sectionCount }, (_, index) => parseSection(reader, index, sectionCount))
  const loaderIndex = sections.findIndex((section) => section.kind === 'loader')
  return {
    bytes,
    architecture: reader.fourCharCode(8, 'architecture'),
    timestamp: reader.u32(16, 'timestamp'),
    versions: {
      oldDefinition: reader.u32(20, 'old definition version'),
      oldImplementation: reader.u32(24, 'old implementation version'),
      current: reader.u32(28, 'current version'),
    },
    sections,
    instantiatedSectionCount,
    loader: loaderIndex < 0 ? EMPTY_LOADER : parseLoader(reader, sections[loaderIndex]!, instantiatedSectionCount),
  }
}

const EMPTY_LOADER: PefLoader = {
  main: undefined,
  init: undefined,
  term: undefined,
  libraries: [],
  symbols: [],
  relocations: [],
  exports: [],
}

function parseSection(reader: ByteReader, index: number, sectionCount: number): PefSection {
  const at = CONTAINER_HEADER_SIZE + index * SECTION_HEADER_SIZE
  const what = `the header of section ${index}`
  reader.check(at, SECTION_HEADER_SIZE, what)
  const kind = SECTION_KINDS[reader.u8(at + 24, what)]
  if (kind === undefined) throw reader.error(at + 24, `section ${index} is of unknown kind ${reader.u8(at + 24, what)}`)
  const shareNumber = reader.u8(at + 25, what)
  const nameOffset = reader.i32(at, what)
  const nameTable = CONTAINER_HEADER_SIZE + sectionCount * SECTION_HEADER_SIZE
  const section: PefSection = {
    kind,
    name: nameOffset < 0 ? undefined : reader.cString(nameTable + nameOffset, `the name of section ${index}`),
    defaultAddress: reader.u32(at + 4, what),
    totalLength: reader.u32(at + 8, what),
    unpackedLength: reader.u32(at + 12, what),
    containerLength: reader.u32(at + 16, what),
    containerOffset: reader.u32(at + 20, what),
    // What the share kind says matters to no loader without protected memory: an odd one is taken as the common case.
    share: (Object.keys(SHARE_KINDS) as ShareKind[]).find((name) => SHARE_KINDS[name] === shareNumber) ?? 'process',
    alignment: reader.u8(at + 26, what),
  }
  if (section.totalLength > LARGEST_SECTION || section.unpackedLength > LARGEST_SECTION) {
    throw reader.error(at + 8, `section ${index} claims ${section.totalLength} bytes`)
  }
  if (section.containerLength > 0) {
    reader.check(section.containerOffset, section.containerLength, `section ${index} (${kind})`)
  }
  return section
}

function parseLoader(file: ByteReader, section: PefSection, instantiatedSectionCount: number): PefLoader {
  const contents = file.slice(section.containerOffset, section.containerLength, 'the loader section')
  const reader = new ByteReader(contents, 'PEF loader section', 'bad-pef')
  reader.check(0, LOADER_HEADER_SIZE, 'the loader header')
  const field = (index: number): number => reader.u32(index * 4, 'the loader header')
  const address = (index: number): PefAddress | undefined => {
    const sectionIndex = reader.i32(index * 4, 'the loader header')
    if (sectionIndex < 0) return undefined
    if (sectionIndex >= instantiatedSectionCount) {
      throw reader.error(index * 4, `an entry point is in section ${sectionIndex}, which is not instantiated`)
    }
    return { section: sectionIndex, offset: field(index + 1) }
  }
  const [
    libraryCount,
    symbolCount,
    relocationCount,
    relocationOffset,
    stringsOffset,
    hashOffset,
    hashPower,
    exportCount,
  ] = [6, 7, 8, 9, 10, 11, 12, 13].map(field) as [number, number, number, number, number, number, number, number]

  reader.check(LOADER_HEADER_SIZE, libraryCount * LIBRARY_SIZE + symbolCount * 4, 'the import tables')
  const name = (offset: number, what: string): string => reader.cString(stringsOffset + offset, what)

  const libraries = Array.from({ length: libraryCount }, (_, index): ImportedLibrary => {
    const at = LOADER_HEADER_SIZE + index * LIBRARY_SIZE
    const what = `imported library ${index}`
    const firstSymbol = reader.u32(at + 16, what)
    const count = reader.u32(at + 12, what)
    if (firstSymbol + count > symbolCount) {
      throw reader.error(at + 12, `${what} has symbols ${firstSymbol} to ${firstSymbol + count} of ${symbolCount}`)
    }
    const options = reader.u8(at + 20, what)
    return {
      name: name(reader.u32(at, what), `the name of ${what}`),
      weak: (options & 0x40) !== 0,
      initBefore: (options & 0x80) !== 0,
      versions: { oldImplementation: reader.u32(at + 4, what), current: reader.u32(at + 8, what) },
      firstSymbol,
      symbolCount: count,
    }
  })
  const libraryOf = new Int32Array(symbolCount).fill(-1)
  for (const [index, library] of libraries.entries()) {
    libraryOf.fill(index, library.firstSymbol, library.firstSymbol + library.symbolCount)
  }
  const symbolsAt = LOADER_HEADER_SIZE + libraryCount * LIBRARY_SIZE
  const symbols = Array.from({ length: symbolCount }, (_, index): ImportedSymbol => {
    const at = symbolsAt + index * 4
    const word = reader.u32(at, 'an imported symbol')
    if (libraryOf[index]! < 0) throw reader.error(at, `imported symbol ${index} belongs to no library`)
    return {
      name: name(word & 0xffffff, `the name of imported symbol ${index}`),
      class: symbolClass(reader, at, word >>> 24),
      weak: word >= 0x80000000,
      library: libraryOf[index]!,
    }
  })

  const relocationHeadersAt = symbolsAt + symbolCount * 4
  reader.check(relocationHeadersAt, relocationCount * RELOCATION_HEADER_SIZE, 'the relocation headers')
  const relocations = Array.from({ length: relocationCount }, (_, index): RelocationBlock => {
    const at = relocationHeadersAt + index * RELOCATION_HEADER_SIZE
    const what = `relocation header ${index}`
    const sectionIndex = reader.u16(at, what)
    if (sectionIndex >= instantiatedSectionCount) {
      throw reader.error(at, `${what} relocates section ${sectionIndex}, which is not instantiated`)
    }
    const count = reader.u32(at + 4, what)
    const first = relocationOffset + reader.u32(at + 8, what)
    reader.check(first, count * 2, `the instructions of ${what}`)
    return {
      section: sectionIndex,
      instructions: Uint16Array.from({ length: count }, (_, unit) => reader.u16(first + unit * 2, what)),
    }
  })

  return {
    main: address(0),
    init: address(2),
    term: address(4),
    libraries,
    symbols,
    relocations,
    exports: parseExports(reader, { stringsOffset, hashOffset, hashPower, exportCount }),
  }
}

function symbolClass(reader: ByteReader, at: number, flagsAndClass: number): SymbolClass {
  const found = SYMBOL_CLASSES[flagsAndClass & 0x0f]
  if (found === undefined) throw reader.error(at, `symbol class ${flagsAndClass & 0x0f} is unknown`)
  return found
}

function parseExports(
  reader: ByteReader,
  layout: { stringsOffset: number; hashOffset: number; hashPower: number; exportCount: number },
): ExportedSymbol[] {
  if (layout.exportCount === 0) return []
  if (layout.hashPower > 30) throw reader.error(48, `an export hash table of 2^${layout.hashPower} slots`)
  const keysAt = layout.hashOffset + 4 * 2 ** layout.hashPower
  const symbolsAt = keysAt + layout.exportCount * 4
  reader.check(layout.hashOffset, symbolsAt - layout.hashOffset + layout.exportCount * EXPORT_SIZE, 'the export tables')
  return Array.from({ length: layout.exportCount }, (_, index) => {
    const at = symbolsAt + index * EXPORT_SIZE
    const what = `exported symbol ${index}`
    const word = reader.u32(at, what)
    // An export's name has no terminator: its length is in the key.
    const length = reader.u16(keysAt + index * 4, what)
    const nameBytes = reader.slice(layout.stringsOffset + (word & 0xffffff), length, `the name of ${what}`)
    return {
      name: decodeMacRoman(nameBytes),
      class: symbolClass(reader, at, word >>> 24),
      value: reader.u32(at + 4, what),
      section: reader.i16(at + 8, what),
    }
  })
}

/** A section as it is instantiated, before relocation: `totalLength` bytes. */
export function sectionContents(container: PefContainer, index: number): Uint8Array {
  const section = container.sections[index]
  if (section === undefined) {
    throw new BondiError('bad-pef', `PEF container: there is no section ${index}; it has ${container.sections.length}`)
  }
  const packed = container.bytes.subarray(section.containerOffset, section.containerOffset + section.containerLength)
  const contents = new Uint8Array(Math.max(section.totalLength, section.unpackedLength))
  contents.set(
    section.kind === 'patternInitializedData'
      ? unpackPatternData(packed, section.unpackedLength)
      : packed.subarray(0, contents.length),
  )
  return contents
}
