/** Stops a machine's program where somebody wants to look at it. Nothing of the machine changes by a stop: its time stands still. */

import type { MemoryAccess } from '../../cpu/index.ts'
import type { Machine } from '../machine.ts'
import type { StopPoints, Watchpoint } from './points.ts'
import { isSamePosition, type Position, type Stop } from './stop.ts'
import { type Goal, Travel, WINDOW_TIME } from './travel.ts'

/** What a machine asks. */
export interface MachineDebugger {
  /** Before an instruction of a flagged region; whether registers or code were changed. */
  instruction(pc: number): boolean
  deadline(): void
}

export interface DebuggerHost {
  /** Waits until the program is to go on, and tells how. Throws `Travel` to go back in time, or whatever is to end the run. */
  stopped(stop: Stop): 'continue' | 'step'
  /** Whether somebody wants the program to stop; asked once for each wish. */
  takeInterrupt(): boolean
}

export class Debugger implements MachineDebugger {
  private readonly host: DebuggerHost
  private readonly points: StopPoints
  private goal: Goal | undefined
  private machine: Machine | undefined
  private isStepping = false
  private isInterrupted = false
  /** Each instruction is looked at, on the way to a goal. */
  private isNear = false
  private isStopped = false
  private hasChanged = false
  /** The instruction that control comes to anew after a change. */
  private skipped: number | undefined
  /** The access at which the program was stopped last. */
  private lastAccess: Position | undefined
  /** What was accessed by an instruction or a service that is not over yet. */
  private accessed: Extract<Stop, { kind: 'watchpoint' }> | undefined
  private unwatch: (() => void)[] = []
  private first: Position | undefined
  private previous: Position | undefined
  private lastStop: { readonly position: Position; readonly stop: Stop } | undefined

  constructor(host: DebuggerHost, points: StopPoints, goal: Goal) {
    this.host = host
    this.points = points
    this.goal = goal
  }

  attach(machine: Machine): void {
    this.machine = machine
    const { memory } = machine
    const { observer } = memory
    memory.observer = (address, byteCount, isWrite) => {
      observer?.(address, byteCount, isWrite)
      this.onHostAccess(address, byteCount, isWrite)
    }
    this.refreshFlags()
  }

  /** Whether the run is on its way to a moment that it has been at before. */
  get isTravelling(): boolean {
    return this.goal !== undefined && this.goal.kind !== 'begin'
  }

  /** Whether the program is in the midst of an instruction, so that its registers cannot be changed. */
  get isInAccess(): boolean {
    return this.isStopped && this.lastAccess !== undefined && isSamePosition(this.lastAccess, this.position)
  }

  get position(): Position {
    const { cpu } = this.machine!
    return { time: cpu.time, pc: cpu.state.pc }
  }

  /** The user has changed registers or code. */
  noteChange(): void {
    this.hasChanged = true
  }

  /** Breakpoints or watchpoints were added or removed. */
  refresh(): void {
    for (const end of this.unwatch) end()
    const watch = this.machine?.cpu.watch
    this.unwatch = this.points.watchpoints.map((point) =>
      watch!.watch(point.address, point.byteCount, point.kind, (access) => this.onAccess(point, access)),
    )
    this.refreshFlags()
  }

  private refreshFlags(): void {
    const flags = this.machine?.cpu.codeFlags
    const all =
      this.first === undefined ||
      this.isStepping ||
      this.isInterrupted ||
      this.isNear ||
      this.skipped !== undefined ||
      this.accessed !== undefined
    if (all) flags?.setAll()
    else flags?.setFor(this.points.breakpoints)
  }

  instruction(pc: number): boolean {
    const { position } = this
    if (this.first === undefined) {
      this.first = position
      this.openWindow(position.time)
      this.refresh()
    }
    if (this.skipped !== undefined) {
      const isSkipped = this.skipped === pc
      this.skipped = undefined
      this.refreshFlags()
      if (isSkipped) return false
    }
    if (this.goal !== undefined) return this.travelTo(this.goal, position)
    const stop = this.stopAt(pc)
    return stop !== undefined && this.stop(stop)
  }

  deadline(): void {
    if (this.host.takeInterrupt()) {
      this.goal = undefined
      this.isInterrupted = true
      this.refreshFlags()
    }
    if (this.goal !== undefined && this.first !== undefined) this.openWindow(this.position.time)
  }

