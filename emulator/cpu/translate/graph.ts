/** A guest function as a graph of basic blocks, found by following its branches. */

import { looksAtFpscr } from '../instructions/floating-point-flags.ts'
import type { Instruction } from '../instructions/instruction.ts'
import { decrementsCounter, readsCondition } from '../instructions/row.ts'
import { decode } from '../instructions/table.ts'
import { findJumpTable, type JumpTable } from './jump-table.ts'

/** How a block ends. `to`, `next`, `taken` and `otherwise` are blocks' indices. */
export type End =
  /** `callee` tells of a function that became part of this one, and is called or, without a `returnPc`, jumped to here. */
  | {
      readonly kind: 'goto'
      readonly to: number
      readonly callee?: { readonly pc: number; readonly returnPc?: number }
    }
  | { readonly kind: 'branch'; readonly i: Instruction; readonly taken: number; readonly otherwise: number }
  /** To LR; where a callee is part of its caller, likely to the caller's next block. */
  | { readonly kind: 'return'; readonly expected?: { readonly returnPc: number; readonly next: number } }
  /** To CTR: a tail call of whatever is there. */
  | { readonly kind: 'jump' }
  /** To CTR, which likely has one of these addresses, out of the table; `otherwise` is a jump. */
  | {
      readonly kind: 'switch'
      readonly table: JumpTable
      readonly cases: readonly { readonly pc: number; readonly to: number }[]
      readonly otherwise: number
    }
  /** A branch to another function. */
  | { readonly kind: 'tail'; readonly pc: number }
  | {
      readonly kind: 'call'
      readonly target: number | 'lr' | 'ctr'
      readonly returnPc: number
      readonly next: number
      /** It was a jump, in a function that became part of its caller: LR stays as it is. */
      readonly isJump?: boolean
    }
  /** An instruction that the host does, or that faults. */
  | { readonly kind: 'host'; readonly pc: number; readonly i: Instruction | undefined; readonly next: number }
  | { readonly kind: 'service'; readonly number: number; readonly pc: number }
  /** Back to the dispatcher, which goes on at pc. */
  | { readonly kind: 'leave'; readonly pc: number }

export interface Block {
  readonly index: number
  readonly pc: number
  /** All that have semantics of their own; the branch at the end, if any, is `branch`. */
  readonly instructions: readonly Instruction[]
  /** The branch that ends the block: its LK sets LR here. */
  readonly branch: Instruction | undefined
  readonly end: End
  /** The entry of a function that became part of its caller, and calls others itself: deadlines are looked at as if it had been called. */
  readonly isInlinedEntry?: boolean
}

export interface Graph {
  readonly pc: number
  /** The first is the entry. */
  readonly blocks: readonly Block[]
  /** Targets of calls and tail calls, in order of appearance. */
  readonly callees: readonly number[]
  readonly instructionCount: number
  /** What each block takes, in units of fuel, where that does not follow from this graph. */
  readonly fuel?: Int32Array
}

export interface CodeReader {
  /** The instruction word at a guest address; undefined outside RAM. */
  word(pc: number): number | undefined
  /** Whether a function is known to start there: a plain branch to it is a tail call. */
  isEntry(pc: number): boolean
  /** The table of contents (r2), for tables found by way of it. */
  readonly toc: number | undefined
}

/** Primary opcode 6, reserved on the 750, marks a service stub. */
const SERVICE_OPCODE = 6
/** The service that a word asks for, if it is a service stub. */
export const serviceOf = (word: number): number | undefined =>
  word >>> 26 === SERVICE_OPCODE ? word & 0x3ffffff : undefined
const ALWAYS = 0x14

/** Functions longer than this are left through the dispatcher, which goes on with a new one. */
const INSTRUCTION_LIMIT = 6000
/** Straight code is left where such a block of bytes begins, so that the places where functions go on are few. */
const CUT_BYTES = 1024

interface Walk {
  readonly decoded: ReadonlyMap<number, Decoded>
  readonly leaders: ReadonlySet<number>
  /** Targets of computed jumps. */
  readonly tables: ReadonlyMap<number, JumpTable>
}

type Decoded = { word: number; i: Instruction | undefined }

const isBranch = (i: Instruction): boolean => i.row.group === 'branch' && i.row.emit === undefined
const isPlainBranch = (i: Instruction): boolean => i.row.mnemonic === 'bx'

