/**
 * Virtual time: everything that a program can learn of time comes from the processor's cycle count and a fixed start, so that
 * a run is the same everywhere. Nothing reads the host's clock.
 */

import type { MachineProfile } from './profile.ts'

/** The vertical-blanking rate that TickCount counts (Inside Macintosh: Operating System Utilities, "Ticks"). */
export const TICKS_PER_SECOND = 60.147

/** The machine has been up for a minute when a program is launched: time enough to start up. */
const SECONDS_SINCE_STARTUP = 60

/** Seconds from 1904-01-01 to a local date and time. */
export function macSeconds(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  return (Date.UTC(year, month - 1, day, hour, minute, second) - Date.UTC(1904, 0, 1)) / 1000
}

/** 1998-10-26 10:00, the day on which the iMac G3 Rev B was introduced. */
export const DEFAULT_START_DATE = macSeconds(1998, 10, 26, 10)

export class Clock {
  private readonly profile: MachineProfile
  /** The date and time at launch; what a program sets it to moves it. */
  private startDate: number
  private readonly cpu: { readonly cycles: number }
  private _idleCycles = 0

  constructor(profile: MachineProfile, startDate: number, cpu: { readonly cycles: number }) {
    this.profile = profile
    this.startDate = startDate
    this.cpu = cpu
  }

  /** Cycles that the program has waited for instead of executing. */
  get idleCycles(): number {
    return this._idleCycles
  }
  /** Cycles that have passed since launch, executed or waited for. */
  get cycles(): number {
    return this.cpu.cycles + this._idleCycles
  }
  get cyclesPerSecond(): number {
    return this.profile.cpuHz
  }
  /** Virtual seconds since launch. */
  get seconds(): number {
    return this.cycles / this.profile.cpuHz
  }
  get ticks(): number {
    return Math.floor((this.seconds + SECONDS_SINCE_STARTUP) * TICKS_PER_SECOND)
  }
  get microseconds(): number {
    return Math.floor((this.seconds + SECONDS_SINCE_STARTUP) * 1e6)
  }
  get timeBase(): number {
    return Math.floor((this.seconds + SECONDS_SINCE_STARTUP) * this.profile.timeBaseHz)
  }
  /** Seconds since 1904-01-01 00:00, local time. */
  get dateTime(): number {
    return this.startDate + Math.floor(this.seconds)
  }

  /** Sets the date and time, which goes on from there; ticks and the time base do not change. */
  setDateTime(seconds: number): void {
    this.startDate = seconds - Math.floor(this.seconds)
  }

  /** The count of executed cycles at which the next tick comes. */
  get nextTickCycle(): number {
    return this.cycleOfTick(this.ticks + 1) - this._idleCycles
  }

  /** The count of virtual cycles at which a tick comes. */
  cycleOfTick(tick: number): number {
    return Math.ceil((tick / TICKS_PER_SECOND - SECONDS_SINCE_STARTUP) * this.profile.cpuHz)
  }

  /** Passes time in which the program does nothing. */
  waitUntilCycle(cycle: number): void {
    if (cycle > this.cycles) this._idleCycles += cycle - this.cycles
  }
}
