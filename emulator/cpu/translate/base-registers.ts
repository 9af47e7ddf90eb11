/** What base registers hold, as far as it follows from a block alone: registers are followed through `addi`, `mr` and update forms. */

import type { Instruction } from '../instructions/instruction.ts'

/** The value of a register: what something has put there, by a number (its own at the block's start), and what was added since. */
export interface Linear {
  readonly root: number
  readonly delta: number
}

export const REGISTERS = 32

export function isDisplaced({ row }: Instruction): boolean {
  return row.mayFault && row.operands.some(({ displaced }) => displaced)
}

export class BaseRegisters {
  readonly #values: Linear[] = Array.from({ length: REGISTERS }, (_, root) => ({ root, delta: 0 }))
  #nextRoot = REGISTERS

  valueOf(register: number): Linear {
    return this.#values[register]!
  }

  all(): readonly Linear[] {
    return [...this.#values]
  }

  /** @param written the general registers that the instruction writes, as a mask: the first word of a set of slots */
  execute(i: Instruction, written: number): void {
    const known = this.#knownResult(i)
    for (let bits = written; bits !== 0; bits &= bits - 1) {
      this.#values[31 - Math.clz32(bits & -bits)] = { root: this.#nextRoot++, delta: 0 }
    }
    if (known !== undefined) this.#values[known.register] = known.value
  }

  /** What an instruction leaves in a register, where that is known: `addi`, `mr`, and update forms. */
  #knownResult(i: Instruction): { register: number; value: Linear } | undefined {
    const moved = ({ root, delta }: Linear): Linear => ({ root, delta: delta + i.SIMM })
    const base = this.#values[i.rA]!
    const { row } = i
    if (row.mnemonic === 'addi' && i.rA !== 0) return { register: i.rD, value: moved(base) }
    if (row.mnemonic === 'orx' && i.rS === i.rB) return { register: i.rA, value: this.#values[i.rS]! }
    if (isDisplaced(i) && row.operands.some(({ field, writes }) => field === 'rA' && writes)) {
      // A load into its own base is an invalid form; what was loaded stays
      const overwritten = row.operands[0]!.field === 'rD' && i.rD === i.rA
      return overwritten ? undefined : { register: i.rA, value: moved(base) }
    }
    return undefined
  }
}
