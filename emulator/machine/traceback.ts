/**
 * Names of functions, from the traceback tables that PowerPC compilers leave after each one
 * (Mac OS Runtime Architectures, appendix on traceback tables; AIX sys/debug.h).
 */

import { decodeMacRoman } from '../formats/mac-roman.ts'
import type { GuestMemory } from '../memory/guest-memory.ts'

export interface TracedFunction {
  readonly name: string
  readonly start: number
  /** Of its code; the table follows. */
  readonly end: number
}

const FIXED_BYTES = 8
const HAS_OFFSET = 0x20
const HAS_CONTROLLED_STORAGE = 0x08
const HAS_INTERRUPT_HANDLER = 0x80
const HAS_NAME = 0x40
const LONGEST_NAME = 1024

/** The function whose code `pc` is in; `limit` is the end of its section. */
export function functionAt(memory: GuestMemory, pc: number, limit: number): TracedFunction | undefined {
  for (let at = pc & ~3; at + 4 + FIXED_BYTES <= limit; at += 4) {
    if (memory.getU32(at) !== 0) continue
    const found = readTable(memory, at, limit)
    if (found === undefined || found.start > pc) continue
    return found
  }
  return undefined
}

/** All functions of a code section that have a table, by their addresses. */
export function tracedFunctions(memory: GuestMemory, start: number, limit: number): TracedFunction[] {
  const found: TracedFunction[] = []
  for (let at = start; at + 4 + FIXED_BYTES <= limit; at += 4) {
    const traced = memory.getU32(at) === 0 ? readTable(memory, at, limit) : undefined
    if (traced !== undefined && traced.start >= start) found.push(traced)
  }
  return found.sort((a, b) => a.start - b.start)
}

/** A table starts after the zero word that ends a function's code. */
function readTable(memory: GuestMemory, end: number, limit: number): TracedFunction | undefined {
  const table = end + 4
  const version = memory.getU8(table)
  const flags1 = memory.getU8(table + 2)
  const flags2 = memory.getU8(table + 3)
  if (version !== 0 || (flags1 & HAS_OFFSET) === 0 || (flags2 & HAS_NAME) === 0) return undefined
  const parameters = memory.getU8(table + 6) + (memory.getU8(table + 7) >> 1)
  let at = table + FIXED_BYTES + (parameters > 0 ? 4 : 0)
  if (at + 4 > limit) return undefined
  const start = end - memory.getU32(at)
  at += 4
  if (flags2 & HAS_INTERRUPT_HANDLER) at += 4
  if (flags1 & HAS_CONTROLLED_STORAGE) at += 4 + 4 * memory.getU32(at)
  if (at + 2 > limit) return undefined
  const length = memory.getU16(at)
  if (length === 0 || length > LONGEST_NAME || at + 2 + length > limit || start % 4 !== 0) return undefined
  const name = decodeMacRoman(memory.read(at + 2, length)).replace(/^\./, '')
  return { name, start, end }
}
