/** Moves a zone's unlocked relocatable blocks, as debuggers' heap scramble does: pointers into them that a program kept are then seen to be stale. */

import type { Heap } from '../../macos/memory-manager/heap.ts'
import { walkZone } from '../../macos/memory-manager/walk.ts'
import { firstBlock, type Zone } from '../../macos/memory-manager/zone.ts'

/** Each block goes to where none was before, if there is room; the most that was in use at once is not counted anew. */
export function scrambleZone(heap: Heap, zone: Zone): void {
  const { blocks, watched } = heap
  const kept = { most: watched.most, free: zone.minCBFree }
  const vacated: { start: number; end: number }[] = []
  for (const { address, byteCount, kind } of [...walkZone(heap.memory, zone)]) {
    if (kind !== 'handle') continue
    const target = roomFor(byteCount)
    if (target === undefined) continue
    heap.relocate(zone, address, target)
    vacated.push({ start: address, end: address + byteCount })
  }
  watched.most = kept.most
  zone.minCBFree = kept.free

  function roomFor(size: number): number | undefined {
    for (let block = firstBlock(zone); block < zone.bkLim; block = blocks.next(block)) {
      if (!blocks.isFree(block) || blocks.size(block) < size) continue
      if (!vacated.some(({ start, end }) => block < end && block + size > start)) return block
    }
    return undefined
  }
}
