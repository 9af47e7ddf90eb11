/** Writes Preferred Executable Format containers: Mac OS Runtime Architectures, chapter 8. */

import { ByteWriter } from './byte-writer.ts'
import { exportHashPower, exportHashSlot, exportHashWord } from './pef-exports.ts'
import {
  type ExportedSymbol,
  type PefAddress,
  type PefLoader,
  SECTION_KINDS,
  type SectionKind,
  SHARE_KINDS,
  type ShareKind,
  SYMBOL_CLASSES,
} from './pef-types.ts'

/** A section to write; the loader section is not among them, it is made from the loader's values. */
export interface PefSectionInput {
  readonly kind: Exclude<SectionKind, 'loader'>
  readonly share: ShareKind
  /** A power of two. */
  readonly alignment: number
  readonly totalLength: number
  readonly unpackedLength: number
  /** As stored in the container: packed for patternInitializedData. */
  readonly contents: Uint8Array
  readonly defaultAddress?: number
}

export interface PefInput {
  /** The instantiated sections. */
  readonly sections: readonly PefSectionInput[]
  readonly loader: PefLoader
  readonly timestamp?: number
  readonly versions?: { readonly oldDefinition: number; readonly oldImplementation: number; readonly current: number }
}

const CONTAINER_HEADER_SIZE = 40
const SECTION_HEADER_SIZE = 28
/** Contents start at multiples of this in the container (Mac OS Runtime Architectures, chapter 8). */
const CONTENTS_ALIGNMENT = 16

export function writePef(input: PefInput): Uint8Array {
  const loaderSection = {
    kind: 'loader' as const,
    share: 'global' as const,
    alignment: 4,
    totalLength: 0,
    unpackedLength: 0,
    contents: writeLoaderSection(input.loader),
    defaultAddress: 0,
  }
  const sections = [...input.sections, loaderSection]
  const versions = input.versions ?? { oldDefinition: 0, oldImplementation: 0, current: 0 }
  const writer = new ByteWriter(4096)
    .fourCharCode('Joy!')
    .fourCharCode('peff')
    .fourCharCode('pwpc')
    .u32(1)
    .u32(input.timestamp ?? 0)
    .u32(versions.oldDefinition)
    .u32(versions.oldImplementation)
    .u32(versions.current)
    .u16(sections.length)
    .u16(input.sections.length)
    .u32(0)
  let end = CONTAINER_HEADER_SIZE + sections.length * SECTION_HEADER_SIZE
  for (const section of sections) {
    const start = alignTo(end, CONTENTS_ALIGNMENT)
    end = start + section.contents.length
    writer
      .u32(0xffffffff)
      .u32(section.defaultAddress ?? 0)
      .u32(section.totalLength)
      .u32(section.unpackedLength)
      .u32(section.contents.length)
      .u32(start)
      .u8(SECTION_KINDS.indexOf(section.kind))
      .u8(SHARE_KINDS[section.share])
      .u8(section.alignment)
      .u8(0)
  }
  for (const section of sections) writer.align(CONTENTS_ALIGNMENT).put(section.contents)
  return writer.toBytes()
}

function alignTo(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment
}

/** The string table: import names end with a zero, export names do not (8-37), and equal names are stored once. */
class StringTable {
  readonly writer = new ByteWriter()
  readonly #offsets = new Map<string, number>()

  add(name: string): number {
    const known = this.#offsets.get(name)
    if (known !== undefined) return known
    const offset = this.writer.length
    this.#offsets.set(name, offset)
    this.writer.cString(name)
    return offset
  }
}

function writeLoaderSection(loader: PefLoader): Uint8Array {
  const strings = new StringTable()
  const libraries = new ByteWriter()
  for (const library of loader.libraries) {
    libraries
      .u32(strings.add(library.name))
      .u32(library.versions.oldImplementation)
      .u32(library.versions.current)
      .u32(library.symbolCount)
      .u32(library.firstSymbol)
      .u8((library.weak ? 0x40 : 0) | (library.initBefore ? 0x80 : 0))
      .u24(0)
  }
  const symbols = new ByteWriter()
  for (const symbol of loader.symbols) {
    symbols.u8(SYMBOL_CLASSES.indexOf(symbol.class) | (symbol.weak ? 0x80 : 0)).u24(strings.add(symbol.name))
  }
  const headers = new ByteWriter()
  const instructions = new ByteWriter()
  for (const block of loader.relocations) {
    headers.u16(block.section).u16(0).u32(block.instructions.length).u32(instructions.length)
    for (const unit of block.instructions) instructions.u16(unit)
  }
  const exportHashPowerOf = exportHashPower(loader.exports.length)
  const exports = writeExports(loader.exports, exportHashPowerOf, strings)

  const relocationsAt = 56 + libraries.length + symbols.length + headers.length
  const stringsAt = relocationsAt + instructions.length
  const hashAt = alignTo(stringsAt + strings.writer.length, 4)
  const writer = new ByteWriter(hashAt + exports.length)
  for (const address of [loader.main, loader.init, loader.term]) putAddress(writer, address)
  return writer
    .u32(loader.libraries.length)
    .u32(loader.symbols.length)
    .u32(loader.relocations.length)
    .u32(relocationsAt)
    .u32(stringsAt)
    .u32(hashAt)
    .u32(exportHashPowerOf)
    .u32(loader.exports.length)
    .put(libraries.toBytes())
    .put(symbols.toBytes())
    .put(headers.toBytes())
    .put(instructions.toBytes())
    .put(strings.writer.toBytes())
    .align(4)
    .put(exports)
    .toBytes()
}

function putAddress(writer: ByteWriter, address: PefAddress | undefined): void {
  writer.u32(address?.section ?? 0xffffffff).u32(address?.offset ?? 0)
}

/** The export hash table, key table and symbol table, in the order of the hash chains (8-35 to 8-39). */
function writeExports(exports: readonly ExportedSymbol[], power: number, strings: StringTable): Uint8Array {
  const chains: { symbol: ExportedSymbol; key: number }[][] = Array.from({ length: 2 ** power }, () => [])
  for (const symbol of exports) {
    const key = exportHashWord(symbol.name)
    chains[exportHashSlot(key, power)]!.push({ symbol, key })
  }
  const slots = new ByteWriter()
  const keys = new ByteWriter()
  const symbols = new ByteWriter()
  let first = 0
  for (const chain of chains) {
    slots.u32(((chain.length << 18) | first) >>> 0)
    first += chain.length
    for (const { symbol, key } of chain) {
      keys.u32(key)
      symbols
        .u8(SYMBOL_CLASSES.indexOf(symbol.class))
        .u24(strings.add(symbol.name))
        .u32(symbol.value)
        .u16(symbol.section)
    }
  }
  return slots.put(keys.toBytes()).put(symbols.toBytes()).toBytes()
}
