/** The blocks of a heap zone in their order, as a debugger looks at them: a damaged header ends the walk, and nothing throws. */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { ALIGNMENT, Blocks, firstBlock, HEADER_BYTES, LOCKED, TAG, type Zone } from './zone.ts'

export interface WalkedBlock {
  /** Of its header; the contents begin 12 bytes later. */
  readonly address: number
  /** With the header. */
  readonly byteCount: number
  readonly kind: 'pointer' | 'handle' | 'locked' | 'free'
  /** Bytes that the program asked for; of a free block, all but the header. */
  readonly contentBytes: number
  /** Where the master pointer of a relocatable block is. */
  readonly handle?: number
}

export function* walkZone(memory: GuestMemory, zone: Zone): Generator<WalkedBlock> {
  const blocks = new Blocks(memory)
  let address = firstBlock(zone)
  while (address < zone.bkLim && address + HEADER_BYTES <= memory.size) {
    const byteCount = blocks.storedSize(address)
    if (byteCount < ALIGNMENT || byteCount % ALIGNMENT !== 0 || address + byteCount > zone.bkLim) return
    yield describe(blocks, zone, address, byteCount)
    address += byteCount
  }
}

function describe(blocks: Blocks, zone: Zone, address: number, byteCount: number): WalkedBlock {
  const tag = blocks.tag(address)
  const room = byteCount - HEADER_BYTES
  if (tag === TAG.free) return { address, byteCount, kind: 'free', contentBytes: room }
  const contentBytes = Math.max(0, blocks.logicalSize(address))
  if (tag !== TAG.relocatable) return { address, byteCount, kind: 'pointer', contentBytes }
  const kind = (blocks.flags(address) & LOCKED) === 0 ? 'handle' : 'locked'
  return { address, byteCount, kind, contentBytes, handle: zone.address + blocks.link(address) }
}
