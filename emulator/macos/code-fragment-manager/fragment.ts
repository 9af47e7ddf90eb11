/** Fragments as they are in memory, and what other fragments may import from them (Mac OS Runtime Architectures, chapter 1). */

import {
  ABSOLUTE_EXPORT,
  type ExportedSymbol,
  type PefContainer,
  REEXPORTED_IMPORT,
  SYMBOL_CLASSES,
  type SymbolClass,
} from '../../formats/pef.ts'
import { type ErrorName, MacError } from '../errors.ts'
import { asPtr, type Ptr } from '../types.ts'

export interface LoadedSection {
  readonly kind: string
  readonly address: number
  readonly byteCount: number
  /** What the Memory Manager gave for it; the section is aligned within. */
  readonly block: Ptr
}

/** Where a fragment's container came from, as its initialization routine is told. */
export type FragmentOrigin =
  | {
      readonly kind: 'file'
      readonly vRefNum: number
      readonly parID: number
      readonly fileName: string
      readonly part:
        | { readonly offset: number; readonly length: number }
        | { readonly type: string; readonly id: number }
    }
  | { readonly kind: 'memory'; readonly address: number; readonly length: number }

export interface FoundSymbol {
  readonly name: string
  readonly class: SymbolClass
  readonly address: Ptr
}

/** What an import is looked for in: a loaded fragment, or a library of the system's. */
export interface Library {
  readonly name: string
  readonly symbolCount: number
  symbol(name: string): FoundSymbol | undefined
  symbolAt(index: number): FoundSymbol | undefined
}

export class Fragment implements Library {
  readonly name: string
  readonly container: PefContainer
  readonly origin: FragmentOrigin
  readonly sections: readonly LoadedSection[]
  /** Addresses of what it imports, by number; filled in once every fragment of the closure has its place. */
  imports: readonly number[] = []
  /** Fragments that it imports from, in the order in which it lists them. */
  dependencies: readonly Fragment[] = []
  isInitialized = false
  private readonly exports: ReadonlyMap<string, ExportedSymbol>

  constructor(
    name: string,
    container: PefContainer,
    { sections, origin }: { sections: readonly LoadedSection[]; origin: FragmentOrigin },
  ) {
    this.name = name
    this.container = container
    this.sections = sections
    this.origin = origin
    this.exports = new Map(container.loader.exports.map((symbol) => [symbol.name, symbol]))
  }

  get symbolCount(): number {
    return this.container.loader.exports.length
  }

  symbol(name: string): FoundSymbol | undefined {
    const symbol = this.exports.get(name)
    return symbol && this.resolve(symbol)
  }

  symbolAt(index: number): FoundSymbol | undefined {
    const symbol = this.container.loader.exports[index]
    return symbol && this.resolve(symbol)
  }

  private resolve(symbol: ExportedSymbol): FoundSymbol {
    return { name: symbol.name, class: symbol.class, address: asPtr(this.addressOf(symbol)) }
  }

  private addressOf({ section, value }: ExportedSymbol): number {
    if (section === ABSOLUTE_EXPORT) return value
    if (section === REEXPORTED_IMPORT) return this.imports[value] ?? 0
    const loaded = this.sections[section]
    return loaded === undefined ? 0 : loaded.address + value
  }

  /** The transition vector of an entry point. */
  entry(which: 'main' | 'init' | 'term'): number | undefined {
    const where = this.container.loader[which]
    const section = where && this.sections[where.section]
    return section && where && section.address + where.offset
  }

  get main(): number | undefined {
    return this.entry('main')
  }
}

export const classNumber = (symbolClass: SymbolClass): number => SYMBOL_CLASSES.indexOf(symbolClass)

/** Why a fragment could not be prepared: a result code, and what it is about, which the caller's errMessage gets. */
export class FragmentError extends MacError {
  readonly errorName: ErrorName
  readonly subject: string

  constructor(name: ErrorName, subject: string) {
    super(name)
    this.errorName = name
    this.subject = subject
  }
}
