/** The system's own reading and writing of low memory; programs read the same bytes with plain loads. */

import type { Clock } from '../../machine/clock.ts'
import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { ValueOf } from '../types.ts'
import { type LowMemoryGlobal, type LowMemoryName, lowMemoryGlobals } from './globals.ts'

export class LowMemory {
  private readonly memory: GuestMemory
  private readonly clock: Clock
  private lastTicks = -1

  constructor(memory: GuestMemory, clock: Clock) {
    this.memory = memory
    this.clock = clock
    for (const { address, type, initial } of Object.values<LowMemoryGlobal>(lowMemoryGlobals)) {
      if (initial !== undefined) type.store(memory, address, initial)
    }
  }

  get<N extends LowMemoryName>(name: N): ValueOf<(typeof lowMemoryGlobals)[N]['type']> {
    const { address, type } = lowMemoryGlobals[name]
    return type.load(this.memory, address)
  }

  set<N extends LowMemoryName>(name: N, value: ValueOf<(typeof lowMemoryGlobals)[N]['type']>): void {
    const { address, type } = lowMemoryGlobals[name]
    type.store(this.memory, address, value)
  }

  /** Brings Ticks and Time up to date, as interrupts do on a real machine; called at every deadline and service call. */
  refresh(): void {
    const { ticks } = this.clock
    if (ticks === this.lastTicks) return
    this.lastTicks = ticks
    this.set('Ticks', ticks)
    this.set('Time', this.clock.dateTime)
  }
}
