/** Links XCOFF objects into a PEF container that the Code Fragment Manager of Mac OS 8.5 loads. */

import { packPatternData } from '../../emulator/formats/pef-pattern-data.ts'
import type { ExportedSymbol, ImportedLibrary, ImportedSymbol, PefAddress } from '../../emulator/formats/pef-types.ts'
import { type PefSectionInput, writePef } from '../../emulator/formats/pef-writer.ts'
import { isBigArchive, parseArchive } from '../xcoff/archive.ts'
import { parseXcoff } from '../xcoff/object.ts'
import { type Csect, loadObject } from './csect.ts'
import { collectLive, type LiveProgram } from './garbage.ts'
import { pointerTable } from './glue.ts'
import { DATA_SECTION, type Layout, layOut } from './layout.ts'
import type { LinkMap, MapEntry } from './map.ts'
import { type LaunchRelocation, relocate } from './relocate.ts'
import { encodeRelocations } from './relocation-encoder.ts'
import { type ImportLibrary, resolveSymbols, type SymbolTable } from './symbols.ts'

/** An object file or an archive; which of them, the bytes tell. */
export interface LinkInput {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface LinkOptions {
  readonly inputs: readonly LinkInput[]
  readonly imports: readonly ImportLibrary[]
  /** The function that the Process Manager calls; undefined for a library. */
  readonly main?: string | undefined
  /** Called when the fragment is prepared, and before it goes away. */
  readonly init?: string | undefined
  readonly term?: string | undefined
  /** Functions and variables that other fragments may import. */
  readonly exports?: readonly string[]
  /** Kept though nothing refers to them. */
  readonly keep?: readonly string[]
}

export interface LinkResult {
  readonly pef: Uint8Array
  readonly map: LinkMap
}

/** Tables of functions that start-up code calls, by the names under which C sees them. */
const INITIALIZERS = '__initializers'
const TERMINATORS = '__terminators'

export function link(options: LinkOptions): LinkResult {
  const entries = [options.main, options.init, options.term].filter((name) => name !== undefined)
  const rootNames = [...entries, ...(options.exports ?? []), ...(options.keep ?? [])]
  const symbols = resolveSymbols({
    objects: options.inputs
      .filter(({ bytes }) => !isBigArchive(bytes))
      .map(({ name, bytes }) => loadObject(parseXcoff(bytes, name))),
    archives: options.inputs
      .filter(({ bytes }) => isBigArchive(bytes))
      .map(({ name, bytes }) => ({ name, members: parseArchive(bytes, name) })),
    imports: options.imports,
    wanted: rootNames,
  })
  const program = collectLive(
    symbols,
    rootNames.map((global) => ({ global })),
    constructorTables(symbols),
  )
  const layout = layOut(program)
  const { code, data, relocations } = relocate(program, layout)
  const { libraries, importedSymbols, indexOf } = importTables(options.imports, relocations)
  const instructions = encodeRelocations(
    relocations.map((word) =>
      word.kind === 'section'
        ? { offset: word.offset, kind: 'section', index: word.section }
        : { offset: word.offset, kind: 'import', index: indexOf(word) },
    ),
  )
  const addressOf = (name: string | undefined): PefAddress | undefined => {
    const found = name === undefined ? undefined : program.targetOf({ global: name })
    if (found?.kind !== 'place') return undefined
    const { section, offset } = layout.placeOf(found.csect)
    return { section, offset: offset + found.offset }
  }
  const dataSection = dataSectionOf(data, layout)
  const pef = writePef({
    sections: [
      {
        kind: 'code',
        share: 'global',
        alignment: layout.codeAlignment,
        totalLength: code.length,
        unpackedLength: code.length,
        contents: code,
      },
      dataSection,
    ],
    loader: {
      main: addressOf(options.main),
      init: addressOf(options.init),
      term: addressOf(options.term),
      libraries,
      symbols: importedSymbols,
      relocations: instructions.length === 0 ? [] : [{ section: DATA_SECTION, instructions }],
      exports: (options.exports ?? []).map((name): ExportedSymbol => {
        const { section, offset } = addressOf(name)!
        return { name, class: isFunction(program, name) ? 'tvector' : 'data', section, value: offset }
      }),
    },
  })
  const map = linkMap(program, layout, {
    packedLength: dataSection.contents.length,
    imports: libraries.map(({ name, firstSymbol, symbolCount }) => ({
      library: name,
      names: importedSymbols.slice(firstSymbol, firstSymbol + symbolCount).map((symbol) => symbol.name),
    })),
    relocations: { words: relocations.length, instructionBytes: instructions.length * 2 },
  })
  return { pef, map }
}

function isFunction(program: LiveProgram, name: string): boolean {
  const found = program.targetOf({ global: name })
  return found.kind === 'place' && found.csect.mappingClass === 'DS'
}

/**
 * clang names constructors `__sinit`, destructors `__sterm`, then eight hexadecimal digits of priority. Constructors run in
 * ascending order of priority, destructors in descending order.
 */
function constructorTables(symbols: SymbolTable): Map<string, Csect> {
  const named = (prefix: string): string[] => {
    const pattern = new RegExp(`^${prefix}([0-9a-f]{8})_`)
    return symbols.objects
      .flatMap(({ definitions }) => [...definitions.keys()])
      .flatMap((name) => {
        const priority = pattern.exec(name)?.[1]
        return priority === undefined ? [] : [{ name, priority }]
      })
      .sort((a, b) => (a.priority < b.priority ? -1 : a.priority > b.priority ? 1 : 0))
      .map(({ name }) => name)
  }
  return new Map([
    [INITIALIZERS, pointerTable(INITIALIZERS, named('__sinit'))],
    [TERMINATORS, pointerTable(TERMINATORS, named('__sterm').reverse())],
  ])
}

/** Libraries in the order given, as far as they are used; their symbols in the order of the words that need them. */
function importTables(
  imports: readonly ImportLibrary[],
  relocations: readonly LaunchRelocation[],
): {
  libraries: ImportedLibrary[]
  importedSymbols: ImportedSymbol[]
  indexOf: (word: Extract<LaunchRelocation, { kind: 'import' }>) => number
} {
  const used = new Map<ImportLibrary, Set<string>>(imports.map((library) => [library, new Set()]))
  for (const word of relocations) if (word.kind === 'import') used.get(word.library)!.add(word.name)
  const libraries: ImportedLibrary[] = []
  const importedSymbols: ImportedSymbol[] = []
  const indexes = new Map<ImportLibrary, Map<string, number>>()
  for (const [library, names] of used) {
    if (names.size === 0) continue
    libraries.push({
      name: library.name,
      weak: library.weak ?? false,
      initBefore: false,
      versions: { oldImplementation: 0, current: 0 },
      firstSymbol: importedSymbols.length,
      symbolCount: names.size,
    })
    const byName = new Map<string, number>()
    for (const name of names) {
      byName.set(name, importedSymbols.length)
      importedSymbols.push({ name, class: 'tvector', weak: library.weak ?? false, library: libraries.length - 1 })
    }
    indexes.set(library, byName)
  }
  return { libraries, importedSymbols, indexOf: ({ library, name }) => indexes.get(library)!.get(name)! }
}

/** Packed where that is smaller. */
function dataSectionOf(data: Uint8Array, layout: Layout): PefSectionInput {
  const packed = packPatternData(data)
  const isPacked = packed.length < data.length
  return {
    kind: isPacked ? 'patternInitializedData' : 'unpackedData',
    share: 'process',
    alignment: layout.dataAlignment,
    totalLength: layout.dataTotalLength,
    unpackedLength: data.length,
    contents: isPacked ? packed : data,
  }
}

function linkMap(
  program: LiveProgram,
  layout: Layout,
  rest: Pick<LinkMap, 'imports' | 'relocations'> & { packedLength: number },
): LinkMap {
  const describe = (csect: Csect): Omit<MapEntry, 'offset'> => ({
    length: csect.length,
    name: csect.name,
    class: csect.mappingClass,
    object: csect.object,
    ...(csect.lines.length > 0 && { lines: csect.lines }),
  })
  const entry = (csect: Csect): MapEntry => ({ offset: layout.placeOf(csect).offset, ...describe(csect) })
  return {
    code: { length: layout.codeLength, csects: layout.code.filter(({ length }) => length > 0).map(entry) },
    data: {
      length: layout.dataLength,
      packedLength: rest.packedLength,
      totalLength: layout.dataTotalLength,
      tocAnchor: layout.tocAnchor,
      tocLength: layout.tocLength,
      csects: layout.data.filter(({ length }) => length > 0).map(entry),
    },
    imports: rest.imports,
    relocations: rest.relocations,
    discarded: {
      length: program.discarded.reduce((sum, { length }) => sum + length, 0),
      csects: program.discarded.map(describe),
    },
  }
}
