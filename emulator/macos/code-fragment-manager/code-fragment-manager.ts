/** Code Fragment Manager: instantiates PEF containers and binds their imports (Mac OS Runtime Architectures, chapters 1 to 3, 8). */

import {
  type ExportedSymbol,
  findExport,
  type PefAddress,
  type PefContainer,
  relocationOperations,
  sectionContents,
} from '../../formats/pef.ts'
import type { GuestMemory } from '../../memory/guest-memory.ts'
import { fail } from '../errors.ts'
import { asPtr, type Ptr } from '../types.ts'

export interface LoadedSection {
  readonly kind: string
  readonly address: number
  readonly byteCount: number
}

export interface Fragment {
  readonly connectionID: number
  readonly name: string
  readonly container: PefContainer
  readonly sections: readonly LoadedSection[]
  /** Transition vectors. */
  readonly main: number | undefined
  readonly init: number | undefined
  readonly term: number | undefined
}

export interface MissingImport {
  readonly name: string
  readonly library: string
  readonly weak: boolean
}

export interface FragmentHost {
  allocate(byteCount: number): Ptr
  /** The transition vector of a system service, or a variable; undefined where Bondi has none of this name in the library. */
  service(name: string, library: string): number | undefined
  /** A transition vector that stops the run when it is called. */
  missing(name: string, library: string): number
  noteCode(address: number, byteCount: number): void
}

/** `kUnresolvedCFragSymbolAddress`. */
const UNRESOLVED = 0

export class CodeFragmentManager {
  readonly #memory: GuestMemory
  readonly #fragments: Fragment[] = []

  constructor(memory: GuestMemory) {
    this.#memory = memory
  }

  get fragments(): readonly Fragment[] {
    return this.#fragments
  }

  /** Instantiates and binds a container; initialization routines are the caller's to call. */
  prepare(name: string, container: PefContainer, host: FragmentHost): { fragment: Fragment; missing: MissingImport[] } {
    const sections = this.#instantiate(container, host)
    const { imports, missing } = this.#resolve(container, host)
    this.#relocate(container, sections, imports)
    for (const { kind, address, byteCount } of sections) if (kind === 'code') host.noteCode(address, byteCount)
    const { loader } = container
    const vector = (where: PefAddress | undefined): number | undefined =>
      where === undefined ? undefined : sections[where.section]!.address + where.offset
    const fragment: Fragment = {
      connectionID: this.#fragments.length + 1,
      name,
      container,
      sections,
      main: vector(loader.main),
      init: vector(loader.init),
      term: vector(loader.term),
    }
    this.#fragments.push(fragment)
    return { fragment, missing }
  }

  #instantiate(container: PefContainer, host: FragmentHost): LoadedSection[] {
    return container.sections.slice(0, container.instantiatedSectionCount).map((section, index) => {
      const contents = sectionContents(container, index)
      const address = host.allocate(contents.length)
      this.#memory.write(address, contents)
      return { kind: section.kind, address, byteCount: contents.length }
    })
  }

  #resolve(container: PefContainer, host: FragmentHost): { imports: number[]; missing: MissingImport[] } {
    const missing: MissingImport[] = []
    const { libraries, symbols } = container.loader
    const imports = symbols.map((symbol) => {
      const library = libraries[symbol.library]!
      const found = this.findSymbolIn(library.name, symbol.name) ?? host.service(symbol.name, library.name)
      if (found !== undefined) return found
      const weak = symbol.weak || library.weak
      missing.push({ name: symbol.name, library: library.name, weak })
      return weak ? UNRESOLVED : host.missing(symbol.name, library.name)
    })
    return { imports, missing }
  }

  #relocate(container: PefContainer, sections: readonly LoadedSection[], imports: readonly number[]): void {
    for (const block of container.loader.relocations) {
      for (const { section, offset, addend, index } of relocationOperations(container, block)) {
        const address = sections[section]!.address + offset
        const base =
          addend === 'import' ? imports[index]! : sections[index]!.address - container.sections[index]!.defaultAddress
        this.#memory.setU32(address, this.#memory.getU32(address) + base)
      }
    }
  }

  byConnection(connectionID: number): Fragment {
    return this.#fragments[connectionID - 1] ?? fail('cfragConnectionIDErr')
  }

  byName(name: string): Fragment | undefined {
    return this.#fragments.find((fragment) => fragment.name === name)
  }

  findSymbolIn(library: string, name: string): number | undefined {
    const fragment = this.byName(library)
    const symbol = fragment && findExport(fragment.container.loader.exports, name)
    return symbol && addressOf(fragment, symbol)
  }

  /** The fragment and section that an address is in. */
  locate(address: number): { fragment: Fragment; section: LoadedSection } | undefined {
    for (const fragment of this.#fragments) {
      const section = fragment.sections.find((one) => address >= one.address && address < one.address + one.byteCount)
      if (section !== undefined) return { fragment, section }
    }
    return undefined
  }
}

export function addressOf(fragment: Fragment, symbol: ExportedSymbol): Ptr {
  const section = fragment.sections[symbol.section]
  return asPtr(section === undefined ? symbol.value : section.address + symbol.value)
}
