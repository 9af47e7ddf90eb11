/** Which function an address is in: by traceback tables, by the services' stubs, or at least by where it was called. */

import type { Fragment, LoadedSection } from '../macos/code-fragment-manager/code-fragment-manager.ts'
import type { System } from '../macos/system.ts'
import { type TracedFunction, tracedFunctions } from './traceback.ts'

export type SymbolKind = 'function' | 'service' | 'unknown'

export interface FunctionSymbol {
  readonly kind: SymbolKind
  /** `code+0x1234` where there is no better. */
  readonly name: string
  readonly start: number
}

interface CodeSection {
  readonly fragment: Fragment
  readonly section: LoadedSection
  readonly functions: readonly TracedFunction[]
}

/** Glue for a function of another fragment (Mac OS Runtime Architectures, chapter 2): `lwz r12,import(r2)`, `stw r2,20(r1)`. */
const LOAD_VECTOR = 0x81820000
const SAVE_TOC = 0x90410014

export class Symbols {
  private readonly system: System
  private sections: CodeSection[] = []
  private generation = 0

  constructor(system: System) {
    this.system = system
  }

  /** The start of the function that an address is surely in. */
  startOf(address: number): number | undefined {
    if (this.system.services.nameAt(address) !== undefined) return address
    const code = this.sectionAt(address)
    const traced = code && lastBefore(code.functions, address)
    return traced && address < traced.end ? traced.start : undefined
  }

  /** The function that an address is in or, where no table tells, that began at the last of `entries` before it. */
  functionAt(address: number, entries: readonly number[]): FunctionSymbol {
    const service = this.system.services.nameAt(address)
    if (service !== undefined) return { kind: 'service', name: service, start: address }
    const code = this.sectionAt(address)
    if (code === undefined) return { kind: 'unknown', name: `0x${address.toString(16)}`, start: address }
    const traced = lastBefore(code.functions, address)
    if (traced && address < traced.end) return { kind: 'function', name: traced.name, start: traced.start }
    const least = traced?.end ?? code.section.address
    const entry = entries[countUpTo(entries, (entry) => entry, address) - 1]
    const start = entry !== undefined && entry >= least ? entry : address
    const name = this.gluedName(start, code) ?? `code+0x${(start - code.section.address).toString(16)}`
    return { kind: 'unknown', name, start }
  }

  private sectionAt(address: number): CodeSection | undefined {
    const { memory, fragments } = this.system.mac
    if (fragments.generation !== this.generation) {
      this.generation = fragments.generation
      this.sections = fragments.fragments.flatMap((fragment) =>
        fragment.sections
          .filter(({ kind }) => kind === 'code')
          .map((section) => {
            const { address: start, byteCount } = section
            return { fragment, section, functions: tracedFunctions(memory, start, start + byteCount) }
          }),
      )
    }
    return this.sections.find(
      ({ section }) => address >= section.address && address < section.address + section.byteCount,
    )
  }

  private gluedName(start: number, { fragment, section }: CodeSection): string | undefined {
    const { memory } = this.system.mac
    if (fragment.main === undefined || start + 8 > section.address + section.byteCount) return undefined
    const first = memory.getU32(start)
    if ((first & 0xffff0000) >>> 0 !== LOAD_VECTOR || memory.getU32(start + 4) !== SAVE_TOC) return undefined
    const entry = (memory.getU32(fragment.main + 4) + ((first << 16) >> 16)) >>> 0
    if (entry + 4 > memory.size) return undefined
    const vector = memory.getU32(entry)
    if (vector + 4 > memory.size) return undefined
    const target = memory.getU32(vector)
    const name = this.system.services.nameAt(target)
    return `glue for ${name ?? this.functionAt(target, []).name}`
  }
}

/** How many come no later than an address, of what is sorted by address. */
function countUpTo<T>(sorted: readonly T[], addressOf: (one: T) => number, limit: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (addressOf(sorted[middle]!) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

const lastBefore = (functions: readonly TracedFunction[], address: number): TracedFunction | undefined =>
  functions[countUpTo(functions, ({ start }) => start, address) - 1]
