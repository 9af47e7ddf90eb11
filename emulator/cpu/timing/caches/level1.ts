/**
 * The level-1 caches: eight ways, pseudo-LRU; the data cache writes back and allocates for stores (MPC750UM, 3.5.1). One data
 * miss and one instruction miss are outstanding at most; while a line comes, accesses to other lines that are there go on
 * (MPC7400UM, table 1-7, "Outstanding misses" and "Miss under miss", tells what the 750 does).
 */

import { STATE } from '../../state-layout.ts'
import { LEVEL1_WAYS, LINE_BYTES } from './hierarchy.ts'
import { DIRTY, type Level1Layout, MODIFIED, NO_LINE, PRESENT, VALID } from './layout.ts'
import type { Level2Functions } from './level2.ts'
import { ModelCode, type ModelPlan } from './model-code.ts'

/** What is done to a line. */
export const LINE_OPERATION = {
  load: 0,
  store: 1,
  /** dcbt and dcbtst: the line is read, and nobody waits for it. */
  touch: 2,
  /** dcbz: the line is there, and was not read. */
  zero: 3,
} as const
/** The operations that modify the line are odd. */
const MODIFIES = 1

const SET_BYTES = LEVEL1_WAYS * 4
/** Tags that are compared at once. */
const LANES = 4
/** dcbst writes a modified line to memory; dcbf also forgets it, and so does what is written to memory by somebody else. */
export const CLEAN = { keep: 1, forget: 0 } as const

export interface Level1Imports {
  /** (pc, line, cycles waited): a miss; only where it is asked for. */
  readonly missed: number | undefined
}

interface SetLocals {
  readonly set: number
  /** Where its first tag lies, less the layout's offset. */
  readonly base: number
  readonly way: number
}

export class Level1Code {
  readonly #plan: ModelPlan
  readonly #level2: Level2Functions
  readonly #imports: Level1Imports

  constructor(plan: ModelPlan, level2: Level2Functions, imports: Level1Imports) {
    this.#plan = plan
    this.#level2 = level2
    this.#imports = imports
  }

  /** (line, operation, pc, fuel) to the fuel that is left. */
  data(): ModelCode {
    const c = new ModelCode(this.#plan, 4)
    const [line, operation, pc, fuel] = [0, 1, 2, 3]
    const cache = this.#plan.layout.data
    const at = this.#locate(c, cache, line)
    const [now, ready, old] = [c.local('i64'), c.local('i64'), c.local('i32')]
    this.#ifThere(c, cache, at, line, () => {
      this.#setOrder(c, cache, at)
      c.localGet(operation).i32Const(MODIFIES).i32And().if()
      this.#updateTag(c, cache, at, () => c.i32Const(DIRTY).i32Or())
      c.end()
      this.#tellPresence(c, cache, at, line)
      c.localGet(fuel).return()
    })

    this.#findVictim(c, cache, at)
    this.#pushTag(c, cache, at).localTee(old).i32Const(VALID).i32And().if()
    this.#pushHostLine(c, () => c.localGet(old).i32Const(-LINE_BYTES).i32And())
    this.#storePresence(c, () => c.i32Const(0))
    c.end()
    this.#pushNow(c, fuel).localTee(now).time('dataFree').latest().localSet(ready)
    this.#countDataMiss(c, operation)
    this.#fillLine(c, line, operation, ready)
    c.localGet(old).i32Const(DIRTY).i32And().if()
    c.count('dataCastouts')
    c.localGet(old).i32Const(-LINE_BYTES).i32And().time('dataFree').call(this.#level2.write)
    c.setTime('dataFree', () => c.time('dataFree').addTime(this.#plan.times.victim))
    c.end()
    this.#replaceTag(c, cache, at, () => {
      c.localGet(line).i32Const(VALID).i32Or()
      c.localGet(operation).i32Const(MODIFIES).i32And().i32Const(DIRTY).i32Mul().i32Or()
    })
    this.#setOrder(c, cache, at)
    this.#tellPresence(c, cache, at, line)
    this.#wait(c, { ready, now, fuel, pc, line }, 'dataStallCycles')
    return c.localGet(fuel)
  }

  /** When somebody waits for it, `ready` becomes when the line's first double word is there, else it stays when its reading began. */
  #fillLine(c: ModelCode, line: number, operation: number, ready: number): void {
    const { arbitration, allocation } = this.#plan.times
    const first = c.local('i64')
    c.localGet(operation).i32Const(LINE_OPERATION.zero).i32Eq().if()
    c.setTime('dataFree', () => c.localGet(ready).addTime(allocation))
    c.else()
    c.localGet(line).localGet(ready).addTime(arbitration).call(this.#level2.read).localSet(first)
    c.setTime('dataFree', () => c.time('lineWhole').addTime(allocation))
    c.localGet(operation).i32Eqz().if().localGet(first).localSet(ready).end()
    c.end()
  }

