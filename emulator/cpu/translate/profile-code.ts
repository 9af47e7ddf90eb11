/** What profile mode adds to translated code: blocks are counted, and calls, jumps and returns are told of. */

import type { ProfileImport } from '../profile/profiler.ts'
import { SLOT } from '../state.ts'
import type { Emitter } from './emitter.ts'

export interface FunctionProfile {
  readonly imports: Readonly<Record<ProfileImport, number>>
  /** For each block of the function, by its index, the global variable that counts it. */
  readonly counters: readonly number[]
  isBetweenFunctions(from: number, to: number): boolean
}

export class ProfileCode {
  readonly #e: Emitter
  readonly #profile: FunctionProfile

  constructor(e: Emitter, profile: FunctionProfile) {
    this.#e = e
    this.#profile = profile
  }

  countBlock(index: number): void {
    const counter = this.#profile.counters[index]!
    this.#e.globalGet(counter).i64Const(1n).i64Add().globalSet(counter)
  }

  /** Control goes from one block of the function to another: in the source they may be in two. */
  edge(from: number, to: number): void {
    if (this.#profile.isBetweenFunctions(from, to)) this.jump(() => this.#e.i32Const(to))
  }

  call(pushTarget: () => void, returnPc: number): void {
    pushTarget()
    this.#e.i32Const(returnPc).slot(SLOT.gpr + 1)
    this.#tell('called')
  }

  jump(pushTarget: () => void): void {
    pushTarget()
    this.#tell('jumped')
  }

  return(pushTarget: () => void): void {
    pushTarget()
    this.#e.slot(SLOT.gpr + 1)
    this.#tell('returned')
  }

  #tell(name: ProfileImport): void {
    this.#e.localGet(this.#e.fuel).call(this.#profile.imports[name])
  }
}
