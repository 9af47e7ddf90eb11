/** Where an instruction accesses memory, for reports. */

import type { Instruction } from './instructions/instruction.ts'
import type { CpuState } from './state.ts'

const INDEXED_OPCODE = 31

export function effectiveAddressOf(i: Instruction, state: CpuState): number {
  const zeroIsZero = i.row.operands.some((operand) => operand.field === 'rA' && operand.zeroIsZero)
  const base = i.rA === 0 && zeroIsZero ? 0 : state.gpr(i.rA)
  const offset = i.word >>> 26 === INDEXED_OPCODE ? state.gpr(i.rB) : i.SIMM
  return (base + offset) >>> 0
}
