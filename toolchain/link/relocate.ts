/** Fills in addresses: what the linker knows now, and the list of words that the Code Fragment Manager adjusts at launch. */

import { BondiError } from '../../emulator/errors.ts'
import type { Csect, CsectRelocation } from './csect.ts'
import type { LiveProgram, ResolvedTarget } from './garbage.ts'
import { NOPS, RELOAD_TOC } from './glue.ts'
import { CODE_SECTION, DATA_SECTION, type Layout } from './layout.ts'
import { displayName, type ImportLibrary } from './symbols.ts'

/** A word that the Code Fragment Manager adjusts. */
export type LaunchRelocation =
  | { readonly offset: number; readonly kind: 'section'; readonly section: number }
  | { readonly offset: number; readonly kind: 'import'; readonly library: ImportLibrary; readonly name: string }

export interface RelocatedProgram {
  readonly code: Uint8Array
  /** Without the zeros at the end. */
  readonly data: Uint8Array
  /** Of the data section, in ascending order. */
  readonly relocations: readonly LaunchRelocation[]
}

/** A call of a weak function that does not exist: `trap`, so that a call that a program failed to guard stops there. */
const TRAP = 0x7fe00008
const BRANCH_REACH = 0x2000000

export function relocate(program: LiveProgram, layout: Layout): RelocatedProgram {
  const code = new Uint8Array(layout.codeLength)
  const data = new Uint8Array(layout.dataTotalLength)
  const relocations: LaunchRelocation[] = []
  for (const [csects, bytes] of [
    [layout.code, code],
    [layout.data, data],
  ] as const) {
    for (const csect of csects) {
      const { offset } = layout.placeOf(csect)
      bytes.set(csect.contents, offset)
      const view = new DataView(bytes.buffer, offset, csect.length)
      relocateCsect({ program, layout, csect, view, relocations })
    }
  }
  return {
    code,
    data: data.subarray(0, layout.dataLength),
    relocations: relocations.sort((a, b) => a.offset - b.offset),
  }
}

interface CsectContext {
  readonly program: LiveProgram
  readonly layout: Layout
  readonly csect: Csect
  readonly view: DataView
  readonly relocations: LaunchRelocation[]
}

function relocateCsect(context: CsectContext): void {
  const { csect, program } = context
  const addresses = new Map<number, CsectRelocation[]>()
  for (const relocation of csect.relocations) {
    const target = program.targetOf(relocation.target)
    switch (relocation.type) {
      case 'R_POS':
      case 'R_NEG':
        addresses.set(relocation.offset, [...(addresses.get(relocation.offset) ?? []), relocation])
        break
      case 'R_TOC':
      case 'R_TRL':
      case 'R_TRLA':
      case 'R_TOCU':
      case 'R_TOCL':
        relocateTocOffset(context, relocation, target)
        break
      case 'R_BR':
      case 'R_RBR':
        relocateBranch(context, relocation, target)
        break
      case 'R_REF':
        break
      default:
        throw unsupported(csect, relocation)
    }
  }
  for (const [offset, group] of addresses) relocateAddress(context, offset, group)
}

function unsupported(csect: Csect, { type, offset }: CsectRelocation): BondiError {
  return new BondiError(
    'unsupported-relocation',
    `${csect.object}: ${type} at offset 0x${offset.toString(16)} of ${displayName(csect.name)} has no counterpart in a PEF`,
    'Thread-local variables and absolute branches do not exist on Mac OS 8.5.',
  )
}

function relocateAddress(context: CsectContext, offset: number, group: readonly CsectRelocation[]): void {
  const { program, layout, csect, view } = context
  let value = view.getUint32(offset)
  const sections = [0, 0]
  let imported: Extract<ResolvedTarget, { kind: 'imported' }> | undefined
  for (const { type, target, assumed } of group) {
    const sign = type === 'R_NEG' ? -1 : 1
    const found = program.targetOf(target)
    value -= sign * assumed
    if (found.kind === 'place') {
      const place = layout.placeOf(found.csect)
      value += sign * (place.offset + found.offset)
      sections[place.section]! += sign
    } else if (found.kind === 'imported') imported = found
  }
  view.setUint32(offset, value)
  const at = layout.placeOf(csect)
  const [code, data] = sections as [number, number]
  if (code === 0 && data === 0 && imported === undefined) return
  if (at.section !== DATA_SECTION || code + data + (imported ? 1 : 0) !== 1 || code < 0 || data < 0) {
    throw unsupported(csect, group[0]!)
  }
  const word = at.offset + offset
  context.relocations.push(
    imported === undefined
      ? { offset: word, kind: 'section', section: code === 1 ? CODE_SECTION : DATA_SECTION }
      : { offset: word, kind: 'import', library: imported.library, name: imported.name },
  )
}

function relocateTocOffset(context: CsectContext, relocation: CsectRelocation, target: ResolvedTarget): void {
  const { layout, csect, view } = context
  if (target.kind !== 'place') throw unsupported(csect, relocation)
  const displacement = layout.placeOf(target.csect).offset + target.offset - layout.tocAnchor
  if (relocation.type === 'R_TOCU') view.setUint16(relocation.offset, (displacement + 0x8000) >> 16)
  else view.setUint16(relocation.offset, displacement & 0xffff)
}

function relocateBranch(context: CsectContext, relocation: CsectRelocation, target: ResolvedTarget): void {
  const { layout, csect, view } = context
  const { offset, assumed, assumedHere } = relocation
  const instruction = view.getUint32(offset)
  if (target.kind === 'absent') {
    view.setUint32(offset, TRAP)
    return
  }
  if (target.kind !== 'place') throw unsupported(csect, relocation)
  const destination = layout.placeOf(target.csect)
  if (destination.section !== CODE_SECTION) throw unsupported(csect, relocation)
  const addend = (((instruction & 0x03fffffc) << 6) >> 6) + assumedHere - assumed
  const displacement = destination.offset + target.offset + addend - (layout.placeOf(csect).offset + offset)
  if (displacement < -BRANCH_REACH || displacement >= BRANCH_REACH) {
    throw new BondiError(
      'branch-out-of-reach',
      `${csect.object}: ${displayName(csect.name)} is more than 32 MB away from ${displayName(target.csect.name)}`,
    )
  }
  view.setUint32(offset, (instruction & 0xfc000003) | (displacement & 0x03fffffc))
  if (target.csect.mappingClass === 'GL') reloadTocAfterCall(context, offset, target.csect)
}

/** An imported function returns with its own TOC in r2. */
function reloadTocAfterCall({ csect, view }: CsectContext, offset: number, glue: Csect): void {
  const next = offset + 4 < view.byteLength ? view.getUint32(offset + 4) : undefined
  if (next === RELOAD_TOC) return
  if (next === undefined || !NOPS.includes(next)) {
    throw new BondiError(
      'no-toc-reload',
      `${csect.object}: ${displayName(csect.name)} calls ${displayName(glue.name)}, which is imported, without a nop after the call`,
      'Compilers leave one after each call of a function that is in another file; declare the function extern.',
    )
  }
  view.setUint32(offset + 4, RELOAD_TOC)
}
