/** The service calls of a run: counts, the last ones for a report, and whoever wants to see each. */

import type { ServiceCall } from './service.ts'

const KEPT_CALLS = 64

export class CallLog {
  readonly counts = new Map<string, number>()
  onCall: ((call: ServiceCall) => void) | undefined
  /** Before it does anything. */
  onBegin: ((call: ServiceCall) => void) | undefined
  private readonly ring: ServiceCall[] = []
  private next = 0

  begin(call: ServiceCall): void {
    this.counts.set(call.name, (this.counts.get(call.name) ?? 0) + 1)
    this.ring[this.next++ % KEPT_CALLS] = call
    this.onBegin?.(call)
  }

  end(call: ServiceCall): void {
    this.onCall?.(call)
  }

  /** The last calls, oldest first. */
  last(count: number): ServiceCall[] {
    const kept = Math.min(count, this.ring.length)
    return Array.from({ length: kept }, (_, index) => this.ring[(this.next - kept + index) % KEPT_CALLS]!)
  }
}
