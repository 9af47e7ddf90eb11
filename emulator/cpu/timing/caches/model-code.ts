/** WebAssembly code of the model: what its functions have in common. */

import { Code } from '../../wasm/code.ts'
import type { CacheCycles, CacheHierarchy } from './hierarchy.ts'
import { CELL, type Counter, counterCell, type Layout } from './layout.ts'

/** What the functions are made from. */
export interface ModelPlan {
  readonly hierarchy: CacheHierarchy
  readonly layout: Layout
  readonly cycles: CacheCycles
}

type Cell = keyof typeof CELL

export class ModelCode extends Code {
  /** Pushes a time. */
  time(cell: Cell): this {
    return this.i32Const(0).f64Load(CELL[cell])
  }
  setTime(cell: Cell, push: () => unknown): this {
    this.i32Const(0)
    push()
    return this.f64Store(CELL[cell])
  }
  count(counter: Counter): this {
    return this.addTo(counter, () => this.f64Const(1))
  }
  addTo(counter: Counter, push: () => unknown): this {
    const cell = counterCell(counter)
    this.i32Const(0).i32Const(0).f64Load(cell)
    push()
    return this.f64Add().f64Store(cell)
  }
  /** Pushes the bits of a number, from one on, so many, times a scale: an index into a table. */
  field(local: number, shift: number, count: number, scale = 1): this {
    const mask = (count - 1) * scale
    const by = shift - Math.log2(scale)
    this.localGet(local).i32Const(Math.abs(by))
    if (by >= 0) this.i32ShrU()
    else this.i32Shl()
    return this.i32Const(mask).i32And()
  }
  /** Changes a word of memory in place. */
  update(address: number, change: () => unknown): this {
    this.localGet(address).localGet(address).i32Load()
    change()
    return this.i32Store()
  }
}
