/**
 * Branch and condition register instructions (MPCFPE32B, section 4.2.4).
 * Columns: mnemonic, encoding, operands, implied registers, timing, semantics.
 *
 * The four branches have no semantics here: the translator makes them into control flow (translate/control-flow.ts). What they read and
 * write depends on BO: `counter` is CTR when BO says that it is decremented.
 */

import { SLOT } from '../state.ts'
import type { Emitter } from '../translate/emitter.ts'
import type { Instruction } from './instruction.ts'
import { type Encoding, extended, type InstructionRow, primary, row, type Semantics } from './row.ts'

type Emit = (e: Emitter, i: Instruction) => void

const branch = (
  mnemonic: string,
  encoding: Encoding,
  operands: string,
  implied: string,
  timing: string,
  semantics: Emit | Semantics = {},
): InstructionRow => row('branch', mnemonic, encoding, operands, implied, timing, semantics)

interface BitOptions {
  readonly complementRight?: boolean
  readonly complementResult?: boolean
}

const bits =
  (operation: 'i32And' | 'i32Or' | 'i32Xor', { complementRight, complementResult }: BitOptions = {}): Emit =>
  (e, i) => {
    e.slot(SLOT.cr + i.crbA).slot(SLOT.cr + i.crbB)
    if (complementRight) e.i32Eqz()
    e[operation]()
    if (complementResult) e.i32Eqz()
    e.setSlot(SLOT.cr + i.crbD)
  }

const moveField: Emit = (e, i) => {
  if (i.crfS === i.crfD) return
  for (let bit = 0; bit < 4; bit++) e.slot(SLOT.cr + 4 * i.crfS + bit).setSlot(SLOT.cr + 4 * i.crfD + bit)
}

export const branchInstructions: readonly InstructionRow[] = [
  // Branch
  branch('bx', primary(18, 'AA LK'), 'LI', '', 'BPU'),
  branch('bcx', primary(16, 'AA LK'), 'BO BI BD', '+counter', 'BPU'),
  branch('bcctrx', extended(19, 528, 'LK'), 'BO BI', 'CTR', 'BPU'),
  branch('bclrx', extended(19, 16, 'LK'), 'BO BI', 'LR +counter', 'BPU'),

  // Condition register
  branch('crand', extended(19, 257), '=crbD crbA crbB', '', 'SRU 1 exec', bits('i32And')),
  branch('crandc', extended(19, 129), '=crbD crbA crbB', '', 'SRU 1 exec', bits('i32And', { complementRight: true })),
  branch('creqv', extended(19, 289), '=crbD crbA crbB', '', 'SRU 1 exec', bits('i32Xor', { complementResult: true })),
  branch('crnand', extended(19, 225), '=crbD crbA crbB', '', 'SRU 1 exec', bits('i32And', { complementResult: true })),
  branch('crnor', extended(19, 33), '=crbD crbA crbB', '', 'SRU 1 exec', bits('i32Or', { complementResult: true })),
  branch('cror', extended(19, 449), '=crbD crbA crbB', '', 'SRU 1 exec', bits('i32Or')),
  branch('crorc', extended(19, 417), '=crbD crbA crbB', '', 'SRU 1 exec', bits('i32Or', { complementRight: true })),
  branch('crxor', extended(19, 193), '=crbD crbA crbB', '', 'SRU 1 exec', bits('i32Xor')),
  branch('mcrf', extended(19, 0), '=crfD crfS', '', 'SRU 1 exec', moveField),
]