  /** The program has ended on the way to a moment: it was the end that it was to go back from. */
  travelledToEnd(): Goal | undefined {
    if (this.goal?.kind === 'find-previous') return this.afterPrevious(this.goal)
    if (this.goal?.kind === 'find-last-stop') return this.afterLastStop()
    return undefined
  }

  private stopAt(pc: number): Stop | undefined {
    const { accessed } = this
    this.accessed = undefined
    if (this.isInterrupted) return { kind: 'interrupt' }
    if (accessed !== undefined) return accessed
    if (this.points.breakpoints.has(pc)) return { kind: 'breakpoint' }
    return this.isStepping ? { kind: 'step' } : undefined
  }

  private stop(stop: Stop): boolean {
    this.isInterrupted = false
    this.isStopped = true
    this.hasChanged = false
    this.isStepping = this.host.stopped(stop) === 'step'
    this.isStopped = false
    if (this.hasChanged) this.skipped = this.position.pc
    this.refreshFlags()
    return this.hasChanged
  }

  private openWindow(time: number): void {
    const { goal } = this
    if (this.isNear || goal === undefined || goal.kind === 'begin') return
    const window = goal.kind === 'find-previous' ? goal.window : WINDOW_TIME
    if (time < goal.position.time - window) return
    this.isNear = true
    this.refreshFlags()
  }

  private travelTo(goal: Goal, position: Position): boolean {
    const isThere = goal.kind === 'begin' || isSamePosition(goal.position, position)
    if (goal.kind === 'find-last-stop') this.noteStop(position, isThere)
    if (!isThere) {
      this.previous = position
      return false
    }
    if (goal.kind === 'find-previous') throw new Travel(this.afterPrevious(goal))
    if (goal.kind === 'find-last-stop') throw new Travel(this.afterLastStop())
    this.goal = undefined
    this.isNear = false
    this.accessed = undefined
    return this.stop(goal.stop)
  }

  private noteStop(position: Position, isThere: boolean): void {
    const { accessed } = this
    this.accessed = undefined
    if (accessed !== undefined) this.lastStop = { position, stop: accessed }
    else if (!isThere && this.points.breakpoints.has(position.pc)) {
      this.lastStop = { position, stop: { kind: 'breakpoint' } }
    }
    if (accessed !== undefined) this.refreshFlags()
  }

  private afterPrevious({ position, window }: Extract<Goal, { kind: 'find-previous' }>): Goal {
    if (this.previous !== undefined) return { kind: 'stop-at', position: this.previous, stop: { kind: 'step' } }
    const isAll = this.first === undefined || position.time - window <= this.first.time
    return isAll
      ? { kind: 'begin', stop: { kind: 'history-begin' } }
      : { kind: 'find-previous', position, window: window * 10 }
  }

  private afterLastStop(): Goal {
    return this.lastStop === undefined
      ? { kind: 'begin', stop: { kind: 'history-begin' } }
      : { kind: 'stop-at', ...this.lastStop }
  }

  /** Before the access is made. */
  private onAccess(point: Watchpoint, { pc, address }: MemoryAccess): void {
    if (this.isStopped) return
    const position = { time: this.machine!.cpu.time, pc }
    const stop = { kind: 'watchpoint', watched: point.kind, address: Math.max(address, point.address) } as const
    if (this.goal !== undefined) {
      if (this.goal.kind === 'find-last-stop') this.willStop(stop)
      return
    }
    if (this.lastAccess !== undefined && isSamePosition(this.lastAccess, position)) return
    this.lastAccess = position
    this.stop(stop)
    // In the midst of an instruction nothing can be taken back
    this.skipped = undefined
  }

  private onHostAccess(address: number, byteCount: number, isWrite: boolean): void {
    if (this.isStopped || this.first === undefined) return
    for (const point of this.points.watchpoints) {
      const isWanted = point.kind === 'access' || (point.kind === 'write') === isWrite
      if (!isWanted || address >= point.address + point.byteCount || address + byteCount <= point.address) continue
      this.willStop({ kind: 'watchpoint', watched: point.kind, address: Math.max(address, point.address) })
    }
  }

  /** Before the next instruction. */
  private willStop(stop: Extract<Stop, { kind: 'watchpoint' }>): void {
    if (this.goal !== undefined && this.goal.kind !== 'find-last-stop') return
    this.accessed = stop
    this.refreshFlags()
  }
}
