/**
 * Which memory accesses of a block share one reversed base address.
 *
 * In reversed memory an access of n bytes at d(rA) lies at size - n - d - rA. When a register is the base of several accesses,
 * size - K - rA is computed once, with K beyond the last byte of all of them, and each access has its distance from there as WebAssembly's
 * own constant offset, which costs nothing. Registers are followed through `addi` and update forms, so that a pointer that
 * moves on in a block stays the same base.
 *
 * WebAssembly adds the offset without wrapping. An access near the end of RAM whose neighbours would be beyond it would
 * trap; that is why they may be no farther apart than the CPU's state block is long, which is in the last bytes of RAM.
 */

import type { Instruction } from '../instructions/instruction.ts'
import { SLOT_SET_WORDS, type SlotSet } from '../instructions/row.ts'
import { STATE_BYTES } from '../state.ts'

/** The value of a register: what something has put there, by a number (its own at the block's start), and what was added since. */
interface Linear {
  readonly root: number
  readonly delta: number
}

/** Accesses from one root. */
export interface Base {
  /** What is to be subtracted from the size of RAM, beside the root. */
  reach: number
  /** The lowest displacement from the root. */
  lowest: number
  accesses: number
  /** The local that has the reversed base, once it was computed. */
  local: number
}

export interface SharedAccess {
  readonly base: Base
  /** The base register's distance from the root, before the instruction. */
  readonly delta: number
}

/** No displaced access is longer, but for lmw and stmw. */
const LONGEST_BYTES = 8
const REGISTERS = 32
const MOST_DISTANT = 1 << 20

function isDisplaced({ row }: Instruction): boolean {
  return row.mayFault && row.operands.some(({ displaced }) => displaced)
}

function bytesOf(i: Instruction): number {
  const { mnemonic } = i.row
  return mnemonic === 'lmw' || mnemonic === 'stmw' ? 4 * (REGISTERS - i.rD) : LONGEST_BYTES
}

const NONE: ReadonlyMap<number, SharedAccess> = new Map()

/**
 * @param written what each instruction writes, from `at` on
 * @returns the accesses that share a base with others, by their index in the block
 */
export function shareBases(
  instructions: readonly Instruction[],
  written: SlotSet,
  at: number,
): ReadonlyMap<number, SharedAccess> {
  if (instructions.length < 2 || instructions.filter(isDisplaced).length < 2) return NONE
  const values: Linear[] = Array.from({ length: REGISTERS }, (_, root) => ({ root, delta: 0 }))
  const bases = new Map<number, Base>()
  const accesses = new Map<number, SharedAccess>()
  let nextRoot = REGISTERS
  instructions.forEach((i, index) => {
    const base = values[i.rA]!
    if (i.rA !== 0 && isDisplaced(i)) {
      const shared = addAccess(bases, base, i)
      if (shared !== undefined) accesses.set(index, { base: shared, delta: base.delta })
    }
    const known = knownResult(i, values)
    // The general registers are the first word of the set
    let bits = written[at + index * SLOT_SET_WORDS]!
    while (bits !== 0) {
      values[31 - Math.clz32(bits & -bits)] = { root: nextRoot++, delta: 0 }
      bits &= bits - 1
    }
    if (known !== undefined) values[known.register] = known.value
  })
  for (const [index, { base }] of accesses) if (base.accesses < 2) accesses.delete(index)
  return accesses
}

/** What an instruction leaves in a register, where that is known: `addi`, `mr`, and update forms. */
function knownResult(i: Instruction, values: readonly Linear[]): { register: number; value: Linear } | undefined {
  const moved = ({ root, delta }: Linear): Linear => ({ root, delta: delta + i.SIMM })
  const base = values[i.rA]!
  const { row } = i
  if (row.mnemonic === 'addi' && i.rA !== 0) return { register: i.rD, value: moved(base) }
  if (row.mnemonic === 'orx' && i.rS === i.rB) return { register: i.rA, value: values[i.rS]! }
  if (isDisplaced(i) && row.operands.some(({ field, writes }) => field === 'rA' && writes)) {
    // A load into its own base is an invalid form; what was loaded stays
    const overwritten = row.operands[0]!.field === 'rD' && i.rD === i.rA
    return overwritten ? undefined : { register: i.rA, value: moved(base) }
  }
  return undefined
}

/** Undefined where the access is too far from the others of its root. */
function addAccess(bases: Map<number, Base>, { root, delta }: Linear, i: Instruction): Base | undefined {
  const displacement = delta + i.SIMM
  if (Math.abs(displacement) > MOST_DISTANT) return undefined
  const end = displacement + bytesOf(i)
  const base = bases.get(root)
  if (base === undefined) {
    const made: Base = { reach: end, lowest: displacement, accesses: 1, local: -1 }
    bases.set(root, made)
    return made
  }
  const [reach, lowest] = [Math.max(base.reach, end), Math.min(base.lowest, displacement)]
  if (reach - lowest > STATE_BYTES) return undefined
  base.reach = reach
  base.lowest = lowest
  base.accesses++
  return base
}
