/** What base registers hold, as far as it follows from a block alone: registers are followed through `addi`, `mr` and update forms. */

import type { Instruction } from '../instructions/instruction.ts'

export const REGISTERS = 32

/** The value of a register: what something has put there, by a number (its own at the block's start), and what was added since. */
export interface Linear {
  readonly root: number
  readonly delta: number
}

/** One serves one block after the other, because making arrays is slow. */
export class BaseRegisters {
  readonly #roots = new Int32Array(REGISTERS)
  readonly #deltas = new Float64Array(REGISTERS)
  #nextRoot = REGISTERS

  constructor() {
    this.reset()
  }

  /** At a block's start. */
  reset(): void {
    for (let register = 0; register < REGISTERS; register++) this.#roots[register] = register
    this.#deltas.fill(0)
    this.#nextRoot = REGISTERS
  }

  all(): Linear[] {
    return Array.from(this.#roots, (root, register) => ({ root, delta: this.#deltas[register]! }))
  }

  rootOf(register: number): number {
    return this.#roots[register]!
  }
  deltaOf(register: number): number {
    return this.#deltas[register]!
  }

  /** @param written the general registers that the instruction writes, as a mask: the first word of a set of slots */
  execute(i: Instruction, written: number): void {
    if (written === 0) return
    const source = sourceOf(i)
    if (source < 0) {
      this.#forget(written)
      return
    }
    const [root, delta] = [this.#roots[source]!, this.#deltas[source]!]
    this.#forget(written)
    const target = i.row.mnemonic === 'addi' ? i.rD : i.rA
    this.#roots[target] = root
    this.#deltas[target] = i.row.mnemonic === 'orx' ? delta : delta + i.SIMM
  }

  #forget(written: number): void {
    for (let bits = written; bits !== 0; bits &= bits - 1) {
      const register = 31 - Math.clz32(bits & -bits)
      this.#roots[register] = this.#nextRoot++
      this.#deltas[register] = 0
    }
  }
}

/** The register that what an instruction leaves in another is known from: of `addi`, `mr` and update forms; -1 for others. */
function sourceOf(i: Instruction): number {
  const { row } = i
  if (row.updatesBase) {
    if (!row.isDisplaced) return -1
    // A load into its own base is an invalid form; what was loaded stays
    return row.operands[0]!.field === 'rD' && i.rD === i.rA ? -1 : i.rA
  }
  if (row.mnemonic === 'addi') return i.rA === 0 ? -1 : i.rA
  return row.mnemonic === 'orx' && i.rS === i.rB ? i.rS : -1
}
