/** What became of the heap's blocks: who allocated them, and what was where there is nothing now. */

import type { ServiceCall } from '../../macos/service.ts'
import type { CodeLocation } from '../report/location.ts'
import type { Evidence } from './finding.ts'

/** A call of a service, as it is remembered. */
export interface PastCall {
  readonly name: string
  readonly cycle: number
  readonly stack?: readonly CodeLocation[]
}

export interface KnownBlock {
  /** Of the contents. */
  readonly start: number
  readonly byteCount: number
  readonly allocated: PastCall
}

/** Contents that are no longer where they were. */
export interface FormerBlock extends KnownBlock {
  readonly ended: PastCall
  /** Where to it was moved; nowhere when it was disposed of. */
  readonly movedTo?: number
}

/** More are forgotten. */
const MOST_FORMER = 20_000

export class HeapHistory {
  private readonly known = new Map<number, KnownBlock>()
  private former: FormerBlock[] = []
  private readonly describe: (call: ServiceCall | undefined) => PastCall

  constructor(describe: (call: ServiceCall | undefined) => PastCall) {
    this.describe = describe
  }

  allocated(start: number, byteCount: number, call: ServiceCall | undefined): void {
    this.known.set(start, { start, byteCount, allocated: this.describe(call) })
  }

  resized(start: number, byteCount: number): void {
    const block = this.known.get(start)
    if (block) this.known.set(start, { ...block, byteCount })
  }

  released(start: number, call: ServiceCall | undefined): void {
    const block = this.known.get(start)
    if (block) this.remember({ ...block, ended: this.describe(call) })
    this.known.delete(start)
  }

  moved(start: number, movedTo: number, call: ServiceCall | undefined): void {
    const block = this.known.get(start)
    if (block === undefined) return
    this.remember({ ...block, ended: this.describe(call), movedTo })
    this.known.delete(start)
    this.known.set(movedTo, { ...block, start: movedTo })
  }

  private remember(block: FormerBlock): void {
    this.former.push(block)
    if (this.former.length > 2 * MOST_FORMER) this.former = this.former.slice(-MOST_FORMER)
  }

  byteCountOf(start: number): number | undefined {
    return this.known.get(start)?.byteCount
  }

  /** The block that an address is nearest behind, or in. */
  blockBefore(address: number): KnownBlock | undefined {
    let nearest: KnownBlock | undefined
    for (const block of this.known.values()) {
      if (block.start <= address && block.start > (nearest?.start ?? -1)) nearest = block
    }
    return nearest
  }

  blockAfter(address: number): KnownBlock | undefined {
    let nearest: KnownBlock | undefined
    for (const block of this.known.values()) {
      if (block.start > address && block.start < (nearest?.start ?? Number.POSITIVE_INFINITY)) nearest = block
    }
    return nearest
  }

  /** What was last at an address. */
  formerAt(address: number): FormerBlock | undefined {
    return this.former.findLast(({ start, byteCount }) => address >= start && address < start + byteCount)
  }
}

const stackOf = ({ stack }: PastCall) => (stack === undefined ? {} : { stack })

export const evidenceOf = (verb: string, call: PastCall): Evidence => ({
  what: `${verb} by ${call.name} at cycle ${call.cycle.toLocaleString('en')}`,
  ...stackOf(call),
})