function targetOf(i: Instruction): number {
  const displacement = isPlainBranch(i) ? i.LI : i.BD
  return ((i.aa ? 0 : i.pc) + displacement) >>> 0
}

const isRelative = (i: Instruction): boolean => i.row.mnemonic === 'bx' || i.row.mnemonic === 'bcx'
const isUnconditional = (i: Instruction): boolean =>
  isPlainBranch(i) || (i.BO & ALWAYS) === ALWAYS || (i.row.mnemonic === 'bcctrx' && !readsCondition(i.BO))

const isComputedJump = (i: Instruction): boolean => i.row.mnemonic === 'bcctrx' && !i.lk && isUnconditional(i)

/** A call of the next instruction is how code finds its own address: no function starts there. */
const isCall = (i: Instruction): boolean => i.lk && !(isRelative(i) && targetOf(i) === i.pc + 4)

export function discover(entry: number, code: CodeReader): Graph {
  return new GraphBuilder(entry, code, walk(entry, code, INSTRUCTION_LIMIT), false).build()
}

/** One instruction, after which control always leaves. */
export function discoverOne(pc: number, code: CodeReader): Graph {
  const { decoded } = walk(pc, code, 1)
  return new GraphBuilder(pc, code, { decoded, leaders: new Set([pc]), tables: new Map() }, true).build()
}

function walk(entry: number, code: CodeReader, limit: number): Walk {
  const decoded = new Map<number, Decoded>()
  const leaders = new Set([entry])
  const tables = new Map<number, JumpTable>()
  const pending = [entry]
  const lead = (pc: number) => {
    leaders.add(pc)
    pending.push(pc)
  }
  for (let start = pending.pop(); start !== undefined; start = pending.pop()) {
    if (decoded.size >= limit) continue
    for (let pc = start; !decoded.has(pc); pc += 4) {
      if (decoded.size >= limit && (limit === 1 || pc % CUT_BYTES === 0)) break
      const word = code.word(pc)
      if (word === undefined) break
      const i = decode(pc, word)
      decoded.set(pc, { word, i })
      if (i === undefined) break
      // Control may leave for the dispatcher before it, once, and time must be the same then
      if (looksAtFpscr(i)) leaders.add(pc)
      if (i.row.host) {
        lead(pc + 4)
        break
      }
      if (!isBranch(i)) continue
      if (isRelative(i) && !isCall(i) && !isTailCall(i, entry, code)) lead(targetOf(i))
      if (isComputedJump(i)) {
        const table = findJumpTable(i, code)
        if (table) tables.set(pc, table)
        new Set(table?.entries).forEach(lead)
      }
      if (isCall(i) || !isUnconditional(i)) lead(pc + 4)
      break
    }
  }
  return { decoded, leaders, tables }
}

function isTailCall(i: Instruction, entry: number, code: CodeReader): boolean {
  const target = targetOf(i)
  return target !== entry && code.isEntry(target)
}

class GraphBuilder {
  readonly #entry: number
  readonly #code: CodeReader
  readonly #decoded: ReadonlyMap<number, Decoded>
  readonly #leaders: ReadonlySet<number>
  readonly #tables: Walk['tables']
  readonly #blocks: (Block | undefined)[] = []
  readonly #indices = new Map<number, number>()
  readonly #callees = new Set<number>()
  readonly #pending: number[] = []
  readonly #single: boolean

  constructor(entry: number, code: CodeReader, { decoded, leaders, tables }: Walk, single: boolean) {
    this.#entry = entry
    this.#code = code
    this.#decoded = decoded
    this.#leaders = leaders
    this.#tables = tables
    this.#single = single
  }

  build(): Graph {
    this.#blockAt(this.#entry)
    for (let pc = this.#pending.pop(); pc !== undefined; pc = this.#pending.pop()) {
      this.#blocks[this.#indices.get(pc)!] = this.#blockFrom(pc)
    }
    return {
      pc: this.#entry,
      blocks: this.#blocks as Block[],
      callees: [...this.#callees],
      instructionCount: this.#decoded.size,
    }
  }

  /** The index of the block at a guest address, made when first asked for. */
  #blockAt(pc: number): number {
    const known = this.#indices.get(pc)
    if (known !== undefined) return known
    const index = this.#blocks.push(undefined) - 1
    this.#indices.set(pc, index)
    this.#pending.push(pc)
    return index
  }

