/** Programs as trees of what they do, so that they stay valid when parts are left out; and their layout as instruction words. */

import { CODE_ADDRESS } from './oracle-record.ts'

export type ProgramNode =
  /** Instructions that belong together: an address is formed and used. */
  | { readonly kind: 'line'; readonly words: readonly number[] }
  /** `body` where the branch is not taken, else `otherwise`. */
  | {
      readonly kind: 'branch'
      readonly bo: number
      readonly bi: number
      readonly body: readonly ProgramNode[]
      readonly otherwise: readonly ProgramNode[]
    }
  | {
      readonly kind: 'loop'
      readonly counter: LoopCounter
      readonly count: number
      /** Entered between the two. */
      readonly isEnteredInside: boolean
      /** A branch out of it, between the two. */
      readonly exit: { readonly bo: number; readonly bi: number } | undefined
      readonly first: readonly ProgramNode[]
      readonly second: readonly ProgramNode[]
    }
  | {
      readonly kind: 'call'
      readonly by: 'bl' | 'bcl' | 'bctrl' | 'blrl' | 'bclrl'
      readonly bo: number
      readonly bi: number
      readonly target: number
      /** Calls while there is fuel: what may recurse without end otherwise. */
      readonly takesFuel: boolean
      readonly scratch: number
    }
  /** Jumps by a table of addresses, indexed by two bits of a register. */
  | {
      readonly kind: 'switch'
      readonly index: number
      readonly scratch: number
      readonly cases: readonly (readonly ProgramNode[])[]
    }
  /** Returns on a condition; only in functions without a frame. */
  | { readonly kind: 'return'; readonly bo: number; readonly bi: number }
  /** Finds its own address: bl to the next instruction. */
  | { readonly kind: 'here'; readonly register: number }

/** How often a loop runs is kept in CTR (which its body then leaves alone), in a register, or in the stack frame. */
export type LoopCounter =
  | { readonly in: 'ctr'; readonly scratch: number; readonly bo: number; readonly bi: number }
  | { readonly in: 'register'; readonly register: number }
  | { readonly in: 'frame'; readonly offset: number; readonly scratch: number }

export interface ProgramFunction {
  readonly body: readonly ProgramNode[]
  /** Saves LR and some registers in a stack frame; without one it calls nobody. */
  readonly frame: { readonly firstSaved: number; readonly byMultiple: boolean } | undefined
  /** Ends with a branch to another function instead of a return. */
  readonly tail: number | undefined
  /** Returns this many instructions behind where it was called from. */
  readonly skips: number
}

export interface Program {
  readonly main: readonly ProgramNode[]
  readonly functions: readonly ProgramFunction[]
}

/** Registers with a purpose: random instructions do not write them. The rest can be loaded by lmw. */
export const STACK = 1
export const WINDOW_BASE = 2
export const INDEX = 3
export const FUEL = 4
export const COUNTERS: readonly number[] = [5, 6, 7]
export const FIRST_FREE = 8

const LOCALS_AT = 24
export const LOCALS = 8
export const localOffset = (index: number): number => LOCALS_AT + 4 * index

const NOP = 0x60000000
const BLR = 0x4e800020
const BCTR = 0x4e800420
const ALWAYS = 20
const NOT_EQUAL = { bo: 4, bi: 2 }
const NOT_GREATER = { bo: 4, bi: 1 }
const SPR_LR = 8
const SPR_CTR = 9

export const dForm = (opcode: number, register: number, rA: number, immediate: number): number =>
  ((opcode << 26) | (register << 21) | (rA << 16) | (immediate & 0xffff)) >>> 0
export const xForm = (register: number, rA: number, rB: number, extension: number): number =>
  ((31 << 26) | (register << 21) | (rA << 16) | (rB << 11) | (extension << 1)) >>> 0
export const addi = (rD: number, rA: number, value: number): number => dForm(14, rD, rA, value)
const addis = (rD: number, rA: number, value: number): number => dForm(15, rD, rA, value)
const ori = (rA: number, rS: number, value: number): number => dForm(24, rS, rA, value)
const lwz = (rD: number, offset: number, rA: number): number => dForm(32, rD, rA, offset)
const stw = (rS: number, offset: number, rA: number): number => dForm(36, rS, rA, offset)
const cmpwi = (rA: number, value: number): number => dForm(11, 0, rA, value)
const mfspr = (rD: number, spr: number): number => xForm(rD, spr, 0, 339)
const mtspr = (spr: number, rS: number): number => xForm(rS, spr, 0, 467)
const conditional = ({ bo, bi }: { bo: number; bi: number }): number => ((16 << 26) | (bo << 21) | (bi << 16)) >>> 0

type Label = { at: number }
type Field = 'BD' | 'LI' | 'high' | 'low' | 'word'

