/**
 * The level-1 caches: eight ways, pseudo-LRU; the data cache writes back and allocates for stores (MPC750UM, chapter 3). One data
 * miss and one instruction miss are outstanding at most; while a line comes, accesses to other lines that are there go on
 * (MPC7400UM, table 1-7, "Outstanding misses" and "Miss under miss", tells what the 750 does).
 */

import { LEVEL1_WAYS } from './hierarchy.ts'
import { DIRTY, type Level1Layout, VALID } from './layout.ts'
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
/** dcbst writes a modified line to memory; dcbf also forgets it, and so does what is written to memory by somebody else. */
export const CLEAN = { keep: 1, forget: 0 } as const

export interface Level1Imports {
  /** (pc, line, cycles waited): a miss; only where it is asked for. */
  readonly missed: number | undefined
}

interface SetLocals {
  readonly set: number
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

  /** (line, operation, pc, fuel) to whether the line is modified now, and the fuel that is left. */
  data(): ModelCode {
    const c = new ModelCode(4)
    const [line, operation, pc, fuel] = [0, 1, 2, 3]
    const cache = this.#plan.layout.data
    const at = this.#locate(c, cache, line)
    const [now, ready, old] = [c.local('f64'), c.local('f64'), c.local('i32')]
    this.#ifThere(c, cache, at, line, () => {
      this.#setOrder(c, cache, at)
      c.localGet(operation).i32Const(MODIFIES).i32And().if()
      this.#updateTag(c, cache, at, () => c.i32Const(DIRTY).i32Or())
      c.end()
      this.#pushTag(c, cache, at).i32Const(DIRTY).i32And().localGet(fuel).return()
    })

    this.#findVictim(c, cache, at)
    this.#pushTag(c, cache, at).localSet(old)
    this.#pushNow(c, fuel).localTee(now).time('dataFree').f64Max().localSet(ready)
    this.#countDataMiss(c, operation)
    this.#fillLine(c, line, operation, ready)
    c.localGet(old)
      .i32Const(VALID | DIRTY)
      .i32And()
      .i32Const(VALID | DIRTY)
      .i32Eq()
      .if()
    c.count('dataCastouts')
    c.localGet(old).i32Const(-this.#plan.hierarchy.lineBytes).i32And().time('dataFree').call(this.#level2.write)
    c.setTime('dataFree', () => c.time('dataFree').f64Const(this.#plan.hierarchy.dataMiss.victim).f64Add())
    c.end()
    this.#replaceTag(c, cache, at, () => {
      c.localGet(line).i32Const(VALID).i32Or()
      c.localGet(operation).i32Const(MODIFIES).i32And().i32Const(DIRTY).i32Mul().i32Or()
    })
    this.#setOrder(c, cache, at)
    this.#wait(c, { ready, now, fuel, pc, line }, 'dataStallCycles')
    this.#pushTag(c, cache, at).i32Const(DIRTY).i32And()
    return c.localGet(fuel)
  }

  /** When somebody waits for it, `ready` becomes when the line's first double word is there, else it stays when its reading began. */
  #fillLine(c: ModelCode, line: number, operation: number, ready: number): void {
    const { arbitration, allocation } = this.#plan.hierarchy.dataMiss
    const first = c.local('f64')
    c.localGet(operation).i32Const(LINE_OPERATION.zero).i32Eq().if()
    c.setTime('dataFree', () => c.localGet(ready).f64Const(allocation).f64Add())
    c.else()
    c.localGet(line).localGet(ready).f64Const(arbitration).f64Add().call(this.#level2.read).localSet(first)
    c.setTime('dataFree', () => c.time('lineWhole').f64Const(allocation).f64Add())
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
    const c = new ModelCode(2)
    const [line, fuel] = [0, 1]
    const cache = this.#plan.layout.instruction
    const at = this.#locate(c, cache, line)
    const [now, ready] = [c.local('f64'), c.local('f64')]
    this.#ifThere(c, cache, at, line, () => {
      this.#setOrder(c, cache, at)
      c.localGet(fuel).return()
    })
    this.#findVictim(c, cache, at)
    c.count('instructionMisses')
    this.#pushNow(c, fuel).localSet(now)
    c.localGet(line).localGet(now).time('instructionFree').f64Max().call(this.#level2.read).localSet(ready)
    c.setTime('instructionFree', () => c.time('lineWhole'))
    this.#replaceTag(c, cache, at, () => c.localGet(line).i32Const(VALID).i32Or())
    this.#setOrder(c, cache, at)
    this.#wait(c, { ready, now, fuel, pc: line, line }, 'instructionStallCycles')
    return c.localGet(fuel)
  }

  /** (line): it is not in the instruction cache afterwards. */
  forgetInstruction(): ModelCode {
    const c = new ModelCode(1)
    const cache = this.#plan.layout.instruction
    const at = this.#locate(c, cache, 0)
    this.#ifThere(c, cache, at, 0, () => this.#replaceTag(c, cache, at, () => c.i32Const(0)))
    return c
  }

  /** (line, CLEAN, fuel): a modified line goes to memory. */
  clean(): ModelCode {
    const c = new ModelCode(3)
    const [line, keep, fuel] = [0, 1, 2]
    const cache = this.#plan.layout.data
    const at = this.#locate(c, cache, line)
    const now = c.local('f64')
    this.#pushNow(c, fuel).localSet(now)
    this.#ifThere(c, cache, at, line, () => {
      this.#pushTag(c, cache, at).i32Const(DIRTY).i32And().if()
      c.count('dataCastouts')
      c.localGet(line).localGet(now).call(this.#level2.write)
      c.end()
      this.#updateTag(c, cache, at, () => c.i32Const(~DIRTY).i32And())
      c.localGet(keep).i32Eqz().if()
      this.#replaceTag(c, cache, at, () => c.i32Const(0))
      c.end()
    })
    return c.localGet(line).localGet(now).localGet(keep).call(this.#level2.clean)
  }

  /** (fuel) to the fuel that is left: waits until all is done (sync). */
  drain(): ModelCode {
    const c = new ModelCode(1)
    const [now, ready] = [c.local('f64'), c.local('f64')]
    this.#pushNow(c, 0).localSet(now)
    c.time('dataFree').time('busFree').f64Max().localGet(now).f64Max().localSet(ready)
    this.#subtractWait(c, ready, now, 0, 'dataStallCycles')
    return c.localGet(0)
  }

  #pushNow(c: ModelCode, fuel: number): ModelCode {
    return c.time('cyclesWithoutFuel').localGet(fuel).f64ConvertI32S().f64Sub()
  }

  #subtractWait(
    c: ModelCode,
    ready: number,
    now: number,
    fuel: number,
    counter: 'dataStallCycles' | 'instructionStallCycles',
  ): number {
    const cycles = c.local('i32')
    c.localGet(ready).localGet(now).f64Sub().f64Ceil().i32TruncSatF64S().localSet(cycles)
    c.localGet(fuel).localGet(cycles).i32Sub().localSet(fuel)
    c.addTo(counter, () => c.localGet(cycles).f64ConvertI32S())
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

  #locate(c: ModelCode, { sets }: Level1Layout, line: number): SetLocals {
    const at = { set: c.local('i32'), way: c.local('i32') }
    c.field(line, Math.log2(this.#plan.hierarchy.lineBytes), sets).localSet(at.set)
    return at
  }

  /** Pushes where the set's first tag lies, less the layout's offset. */
  #pushSetBytes(c: ModelCode, { set }: SetLocals): ModelCode {
    return c.localGet(set).i32Const(Math.log2(SET_BYTES)).i32Shl()
  }
  #pushTagAddress(c: ModelCode, at: SetLocals): ModelCode {
    return this.#pushSetBytes(c, at).localGet(at.way).i32Const(2).i32Shl().i32Add()
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

  /** Runs the code only where the line is in the cache; `way` is where. */
  #ifThere(c: ModelCode, { tags }: Level1Layout, at: SetLocals, line: number, emit: () => void): void {
    const base = c.local('i32')
    this.#pushSetBytes(c, at).localSet(base)
    c.block().block()
    for (let way = 0; way < LEVEL1_WAYS; way++) {
      c.i32Const(way).localSet(at.way)
      c.localGet(base)
        .i32Load(tags + 4 * way)
        .i32Const(~DIRTY)
        .i32And()
      c.localGet(line).i32Const(VALID).i32Or().i32Eq().brIf(0)
    }
    c.br(1).end()
    emit()
    c.end()
  }

  /** Sets `way` to the first that is not in use, else to the one that the replacement bits tell. */
  #findVictim(c: ModelCode, { tags, order }: Level1Layout, at: SetLocals): void {
    const base = c.local('i32')
    this.#pushSetBytes(c, at).localSet(base)
    c.block()
    for (let way = 0; way < LEVEL1_WAYS; way++) {
      c.i32Const(way).localSet(at.way)
      c.localGet(base)
        .i32Load(tags + 4 * way)
        .i32Const(VALID)
        .i32And()
        .i32Eqz()
        .brIf(0)
    }
    c.localGet(at.set).i32Load8U(order).i32Load8U(this.#plan.layout.victim).localSet(at.way)
    c.end()
  }

  /** The way was accessed. */
  #setOrder(c: ModelCode, { order }: Level1Layout, at: SetLocals): void {
    c.localGet(at.set)
    c.localGet(at.set).i32Load8U(order).i32Const(Math.log2(LEVEL1_WAYS)).i32Shl().localGet(at.way).i32Add()
    c.i32Load8U(this.#plan.layout.orderAfter).i32Store8(order)
  }
}
