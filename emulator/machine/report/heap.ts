/** The application's heap: its blocks by kind, and what is wrong with it. */

import { checkZone } from '../../macos/memory-manager/check.ts'
import { type WalkedBlock, walkZone } from '../../macos/memory-manager/walk.ts'
import { HEADER_BYTES } from '../../macos/memory-manager/zone.ts'
import type { System } from '../../macos/system.ts'
import type { GuestMemory } from '../../memory/guest-memory.ts'
import { describeBlock } from './place.ts'

export interface BlockTotals {
  readonly blocks: number
  readonly bytes: number
}

export interface HeapReport {
  /** The zone; it may grow up to `limit`. */
  readonly start: number
  readonly end: number
  readonly limit: number
  /** Nonrelocatable blocks: pointers, code and data, lists of master pointers. */
  readonly pointers: BlockTotals
  /** Relocatable blocks. */
  readonly handles: BlockTotals
  /** Handles that are locked. */
  readonly locked: BlockTotals
  readonly free: BlockTotals
  /** Bytes of the largest free block. */
  readonly largestFree: number
  /** Bytes that the zone can still grow by. */
  readonly growable: number
  /** What contradicts the format; empty when the heap is sound. */
  readonly problems: readonly string[]
  readonly damage?: HeapDamage
}

export interface HeapDamage {
  /** The block whose header is damaged. */
  readonly block: number
  /** Its header's twelve bytes, as hexadecimal and as text. */
  readonly header: string
  /** The block before it. */
  readonly before?: string
}

export function reportHeap({ mac }: System): HeapReport {
  const zone = mac.memoryManager.applicationZone
  const limit = mac.lowMemory.get('ApplLimit') as number
  const kinds = { pointer: [0, 0], handle: [0, 0], locked: [0, 0], free: [0, 0] }
  let largestFree = 0
  let end = 0
  let last: WalkedBlock | undefined
  for (const block of walkZone(mac.memory, zone)) {
    const { kind, byteCount } = block
    last = block
    end = block.address + byteCount
    kinds[kind][0]!++
    kinds[kind][1]! += byteCount
    if (kind === 'free') largestFree = Math.max(largestFree, byteCount)
  }
  const totals = (...names: (keyof typeof kinds)[]): BlockTotals => ({
    blocks: names.reduce((sum, name) => sum + kinds[name][0]!, 0),
    bytes: names.reduce((sum, name) => sum + kinds[name][1]!, 0),
  })
  return {
    start: zone.address,
    end: zone.bkLim,
    limit,
    pointers: totals('pointer'),
    handles: totals('handle', 'locked'),
    locked: totals('locked'),
    free: totals('free'),
    largestFree,
    growable: Math.max(0, limit - zone.bkLim),
    problems: checkZone(mac.memory, zone),
    ...(last !== undefined && end < zone.bkLim && { damage: damageAfter(mac.memory, last) }),
  }
}

/** Blocks can be followed no further than to the one after this. */
function damageAfter(memory: GuestMemory, before: WalkedBlock): HeapDamage {
  const block = before.address + before.byteCount
  const bytes = memory.read(block, HEADER_BYTES)
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'))
  const text = [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
  return { block, header: `${digits.join(' ')} "${text}"`, before: describeBlock(before) }
}
