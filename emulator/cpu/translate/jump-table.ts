/**
 * Finds the targets of a `bctr` that a compiler made for a switch statement: a table of addresses, or of distances from the table, indexed by
 * a register that was compared with the table's size.
 *
 * What is found is a guess that translated code checks: CTR with any other value goes where it says.
 */

import type { Instruction } from '../instructions/instruction.ts'
import { decode } from '../instructions/table.ts'
import type { CodeReader } from './graph.ts'

const TOC_REGISTER = 2
const SPR_CTR = 9
/** How far back compilers' sequences reach; the table's base may be loaded much earlier, outside a loop. */
const SEQUENCE_LENGTH = 40
const FUNCTION_LENGTH = 2000
const LARGEST_TABLE = 1024
/** In bytes of code; also bounds the br_table. */
const LARGEST_DISTANCE = 0x8000

export interface JumpTable {
  /** The targets, in the table's order. */
  readonly entries: readonly number[]
  /** The instruction that loads an entry, and the register with the entry's offset in the table. */
  readonly load: { readonly pc: number; readonly offset: number }
}

export function findJumpTable(jump: Instruction, code: CodeReader): JumpTable | undefined {
  return new TableFinder(jump, code).find()
}

class TableFinder {
  readonly #jump: Instruction
  readonly #code: CodeReader

  constructor(jump: Instruction, code: CodeReader) {
    this.#jump = jump
    this.#code = code
  }

  find(): JumpTable | undefined {
    const move = this.#back(this.#jump.pc, SEQUENCE_LENGTH, (i) => i.row.mnemonic === 'mtspr' && i.SPR === SPR_CTR)
    if (move === undefined) return undefined
    const target = this.#definition(move.rS, move.pc, SEQUENCE_LENGTH)
    if (target?.row.mnemonic === 'lwzx') {
      return this.#read(target.rA, target, false) ?? this.#read(target.rB, target, false)
    }
    if (target?.row.mnemonic !== 'addx') return undefined
    for (const [distance, base] of [
      [target.rA, target.rB],
      [target.rB, target.rA],
    ] as const) {
      const load = this.#definition(distance, target.pc, SEQUENCE_LENGTH)
      if (load?.row.mnemonic !== 'lwzx' || (load.rA !== base && load.rB !== base)) continue
      const table = this.#read(base, load, true)
      if (table) return table
    }
    return undefined
  }

  #read(baseRegister: number, load: Instruction, relative: boolean): JumpTable | undefined {
    const base = this.#value(baseRegister, load.pc, 4)
    if (base === undefined) return undefined
    const bound = this.#back(this.#jump.pc, SEQUENCE_LENGTH, (i) => i.row.mnemonic === 'cmpli')
    const count = Math.min(bound ? bound.UIMM + 1 : LARGEST_TABLE, LARGEST_TABLE)
    const entries: number[] = []
    for (let k = 0; k < count; k++) {
      const entry = this.#code.word(base + 4 * k)
      const target = entry === undefined ? 0 : ((relative ? base : 0) + entry) >>> 0
      if (!this.#isPlausible(target)) break
      entries.push(target)
    }
    const offset = load.rA === baseRegister ? load.rB : load.rA
    return entries.length > 0 ? { entries, load: { pc: load.pc, offset } } : undefined
  }

  #isPlausible(target: number): boolean {
    if ((target & 3) !== 0 || Math.abs(target - this.#jump.pc) > LARGEST_DISTANCE) return false
    const word = this.#code.word(target)
    return word !== undefined && decode(target, word) !== undefined
  }

  /** A register's value where it is a constant or comes from the table of contents. */
  #value(register: number, before: number, depth: number): number | undefined {
    if (register === TOC_REGISTER) return this.#code.toc
    const i = depth > 0 ? this.#definition(register, before, FUNCTION_LENGTH) : undefined
    if (i === undefined) return undefined
    const base = (): number | undefined => (i.rA === 0 ? 0 : this.#value(i.rA, i.pc, depth - 1))
    const plus = (value: number | undefined, offset: number) =>
      value === undefined ? undefined : (value + offset) >>> 0
    if (i.row.mnemonic === 'addi') return plus(base(), i.SIMM)
    if (i.row.mnemonic === 'addis') return plus(base(), i.SIMM << 16)
    if (i.row.mnemonic === 'orx' && i.rS === i.rB) return this.#value(i.rS, i.pc, depth - 1)
    if (i.row.mnemonic === 'lwz' && i.rA === TOC_REGISTER) {
      const address = plus(this.#code.toc, i.SIMM)
      return address === undefined ? undefined : this.#code.word(address)
    }
    return undefined
  }

  /** The last instruction before an address, in the code's order, that sets a register other than from the stack. */
  #definition(register: number, before: number, limit: number): Instruction | undefined {
    return this.#back(before, limit, (i) => {
      const isRestore = i.row.mnemonic === 'lwz' && i.rA === 1
      return !isRestore && i.row.operands.some(({ field, writes }) => writes && gprOf(i, field) === register)
    })
  }

  #back(before: number, limit: number, matches: (i: Instruction) => boolean): Instruction | undefined {
    for (let k = 1; k <= limit; k++) {
      const pc = before - 4 * k
      const word = this.#code.word(pc)
      const i = word === undefined ? undefined : decode(pc, word)
      if (i === undefined) return undefined
      if (matches(i)) return i
    }
    return undefined
  }
}

function gprOf(i: Instruction, field: string): number | undefined {
  if (field === 'rD') return i.rD
  return field === 'rA' ? i.rA : undefined
}
