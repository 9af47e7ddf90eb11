/** Random programs of hundreds of instructions: lines, branches, loops, switches and calls, bounded in time; and states to run them on. */

import { anyDouble, anyWord, edgeDoubles } from './edge-values.ts'
import { OracleRecord, RECORD_BYTES, STACK_TOP, WINDOW_ADDRESS, WINDOW_BYTES } from './oracle-record.ts'
import { FIRST_DOUBLE, INDEX_VALUE, LineMaker, type Place, type ProgramKind } from './program-lines.ts'
import {
  COUNTERS,
  childrenOf,
  FUEL,
  INDEX,
  type LoopCounter,
  localOffset,
  type Program,
  type ProgramFunction,
  type ProgramNode,
  STACK,
  WINDOW_BASE,
} from './program-tree.ts'
import type { Random } from './random.ts'

/** Calls that may recurse. */
const FUEL_VALUE = 5
/** Instructions run, at most: about, since a switch counts as all of its cases. */
const FUNCTION_COST = 1500
const MAIN_COST = 6000
const NESTED_LOOPS = 3

/** BO: on a condition, with and without the hint. */
const ON_CONDITION = [4, 5, 12, 13]
/** BO that decrement CTR: and a condition, or alone. */
const ON_COUNTER = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19]
/** BO of a counted loop's end: more conditions end it earlier. */
const COUNTING = [16, 17, 16, 0, 8]

interface Context extends Place {
  /** Functions from this on may be called: what they cost is known. */
  readonly firstCallee: number
  readonly mayCall: boolean
  readonly mayReturn: boolean
  /** Loops and branches around. */
  readonly loops: number
  readonly depth: number
}

class ProgramMaker {
  readonly #random: Random
  readonly #lines: LineMaker
  readonly #functions: ProgramFunction[]
  readonly #costs: number[]

  constructor(random: Random, kind: ProgramKind) {
    this.#random = random
    this.#lines = new LineMaker(random, kind)
    const count = random.below(6)
    this.#functions = Array.from({ length: count })
    this.#costs = Array.from({ length: count }, () => 0)
  }

  make(length: number): Program {
    for (let index = this.#functions.length - 1; index >= 0; index--) this.#makeFunction(index)
    const context = {
      mayUseLr: true,
      mayUseCtr: true,
      // What another program has left in the stack is unknown
      hasFrame: false,
      firstCallee: 0,
      mayCall: this.#functions.length > 0,
      mayReturn: false,
      loops: 0,
      depth: 0,
    }
    return { main: this.#nodes(context, length, MAIN_COST), functions: this.#functions }
  }

  #makeFunction(index: number): void {
    const random = this.#random
    const hasFrame = random.below(4) !== 0
    const frame = hasFrame ? { firstSaved: 16 + random.below(16), byMultiple: random.below(2) === 0 } : undefined
    const context = {
      mayUseLr: hasFrame,
      mayUseCtr: true,
      hasFrame,
      firstCallee: index + 1,
      mayCall: hasFrame,
      mayReturn: !hasFrame,
      loops: 0,
      depth: 0,
    }
    const body = this.#nodes(context, 5 + random.below(40), FUNCTION_COST)
    const tails = this.#functions.flatMap((callee, k) => (callee && callee.skips === 0 ? [k] : []))
    const tail = tails.length > 0 && random.below(4) === 0 ? random.pick(tails) : undefined
    const skips = random.below(5) === 0 ? 1 + random.below(3) : 0
    this.#functions[index] = { body, frame, tail, skips }
    this.#costs[index] = 60 + this.#cost(body) + (tail === undefined ? 0 : this.#costs[tail]!)
  }

  /** About `length` instructions that run in `limit` cycles. */
  #nodes(context: Context, length: number, limit: number): ProgramNode[] {
    const nodes: ProgramNode[] = []
    let cost = 0
    for (let size = 0; size < length; ) {
      const node = this.#node(context, length - size)
      const added = this.#cost([node])
      size += sizeOf(node)
      if (cost + added > limit) continue
      cost += added
      nodes.push(node)
    }
    return nodes
  }

  #node(context: Context, room: number): ProgramNode {
    const random = this.#random
    const kind = random.below(100)
    if (room >= 4 && context.depth < 4) {
      if (kind < 12) return this.#branch(context, room)
      if (kind < 18 && context.loops < NESTED_LOOPS) return this.#loop(context, room)
      if (kind < 24 && context.mayCall) return this.#call(context)
      if (kind < 26 && context.mayUseCtr) return this.#switch(context, room)
    }
    if (kind < 27 && context.mayReturn) return { kind: 'return', ...this.#condition(context) }
    if (kind < 28 && context.mayUseLr) return { kind: 'here', register: this.#lines.base() }
    return { kind: 'line', words: this.#lines.line(context) }
  }

  #condition({ mayUseCtr }: Context): { bo: number; bi: number } {
    const usesCounter = mayUseCtr && this.#random.below(4) === 0
    return { bo: this.#random.pick(usesCounter ? ON_COUNTER : ON_CONDITION), bi: this.#random.below(32) }
  }

  #branch(context: Context, room: number): ProgramNode {
    const random = this.#random
    const inside = { ...context, depth: context.depth + 1 }
    const size = () => 1 + random.below(Math.min(room, 24))
    return {
      kind: 'branch',
      ...this.#condition(context),
      body: this.#nodes(inside, size(), FUNCTION_COST),
      otherwise: random.below(2) === 0 ? [] : this.#nodes(inside, size(), FUNCTION_COST),
    }
  }

  #loop(context: Context, room: number): ProgramNode {
    const random = this.#random
    const counter = this.#counter(context)
    const inside = {
      ...context,
      mayUseCtr: context.mayUseCtr && counter.in !== 'ctr',
      mayCall: context.mayCall && counter.in === 'frame',
      loops: context.loops + 1,
      depth: context.depth + 1,
    }
    const size = () => 1 + random.below(Math.min(room, 20))
    return {
      kind: 'loop',
      counter,
      count: 1 + random.below(6),
      isEnteredInside: random.below(4) === 0,
      exit: random.below(4) === 0 ? { bo: random.pick(ON_CONDITION), bi: random.below(32) } : undefined,
      first: this.#nodes(inside, size(), FUNCTION_COST),
      second: this.#nodes(inside, size(), FUNCTION_COST),
    }
  }

