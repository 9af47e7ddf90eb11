/** Where each csect goes: the code section, and the data section with its transition vectors, TOC, variables and zeros. */

import { BondiError } from '../../emulator/errors.ts'
import type { MappingClass } from '../xcoff/constants.ts'
import type { Csect } from './csect.ts'
import type { LiveProgram, ResolvedTarget } from './garbage.ts'

export const CODE_SECTION = 0
export const DATA_SECTION = 1

export interface Place {
  readonly section: number
  readonly offset: number
}

export interface Layout {
  readonly placeOf: (csect: Csect) => Place
  /** In ascending order of offset. */
  readonly code: readonly Csect[]
  readonly data: readonly Csect[]
  readonly codeLength: number
  /** Bytes of the data section that have contents. */
  readonly dataLength: number
  /** With the zeros that follow. */
  readonly dataTotalLength: number
  /** What r2 holds: an offset in the data section. */
  readonly tocAnchor: number
  readonly tocLength: number
  /** Powers of two. */
  readonly codeAlignment: number
  readonly dataAlignment: number
}

const CODE_CLASSES: ReadonlySet<MappingClass> = new Set(['PR', 'RO', 'DB', 'GL', 'XO', 'TI', 'TB'])
/** Entries are reached by a signed 16-bit displacement. */
const TOC_REACH = 0x8000

export function layOut(program: LiveProgram): Layout {
  const places = new Map<Csect, Place>()
  const merged = mergeTocEntries(program)
  const order = new Map(program.csects.map((csect, index) => [csect, index]))

  const code: Csect[] = []
  const vectors: Csect[] = []
  const toc: Csect[] = []
  const variables: Csect[] = []
  const zeros: Csect[] = []
  for (const csect of program.csects) {
    if (merged.has(csect) || csect.mappingClass === 'TC0') continue
    if (CODE_CLASSES.has(csect.mappingClass) && !needsRelocationAtLaunch(csect)) code.push(csect)
    else if (csect.mappingClass === 'TC' || csect.mappingClass === 'TD') toc.push(csect)
    else if (csect.mappingClass === 'DS') vectors.push(csect)
    else if (csect.contents.length === 0 && csect.relocations.length === 0) zeros.push(csect)
    else variables.push(csect)
  }
  // Equal kinds of relocations side by side make long runs of them.
  const kinds = new Map(toc.map((csect) => [csect, tocKind(program, csect)]))
  toc.sort((a, b) => compare(kinds.get(a)!, kinds.get(b)!) || order.get(a)! - order.get(b)!)

  const place = (csects: readonly Csect[], section: number, start: number): number => {
    let end = start
    for (const csect of csects) {
      const offset = alignTo(end, 2 ** csect.alignment)
      places.set(csect, { section, offset })
      end = offset + csect.length
    }
    return end
  }
  const codeLength = place(code, CODE_SECTION, 0)
  const tocStart = alignTo(place(vectors, DATA_SECTION, 0), 4)
  const tocEnd = place(toc, DATA_SECTION, tocStart)
  const dataLength = alignTo(place(variables, DATA_SECTION, tocEnd), 4)
  const dataTotalLength = alignTo(place(zeros, DATA_SECTION, dataLength), 4)

  const tocLength = tocEnd - tocStart
  if (tocLength > 2 * TOC_REACH) {
    throw new BondiError(
      'toc-overflow',
      `the table of contents has ${tocLength / 4} entries; 16,384 fit`,
      'Use fewer global variables: put some into structures.',
    )
  }
  const tocAnchor = tocStart + (tocLength > TOC_REACH ? TOC_REACH : 0)
  for (const csect of program.csects) {
    if (csect.mappingClass === 'TC0') places.set(csect, { section: DATA_SECTION, offset: tocAnchor })
  }
  for (const [csect, representative] of merged) places.set(csect, places.get(representative)!)

  const data = [...vectors, ...toc, ...variables, ...zeros]
  const alignmentOf = (csects: readonly Csect[]): number =>
    csects.reduce((most, { alignment }) => Math.max(most, alignment), 4)
  return {
    placeOf: (csect) => places.get(csect)!,
    code,
    data,
    codeLength: alignTo(codeLength, 4),
    dataLength,
    dataTotalLength,
    tocAnchor,
    tocLength,
    codeAlignment: alignmentOf(code),
    dataAlignment: alignmentOf(data),
  }
}

export function alignTo(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** TOC entries that hold the same address are one. */
function mergeTocEntries(program: LiveProgram): Map<Csect, Csect> {
  const identities = new Map<unknown, number>()
  const identity = (value: unknown): number => {
    const known = identities.get(value) ?? identities.size
    identities.set(value, known)
    return known
  }
  const keyOf = (target: ResolvedTarget): string => {
    if (target.kind === 'place') return `${identity(target.csect)}+${target.offset}`
    return target.kind === 'imported' ? `import ${target.name}` : 'absent'
  }
  const first = new Map<string, Csect>()
  const merged = new Map<Csect, Csect>()
  for (const csect of program.csects) {
    const [relocation, ...others] = csect.relocations
    if (csect.mappingClass !== 'TC' || csect.length !== 4 || relocation?.type !== 'R_POS' || others.length > 0) continue
    const addend = addendOf(csect, relocation.assumed)
    const key = `${keyOf(program.targetOf(relocation.target))} ${addend}`
    const representative = first.get(key)
    if (representative === undefined) first.set(key, csect)
    else merged.set(csect, representative)
  }
  return merged
}

function addendOf(csect: Csect, assumed: number): number {
  if (csect.contents.length < 4) return -assumed | 0
  return (new DataView(csect.contents.buffer, csect.contents.byteOffset).getUint32(0) - assumed) | 0
}

/** A sort key: code, then data, then imports by library. */
function tocKind(program: LiveProgram, csect: Csect): string {
  const relocation = csect.relocations[0]
  if (relocation === undefined) return '0'
  const target = program.targetOf(relocation.target)
  if (target.kind === 'imported') return `3${target.library.name}`
  if (target.kind === 'absent') return '0'
  // Tables of exceptions give types by their distance from the TOC's start, and 0 for none
  if (csect.name.startsWith('_ZTI')) return '2 type'
  return CODE_CLASSES.has(target.csect.mappingClass) && !needsRelocationAtLaunch(target.csect) ? '1' : '2'
}

/**
 * Code is shared between the processes that use a fragment, so nothing in it may depend on where data is: constants with
 * addresses in them go into the data section. A difference of two addresses in the code (R_POS and R_NEG at one place, as in a
 * jump table) is no address.
 */
export function needsRelocationAtLaunch(csect: Csect): boolean {
  const positive = csect.relocations.filter(({ type }) => type === 'R_POS')
  if (positive.length === 0) return false
  const negative = new Set(csect.relocations.filter(({ type }) => type === 'R_NEG').map(({ offset }) => offset))
  return positive.some(({ offset }) => !negative.has(offset))
}