class Assembler {
  readonly words: number[] = []
  readonly #fixups: { at: number; label: Label; field: Field }[] = []

  emit(...words: readonly number[]): this {
    for (const word of words) this.words.push(word >>> 0)
    return this
  }
  place(label: Label): this {
    label.at = this.words.length
    return this
  }
  to(label: Label, word: number, field: Field): this {
    this.#fixups.push({ at: this.words.length, label, field })
    return this.emit(word)
  }
  branch(label: Label, link = 0): this {
    return this.to(label, (0x48000000 | link) >>> 0, 'LI')
  }
  branchIf(condition: { bo: number; bi: number }, label: Label, link = 0): this {
    return this.to(label, conditional(condition) | link, 'BD')
  }
  address(register: number, label: Label): this {
    return this.to(label, addis(register, 0, 0), 'high').to(label, ori(register, register, 0), 'low')
  }
  finish(): number[] {
    for (const { at, label, field } of this.#fixups) {
      const address = CODE_ADDRESS + 4 * label.at
      const distance = 4 * (label.at - at)
      const bits = {
        BD: distance & 0xfffc,
        LI: distance & 0x3fffffc,
        high: address >>> 16,
        low: address,
        word: address,
      }
      this.words[at] =
        (this.words[at]! | (field === 'word' ? bits.word : field === 'LI' ? bits.LI : bits[field] & 0xffff)) >>> 0
    }
    return this.words
  }
}

const label = (): Label => ({ at: -1 })

/** The program's words, for CODE_ADDRESS; it ends by running off its end. */
export function layOut(program: Program): number[] {
  return new Layout(program).layOut()
}

class Layout {
  readonly #code = new Assembler()
  readonly #program: Program
  readonly #starts: readonly Label[]
  readonly #tables: { label: Label; cases: readonly Label[] }[] = []

  constructor(program: Program) {
    this.#program = program
    this.#starts = program.functions.map(label)
  }

  layOut(): number[] {
    const end = label()
    this.#nodes(this.#program.main)
    this.#code.branch(end)
    for (const index of reachable(this.#program)) this.#function(index)
    for (const { label: table, cases } of this.#tables) {
      this.#code.place(table)
      for (const target of cases) this.#code.to(target, 0, 'word')
    }
    this.#code.place(end)
    return this.#code.finish()
  }

  #function(index: number): void {
    const { body, frame, tail, skips } = this.#program.functions[index]!
    const code = this.#code.place(this.#starts[index]!)
    if (frame === undefined) {
      this.#nodes(body)
    } else {
      const { firstSaved, byMultiple } = frame
      const saved = Array.from({ length: 32 - firstSaved }, (_, k) => firstSaved + k)
      const savedAt = localOffset(LOCALS)
      const size = savedAt + 4 * saved.length
      code.emit(mfspr(0, SPR_LR), stw(0, 8, STACK), dForm(37, STACK, STACK, -size))
      if (byMultiple) code.emit(dForm(47, firstSaved, STACK, savedAt))
      else code.emit(...saved.map((register, k) => stw(register, savedAt + 4 * k, STACK)))
      // Nothing reads what another program has left in the stack
      for (let local = 0; local < LOCALS; local++) code.emit(stw(firstSaved - local, localOffset(local), STACK))
      this.#nodes(body)
      if (byMultiple) code.emit(dForm(46, firstSaved, STACK, savedAt))
      else code.emit(...saved.map((register, k) => lwz(register, savedAt + 4 * k, STACK)))
      code.emit(lwz(0, size + 8, STACK), addi(STACK, STACK, size), mtspr(SPR_LR, 0))
    }
    if (skips > 0)
      code.emit(mfspr(0, SPR_LR), addi(FIRST_FREE, 0, 4 * skips), xForm(0, 0, FIRST_FREE, 266), mtspr(SPR_LR, 0))
    if (tail === undefined) code.emit(BLR)
    else code.branch(this.#starts[tail]!)
  }

  #nodes(nodes: readonly ProgramNode[]): void {
    for (const node of nodes) this.#node(node)
  }

  #node(node: ProgramNode): void {
    const code = this.#code
    switch (node.kind) {
      case 'line':
        code.emit(...node.words)
        return
      case 'return':
        code.emit(((19 << 26) | (node.bo << 21) | (node.bi << 16) | (16 << 1)) >>> 0)
        return
      case 'here':
        code.emit(0x48000005, mfspr(node.register, SPR_LR))
        return
      case 'branch':
        this.#branch(node)
        return
      case 'loop':
        this.#loop(node)
        return
      case 'switch':
        this.#switch(node)
        return
      case 'call':
        this.#call(node)
    }
  }

