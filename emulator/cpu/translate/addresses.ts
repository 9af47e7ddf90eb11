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
import { BaseRegisters, REGISTERS } from './base-registers.ts'

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
const MOST_DISTANT = 1 << 20

/** Not fewer than an access has. */
export function bytesOf(i: Instruction): number {
  const { mnemonic } = i.row
  return mnemonic === 'lmw' || mnemonic === 'stmw' ? 4 * (REGISTERS - i.rD) : LONGEST_BYTES
}

const NONE: ReadonlyMap<number, SharedAccess> = new Map()

const registers = new BaseRegisters()

function hasTwoDisplaced(instructions: readonly Instruction[]): boolean {
  let count = 0
  for (const { row } of instructions) if (row.isDisplaced && ++count === 2) return true
  return false
}

/**
 * @param written what each instruction writes, from `at` on
 * @returns the accesses that share a base with others, by their index in the block
 */
export function shareBases(
  instructions: readonly Instruction[],
  written: SlotSet,
  at: number,
): ReadonlyMap<number, SharedAccess> {
  if (!hasTwoDisplaced(instructions)) return NONE
  registers.reset()
  const bases = new Map<number, Base>()
  const accesses = new Map<number, SharedAccess>()
  for (let index = 0; index < instructions.length; index++) {
    const i = instructions[index]!
    if (i.row.isDisplaced && i.rA !== 0) {
      const delta = registers.deltaOf(i.rA)
      const shared = addAccess(bases, registers.rootOf(i.rA), delta, i)
      if (shared !== undefined) accesses.set(index, { base: shared, delta })
    }
    registers.execute(i, written[at + index * SLOT_SET_WORDS]!)
  }
  for (const [index, { base }] of accesses) if (base.accesses < 2) accesses.delete(index)
  return accesses
}

/** Undefined where the access is too far from the others of its root. */
function addAccess(bases: Map<number, Base>, root: number, delta: number, i: Instruction): Base | undefined {
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
