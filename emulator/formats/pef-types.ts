/**
 * The Preferred Executable Format, as values: Mac OS Runtime Architectures, chapter 8.
 * Numbers that the format gives names to are those names here; tables map them both ways.
 */

/** Section kinds, by their number in the file (Mac OS Runtime Architectures, table 8-1). */
export const SECTION_KINDS = [
  'code',
  'unpackedData',
  'patternInitializedData',
  'constant',
  'loader',
  'debug',
  'executableData',
  'exception',
  'traceback',
] as const
export type SectionKind = (typeof SECTION_KINDS)[number]

/** Sharing options (table 8-2). */
export const SHARE_KINDS = { process: 1, global: 4, protected: 5 } as const
export type ShareKind = keyof typeof SHARE_KINDS

/** Symbol classes, by their number in the file (table 8-4). */
export const SYMBOL_CLASSES = ['code', 'data', 'tvector', 'toc', 'glue'] as const
export type SymbolClass = (typeof SYMBOL_CLASSES)[number]

/** `sectionIndex` of an exported symbol that is not in a section (page 8-38). */
export const ABSOLUTE_EXPORT = -2
export const REEXPORTED_IMPORT = -3

export interface PefSection {
  readonly kind: SectionKind
  /** Bytes when instantiated; what the contents do not reach is zero. */
  readonly totalLength: number
  /** Bytes that the contents expand to. */
  readonly unpackedLength: number
  /** Bytes in the container. */
  readonly containerLength: number
  readonly containerOffset: number
  readonly share: ShareKind
  /** A power of two: 4 means 16-byte alignment. */
  readonly alignment: number
  readonly name: string | undefined
  readonly defaultAddress: number
}

/** A place in an instantiated section. */
export interface PefAddress {
  readonly section: number
  readonly offset: number
}

export interface ImportedLibrary {
  readonly name: string
  /** The program runs without it. */
  readonly weak: boolean
  readonly initBefore: boolean
  readonly versions: { readonly oldImplementation: number; readonly current: number }
  readonly firstSymbol: number
  readonly symbolCount: number
}

export interface ImportedSymbol {
  readonly name: string
  readonly class: SymbolClass
  /** Resolved to 0 where it is missing. */
  readonly weak: boolean
  /** Index of its library. */
  readonly library: number
}

export interface RelocationBlock {
  /** The section whose words are relocated. */
  readonly section: number
  /** The 16-bit units, as in the file; pef-relocations.ts decodes them. */
  readonly instructions: Uint16Array
}

export interface ExportedSymbol {
  readonly name: string
  readonly class: SymbolClass
  /** Index of a section, ABSOLUTE_EXPORT or REEXPORTED_IMPORT. */
  readonly section: number
  /** Offset in the section, an absolute value, or the index of an imported symbol. */
  readonly value: number
}

export interface PefLoader {
  readonly main: PefAddress | undefined
  readonly init: PefAddress | undefined
  readonly term: PefAddress | undefined
  readonly libraries: readonly ImportedLibrary[]
  readonly symbols: readonly ImportedSymbol[]
  readonly relocations: readonly RelocationBlock[]
  readonly exports: readonly ExportedSymbol[]
}

export interface PefContainer {
  readonly bytes: Uint8Array
  /** `pwpc` or `m68k`. */
  readonly architecture: string
  readonly timestamp: number
  readonly versions: { readonly oldDefinition: number; readonly oldImplementation: number; readonly current: number }
  readonly sections: readonly PefSection[]
  /** How many of the first sections are instantiated. */
  readonly instantiatedSectionCount: number
  readonly loader: PefLoader
}
