/**
 * Which bits of the condition register an `mfcr` is made for.
 *
 * Compilers make a number of a comparison by `mfcr` and an `rlwinm` that keeps one bit. Bits that nobody keeps need not be put together, nor
 * be in locals at all: a function that makes no other use of them would load 31 from the state block.
 */

import type { Instruction } from '../instructions/instruction.ts'
import { rotateMask } from '../instructions/integer.ts'
import { hasSlot, SLOT_SET_WORDS, type SlotSet } from '../instructions/row.ts'
import { SLOT } from '../state.ts'

export const ALL_BITS = -1

/**
 * @param index of the `mfcr` in its block
 * @param read what each instruction of the block reads, from `at` on; `written` likewise
 * @param observes whether everything may be looked at when an instruction runs
 */
export function conditionBitsWanted(
  instructions: readonly Instruction[],
  index: number,
  [read, written]: readonly [SlotSet, SlotSet],
  at: number,
  observes: (i: Instruction) => boolean,
): number {
  const { rD } = instructions[index]!
  let wanted = 0
  for (let k = index + 1; k < instructions.length; k++) {
    const i = instructions[k]!
    if (observes(i)) return ALL_BITS
    const base = at + k * SLOT_SET_WORDS
    if (hasSlot(read, base, SLOT.gpr + rD)) {
      if (i.row.mnemonic !== 'rlwinmx') return ALL_BITS
      const mask = rotateMask(i.MB, i.ME)
      wanted |= (mask >>> i.SH) | (mask << (32 - i.SH))
    }
    if (hasSlot(written, base, SLOT.gpr + rD)) return wanted
  }
  return ALL_BITS
}
