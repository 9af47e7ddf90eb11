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

/** Rows by primary opcode and bits 21-31, which hold every extended opcode. */
const index: (InstructionRow | undefined)[] = Array.from({ length: 64 << 11 })
for (const row of instructionTable) {
  const opcode = row.value >>> 26
  for (let low = 0; low < 1 << 11; low++) {
    if (((low ^ row.value) & row.mask & 0x7ff) === 0) index[(opcode << 11) | low] = row
  }
}

/** The row of an instruction word, or undefined when the 750 has no such instruction. */
export function decodeRow(word: number): InstructionRow | undefined {
  const row = index[((word >>> 26) << 11) | (word & 0x7ff)]
  if (row === undefined) return undefined
  const isSprMove = row.mnemonic === 'mfspr' || row.mnemonic === 'mtspr'
  if (isSprMove && !isUserSpr(((word >>> 16) & 31) | ((word >>> 6) & 0x3e0))) return refusedSpr
  return row
}

export function decode(pc: number, word: number): Instruction | undefined {
  const row = decodeRow(word)
  return row && new Instruction(pc, word >>> 0, row)
}
