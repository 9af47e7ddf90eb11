/**
 * A whole machine as it was where its program called a service: RAM, the processor, and the system's objects. It is kept in this process, for the
 * machine that it was taken of.
 */

import type { Cpu, CpuSnapshot } from '../../cpu/index.ts'
import type { GuestMemory } from '../../memory/guest-memory.ts'
import { type IsLeaf, ObjectState } from './object-state.ts'
import { PagedCopy } from './paged-copy.ts'

export interface SnapshotParts {
  readonly memory: GuestMemory
  readonly cpu: Cpu
  /** What all of the system's state can be reached from. */
  readonly roots: readonly object[]
}

export class Snapshot {
  /** Executed cycles. */
  readonly cycles: number
  /** The service that was called. */
  readonly service: number
  private readonly parts: SnapshotParts
  private readonly ram: PagedCopy
  private readonly processor: CpuSnapshot
  private readonly objects: ObjectState

  /** @param base - an earlier one of the same machine, with which it shares what did not change */
  constructor(parts: SnapshotParts, service: number, base?: Snapshot) {
    const { memory, cpu, roots } = parts
    this.parts = parts
    this.service = service
    this.cycles = cpu.cycles
    this.processor = cpu.save()
    this.ram = new PagedCopy(memory.wasm.buffer, base?.ram)
    this.objects = new ObjectState(roots, isLeaf(memory, cpu), base?.objects)
  }

  /** Bytes that it takes of its own. */
  get byteCount(): number {
    return this.ram.ownBytes + this.objects.byteCount
  }

  restore(): void {
    const { memory, cpu } = this.parts
    // RAM is in reversed order
    this.ram.restore(memory.wasm.buffer, (offset, byteCount) => {
      cpu.invalidate(memory.size - offset - byteCount, byteCount)
    })
    cpu.restore(this.processor)
    this.objects.restore()
  }
}

/** RAM and the processor are saved apart; what weak maps hold can be made again. */
function isLeaf(memory: GuestMemory, cpu: Cpu): IsLeaf {
  const leaves = new Set<object>([memory, memory.wasm, memory.wasm.buffer, cpu, cpu.state])
  return (object) => leaves.has(object) || object instanceof WeakMap
}
