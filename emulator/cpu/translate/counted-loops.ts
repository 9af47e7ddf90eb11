/**
 * Loops of one block that count CTR down and do nothing else with it: how a compiler makes most short loops on a PowerPC.
 *
 * How often such a loop goes round before its end or the next deadline is known when it is entered. All of the time is taken at once,
 * and one counter is left to look at. Pointers that only move by constants and address memory are kept reversed, as the addresses are.
 */

import type { Instruction } from '../instructions/instruction.ts'
import { addSlotsRead, addSlotsWritten, hasSlot, SLOT_SET_WORDS, type SlotSet } from '../instructions/row.ts'
import { SLOT, STATE_BYTES } from '../state.ts'
import { bytesOf } from './addresses.ts'
import { REGISTERS } from './base-registers.ts'
import type { Block } from './graph.ts'

/** BO of `bdnz`: the bits that say "decrement, and branch when CTR is not 0", and how they are then. */
const BDNZ = { mask: 0x16, value: 0x10 } as const

function touches(i: Instruction, set: SlotSet): SlotSet {
  set.fill(0)
  addSlotsRead(i, set)
  addSlotsWritten(i, set)
  return set
}

/** @param observes whether an instruction shows the host what the registers or the time are */
export function isCountedLoop(
  { index, instructions, branch, end }: Block,
  observes: (i: Instruction) => boolean,
): boolean {
  if (end.kind !== 'branch' || end.taken !== index || end.otherwise === index || branch === undefined) return false
  if (branch.row.mnemonic !== 'bcx' || branch.lk || (branch.BO & BDNZ.mask) !== BDNZ.value) return false
  const set = new Uint32Array(SLOT_SET_WORDS)
  return instructions.every((i) => !observes(i) && !hasSlot(touches(i, set), 0, SLOT.ctr))
}

/** What an access loads or stores is not its base. */
function isBaseOnly(i: Instruction, register: number): boolean {
  const { field } = i.row.operands[0]!
  if (field.endsWith('..r31')) return register < i.rD
  return !field.startsWith('r') || i.rD !== register
}

/**
 * The registers of a loop that are used as bases of accesses and moved by constants alone. For each, the last byte, from the register on,
 * that an access may reach.
 */
export function pointersOf(instructions: readonly Instruction[]): ReadonlyMap<number, number> {
  const [set, others] = [new Uint32Array(SLOT_SET_WORDS), new Set<number>()]
  const ranges = new Map<number, { reach: number; lowest: number }>()
  for (const i of instructions) {
    touches(i, set)
    for (let register = 0; register < REGISTERS; register++) {
      if (!hasSlot(set, 0, SLOT.gpr + register)) continue
      if (register !== 0 && register === i.rA && i.row.isDisplaced && isBaseOnly(i, register)) {
        const known = ranges.get(register)
        const reach = Math.max(known?.reach ?? Number.NEGATIVE_INFINITY, i.SIMM + bytesOf(i))
        ranges.set(register, { reach, lowest: Math.min(known?.lowest ?? Number.POSITIVE_INFINITY, i.SIMM) })
      } else if (!(i.row.mnemonic === 'addi' && i.rA === register && i.rD === register && register !== 0)) {
        others.add(register)
      }
    }
  }
  const pointers = new Map<number, number>()
  for (const [register, { reach, lowest }] of ranges) {
    // As in addresses.ts: near the end of RAM an access would trap for the sake of its neighbour
    if (!others.has(register) && reach - lowest <= STATE_BYTES) pointers.set(register, reach)
  }
  return pointers
}
