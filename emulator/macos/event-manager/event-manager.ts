/** Event Manager: what happens, in the order in which programs are told (Inside Macintosh: Macintosh Toolbox Essentials, chapter 2). */

import type { Clock } from '../../machine/clock.ts'
import type { Scheduler } from '../../machine/scheduler.ts'
import type { LowMemory } from '../low-memory/low-memory.ts'
import { ProgramEnd } from '../mac.ts'
import type { Point } from '../quickdraw/geometry.ts'
import type { Region } from '../quickdraw/region.ts'
import { EventQueue } from './event-queue.ts'
import { eventKinds, everyEvent, type MacEvent, maskOf, modifierBits } from './event-records.ts'
import { User } from './user.ts'
import type { UserAction, UserStep } from './user-script.ts'

/** Windows know of events that are in no queue. */
export interface WindowEvents {
  pendingActivate(): Pick<MacEvent, 'message' | 'modifiers'> | undefined
  /** The activate event was handed out. */
  takeActivate(): void
  /** A window that has an update region. */
  pendingUpdate(): number | undefined
}

/** Low memory's SysEvtMask at launch: everything but keyUp. */
const DEFAULT_EVENT_MASK = everyEvent & ~maskOf(eventKinds.keyUp)
/** What a null event takes, when other processes get their turn: an estimate. */
const NULL_EVENT_SECONDS = 0.0001
/** A program that has waited so long, and computed for less than a tenth of it, waits for ever when nothing is to come. */
const IDLE_SECONDS = 10
const IDLE_SHARE = 0.1
/** The message of an operating-system event: the mouse left the region that the program named. */
const MOUSE_MOVED = 0xfa000000
/** Programs ask a few times at their start, to let others draw. */
const PEEKS_IN_PASSING = 20

export class EventManager {
  readonly user: User
  readonly scheduler: Scheduler
  windows: WindowEvents | undefined
  /** The program has had every event, and waits for the next. */
  onWaiting: (() => void) | undefined
  /** Does what a user does to others than keyboard and mouse. */
  readonly performers: Partial<Record<UserAction['kind'], (action: UserAction) => void>> = {}
  private readonly queue = new EventQueue()
  private readonly clock: Clock
  private readonly lowMemory: LowMemory
  /** High-level events, and what else is handed out but is not the hardware's. */
  private readonly posted: MacEvent[] = []
  private emptyPeeks = 0
  private waitsSince: { readonly cycles: number; readonly executed: number } | undefined

  constructor(clock: Clock, scheduler: Scheduler, lowMemory: LowMemory) {
    this.clock = clock
    this.lowMemory = lowMemory
    this.scheduler = scheduler
    this.user = new User(scheduler, {
      post: (what, message, modifiers) => this.post(what, message, modifiers),
      perform: (action) => this.performers[action.kind]?.(action),
      onChange: () => this.describeUser(),
    })
    this.describeUser()
    lowMemory.set('SysEvtMask', DEFAULT_EVENT_MASK - 0x10000)
    lowMemory.set('KeyThresh', 24)
    lowMemory.set('KeyRepThresh', 6)
    lowMemory.set('DoubleTime', 32)
    lowMemory.set('CaretTime', 32)
  }

  /** What interrupts keep up to date in low memory. */
  private describeUser(): void {
    const { mouse, isButtonDown, keyMap } = this.user
    const lowMemory = this.lowMemory
    for (const name of ['MTemp', 'RawMouse', 'Mouse'] as const) lowMemory.set(name, mouse)
    lowMemory.set('MBState', isButtonDown ? 0 : 0x80)
    lowMemory.set('KeyMap', keyMap)
  }

  follow(steps: readonly UserStep[]): void {
    this.user.follow(steps, this.clock.cyclesPerSecond)
  }

  /** Puts an event in the queue, when SysEvtMask lets it; returns whether it did. */
  post(what: number, message: number, modifiers = this.user.modifiers): boolean {
    if ((maskOf(what) & this.lowMemory.get('SysEvtMask')) === 0) return false
    this.queue.post(this.event(what, message, modifiers))
    return true
  }

  /** A high-level event, which no mask of the system's keeps back. */
  postHighLevel(messageClass: number, where: Point): void {
    this.posted.push({ ...this.event(eventKinds.kHighLevelEvent, messageClass, 0), where })
  }

  private event(what: number, message: number, modifiers: number): MacEvent {
    const button = this.user.isButtonDown ? 0 : modifierBits.btnState
    return { what, message, when: this.clock.ticks, where: this.user.mouse, modifiers: modifiers | button }
  }

  nullEvent(): MacEvent {
    return this.event(eventKinds.nullEvent, 0, this.user.modifiers)
  }

