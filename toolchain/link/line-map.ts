/** The line map: which line of which source the code came from, for the reports of runs. */

import { createHash } from 'node:crypto'
import type { LinkMap } from './map.ts'

export const LINE_MAP_SCHEMA = 1

/** What `bondi build` writes beside an application, as JSON. */
export interface LineMap {
  readonly kind: 'bondi-lines'
  readonly schema: typeof LINE_MAP_SCHEMA
  /** Of the fragment that it is of: SHA-256 in hexadecimal. */
  readonly pef: string
  /** As the compiler names them: a source by its name, a header of a folder by its path. */
  readonly files: readonly string[]
  /** Those with lines, in ascending order of offset. */
  readonly functions: readonly MappedFunction[]
}

export interface MappedFunction {
  readonly name: string
  readonly object: string
  /** Bytes from the start of the code section. */
  readonly offset: number
  readonly length: number
  /** From which offset in the code section on, index of the file, line from 1 (0: no line of the source), in ascending order. */
  readonly lines: readonly (readonly [offset: number, file: number, line: number])[]
}

export function lineMap(pef: Uint8Array, { code }: LinkMap): LineMap {
  const files = new Map<string, number>()
  const indexOf = (file: string): number => {
    const index = files.get(file) ?? files.size
    files.set(file, index)
    return index
  }
  const functions = code.csects.flatMap(({ name, object, offset, length, lines = [] }) =>
    lines.length === 0
      ? []
      : {
          name: name.replace(/^\./, ''),
          object,
          offset,
          length,
          lines: lines.map((row) => [offset + row.offset, indexOf(row.file), row.line] as const),
        },
  )
  return { kind: 'bondi-lines', schema: LINE_MAP_SCHEMA, pef: digestOf(pef), files: [...files.keys()], functions }
}

const digestOf = (pef: Uint8Array): string => createHash('sha256').update(pef).digest('hex')
