/**
 * Thread Manager: cooperative threads of an application. The ready ones stand in line; who yields goes to its end.
 *
 * Threads share the host's stack. A thread in a routine that the system has called (a dialog's filter, say) can yield: others run
 * above that call. It must be the last such call for its own thread to go on, so a thread with a call below another thread's waits
 * until that has returned.
 */

import type { Context } from '../../cpu/context.ts'
import { fail } from '../errors.ts'
import type { LowMemory } from '../low-memory/low-memory.ts'
import { type Mac, ProgramEnd } from '../mac.ts'
import { transitionVectorOf } from '../mixed-mode-manager/routine-descriptor.ts'
import type { Ptr } from '../types.ts'
import { firstContext, makeEntryCode } from './entry.ts'
import { callScheduler } from './scheduling.ts'
import {
  type Hook,
  kApplicationThreadID,
  kCurrentThreadID,
  kNoThreadID,
  type Thread,
  type ThreadStack,
  type ThreadState,
  threadState,
} from './thread.ts'
import { ThreadPool } from './thread-pool.ts'

const newThread = (id: number, stack: ThreadStack | undefined, resultAddress: number, state: ThreadState): Thread => ({
  id,
  stack,
  resultAddress,
  state,
  context: undefined,
  stackPointer: 0,
  switchIn: undefined,
  switchOut: undefined,
  terminator: undefined,
})

export class ThreadManager {
  readonly pool = new ThreadPool()
  /** Another thread runs now, on another stack. */
  onSwitch: (() => void) | undefined
  /** A routine of the program's that chooses the next thread. */
  schedulerProc = 0
  /** How many critical sections have begun. */
  criticalDepth = 0
  /** A routine runs that the Thread Manager has called. */
  private isInHook = false
  private readonly lowMemory: LowMemory
  private readonly threads = new Map<number, Thread>()
  private ready: Thread[] = []
  private _current = newThread(kApplicationThreadID, undefined, 0, threadState.running)
  /** Whose each call of the system's into the program is, outermost first. */
  private readonly callers: Thread[] = []
  private nextID = kApplicationThreadID + 1
  private entryCode: Ptr | undefined

  constructor(lowMemory: LowMemory) {
    this.lowMemory = lowMemory
    this.threads.set(kApplicationThreadID, this._current)
  }

  get current(): Thread {
    return this._current
  }

  /** The lowest address that the stack of the thread that runs may reach. */
  get stackLimit(): number {
    return this._current.stack?.start ?? this.lowMemory.get('HeapEnd')
  }

  /** The thread whose stack, a block of the heap, an address is in. */
  threadAt(address: number): number | undefined {
    const isOn = ({ stack }: Thread) =>
      stack !== undefined && address >= stack.start && address < stack.start + stack.byteCount
    return [...this.threads.values()].find(isOn)?.id
  }

  thread(id: number): Thread {
    if (id === kCurrentThreadID) return this._current
    return this.threads.get(id) ?? fail('threadNotFoundErr')
  }

  /** A thread whose function, given by transition vector, has not begun. */
  add(mac: Mac, stack: ThreadStack, entry: number, parameter: number, resultAddress: number, isReady: boolean): Thread {
    this.entryCode ??= makeEntryCode(mac)
    const thread = newThread(this.nextID++, stack, resultAddress, threadState.stopped)
    thread.context = firstContext(mac, stack, this.entryCode, transitionVectorOf(mac.memory, entry), parameter)
    thread.stackPointer = (stack.start + stack.byteCount) >>> 0
    this.threads.set(thread.id, thread)
    if (isReady) this.makeReady(thread)
    return thread
  }

  makeReady(thread: Thread): void {
    if (thread.state !== threadState.stopped) return
    thread.state = threadState.ready
    this.ready.push(thread)
  }

  stop(thread: Thread): void {
    thread.state = threadState.stopped
    this.ready = this.ready.filter((one) => one !== thread)
  }