  #branch(node: Extract<ProgramNode, { kind: 'branch' }>): void {
    const [otherwise, end] = [label(), label()]
    this.#code.branchIf(node, node.otherwise.length > 0 ? otherwise : end)
    this.#nodes(node.body)
    if (node.otherwise.length > 0) {
      this.#code.branch(end).place(otherwise)
      this.#nodes(node.otherwise)
    }
    this.#code.place(end)
  }

  #loop({ counter, count, isEnteredInside, exit, first, second }: Extract<ProgramNode, { kind: 'loop' }>): void {
    const code = this.#code
    const [head, inside, end] = [label(), label(), label()]
    if (counter.in === 'ctr') code.emit(addi(counter.scratch, 0, count), mtspr(SPR_CTR, counter.scratch))
    else if (counter.in === 'register') code.emit(addi(counter.register, 0, count))
    else code.emit(addi(counter.scratch, 0, count), stw(counter.scratch, counter.offset, STACK))
    if (isEnteredInside) code.branch(inside)
    code.place(head)
    this.#nodes(first)
    code.place(inside)
    if (exit) code.branchIf(exit, end)
    this.#nodes(second)
    if (counter.in === 'ctr') code.branchIf(counter, head)
    else if (counter.in === 'register') {
      code.emit(addi(counter.register, counter.register, -1), cmpwi(counter.register, 0)).branchIf(NOT_EQUAL, head)
    } else {
      const { scratch, offset } = counter
      code.emit(lwz(scratch, offset, STACK), dForm(13, scratch, scratch, -1), stw(scratch, offset, STACK))
      code.branchIf(NOT_EQUAL, head)
    }
    code.place(end)
  }

  #switch({ index, scratch, cases }: Extract<ProgramNode, { kind: 'switch' }>): void {
    const code = this.#code
    const [table, end] = [label(), label()]
    const labels = cases.map(label)
    this.#tables.push({ label: table, cases: labels })
    // The index times 4, from two low bits: rlwinm
    code.emit(((21 << 26) | (index << 21) | (INDEX_TIMES_4 << 16) | (2 << 11) | (28 << 6) | (29 << 1)) >>> 0)
    code.address(scratch, table).emit(xForm(scratch, scratch, INDEX_TIMES_4, 23), mtspr(SPR_CTR, scratch), BCTR)
    cases.forEach((nodes, k) => {
      code.place(labels[k]!)
      this.#nodes(nodes)
      code.branch(end)
    })
    code.place(end)
  }

  #call(node: Extract<ProgramNode, { kind: 'call' }>): void {
    const code = this.#code
    const start = this.#starts[node.target]!
    const { skips } = this.#program.functions[node.target]!
    const over = label()
    if (node.takesFuel) code.emit(addi(FUEL, FUEL, -1), cmpwi(FUEL, 0)).branchIf(NOT_GREATER, over)
    const link = (opcode: number, extension: number, bo: number): number =>
      ((opcode << 26) | (bo << 21) | (node.bi << 16) | (extension << 1) | 1) >>> 0
    if (node.by === 'bl') code.branch(start, 1)
    else if (node.by === 'bcl') code.branchIf(node, start, 1)
    else if (node.by === 'bctrl') {
      code.address(node.scratch, start).emit(mtspr(SPR_CTR, node.scratch), link(19, 528, ALWAYS))
    } else {
      code.address(node.scratch, start).emit(mtspr(SPR_LR, node.scratch))
      code.emit(link(19, 16, node.by === 'blrl' ? ALWAYS : node.bo))
    }
    for (let k = 0; k < skips; k++) code.emit(addi(FIRST_FREE + k, FIRST_FREE + k, 1))
    code.emit(NOP).place(over)
  }
}

/** Holds a switch's offset into its table. */
const INDEX_TIMES_4 = 0

/** Functions that are called, in order. */
function reachable({ main, functions }: Program): number[] {
  const found = new Set<number>()
  const visit = (nodes: readonly ProgramNode[]) => {
    for (const node of nodes) {
      if (node.kind === 'call') add(node.target)
      for (const list of childrenOf(node)) visit(list)
    }
  }
  const add = (index: number) => {
    if (found.has(index)) return
    found.add(index)
    const { body, tail } = functions[index]!
    visit(body)
    if (tail !== undefined) add(tail)
  }
  visit(main)
  return [...found].sort((a, b) => a - b)
}

export function childrenOf(node: ProgramNode): readonly (readonly ProgramNode[])[] {
  if (node.kind === 'branch') return [node.body, node.otherwise]
  if (node.kind === 'loop') return [node.first, node.second]
  return node.kind === 'switch' ? node.cases : []
}

export function withChildren(node: ProgramNode, children: readonly (readonly ProgramNode[])[]): ProgramNode {
  if (node.kind === 'branch') return { ...node, body: children[0]!, otherwise: children[1]! }
  if (node.kind === 'loop') return { ...node, first: children[0]!, second: children[1]! }
  return node.kind === 'switch' ? { ...node, cases: children } : node
}
