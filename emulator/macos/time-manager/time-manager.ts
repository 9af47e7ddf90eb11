/** Time Manager: tasks that run once, after a time (Inside Macintosh: Processes, chapter 3). */

import type { Appointment } from '../../machine/scheduler.ts'
import type { Mac } from '../mac.ts'
import { struct, type View } from '../struct.ts'
import { SInt32, UInt16, UInt32 } from '../types.ts'

export const TMTask = struct('TMTask', 22, {
  qLink: [0, UInt32],
  qType: [4, UInt16],
  tmAddr: [6, UInt32],
  tmCount: [10, SInt32],
  tmWakeUp: [14, UInt32],
  tmReserved: [18, UInt32],
})
type TMTaskView = View<typeof TMTask.fields>

/** The high bit of qType while the task is active. */
const ACTIVE = 0x8000
/** The Time Manager's resolution, below which nothing is timed. */
const RESOLUTION_MICROSECONDS = 20

interface Installed {
  readonly isExtended: boolean
  /** The cycle at which it is due, or was last. */
  due: number
  appointment: Appointment | undefined
}

export class TimeManager {
  private readonly tasks = new Map<number, Installed>()
  /** A task that primes a timer goes on for ever by itself, so that its timer keeps no waiting program from being idle. */
  private isInTask = false

  install(task: TMTaskView, address: number, isExtended: boolean): void {
    if (this.tasks.has(address)) return
    task.qType &= ~ACTIVE
    this.tasks.set(address, { isExtended, due: 0, appointment: undefined })
  }

  /** A positive count is of milliseconds, a negative one of microseconds. */
  prime(mac: Mac, task: TMTaskView, address: number, count: number): void {
    const installed = this.tasks.get(address)
    if (installed === undefined) return
    this.cancel(mac, installed)
    const { clock } = mac
    const perMicrosecond = clock.cyclesPerSecond / 1e6
    const delay = (count < 0 ? -count : count * 1000) * perMicrosecond
    const from = installed.isExtended && task.tmWakeUp !== 0 ? installed.due : clock.cycles
    installed.due = from + delay
    if (installed.isExtended) task.tmWakeUp = Math.floor(installed.due / perMicrosecond) >>> 0 || 1
    task.qType |= ACTIVE
    const cycle = Math.ceil(Math.max(installed.due, clock.cycles + RESOLUTION_MICROSECONDS * perMicrosecond))
    installed.appointment = mac.scheduler.at(cycle, () => this.expire(mac, address), { isBackground: this.isInTask })
  }

  /** The time that was left goes to tmCount: microseconds, negated, or milliseconds where those do not fit. */
  remove(mac: Mac, task: TMTaskView, address: number): void {
    const installed = this.tasks.get(address)
    if (installed === undefined) return
    const isActive = installed.appointment !== undefined
    this.cancel(mac, installed)
    this.tasks.delete(address)
    task.qType &= ~ACTIVE
    const left = isActive ? Math.max(0, installed.due - mac.clock.cycles) / (mac.clock.cyclesPerSecond / 1e6) : 0
    task.tmCount = left <= 0x7fff_ffff ? -Math.floor(left) : Math.floor(left / 1000)
  }

  private cancel(mac: Mac, installed: Installed): void {
    if (installed.appointment !== undefined) mac.scheduler.cancel(installed.appointment)
    installed.appointment = undefined
  }

  private expire(mac: Mac, address: number): void {
    const installed = this.tasks.get(address)
    if (installed === undefined) return
    installed.appointment = undefined
    const task = TMTask.at(mac.memory, address)
    task.qType &= ~ACTIVE
    if (task.tmAddr === 0) return
    const wasInTask = this.isInTask
    this.isInTask = true
    try {
      mac.callGuest(task.tmAddr, address)
    } finally {
      this.isInTask = wasInTask
    }
  }
}