  /** The next event that a program asks for, in the order of their priorities; undefined when there is none. */
  next(mask: number, take: boolean): MacEvent | undefined {
    const activate = (mask & maskOf(eventKinds.activateEvt)) !== 0 ? this.windows?.pendingActivate() : undefined
    if (activate !== undefined) {
      if (take) this.windows!.takeActivate()
      const { message, modifiers } = activate
      return this.event(eventKinds.activateEvt, message, modifiers)
    }
    const queued = this.queue.find(mask)
    if (queued !== undefined) {
      if (take) this.queue.remove(queued)
      return queued
    }
    if ((mask & maskOf(eventKinds.kHighLevelEvent)) !== 0 && this.posted.length > 0) {
      return take ? this.posted.shift() : this.posted[0]
    }
    const update = (mask & maskOf(eventKinds.updateEvt)) !== 0 ? this.windows?.pendingUpdate() : undefined
    return update === undefined ? undefined : this.event(eventKinds.updateEvt, update, this.user.modifiers)
  }

  /** The next event; after at most `sleep` ticks a null event. A mouse that is outside of `home` is an event too. */
  waitNext(mask: number, sleep: number, home?: Region): MacEvent {
    const end = sleep > 0 ? this.clock.cycleOfTick(this.clock.ticks + sleep) : this.nullEventEnd()
    for (;;) {
      this.scheduler.run()
      const event = this.next(mask, true) ?? this.mouseMoved(mask, home)
      if (event !== undefined) {
        this.waitsSince = undefined
        return event
      }
      this.onWaiting?.()
      if (this.user.onWaiting()) continue
      if (this.clock.cycles >= end) break
      this.scheduler.waitUntil(end)
    }
    this.lowMemory.refresh()
    this.noteNullEvent()
    return this.nullEvent()
  }

  private mouseMoved(mask: number, home: Region | undefined): MacEvent | undefined {
    if (home === undefined || home.isEmpty || (mask & maskOf(eventKinds.osEvt)) === 0) return undefined
    if (home.contains(this.user.mouse)) return undefined
    return this.event(eventKinds.osEvt, MOUSE_MOVED, this.user.modifiers)
  }

  /** The next event, which stays; a null event when there is none. A program that asks again and again waits. */
  peek(mask: number): MacEvent {
    this.scheduler.run()
    const event = this.next(mask, false)
    this.emptyPeeks = event === undefined ? this.emptyPeeks + 1 : 0
    if (event !== undefined || this.emptyPeeks <= PEEKS_IN_PASSING) return event ?? this.nullEvent()
    if (!this.user.onWaiting()) this.scheduler.waitUntil(this.nullEventEnd())
    this.noteNullEvent()
    return this.next(mask, false) ?? this.nullEvent()
  }

  private nullEventEnd(): number {
    return this.clock.cycles + Math.round(NULL_EVENT_SECONDS * this.clock.cyclesPerSecond)
  }

  /** A program that waits for what can never come is ended: only computing could still make it do something. */
  private noteNullEvent(): void {
    const { cycles, idleCycles, cyclesPerSecond } = this.clock
    const executed = cycles - idleCycles
    if (this.user.hasPlans || this.scheduler.hasForeground) {
      this.waitsSince = undefined
      return
    }
    this.waitsSince ??= { cycles, executed }
    const waited = cycles - this.waitsSince.cycles
    if (waited < IDLE_SECONDS * cyclesPerSecond) return
    if (executed - this.waitsSince.executed < waited * IDLE_SHARE) {
      throw new ProgramEnd('idle', 'the program waits for an event, and none is to come')
    }
    this.waitsSince = undefined
  }

  /** Whether the program has had nothing but null events of late. */
  get isWaiting(): boolean {
    return this.waitsSince !== undefined
  }

  /** Something happened that a waiting program may have waited for. */
  noteActivity(): void {
    this.waitsSince = undefined
  }

  flush(which: number, stop: number): number {
    return this.queue.flush(which, stop)
  }

  /** The state of the button for a program that asks again and again: each time, a moment passes. */
  pollButton(): boolean {
    this.scheduler.run()
    if (!this.user.onWaiting()) this.passMoment()
    return this.user.isButtonDown
  }

  /** Whether the button has been down since the last mouse-down event; `take` removes the event of its coming up. */
  isStillDown(take = false): boolean {
    const isDown = this.pollButton()
    const up = this.queue.find(maskOf(eventKinds.mouseUp))
    if (take && up !== undefined) this.queue.remove(up)
    return isDown && up === undefined
  }

  /** Where the mouse is, for a program that may ask again and again while it follows it. */
  pollMouse(): Point {
    this.scheduler.run()
    if (this.user.isButtonDown) this.passMoment()
    return this.user.mouse
  }

  private passMoment(): void {
    if (this.user.isButtonDown && !this.user.hasPlans && !this.scheduler.hasForeground) this.user.release()
    else this.scheduler.waitUntil(this.nullEventEnd())
  }

  /**
   * Follows the mouse while its button is down, as services that drag and track do: `onMove` is told of each place that it comes to. Returns where it was let go. A
   * button that the script leaves down comes up.
   */
  trackMouse(onMove: (where: Point) => void): Point {
    onMove(this.user.mouse)
    let { mouse } = this.user
    while (this.user.isButtonDown) {
      if (!this.user.onWaiting()) {
        if (this.scheduler.hasForeground) this.scheduler.waitUntil(this.scheduler.next)
        else this.user.release()
      }
      if (this.user.mouse === mouse) continue
      mouse = this.user.mouse
      onMove(mouse)
    }
    return mouse
  }
}
