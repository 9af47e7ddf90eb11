/**
 * Chains of double-precision arithmetic of which one test for NaN is enough.
 *
 * Arithmetic with a NaN gives a NaN. Where each result goes into the next operation, a NaN anywhere is one at the end too; what
 * the last operation gives is tested, and when it is a NaN the chain is computed again from its operands, each result being tested. Nobody
 * may look at a result within the chain, and operands that are overwritten before its end are kept.
 */

import { type ArithmeticForm, type ArithmeticOp, arithmeticForms, operandFields } from '../float/forms.ts'
import type { Instruction } from '../instructions/instruction.ts'
import { addSlotsRead, hasSlot, SLOT_SET_WORDS, type SlotSet } from '../instructions/row.ts'
import { SLOT } from '../state.ts'

/** Operands stay in the host's registers until the end. */
const LONGEST = 6

/** An operand: what another member of the chain computes, or a register's value before it. */
export type ChainOperand = { readonly member: number } | { readonly isOverwritten: boolean }

export interface ChainMember {
  readonly chain: Chain
  readonly i: Instruction
  readonly op: ArithmeticOp
  readonly form: ArithmeticForm
  readonly operands: readonly ChainOperand[]
  /** For the emitter: the locals of those that are not other members' results. */
  locals: readonly number[]
}

export interface Chain {
  readonly members: ChainMember[]
  /** Which member's result each register has at the end. */
  readonly results: ReadonlyMap<number, number>
}

/** By the instructions' indices in the block. */
export type Chains = ReadonlyMap<number, ChainMember>
export const NO_CHAINS: Chains = new Map()

const NAME = new Map(
  Object.entries(arithmeticForms).flatMap(([op, { precision }]) =>
    precision === 'double' ? [[`${op}x`, op as ArithmeticOp]] : [],
  ),
)
const operationOf = (i: Instruction): ArithmeticOp | undefined => (i.rc ? undefined : NAME.get(i.row.mnemonic))

interface Open {
  readonly indices: number[]
  readonly results: Map<number, number>
  readonly operands: (readonly (number | undefined)[])[]
  last: number
}

/** @param written what each instruction writes, from `at` on */
export function findChains(
  instructions: readonly Instruction[],
  written: SlotSet,
  at: number,
  observes: (i: Instruction) => boolean,
): Chains {
  let count = 0
  for (const i of instructions) if (operationOf(i) !== undefined) count++
  if (count < 2) return NO_CHAINS
  const found = new Map<number, ChainMember>()
  const open = new Set<Open>()
  const writes = (index: number, register: number) => hasSlot(written, at + index * SLOT_SET_WORDS, SLOT.fpr + register)
  const close = (chain: Open) => {
    open.delete(chain)
    if (chain.indices.length > 1) addMembers(chain, instructions, writes, found)
  }
  const read: SlotSet = new Uint32Array(SLOT_SET_WORDS)
  instructions.forEach((i, index) => {
    read.fill(0)
    addSlotsRead(i, read)
    const op = operationOf(i)
    const touched = [...open].filter(({ results }) => [...results.keys()].some((r) => hasSlot(read, 0, SLOT.fpr + r)))
    const [joined] = touched
    const operands = op === undefined ? [] : operandFields[arithmeticForms[op].kind].map((field) => i[field])
    const joins =
      touched.length === 1 && operands.includes(joined!.last) && joined!.indices.length < LONGEST && !observes(i)
    for (const chain of open) {
      const isOver = touched.includes(chain) || observes(i) || [...chain.results.keys()].some((r) => writes(index, r))
      if (isOver && !(joins && chain === joined)) close(chain)
    }
    if (op === undefined) return
    const chain: Open = joins ? joined! : { indices: [], results: new Map(), operands: [], last: i.frD }
    chain.operands.push(operands.map((register) => chain.results.get(register)))
    chain.results.set(i.frD, chain.indices.length)
    chain.indices.push(index)
    chain.last = i.frD
    open.add(chain)
  })
  for (const chain of open) close(chain)
  return found
}

function addMembers(
  { indices, results, operands }: Open,
  instructions: readonly Instruction[],
  writes: (index: number, register: number) => boolean,
  found: Map<number, ChainMember>,
): void {
  const chain: Chain = { members: [], results }
  const end = indices.at(-1)!
  indices.forEach((index, k) => {
    const i = instructions[index]!
    const op = operationOf(i)!
    const form = arithmeticForms[op]
    const isOverwritten = (register: number) => {
      for (let later = index; later <= end; later++) if (writes(later, register)) return true
      return false
    }
    const member: ChainMember = {
      chain,
      i,
      op,
      form,
      operands: operandFields[form.kind].map((field, n) => {
        const source = operands[k]![n]
        return source === undefined ? { isOverwritten: isOverwritten(i[field]) } : { member: source }
      }),
      locals: [],
    }
    chain.members.push(member)
    found.set(index, member)
  })
}
