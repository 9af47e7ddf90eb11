/** The link map: what is where, and why it is there. */

import type { CsectLine } from './csect.ts'
import { displayName } from './symbols.ts'

export interface MapEntry {
  readonly offset: number
  readonly length: number
  readonly name: string
  readonly class: string
  readonly object: string
  /** Of code whose compiler told of them. */
  readonly lines?: readonly CsectLine[]
}

export interface LinkMap {
  readonly code: { readonly length: number; readonly csects: readonly MapEntry[] }
  readonly data: {
    /** With contents, packed in the file, and in memory. */
    readonly length: number
    readonly packedLength: number
    readonly totalLength: number
    readonly tocAnchor: number
    readonly tocLength: number
    readonly csects: readonly MapEntry[]
  }
  readonly imports: readonly { readonly library: string; readonly names: readonly string[] }[]
  readonly relocations: { readonly words: number; readonly instructionBytes: number }
  readonly discarded: { readonly length: number; readonly csects: readonly Omit<MapEntry, 'offset'>[] }
}

export function formatLinkMap(map: LinkMap): string {
  const hex = (value: number): string => value.toString(16).padStart(8, '0')
  const rows = (entries: readonly MapEntry[]): string[] =>
    entries.map(
      ({ offset, length, name, class: mappingClass, object }) =>
        `  ${hex(offset)} ${hex(length)} ${mappingClass.padEnd(3)} ${displayName(name) || '(unnamed)'}  ${object}`,
    )
  return [
    `Section 0, code: ${map.code.length} bytes`,
    ...rows(map.code.csects),
    '',
    `Section 1, data: ${map.data.length} bytes (${map.data.packedLength} in the file), ${map.data.totalLength} with zeros; ` +
      `TOC of ${map.data.tocLength / 4} entries, r2 = ${hex(map.data.tocAnchor)}`,
    ...rows(map.data.csects),
    '',
    ...map.imports.map(({ library, names }) => `Imports from ${library}: ${names.join(' ')}`),
    `Relocations: ${map.relocations.words} words by ${map.relocations.instructionBytes} bytes of instructions`,
    `Left out: ${map.discarded.csects.length} csects of ${map.discarded.length} bytes`,
    '',
  ].join('\n')
}