  /** A block without instructions, for an end that a conditional branch leads to. */
  #endBlock(pc: number, end: End): number {
    const index = this.#blocks.length
    this.#blocks.push({ index, pc, instructions: [], branch: undefined, end })
    return index
  }

  #blockFrom(start: number): Block {
    const instructions: Instruction[] = []
    const block = (end: End, branch?: Instruction): Block => ({
      index: this.#indices.get(start)!,
      pc: start,
      instructions,
      branch,
      end,
    })
    for (let pc = start; ; pc += 4) {
      if (pc !== start && this.#leaders.has(pc)) return block({ kind: 'goto', to: this.#blockAt(pc) })
      const found = this.#decoded.get(pc)
      if (found === undefined) return block({ kind: 'leave', pc })
      const { word, i } = found
      if (i === undefined) {
        const number = serviceOf(word)
        if (number !== undefined) return block({ kind: 'service', number, pc })
        return block({ kind: 'host', pc, i, next: this.#endBlock(pc, { kind: 'leave', pc: pc + 4 }) })
      }
      if (i.row.host) return block({ kind: 'host', pc, i, next: this.#blockAt(pc + 4) })
      if (isBranch(i)) return block(this.#endOf(i), i)
      instructions.push(i)
    }
  }

  #endOf(i: Instruction): End {
    const taken = this.#takenEnd(i)
    if (isUnconditional(i)) return taken
    return {
      kind: 'branch',
      i,
      taken: taken.kind === 'goto' ? taken.to : this.#endBlock(i.pc, taken),
      otherwise: this.#blockAt(i.pc + 4),
    }
  }

  #takenEnd(i: Instruction): End {
    const relative = isRelative(i)
    if (this.#single && relative) return { kind: 'leave', pc: targetOf(i) }
    if (isCall(i)) {
      const target = relative ? targetOf(i) : i.row.mnemonic === 'bclrx' ? 'lr' : 'ctr'
      if (typeof target === 'number') this.#callees.add(target)
      return { kind: 'call', target, returnPc: i.pc + 4, next: this.#blockAt(i.pc + 4) }
    }
    if (i.row.mnemonic === 'bclrx') return { kind: 'return' }
    if (!relative) return this.#jumpEnd(i)
    if (isTailCall(i, this.#entry, this.#code)) {
      this.#callees.add(targetOf(i))
      return { kind: 'tail', pc: targetOf(i) }
    }
    return { kind: 'goto', to: this.#blockAt(targetOf(i)) }
  }

  #jumpEnd({ pc }: Instruction): End {
    const table = this.#tables.get(pc)
    if (table === undefined) return { kind: 'jump' }
    const cases = [...new Set(table.entries)].map((target) => ({ pc: target, to: this.#blockAt(target) }))
    return { kind: 'switch', table, cases, otherwise: this.#endBlock(pc, { kind: 'jump' }) }
  }
}

/** Whether control may pass to another function, and perhaps by way of it back to this one. */
export const goesToOthers = ({ blocks }: Graph): boolean =>
  blocks.some(({ end }) => end.kind === 'call' || end.kind === 'tail' || end.kind === 'jump')

/** Whether control may pass to where LR or CTR says, other than by a return. */
export const goesWhereRegistersSay = ({ blocks }: Graph): boolean =>
  blocks.some(({ end }) => end.kind === 'jump' || (end.kind === 'call' && typeof end.target !== 'number'))

export function successors({ end }: Block): readonly number[] {
  switch (end.kind) {
    case 'goto':
      return [end.to]
    case 'branch':
      return end.taken === end.otherwise ? [end.taken] : [end.taken, end.otherwise]
    case 'switch':
      return [...new Set([...end.cases.map(({ to }) => to), end.otherwise])]
    case 'call':
    case 'host':
      return [end.next]
    case 'return':
      return end.expected ? [end.expected.next] : []
    default:
      return []
  }
}

/** A branch that decrements CTR. bcctr cannot: the form is invalid. */
export const usesCounter = (i: Instruction): boolean =>
  !isPlainBranch(i) && i.row.mnemonic !== 'bcctrx' && decrementsCounter(i.BO)
