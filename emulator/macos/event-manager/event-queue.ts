/** The Operating System event queue (Inside Macintosh: Macintosh Toolbox Essentials, chapter 2). */

import { type MacEvent, maskOf } from './event-records.ts'

/** How many events the queue holds; the oldest one makes room for a new one. */
const CAPACITY = 20

export class EventQueue {
  private readonly events: MacEvent[] = []

  post(event: MacEvent): void {
    if (this.events.length === CAPACITY) this.events.shift()
    this.events.push(event)
  }

  find(mask: number): MacEvent | undefined {
    return this.events.find(({ what }) => (maskOf(what) & mask) !== 0)
  }

  remove(event: MacEvent): void {
    const index = this.events.indexOf(event)
    if (index !== -1) this.events.splice(index, 1)
  }

  /** Removes events of one mask up to the first one of the other; returns the kind of that one, or 0. */
  flush(which: number, stop: number): number {
    for (let index = 0; index < this.events.length; ) {
      const event = this.events[index]!
      if ((maskOf(event.what) & stop) !== 0) return event.what
      if ((maskOf(event.what) & which) !== 0) this.events.splice(index, 1)
      else index++
    }
    return 0
  }
}
