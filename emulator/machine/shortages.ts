/** Requests for which the program's heap had no room: programs that do not look at results go wrong later, and elsewhere. */

import type { Mac } from '../macos/mac.ts'
import type { ServiceCall } from '../macos/service.ts'

export interface Shortage {
  /** The call in which room was wanted; a window, say, needs several blocks. */
  readonly call: ServiceCall
  /** Bytes of the block, with its header. */
  readonly byteCount: number
  /** Bytes of the largest block that could have been had. */
  readonly largest: number
}

/** What came later is the consequence of these. */
const KEPT = 16

export class Shortages {
  readonly kept: Shortage[] = []
  count = 0

  constructor({ memoryManager, calls }: Mac) {
    memoryManager.onShortage = (zone, byteCount) => {
      const [call] = calls.last(1)
      if (zone !== memoryManager.applicationZone || call === undefined) return
      this.count++
      const { heap } = memoryManager
      if (this.kept.length < KEPT) this.kept.push({ call, byteCount, largest: heap.largestPossible(zone, true) })
    }
  }
}
