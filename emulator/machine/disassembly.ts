/** An instruction as text, from the instruction table's rows. */

import { decode, type Instruction, type Operand } from '../cpu/index.ts'
import { hex } from '../macos/types.ts'

const REGISTER_FIELD = /^(r|fr|crf|crb)[A-Z]$/

/** The mnemonics of the table end in x where Rc, OE, LK or AA make forms of their own. */
function mnemonicOf({ row, oe, rc, lk, aa }: Instruction): string {
  const hasForms = row.flags.rc || row.flags.oe || row.flags.lk || row.flags.aa
  const stem = hasForms && row.mnemonic.endsWith('x') ? row.mnemonic.slice(0, -1) : row.mnemonic
  return `${stem}${oe ? 'o' : ''}${lk ? 'l' : ''}${aa ? 'a' : ''}${rc ? '.' : ''}`
}

function operandOf(instruction: Instruction, { field, zeroIsZero, displaced }: Operand): string {
  const value = instruction[field as 'rD']
  const register = REGISTER_FIELD.exec(field)
  const name =
    register === null
      ? String(value)
      : { r: `r${value}`, fr: `f${value}`, crf: `cr${value}`, crb: String(value) }[register[1]!]!
  if (field === 'LI' || field === 'BD') return hex((instruction.aa ? 0 : instruction.pc) + value)
  const base = zeroIsZero && value === 0 ? '0' : name
  return displaced ? `${instruction.SIMM}(${base})` : base
}

export function disassemble(pc: number, word: number): string {
  const instruction = decode(pc, word)
  if (instruction === undefined) return '.long'
  const operands = instruction.row.operands.map((operand) => operandOf(instruction, operand))
  return `${mnemonicOf(instruction)} ${operands.join(', ')}`.trimEnd()
}
