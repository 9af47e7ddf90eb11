/** The queue of asynchronous calls: each is done in its turn, a moment after the one before (Inside Macintosh: Files, chapter 2). */

import type { Appointment, Scheduler } from '../../machine/scheduler.ts'

/** About what a small transfer takes on the iMac's disk when its block is in the cache. */
const CALL_SECONDS = 0.0005

interface PendingCall {
  readonly run: () => void
  readonly appointment: Appointment
}

export class PendingCalls {
  private readonly scheduler: Scheduler
  private readonly queue: PendingCall[] = []

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler
  }

  add(run: () => void): void {
    const appointment = this.scheduler.after(CALL_SECONDS, () => {
      this.queue.splice(this.queue.indexOf(call), 1)
      run()
    })
    const call = { run, appointment }
    this.queue.push(call)
  }

  /** A synchronous call waits for those before it. */
  finish(): void {
    for (let call = this.queue.shift(); call !== undefined; call = this.queue.shift()) {
      this.scheduler.cancel(call.appointment)
      call.run()
    }
  }
}