  #countDataMiss(c: ModelCode, operation: number): void {
    const { load, store, touch } = LINE_OPERATION
    c.localGet(operation).i32Const(load).i32Eq().if().count('loadMisses').else()
    c.localGet(operation).i32Const(store).i32Eq().if().count('storeMisses').else()
    c.localGet(operation).i32Const(touch).i32Eq().if().count('touchMisses').else().count('zeroedLines').end()
    c.end().end()
  }

  /** (line, fuel) to the fuel that is left: a fetch. */
  instruction(): ModelCode {
    const c = new ModelCode(this.#plan, 2)
    const [line, fuel] = [0, 1]
    const cache = this.#plan.layout.instruction
    const at = this.#locate(c, cache, line)
    const [now, ready] = [c.local('i64'), c.local('i64')]
    this.#ifThere(c, cache, at, line, () => {
      this.#setOrder(c, cache, at)
      c.localGet(fuel).return()
    })
    this.#findVictim(c, cache, at)
    c.count('instructionMisses')
    this.#pushNow(c, fuel).localSet(now)
    c.localGet(line).localGet(now).time('instructionFree').latest().call(this.#level2.read).localSet(ready)
    c.setTime('instructionFree', () => c.time('lineWhole'))
    this.#replaceTag(c, cache, at, () => c.localGet(line).i32Const(VALID).i32Or())
    this.#setOrder(c, cache, at)
    this.#wait(c, { ready, now, fuel, pc: line, line }, 'instructionStallCycles')
    return c.localGet(fuel)
  }

  /** (line): it is not in the instruction cache afterwards. */
  forgetInstruction(): ModelCode {
    const c = new ModelCode(this.#plan, 1)
    const cache = this.#plan.layout.instruction
    const at = this.#locate(c, cache, 0)
    this.#ifThere(c, cache, at, 0, () => this.#replaceTag(c, cache, at, () => c.i32Const(0)))
    return c
  }

  /** (line, CLEAN, fuel): a modified line goes to memory. */
  clean(): ModelCode {
    const c = new ModelCode(this.#plan, 3)
    const [line, keep, fuel] = [0, 1, 2]
    const cache = this.#plan.layout.data
    const at = this.#locate(c, cache, line)
    const now = c.local('i64')
    this.#pushNow(c, fuel).localSet(now)
    this.#ifThere(c, cache, at, line, () => {
      this.#pushTag(c, cache, at).i32Const(DIRTY).i32And().if()
      c.count('dataCastouts')
      c.localGet(line).localGet(now).call(this.#level2.write)
      c.end()
      this.#updateTag(c, cache, at, () => c.i32Const(~DIRTY).i32And())
      this.#tellPresence(c, cache, at, line)
      // It was not accessed
      this.#storeLast(c, at, () => c.i32Const(NO_LINE))
      c.localGet(keep).i32Eqz().if()
      this.#replaceTag(c, cache, at, () => c.i32Const(0))
      this.#pushHostLine(c, () => c.localGet(line))
      this.#storePresence(c, () => c.i32Const(0))
      c.end()
    })
    return c.localGet(line).localGet(now).localGet(keep).call(this.#level2.clean)
  }

  /** (fuel) to the fuel that is left: waits until all is done (sync). */
  drain(): ModelCode {
    const c = new ModelCode(this.#plan, 1)
    const [now, ready] = [c.local('i64'), c.local('i64')]
    this.#pushNow(c, 0).localSet(now)
    c.time('dataFree').time('busFree').latest().localGet(now).latest().localSet(ready)
    this.#subtractWait(c, ready, now, 0, 'dataStallCycles')
    return c.localGet(0)
  }

  #pushNow(c: ModelCode, fuel: number): ModelCode {
    return c.time('timeWithoutFuel').localGet(fuel).i64ExtendI32S().i64Sub()
  }

  #subtractWait(
    c: ModelCode,
    ready: number,
    now: number,
    fuel: number,
    counter: 'dataStallCycles' | 'instructionStallCycles',
  ): number {
    const cycles = c.local('i32')
    c.localGet(ready).localGet(now).i64Sub().i32WrapI64().localSet(cycles)
    c.localGet(fuel).localGet(cycles).i32Sub().localSet(fuel)
    c.addTo(counter, () => c.localGet(cycles).i64ExtendI32S())
    return cycles
  }

  #wait(
    c: ModelCode,
    locals: { ready: number; now: number; fuel: number; pc: number; line: number },
    counter: 'dataStallCycles' | 'instructionStallCycles',
  ): void {
    const cycles = this.#subtractWait(c, locals.ready, locals.now, locals.fuel, counter)
    const { missed } = this.#imports
    if (missed !== undefined) c.localGet(locals.pc).localGet(locals.line).localGet(cycles).call(missed)
  }

  // Sets and ways

  /** Sets are numbered as host lines are. */
  #locate(c: ModelCode, { sets }: Level1Layout, line: number): SetLocals {
    const at = { set: c.local('i32'), base: c.local('i32'), way: c.local('i32') }
    c.field(line, Math.log2(LINE_BYTES), sets)
      .i32Const(sets - 1)
      .i32Xor()
      .localTee(at.set)
    c.i32Const(Math.log2(SET_BYTES)).i32Shl().localSet(at.base)
    return at
  }

  #pushTagAddress(c: ModelCode, { base, way }: SetLocals): ModelCode {
    return c.localGet(base).localGet(way).i32Const(2).i32Shl().i32Add()
  }
  #pushTag(c: ModelCode, { tags }: Level1Layout, at: SetLocals): ModelCode {
    return this.#pushTagAddress(c, at).i32Load(tags)
  }
  #replaceTag(c: ModelCode, { tags }: Level1Layout, at: SetLocals, push: () => unknown): void {
    this.#pushTagAddress(c, at)
    push()
    c.i32Store(tags)
  }
  #updateTag(c: ModelCode, cache: Level1Layout, at: SetLocals, change: () => unknown): void {
    this.#replaceTag(c, cache, at, () => {
      this.#pushTag(c, cache, at)
      change()
    })
  }

  /** Pushes a bit for each way, set where the tag's bits in `mask` are as on the stack. */
  #pushMatches(c: ModelCode, { tags }: Level1Layout, { base }: SetLocals, mask: number): ModelCode {
    const wanted = c.local('i32')
    c.localSet(wanted)
    for (let first = 0; first < LEVEL1_WAYS; first += LANES) {
      c.localGet(base).v128Load(tags + 4 * first)
      c.i32Const(mask).i32x4Splat().v128And().localGet(wanted).i32x4Splat().i32x4Eq().i32x4Bitmask()
      if (first > 0) c.i32Const(first).i32Shl().i32Or()
    }
    return c
  }

  /** Runs the code only where the line is in the cache; `way` is where. */
  #ifThere(c: ModelCode, cache: Level1Layout, at: SetLocals, line: number, emit: () => void): void {
    c.localGet(line).i32Const(VALID).i32Or()
    this.#pushMatches(c, cache, at, ~DIRTY).localTee(at.way).if()
    c.localGet(at.way).i32Ctz().localSet(at.way)
    emit()
    c.end()
  }

  /** Sets `way` to the first that is not in use, else to the one that the replacement bits tell. */
  #findVictim(c: ModelCode, cache: Level1Layout, at: SetLocals): void {
    c.i32Const(0)
    this.#pushMatches(c, cache, at, VALID).localTee(at.way).if()
    c.localGet(at.way).i32Ctz().localSet(at.way)
    c.else()
    c.localGet(at.set).i32Load8U(cache.order).i32Load8U(this.#plan.layout.victim).localSet(at.way)
    c.end()
  }

  /** The way was accessed: changes the replacement bits. */
  #setOrder(c: ModelCode, { order }: Level1Layout, at: SetLocals): void {
    const { kept, set } = this.#plan.layout
    c.localGet(at.set)
    c.localGet(at.set).i32Load8U(order).localGet(at.way).i32Load8U(kept).i32And()
    c.localGet(at.way).i32Load8U(set).i32Or().i32Store8(order)
  }

  // What translated code looks at

  #pushHostLine(c: ModelCode, pushLine: () => unknown): void {
    c.i32Const(this.#plan.ramBytes - LINE_BYTES)
    pushLine()
    c.i32Sub()
  }
  /** With the host line on the stack. */
  #storePresence(c: ModelCode, push: () => unknown): void {
    const { lines, presence } = this.#plan.layout
    c.i32Const(Math.log2(LINE_BYTES))
      .i32ShrU()
      .i32Const(lines - 1)
      .i32And()
    push()
    c.i32Store8(presence)
  }
  #storeLast(c: ModelCode, { set }: SetLocals, push: () => unknown): void {
    c.localGet(set).i32Const(2).i32Shl()
    push()
    c.i32Store(STATE.dataLines)
  }
  /** The line is in its way, and was the last of its set. */
  #tellPresence(c: ModelCode, cache: Level1Layout, at: SetLocals, line: number): void {
    const modified = c.local('i32')
    this.#pushTag(c, cache, at)
      .i32Const(DIRTY)
      .i32And()
      .i32Const(MODIFIED / DIRTY)
      .i32Mul()
      .localSet(modified)
    const pushLine = () => c.localGet(line)
    this.#pushHostLine(c, pushLine)
    this.#storePresence(c, () => c.localGet(at.way).i32Const(PRESENT).i32Or().localGet(modified).i32Or())
    this.#storeLast(c, at, () => {
      this.#pushHostLine(c, pushLine)
      c.localGet(modified).i32Or()
    })
  }
}
