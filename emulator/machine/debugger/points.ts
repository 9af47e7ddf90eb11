/** Where a debugger wants to stop: they outlive the machine, which going back in time makes anew. */

import type { WatchedFor } from '../../cpu/index.ts'

export interface Watchpoint {
  readonly address: number
  readonly byteCount: number
  readonly kind: WatchedFor
}

const isSame = (a: Watchpoint, b: Watchpoint): boolean =>
  a.address === b.address && a.byteCount === b.byteCount && a.kind === b.kind

export class StopPoints {
  readonly breakpoints = new Set<number>()
  watchpoints: readonly Watchpoint[] = []

  addWatchpoint(point: Watchpoint): void {
    this.removeWatchpoint(point)
    this.watchpoints = [...this.watchpoints, point]
  }

  removeWatchpoint(point: Watchpoint): void {
    this.watchpoints = this.watchpoints.filter((known) => !isSame(known, point))
  }
}
