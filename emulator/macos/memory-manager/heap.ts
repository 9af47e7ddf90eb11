/** Room in a heap zone: finding, carving and freeing blocks, compaction, purging, growth (Inside Macintosh: Memory, chapter 1). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { asPtr } from '../types.ts'
import { ALIGNMENT, Blocks, firstBlock, HEADER_BYTES, HEAP_TYPE_32_BIT, TAG, type Zone, ZoneRecord } from './zone.ts'

export interface HeapHooks {
  /** The highest address that the zone may grow to; its present end when it does not grow. */
  growLimit(zone: Zone): number
  onGrow(zone: Zone): void
  /** Tells the program's purge-warning procedure. */
  purgeWarning(zone: Zone, handle: number): void
}

/** Told of what becomes of blocks, for those who check how programs use them. Addresses are those of headers. */
export interface HeapObserver {
  /** A zone was laid out, or has grown: free space. */
  onFree(start: number, end: number): void
  onAllocated(block: number): void
  /** Before it is free. */
  onReleased(block: number): void
  onResized(block: number): void
  /** What was at `from` is at `to` as well, and `from` is free or overwritten. */
  onMoved(from: number, to: number, byteCount: number): void
  /** A master pointer is in use, or no longer. */
  onMaster(handle: number, isUsed: boolean): void
}

export class Heap {
  observer: HeapObserver | undefined
  readonly memory: GuestMemory
  readonly blocks: Blocks
  /** Address of the zone whose use is watched, and the most bytes of it, block headers included, that were in use at once. */
  readonly watched = { zone: 0, most: 0 }
  private readonly hooks: HeapHooks

  constructor(memory: GuestMemory, hooks: HeapHooks) {
    this.memory = memory
    this.blocks = new Blocks(memory)
    this.hooks = hooks
  }

  /** Lays out an empty zone in [start, limit). */
  initZone(start: number, limit: number, moreMasters: number, growZone: number): Zone {
    const address = Math.ceil(start / ALIGNMENT) * ALIGNMENT
    const zone = ZoneRecord.at(this.memory, address)
    this.memory.fill(address, ZoneRecord.size)
    zone.bkLim = asPtr(this.lastBoundary(zone, limit))
    zone.gzProc = asPtr(growZone)
    zone.moreMast = moreMasters
    zone.heapType = HEAP_TYPE_32_BIT
    const room = zone.bkLim - firstBlock(zone)
    this.blocks.writeFree(firstBlock(zone), room)
    this.writeTrailer(zone)
    zone.zcbFree = room
    zone.minCBFree = room
    zone.allocPtr = asPtr(firstBlock(zone))
    this.observer?.onFree(firstBlock(zone), zone.bkLim + HEADER_BYTES)
    return zone
  }

  /** The highest place for the zone trailer below `limit`. */
  lastBoundary(zone: Zone, limit: number): number {
    const first = firstBlock(zone)
    return first + Math.floor((limit - HEADER_BYTES - first) / ALIGNMENT) * ALIGNMENT
  }

  private writeTrailer(zone: Zone): void {
    this.blocks.writeFree(zone.bkLim, HEADER_BYTES)
  }

  /**
   * The lowest free block of at least `size` bytes, in [from, to); 0 when there is none. Neighbouring free blocks become one on
   * the way. Every block below `allocPtr` is in use, which keeps programs of many blocks from rescanning them.
   */
  findFree(zone: Zone, size: number, from = zone.allocPtr as number, to = zone.bkLim as number): number {
    const { blocks } = this
    const scansAll = from === zone.allocPtr
    let lowest = 0
    let found = 0
    for (let block = from; block < to; block = blocks.next(block)) {
      if (!blocks.isFree(block)) continue
      this.mergeFollowing(zone, block)
      lowest ||= block
      if (blocks.size(block) < size) continue
      found = block
      break
    }
    if (scansAll) zone.allocPtr = asPtr(lowest || (found === 0 ? zone.bkLim : found))
    return found
  }

  private mergeFollowing(zone: Zone, block: number): void {
    const { blocks } = this
    let next = blocks.next(block)
    while (next < zone.bkLim && blocks.isFree(next)) next = blocks.next(next)
    blocks.writeFree(block, next - block)
  }

  /** Takes `size` bytes from the start of a free block; the rest stays free. */
  carve(zone: Zone, block: number, tag: number, size: number, byteCount: number, link: number): void {
    const available = this.blocks.size(block)
    if (available > size) this.blocks.writeFree(block + size, available - size)
    this.blocks.writeUsed(block, tag, size, byteCount, link)
    this.takeFree(zone, size)
    if (zone.allocPtr === block) zone.allocPtr = asPtr(block + size)
    this.observer?.onAllocated(block)
  }

  private takeFree(zone: Zone, byteCount: number): void {
    zone.zcbFree -= byteCount
    if (zone.zcbFree < zone.minCBFree) zone.minCBFree = zone.zcbFree
    const { watched } = this
    if (zone.address === watched.zone)
      watched.most = Math.max(watched.most, zone.bkLim - firstBlock(zone) - zone.zcbFree)
  }

  release(zone: Zone, block: number): void {
    this.observer?.onReleased(block)
    const size = this.blocks.size(block)
    this.blocks.writeFree(block, size)
    zone.zcbFree += size
    if (block < zone.allocPtr) zone.allocPtr = asPtr(block)
    this.mergeFollowing(zone, block)
  }

