/** The whole instruction table, and the decoder made from it. */

import { branchInstructions } from './branch.ts'
import { floatingPointInstructions } from './floating-point.ts'
import { Instruction } from './instruction.ts'
import { integerInstructions } from './integer.ts'
import { loadStoreInstructions } from './load-store.ts'
import type { InstructionRow } from './row.ts'
import { isUserSpr, refusedSpr, systemInstructions } from './system.ts'

export const instructionTable: readonly InstructionRow[] = [
  ...branchInstructions,
  ...integerInstructions,
  ...loadStoreInstructions,
  ...floatingPointInstructions,
  ...systemInstructions,
]

/** Where in an instruction word an extended opcode may be: bits 21-31, which also hold Rc, OE and LK. */
const LOW_BITS = 0x7ff

/** Rows of a primary opcode: one for all words, or by their low bits. */
const index: (InstructionRow | (InstructionRow | undefined)[] | undefined)[] = Array.from({ length: 64 })
for (const row of instructionTable) {
  const opcode = row.value >>> 26
  const free = ~row.mask & LOW_BITS
  if (free === LOW_BITS) {
    index[opcode] = row
    continue
  }
  index[opcode] ??= Array.from({ length: LOW_BITS + 1 })
  const rows = index[opcode] as (InstructionRow | undefined)[]
  // Every combination of the bits that the row leaves free
  for (let bits = free; ; bits = (bits - 1) & free) {
    rows[(row.value & LOW_BITS) | bits] = row
    if (bits === 0) break
  }
}

/** The row of an instruction word, or undefined when the 750 has no such instruction. */
export function decodeRow(word: number): InstructionRow | undefined {
  const rows = index[word >>> 26]
  const row = Array.isArray(rows) ? rows[word & LOW_BITS] : rows
  if (row === undefined) return undefined
  const isUsers = row.mnemonic === 'mfspr' || row.mnemonic === 'mtspr' ? isUserSpr[row.mnemonic] : undefined
  if (isUsers && !isUsers(((word >>> 16) & 31) | ((word >>> 6) & 0x3e0))) return refusedSpr
  return row
}

export function decode(pc: number, word: number): Instruction | undefined {
  const row = decodeRow(word)
  return row && new Instruction(pc, word >>> 0, row)
}
