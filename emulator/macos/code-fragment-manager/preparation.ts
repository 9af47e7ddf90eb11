/**
 * Preparing a closure: a fragment and all that it imports from, directly or not, are given memory; then, when every symbol has its place, imports
 * are resolved and words relocated (Mac OS Runtime Architectures, chapter 1). So libraries may import from each other.
 */

import type { PefContainer, PefSection } from '../../formats/pef.ts'
import { relocationOperations, sectionContents } from '../../formats/pef.ts'
import type { GuestMemory } from '../../memory/guest-memory.ts'
import { MacError } from '../errors.ts'
import { managerOf } from '../known-services.ts'
import type { MemoryManager } from '../memory-manager/memory-manager.ts'
import type { ServiceTable } from '../service-table.ts'
import type { Ptr } from '../types.ts'
import { Fragment, FragmentError, type Library, type LoadedSection } from './fragment.ts'
import type { LibrarySearch, LocatedFragment } from './library-files.ts'
import { systemLibrary } from './system-libraries.ts'
import { versionProblem } from './versions.ts'

export interface MissingImport {
  readonly name: string
  readonly library: string
  readonly weak: boolean
}

export interface PreparationHost {
  readonly memory: GuestMemory
  readonly memoryManager: MemoryManager
  readonly services: ServiceTable
  noteCode(address: number, byteCount: number): void
}

const POWERPC = 'pwpc'
/** `kUnresolvedCFragSymbolAddress`. */
const UNRESOLVED = 0
/** No program of its time comes near; a file with thousands of libraries that import from each other was made to do harm. */
const MOST_FRAGMENTS = 500
/** Blocks of the Memory Manager are aligned so; sections that ask for more get it, up to a page. */
const BLOCK_ALIGNMENT = 4
const MOST_ALIGNMENT = 12

export class Preparation {
  private readonly host: PreparationHost
  private readonly search: LibrarySearch
  private readonly loaded: readonly Fragment[]
  private readonly libraries = new Map<Fragment, readonly (Library | undefined)[]>()
  private readonly blocks: Ptr[] = []
  readonly added: Fragment[] = []
  readonly missing: MissingImport[] = []

  constructor(host: PreparationHost, search: LibrarySearch, loaded: readonly Fragment[]) {
    this.host = host
    this.search = search
    this.loaded = loaded
  }

  /** The fragment, bound to all that it imports. When that fails, nothing of the closure stays. */
  prepare(located: LocatedFragment, inApplicationZone: boolean): Fragment {
    try {
      const root = this.instantiate(located, inApplicationZone)
      // Grows while it is walked: each fragment adds those that it imports from.
      for (const fragment of this.added) this.connect(fragment)
      for (const fragment of this.added) this.resolve(fragment)
      for (const fragment of this.added) this.relocate(fragment)
      return root
    } catch (error) {
      for (const block of this.blocks) this.host.memoryManager.disposePtr(block)
      throw error
    }
  }

  private instantiate({ name, container, origin }: LocatedFragment, inApplicationZone: boolean): Fragment {
    if (container.architecture !== POWERPC) throw new FragmentError('cfragArchitectureErr', name)
    if (this.added.length >= MOST_FRAGMENTS) throw new FragmentError('cfragNoIDsErr', name)
    const sections = container.sections
      .slice(0, container.instantiatedSectionCount)
      .map((section, index) => this.place(name, container, section, index, inApplicationZone))
    const fragment = new Fragment(name, container, { sections, origin })
    this.added.push(fragment)
    return fragment
  }

  private place(
    name: string,
    container: PefContainer,
    section: PefSection,
    index: number,
    inApplicationZone: boolean,
  ): LoadedSection {
    const byteCount = Math.max(section.totalLength, section.unpackedLength)
    const alignment = Math.min(Math.max(section.alignment, BLOCK_ALIGNMENT), MOST_ALIGNMENT)
    const slack = alignment > BLOCK_ALIGNMENT ? 1 << alignment : 0
    const block = this.allocate(name, byteCount + slack, inApplicationZone)
    const address = slack === 0 ? block : Math.ceil(block / slack) * slack
    this.host.memory.write(address, sectionContents(container, index))
    return { kind: section.kind, address, byteCount, block }
  }

  /** An application's fragment goes into its heap; libraries may lie in temporary memory, where a full heap leaves no room. */
  private allocate(name: string, byteCount: number, inApplicationZone: boolean): Ptr {
    const { memoryManager: mm } = this.host
    const zones = inApplicationZone ? [mm.applicationZone] : [mm.applicationZone, mm.temporaryZone]
    for (const zone of zones) {
      try {
        const block = mm.newPtr(zone, byteCount)
        this.blocks.push(block)
        return block
      } catch (error) {
        if (!(error instanceof MacError)) throw error
      }
    }
    throw new FragmentError('cfragNoPrivateMemErr', name)
  }

  private connect(fragment: Fragment): void {
    const libraries = fragment.container.loader.libraries.map((library) => {
      const versions = { current: library.versions.current, oldImplementation: library.versions.oldImplementation }
      try {
        const found = this.findLibrary(library.name, versions)
        if (found === undefined && !library.weak) throw new FragmentError('cfragNoLibraryErr', library.name)
        return found
      } catch (error) {
        // A weak library that does not fit is none.
        if (error instanceof FragmentError && library.weak && error.subject === library.name) return undefined
        throw error
      }
    })
    this.libraries.set(fragment, libraries)
    fragment.dependencies = [...new Set(libraries.filter((library) => library instanceof Fragment))]
  }

  private findLibrary(name: string, versions: { current: number; oldImplementation: number }): Library | undefined {
    const there = [...this.loaded, ...this.added].find((fragment) => fragment.name === name)
    if (there !== undefined) {
      const { current, oldDefinition } = there.container.versions
      const problem = versionProblem(versions, { current, oldDefinition })
      if (problem !== undefined && there.container.versions.current !== 0) throw new FragmentError(problem, name)
      return there
    }
    const located = this.search.find(name, versions)
    if (located !== undefined) return this.instantiate(located, false)
    return systemLibrary(name, this.host.services)
  }

  private resolve(fragment: Fragment): void {
    const { libraries, symbols } = fragment.container.loader
    const found = this.libraries.get(fragment)!
    const addresses: number[] = []
    // Set before it is full: a library that re-exports what it imports from itself finds what there is.
    fragment.imports = addresses
    for (const { name, library: index, weak: weakSymbol } of symbols) {
      const library = found[index]
      const symbol = library?.symbol(name)
      if (symbol !== undefined) {
        addresses.push(symbol.address)
        continue
      }
      const weak = weakSymbol || libraries[index]!.weak
      if (!weak && library instanceof Fragment) throw new FragmentError('cfragUnresolvedErr', name)
      this.missing.push({ name, library: libraries[index]!.name, weak })
      addresses.push(weak ? UNRESOLVED : this.host.services.addMissing(name, managerOf(name), libraries[index]!.name))
    }
  }

  private relocate({ container, sections, imports }: Fragment): void {
    const { memory } = this.host
    for (const block of container.loader.relocations) {
      for (const { section, offset, addend, index } of relocationOperations(container, block)) {
        const address = sections[section]!.address + offset
        const base =
          addend === 'import' ? imports[index]! : sections[index]!.address - container.sections[index]!.defaultAddress
        memory.setU32(address, memory.getU32(address) + base)
      }
    }
    for (const { kind, address, byteCount } of sections) {
      if (kind === 'code' || kind === 'executableData') this.host.noteCode(address, byteCount)
    }
  }
}