  /** What is called may use every counter but those in frames. */
  #counter({ mayUseCtr, loops, mayCall }: Context): LoopCounter {
    const random = this.#random
    const kind = random.below(3)
    if (mayUseCtr && kind === 0) {
      return { in: 'ctr', scratch: this.#lines.base(), bo: random.pick(COUNTING), bi: random.below(32) }
    }
    if (mayCall && kind === 1) {
      return { in: 'frame', offset: localOffset(loops), scratch: this.#lines.base() }
    }
    return { in: 'register', register: COUNTERS[loops]! }
  }

  #call({ firstCallee, mayUseCtr }: Context): ProgramNode {
    const random = this.#random
    const target = random.below(this.#functions.length)
    const takesFuel = target < firstCallee
    const by = random.pick(['bl', 'bl', 'bl', 'bcl', 'bctrl', 'blrl', 'bclrl'] as const)
    const condition = {
      bo: random.pick(mayUseCtr ? [...ON_CONDITION, 16, 18, 10] : ON_CONDITION),
      bi: random.below(32),
    }
    return { kind: 'call', by, ...condition, target, takesFuel, scratch: this.#lines.base() }
  }

  #switch(context: Context, room: number): ProgramNode {
    const inside = { ...context, depth: context.depth + 1 }
    const cases = Array.from({ length: 4 }, () =>
      this.#nodes(inside, this.#random.below(Math.min(room, 8)), FUNCTION_COST),
    )
    return { kind: 'switch', index: this.#lines.base(), scratch: this.#lines.base(), cases }
  }

  #cost(nodes: readonly ProgramNode[]): number {
    return nodes.reduce((sum, node) => sum + this.#costOf(node), 0)
  }

  #costOf(node: ProgramNode): number {
    if (node.kind === 'line') return node.words.length
    if (node.kind === 'call') return 12 + (node.takesFuel ? 0 : this.#costs[node.target]!)
    const inside = childrenOf(node).reduce((sum, list) => sum + this.#cost(list), 0)
    return 6 + inside * (node.kind === 'loop' ? node.count : 1)
  }
}

function sizeOf(node: ProgramNode): number {
  if (node.kind === 'line') return node.words.length
  return 3 + childrenOf(node).reduce((sum, list) => sum + list.reduce((total, child) => total + sizeOf(child), 0), 0)
}

/** A program of about `length` instructions in its main part. */
export const anyProgram = (random: Random, kind: ProgramKind, length: number): Program =>
  new ProgramMaker(random, kind).make(length)

const edgeSingles = edgeDoubles.filter((bits) => (bits & 0x1fffffffn) === 0n && isSingleExponent(bits))

function isSingleExponent(bits: bigint): boolean {
  const exponent = Number((bits >> 52n) & 0x7ffn)
  return exponent === 0x7ff || (bits & 0x7fffffffffffffffn) === 0n || (exponent > 896 && exponent < 1151)
}

/** What single precision holds: mostly plain numbers. */
function anySingle(random: Random): bigint {
  const sign = BigInt(random.below(2)) << 63n
  if (random.below(6) === 0) return random.pick(edgeSingles) ^ sign
  return sign | (BigInt(1023 - 20 + random.below(40)) << 52n) | (BigInt(random.below(0x800000)) << 29n)
}

export function programStates(random: Random, count: number): Uint8Array {
  const inputs = new Uint8Array(count * RECORD_BYTES)
  for (let n = 0; n < count; n++) {
    const state = new OracleRecord(inputs, n)
    for (let register = 0; register < 32; register++) {
      state.setGpr(register, anyWord(random))
      state.setFpr(register, register < FIRST_DOUBLE ? anySingle(random) : anyDouble(random))
    }
    state.setGpr(STACK, STACK_TOP)
    state.setGpr(WINDOW_BASE, WINDOW_ADDRESS)
    state.setGpr(INDEX, INDEX_VALUE)
    state.setGpr(FUEL, FUEL_VALUE)
    state.cr = random.word()
    state.xer = (random.word() & 0xe000007f) >>> 0
    state.ctr = random.below(2) === 0 ? random.below(8) : random.word()
    state.lr = random.word()
    for (let at = 0; at < WINDOW_BYTES; at++) state.window[at] = random.below(256)
  }
  return inputs
}
