/** Where code is: function, fragment, offset. */

import type { System } from '../../macos/system.ts'
import { hex } from '../../macos/types.ts'
import { functionAt } from '../traceback.ts'

export interface CodeLocation {
  readonly address: number
  /** The function, from its traceback table, or the service whose stub it is. */
  readonly function?: string
  /** Bytes from the function's start. */
  readonly offset?: number
  readonly fragment?: string
  /** Bytes from the section's start: what a link map lists. */
  readonly sectionOffset?: number
  /** Where it came from, if whoever reads the report knows that. */
  readonly source?: { readonly file: string; readonly line: number }
}

export function locate({ mac, services }: System, address: number): CodeLocation {
  const service = services.nameAt(address)
  if (service !== undefined) return { address, function: service }
  const where = mac.fragments.locate(address)
  if (where === undefined) return { address }
  const { fragment, section } = where
  const base = { address, fragment: fragment.name, sectionOffset: address - section.address }
  if (section.kind !== 'code') return base
  const found = functionAt(mac.memory, address, section.address + section.byteCount)
  return found === undefined ? base : { ...base, function: found.name, offset: address - found.start }
}

export function formatLocation(location: CodeLocation): string {
  const name =
    location.function === undefined
      ? ''
      : `${location.function}${location.offset ? `+0x${location.offset.toString(16)}` : ''}`
  const place =
    location.fragment === undefined ? '' : ` (${location.fragment}+0x${location.sectionOffset!.toString(16)})`
  const source = location.source === undefined ? '' : ` at ${location.source.file}:${location.source.line}`
  return `${hex(location.address)}${name && ` ${name}`}${source}${place}`
}
