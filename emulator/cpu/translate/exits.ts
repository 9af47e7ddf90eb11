/** How a function leaves its graph: calls, jumps, services, and what they hand to the dispatcher. */

import { JUMP_CACHE_ENTRIES, SLOT, STATE } from '../state.ts'
import { type Emitter, PARAMETER } from './emitter.ts'
import type { FunctionOptions } from './function.ts'
import type { End } from './graph.ts'
import type { ProfileCode } from './profile-code.ts'

type Call = Extract<End, { kind: 'call' }>

export class ExitEmitter {
  readonly #e: Emitter
  readonly #options: FunctionOptions
  readonly #profile: ProfileCode | undefined
  /** LR before a branch that sets it and goes to where it was. */
  #oldLr = -1

  constructor(e: Emitter, options: FunctionOptions, profile: ProfileCode | undefined) {
    this.#e = e
    this.#options = options
    this.#profile = profile
  }

  /** Before LR is set by a branch that goes to where it was. */
  keepLinkRegister(): void {
    if (this.#oldLr < 0) this.#oldLr = this.#e.local('i32')
    this.#e.slot(SLOT.lr).localSet(this.#oldLr)
  }

  /** With state in memory; what is on the stack at `return` is the pc where control goes. */
  emitExit(end: End): void {
    const e = this.#e
    const { single } = this.#options
    switch (end.kind) {
      case 'leave':
        e.i32Const(end.pc).return()
        return
      case 'service':
        e.storePc(end.pc).i32Const(end.number).call(e.imports.service)
        e.i32Const(0).i32Load(STATE.lr).i32Const(-4).i32And().i32Or().return()
        return
      case 'host':
        e.mark(end.pc)
        e.storePc(end.pc).i32Const(end.pc).call(e.imports.host)
        e.if()
          .i32Const(end.pc + 4)
          .return()
          .end()
        return
      case 'jump':
        this.#profile?.jump(() => this.#pushTarget('ctr'))
        if (single) this.#pushTarget('ctr')
        else this.#callComputed('ctr', true)
        e.return()
        return
      case 'tail':
        this.#profile?.jump(() => e.i32Const(end.pc))
        this.#callKnown(end.pc, true)
        e.return()
        return
      case 'call':
        this.#emitCall(end)
    }
  }

  #emitCall({ target, returnPc, isJump }: Call): void {
    const e = this.#e
    if (this.#options.single) {
      this.#pushAnyTarget(target)
      e.return()
      return
    }
    this.tellCall(target, isJump ? undefined : returnPc)
    const result = e.temp('i32', 0)
    if (typeof target === 'number') this.#callKnown(target, false)
    else this.#callComputed(target, false)
    e.localTee(result).i32Const(returnPc).i32Ne().unlikely().if().localGet(result).return().end()
  }

  /** Without an address to return to it was a jump. */
  tellCall(target: Call['target'], returnPc: number | undefined): void {
    const pushTarget = () => this.#pushAnyTarget(target)
    if (returnPc === undefined) this.#profile?.jump(pushTarget)
    else this.#profile?.call(pushTarget, returnPc)
  }

  #pushAnyTarget(target: Call['target']): void {
    if (typeof target === 'number') this.#e.i32Const(target)
    else this.#pushTarget(target)
  }

  #pushTarget(register: 'lr' | 'ctr'): void {
    const e = this.#e
    if (register === 'ctr') e.slot(SLOT.ctr)
    else e.localGet(this.#oldLr)
    e.i32Const(-4).i32And()
  }

  #pushDepth(isTail: boolean): void {
    const e = this.#e
    e.localGet(PARAMETER.depth)
    if (!isTail) e.i32Const(1).i32Sub()
  }

  #callKnown(pc: number, isTail: boolean): void {
    const e = this.#e
    const tail = isTail && this.#options.tailCalls
    e.i32Const(pc)
    this.#pushDepth(isTail && tail)
    const known = this.#options.functionIndex(pc)
    if (known !== undefined) {
      if (tail) e.returnCall(known)
      else e.call(known)
      return
    }
    e.i32Const(this.#options.tableIndex(pc))
    this.#callTable(tail)
  }

  #callTable(tail: boolean): void {
    if (tail) this.#e.returnCall(this.#e.imports.call)
    else this.#e.call(this.#e.imports.call)
  }

  /** Looks whether the target is in the table of jumps; the host puts it there otherwise. */
  #callComputed(register: 'lr' | 'ctr', isTail: boolean): void {
    const e = this.#e
    const tail = isTail && this.#options.tailCalls
    const [target, entry] = [e.temp('i32', 0), e.temp('i32', 1)]
    this.#pushTarget(register)
    e.localTee(target)
    this.#pushDepth(isTail && tail)
    // Entries are words, as code is
    const bytes = JUMP_CACHE_ENTRIES * 4
    e.localGet(target)
      .i32Const(bytes - 4)
      .i32And()
      .localTee(entry)
      .i32Load(STATE.jumpCache)
      .localGet(target)
      .i32Ne()
    e.unlikely().if().localGet(target).call(e.imports.resolve).end()
    e.localGet(entry).i32Const(2).i32ShrU()
    if (tail) e.returnCallIndirect(this.#options.guestFunction)
    else e.callIndirect(this.#options.guestFunction)
  }
}