  /** Moves every unlocked relocatable block down; free space gathers above immovable blocks. */
  compact(zone: Zone): void {
    const { blocks } = this
    let destination = firstBlock(zone)
    let block = destination
    zone.allocPtr = asPtr(destination)
    while (block < zone.bkLim) {
      const size = blocks.size(block)
      if (!blocks.isFree(block)) {
        if (block === destination) destination += size
        else if (blocks.isMovable(block)) {
          this.moveBlock(zone, block, destination)
          destination += size
        } else {
          blocks.writeFree(destination, block - destination)
          destination = block + size
        }
      }
      block += size
    }
    if (destination < zone.bkLim) blocks.writeFree(destination, zone.bkLim - destination)
  }

  /** Moves a relocatable block's header and contents, and points its master pointer there. */
  moveBlock(zone: Zone, block: number, destination: number): void {
    const size = this.blocks.size(block)
    this.memory.move(block, destination, size)
    this.memory.setU32(zone.address + this.blocks.link(destination), destination + HEADER_BYTES)
    this.observer?.onMoved(block, destination, size)
  }

  /** Frees a relocatable block's contents; the master pointer becomes nil. */
  empty(zone: Zone, block: number): void {
    this.memory.setU32(zone.address + this.blocks.link(block), 0)
    zone.cntEmpty++
    zone.cntRel--
    this.release(zone, block)
  }

  /** Purges purgeable blocks until `enough` says so; true when any was purged. */
  purge(zone: Zone, enough: () => boolean): boolean {
    const { blocks } = this
    let any = false
    for (let block = firstBlock(zone); block < zone.bkLim; block = blocks.next(block)) {
      if (!blocks.isPurgeable(block)) continue
      this.hooks.purgeWarning(zone, zone.address + blocks.link(block))
      this.empty(zone, block)
      any = true
      if (enough()) break
    }
    return any
  }

  /** Extends the zone so that it ends with a free block of `size` bytes, or as far as it may; false when it cannot grow. */
  grow(zone: Zone, size: number): boolean {
    const limit = this.lastBoundary(zone, this.hooks.growLimit(zone))
    const added = Math.min(Math.ceil(size / ALIGNMENT) * ALIGNMENT, limit - zone.bkLim)
    if (added <= 0) return false
    const block = zone.bkLim
    zone.bkLim = asPtr(block + added)
    this.blocks.writeFree(block, added)
    this.writeTrailer(zone)
    zone.zcbFree += added
    this.observer?.onFree(block, zone.bkLim + HEADER_BYTES)
    this.hooks.onGrow(zone)
    return true
  }

  /** The largest free block that compaction (and purging) could make, in bytes with its header. */
  largestPossible(zone: Zone, purging: boolean): number {
    const { blocks } = this
    let largest = 0
    let run = 0
    for (let block = firstBlock(zone); block < zone.bkLim; block = blocks.next(block)) {
      if (blocks.isFree(block) || (purging && blocks.isPurgeable(block))) run += blocks.size(block)
      else if (!blocks.isMovable(block)) run = 0
      if (run > largest) largest = run
    }
    return largest
  }

  /** Bytes of free space, and of purgeable blocks when `purging`. */
  totalFree(zone: Zone, purging: boolean): number {
    let total = zone.zcbFree as number
    if (!purging) return total
    for (let block = firstBlock(zone); block < zone.bkLim; block = this.blocks.next(block)) {
      if (this.blocks.isPurgeable(block)) total += this.blocks.size(block)
    }
    return total
  }

  /**
   * Changes a block's size where it lies; false when what follows is in use and cannot be moved elsewhere.
   */
  resizeInPlace(zone: Zone, block: number, size: number, byteCount: number): boolean {
    const { blocks } = this
    if (size > blocks.size(block) && !this.makeRoomAfter(zone, block, size)) return false
    let available = blocks.size(block)
    const next = block + available
    if (next < zone.bkLim && blocks.isFree(next)) available += blocks.size(next)
    this.takeFree(zone, size - blocks.size(block))
    blocks.setSize(block, size)
    blocks.setCorrection(block, byteCount)
    if (available > size) {
      blocks.writeFree(block + size, available - size)
      if (block + size < zone.allocPtr) zone.allocPtr = asPtr(block + size)
    }
    if (zone.allocPtr > block && zone.allocPtr < block + size) zone.allocPtr = asPtr(block + size)
    this.observer?.onResized(block)
    return true
  }

  /** Makes the free space right after `block` big enough for it to become `size` bytes. */
  private makeRoomAfter(zone: Zone, block: number, size: number): boolean {
    const { blocks } = this
    for (;;) {
      const next = blocks.next(block)
      let end = next
      if (next < zone.bkLim && blocks.isFree(next)) {
        this.mergeFollowing(zone, next)
        end = blocks.next(next)
      }
      if (end - block >= size) return true
      if (end === zone.bkLim) {
        if (!this.grow(zone, size - (end - block))) return false
      } else if (!blocks.isMovable(end) || !this.moveAway(zone, end, block, block + size)) return false
    }
  }

  /** Moves a relocatable block to free space outside [low, high). */
  private moveAway(zone: Zone, block: number, low: number, high: number): boolean {
    const size = this.blocks.size(block)
    let target = this.findFree(zone, size)
    if (target >= low && target < high) target = this.findFree(zone, size, this.blocks.next(target))
    if (target === 0 || (target >= low && target < high)) return false
    this.relocate(zone, block, target)
    return true
  }

  /** Moves a relocatable block into a free block. */
  relocate(zone: Zone, block: number, target: number): void {
    const size = this.blocks.size(block)
    const flags = this.blocks.flags(block)
    this.carve(zone, target, TAG.relocatable, size, this.blocks.logicalSize(block), this.blocks.link(block))
    this.memory.move(block + HEADER_BYTES, target + HEADER_BYTES, size - HEADER_BYTES)
    this.blocks.setFlags(target, flags)
    this.memory.setU32(zone.address + this.blocks.link(target), target + HEADER_BYTES)
    this.observer?.onMoved(block, target, size)
    this.release(zone, block)
  }
}
