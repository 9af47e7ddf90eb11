/** The linker's unit: a control section, with relocations whose targets are other csects or global names. */

import { BondiError } from '../../emulator/errors.ts'
import type { MappingClass } from '../xcoff/constants.ts'
import { readLineTable } from '../xcoff/line-table.ts'
import type { XcoffObject, XcoffSymbol } from '../xcoff/object.ts'

export interface Csect {
  readonly name: string
  /** Where it comes from, for messages and the map: `main.o`, `libc.a(fopen.o)`. */
  readonly object: string
  readonly mappingClass: MappingClass
  /** A power of two. */
  readonly alignment: number
  readonly length: number
  /** Empty when the csect is zero. */
  readonly contents: Uint8Array
  readonly relocations: CsectRelocation[]
  /** In ascending order of offset; empty when the compiler told of none. */
  readonly lines: CsectLine[]
}

/** From this offset in the csect on, up to the next. */
export interface CsectLine {
  readonly offset: number
  readonly file: string
  readonly line: number
}

/** A place in a csect, or a name that any object may define. */
export type Target = { readonly csect: Csect; readonly offset: number } | { readonly global: string }

export interface CsectRelocation {
  /** Of the byte, in the csect. */
  readonly offset: number
  readonly type: string
  readonly target: Target
  /** What the object's assembler took the target's address for: the field holds it, plus an addend. */
  readonly assumed: number
  /** What the assembler took the field's own address for; branches are relative to it. */
  readonly assumedHere: number
}

export interface Definition {
  readonly csect: Csect
  readonly offset: number
  readonly strength: 'strong' | 'weak' | 'common'
}

export interface LinkObject {
  readonly name: string
  readonly csects: readonly Csect[]
  readonly definitions: ReadonlyMap<string, Definition>
  /** Names referred to; the value says whether all references are weak. */
  readonly references: ReadonlyMap<string, { readonly weak: boolean; readonly mappingClass: MappingClass }>
}

export function loadObject(object: XcoffObject): LinkObject {
  const csectOf = new Map<number, Csect>()
  for (const symbol of object.symbols) {
    if (symbol.kind === 'csect' || symbol.kind === 'common') csectOf.set(symbol.index, csectFrom(object, symbol))
  }
  const targets = new Map<number, { target: Target; value: number }>()
  const definitions = new Map<string, Definition>()
  const references = new Map<string, { weak: boolean; mappingClass: MappingClass }>()
  for (const symbol of object.symbols) {
    let target: Target = { global: symbol.name }
    if (symbol.kind === 'reference') {
      references.set(symbol.name, { weak: symbol.binding === 'weak', mappingClass: symbol.mappingClass })
    } else {
      const place = placeOf(object, symbol, csectOf)
      if (symbol.binding === 'hidden') target = place
      else {
        const strength = symbol.kind === 'common' ? 'common' : symbol.binding === 'weak' ? 'weak' : 'strong'
        definitions.set(symbol.name, { ...place, strength })
      }
    }
    targets.set(symbol.index, { target, value: symbol.value })
  }
  attachRelocations(object, csectOf, targets)
  attachLines(object, csectOf)
  return { name: object.name, csects: [...csectOf.values()], definitions, references }
}

function csectFrom(object: XcoffObject, symbol: XcoffSymbol): Csect {
  const section = object.sections[symbol.section - 1]
  if (section === undefined) throw damaged(object, `csect ${symbol.name} is in section ${symbol.section}`)
  const start = symbol.value - section.address
  if (start < 0 || start + symbol.length > section.size) {
    throw damaged(object, `csect ${symbol.name} is outside section ${section.name}`)
  }
  const contents = section.contents.subarray(start, start + symbol.length)
  return {
    name: symbol.name,
    object: object.name,
    mappingClass: symbol.mappingClass,
    alignment: symbol.alignment,
    length: symbol.length,
    contents: contents.some((byte) => byte !== 0) ? contents : new Uint8Array(0),
    relocations: [],
    lines: [],
  }
}

function placeOf(
  object: XcoffObject,
  symbol: XcoffSymbol,
  csectOf: ReadonlyMap<number, Csect>,
): { csect: Csect; offset: number } {
  const csect = csectOf.get(symbol.csect)
  const owner = object.symbols.find(({ index }) => index === symbol.csect)
  if (csect === undefined || owner === undefined) throw damaged(object, `label ${symbol.name} has no csect`)
  return { csect, offset: symbol.value - owner.value }
}

function attachRelocations(
  object: XcoffObject,
  csectOf: ReadonlyMap<number, Csect>,
  targets: ReadonlyMap<number, { target: Target; value: number }>,
): void {
  for (const [sectionIndex, section] of object.sections.entries()) {
    if (section.relocations.length === 0) continue
    const { owners, starts } = ownersIn(object, csectOf, sectionIndex)
    for (const relocation of section.relocations) {
      const owner = owners[lastAtMost(starts, relocation.address)]
      const found = targets.get(relocation.symbol)
      if (owner === undefined || relocation.address >= owner.symbol.value + owner.csect.length) {
        // Debugging sections keep relocations of their own, which a PEF has no use for.
        if (csectsExpected(section.name)) {
          throw damaged(object, `a relocation at 0x${relocation.address.toString(16)} is in no csect`)
        }
        continue
      }
      if (found === undefined)
        throw damaged(object, `a relocation names symbol ${relocation.symbol}, which does not exist`)
      owner.csect.relocations.push({
        offset: relocation.address - owner.symbol.value,
        type: relocation.type,
        target: found.target,
        assumed: found.value,
        assumedHere: relocation.address,
      })
    }
  }
}

/** The csects of a section in ascending order, and where they start. */
function ownersIn(
  object: XcoffObject,
  csectOf: ReadonlyMap<number, Csect>,
  sectionIndex: number,
): { owners: { csect: Csect; symbol: XcoffSymbol }[]; starts: number[] } {
  const owners = object.symbols
    .flatMap((symbol) => {
      const csect = csectOf.get(symbol.index)
      return csect && csect.length > 0 && symbol.section === sectionIndex + 1 ? { csect, symbol } : []
    })
    .sort((a, b) => a.symbol.value - b.symbol.value)
  return { owners, starts: owners.map(({ symbol }) => symbol.value) }
}

function attachLines(object: XcoffObject, csectOf: ReadonlyMap<number, Csect>): void {
  const table = object.sections.find(({ name }) => name === '.dwline')
  if (table === undefined) return
  const { owners, starts } = ownersIn(
    object,
    csectOf,
    object.sections.findIndex(({ name }) => name === '.text'),
  )
  for (const { address, file, line } of readLineTable(table.contents, object.name)) {
    const owner = owners[lastAtMost(starts, address)]
    if (owner === undefined || address >= owner.symbol.value + owner.csect.length) continue
    owner.csect.lines.push({ offset: address - owner.symbol.value, file, line })
  }
  for (const { csect } of owners) csect.lines.sort((a, b) => a.offset - b.offset)
}

function csectsExpected(sectionName: string): boolean {
  return sectionName === '.text' || sectionName === '.data'
}

/** The index of the last of the ascending `values` that is at most `value`; -1 when none is. */
function lastAtMost(values: readonly number[], value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

function damaged(object: XcoffObject, problem: string): BondiError {
  return new BondiError('bad-object', `${object.name}: ${problem}`, 'The object file is damaged: compile it again.')
}