  /** The thread that runs lets another run: the suggested one if that is ready. */
  yield(mac: Mac, state: ThreadState, suggestedID: number): void {
    if (this.criticalDepth > 0 || this.isInHook) fail('threadProtocolErr')
    const suggested = suggestedID === kNoThreadID ? undefined : this.thread(suggestedID)
    const { current } = this
    if (suggested === current && state === threadState.ready) return
    current.state = state
    if (state === threadState.ready) this.ready.push(current)
    const next = this.choose(mac, suggested)
    if (next === current) {
      current.state = threadState.running
      return
    }
    current.stackPointer = mac.cpu.state.gpr(1)
    this.callHook(mac, current.id, current.switchOut)
    this.switchTo(mac, next, (left) => {
      current.context = left
    })
  }

  /** Takes the next thread out of the line. */
  private choose(mac: Mac, suggested: Thread | undefined): Thread {
    this.noteCallers(mac)
    const canRun = (thread: Thread | undefined): thread is Thread =>
      thread !== undefined && this.ready.includes(thread) && this.canGoOn(thread)
    let next = [suggested, ...this.ready].find(canRun)
    if (this.schedulerProc !== 0) {
      const id = this.uninterrupted(() => callScheduler(mac, this.schedulerProc, this._current.id, suggested?.id ?? 0))
      const chosen = id === kCurrentThreadID ? this._current : this.threads.get(id)
      if (canRun(chosen)) next = chosen
    }
    if (next === undefined) {
      throw new ProgramEnd('idle', 'no thread of the program is ready to run, and none can become ready')
    }
    this.ready = this.ready.filter((one) => one !== next)
    return next
  }

  /** Calls made since the last look are by the thread that has run since. */
  private noteCallers({ cpu: { callDepth } }: Mac): void {
    this.callers.length = Math.min(this.callers.length, callDepth)
    while (this.callers.length < callDepth) this.callers.push(this._current)
  }

  private canGoOn(thread: Thread): boolean {
    return !this.callers.includes(thread) || this.callers.at(-1) === thread
  }

  private switchTo(mac: Mac, next: Thread, onLeft: (left: Context) => void): void {
    mac.cpu.switchContext(next.context!, (left) => {
      this.noteCallers(mac)
      onLeft(left)
      next.context = undefined
      next.state = threadState.running
      this._current = next
      this.onSwitch?.()
      this.callHook(mac, next.id, next.switchIn)
    })
  }

  /** A thread ends, by itself or by another's wish. Its stack is kept for another thread where it is `recycled`. */
  dispose(mac: Mac, thread: Thread, result: number, isRecycled: boolean): void {
    const { current } = this
    this.noteCallers(mac)
    if (thread.stack === undefined || this.callers.includes(thread)) fail('threadProtocolErr')
    if (thread === current && this.isInHook) fail('threadProtocolErr')
    this.callHook(mac, thread.id, thread.terminator)
    if (thread.resultAddress !== 0) mac.memory.setU32(thread.resultAddress, result)
    this.stop(thread)
    this.threads.delete(thread.id)
    if (thread.context !== undefined) mac.cpu.dropContext(thread.context)
    if (thread === current) this.criticalDepth = 0
    const next = thread === current ? this.choose(mac, undefined) : undefined
    if (isRecycled) this.pool.add(thread.stack)
    else mac.memoryManager.disposePtr(thread.stack.start)
    if (next !== undefined) this.switchTo(mac, next, (left) => mac.cpu.dropContext(left))
  }

  private callHook(mac: Mac, id: number, hook: Hook | undefined): void {
    if (hook !== undefined) this.uninterrupted(() => mac.callGuest(hook.proc, id, hook.parameter))
  }

  /** Routines that the Thread Manager calls do not yield. */
  private uninterrupted<T>(call: () => T): T {
    const wasInHook = this.isInHook
    this.isInHook = true
    try {
      return call()
    } finally {
      this.isInHook = wasInHook
    }
  }
}
