/**
 * What is to happen at a later virtual time: a user's input, Time Manager and VBL tasks, completion routines. Whatever waits leaps from
 * one of these to the next; a program that computes is interrupted for them.
 */

import type { Clock } from './clock.ts'

export interface Appointment {
  /** Virtual cycles since launch, as of `Clock.cycles`. */
  readonly cycle: number
  readonly action: () => void
  /** An appointment that keeps no waiting program from being idle: it repeats for ever by itself. */
  readonly isBackground: boolean
}

export class Scheduler {
  private readonly clock: Clock
  /** By cycle; those of one cycle in the order in which they were made. */
  private readonly appointments: Appointment[] = []
  /** Whether an appointment is being kept: what the program does then, it does at interrupt time. */
  get isRunning(): boolean {
    return this._isRunning
  }
  private _isRunning = false
  /** Called when the next appointment is another one. */
  onChange: (() => void) | undefined

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** The cycle of the next appointment. */
  get next(): number {
    return this.appointments[0]?.cycle ?? Number.POSITIVE_INFINITY
  }

  /** Whether anything is to come that could end a program's waiting. */
  get hasForeground(): boolean {
    return this.appointments.some(({ isBackground }) => !isBackground)
  }

  at(cycle: number, action: () => void, { isBackground = false } = {}): Appointment {
    const appointment = { cycle, action, isBackground }
    const after = this.appointments.findIndex((other) => other.cycle > cycle)
    this.appointments.splice(after === -1 ? this.appointments.length : after, 0, appointment)
    if (this.appointments[0] === appointment) this.onChange?.()
    return appointment
  }

  after(seconds: number, action: () => void, options?: { isBackground?: boolean }): Appointment {
    return this.at(this.clock.cycles + Math.round(seconds * this.clock.cyclesPerSecond), action, options)
  }

  cancel(appointment: Appointment): void {
    const index = this.appointments.indexOf(appointment)
    if (index !== -1) this.appointments.splice(index, 1)
  }

  /** Keeps the appointments whose time has come; those that one of them makes for now too. An action does not interrupt another. */
  run(): void {
    if (this._isRunning) return
    this._isRunning = true
    try {
      while (this.next <= this.clock.cycles) this.appointments.shift()!.action()
    } finally {
      this._isRunning = false
    }
  }

  /** Waits until a cycle, or only to the next appointment before it, and keeps that. */
  waitUntil(cycle: number): void {
    this.clock.waitUntilCycle(Math.min(cycle, this.next))
    this.run()
  }
}
