/** WebAssembly code of the model: what its functions have in common. Times are i64. */

import { Code } from '../../wasm/code.ts'
import type { CacheTimes } from './hierarchy.ts'
import { CELL, type Counter, counterCell, type Layout } from './layout.ts'

/** What the functions are made from. */
export interface ModelPlan {
  readonly layout: Layout
  readonly times: CacheTimes
  readonly sectorsPerLine: number
  readonly ramBytes: number
}

type Cell = keyof typeof CELL

export class ModelCode extends Code {
  readonly plan: ModelPlan
  readonly #scratch: readonly [number, number]

  constructor(plan: ModelPlan, parameterCount: number) {
    super(parameterCount)
    this.plan = plan
    this.#scratch = [this.local('i64'), this.local('i64')]
  }

  /** Pushes a time. */
  time(cell: Cell): this {
    return this.i32Const(0).i64Load(this.plan.layout.cells + CELL[cell])
  }
  setTime(cell: Cell, push: () => unknown): this {
    this.i32Const(0)
    push()
    return this.i64Store(this.plan.layout.cells + CELL[cell])
  }
  addTime(time: number): this {
    return time === 0 ? this : this.i64Const(BigInt(time)).i64Add()
  }
  /** The later of the two times on the stack. */
  latest(): this {
    const [a, b] = this.#scratch
    return this.localSet(b).localTee(a).localGet(b).localGet(a).localGet(b).i64GtS().select()
  }
  count(counter: Counter): this {
    return this.addTo(counter, () => this.i64Const(1n))
  }
  addTo(counter: Counter, push: () => unknown): this {
    const cell = this.plan.layout.cells + counterCell(counter)
    this.i32Const(0).i32Const(0).i64Load(cell)
    push()
    return this.i64Add().i64Store(cell)
  }
  /** Pushes a number's bits from one on, times a scale: an index among `count` things of that size. */
  field(local: number, shift: number, count: number, scale = 1): this {
    const by = shift - Math.log2(scale)
    this.localGet(local).i32Const(Math.abs(by))
    if (by >= 0) this.i32ShrU()
    else this.i32Shl()
    return this.i32Const((count - 1) * scale).i32And()
  }
  /** Changes a word of memory in place. */
  update(address: number, change: () => unknown): this {
    this.localGet(address).localGet(address).i32Load()
    change()
    return this.i32Store()
  }
}
