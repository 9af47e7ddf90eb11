/**
 * Memory Manager: zones, pointers and handles (Inside Macintosh: Memory, chapter 2).
 *
 * All structures are in guest memory; this object only knows which zones there are.
 */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { fail } from '../errors.ts'
import type { LowMemory } from '../low-memory/low-memory.ts'
import { ProgramEnd } from '../mac.ts'
import { asHandle, asPtr, type Handle, hex, type Ptr } from '../types.ts'
import { Heap } from './heap.ts'
import { HEADER_BYTES, LOCKED, PURGEABLE, physicalSize, RESOURCE, TAG, type Zone } from './zone.ts'

/** Calls guest code through a transition vector. */
export type CallGuest = (transitionVector: number, ...args: number[]) => number

const SYSTEM_MASTERS = 128
const APPLICATION_MASTERS = 64

export class MemoryManager {
  readonly heap: Heap
  private readonly memory: GuestMemory
  private readonly lowMemory: LowMemory
  private readonly callGuest: CallGuest
  /** Inner zones after those that contain them. */
  private readonly _zones: Zone[] = []
  /** A request is refused; the bytes of the block that was wanted. */
  onShortage: ((zone: Zone, byteCount: number) => void) | undefined
  /** A purgeable block is about to go. */
  onPurge: ((handle: number) => void) | undefined
  systemZone!: Zone
  applicationZone!: Zone
  /** The Process Manager's zone: partitions and temporary memory come out of it. */
  temporaryZone!: Zone

  constructor(memory: GuestMemory, lowMemory: LowMemory, callGuest: CallGuest) {
    this.memory = memory
    this.lowMemory = lowMemory
    this.callGuest = callGuest
    this.heap = new Heap(memory, {
      growLimit: (zone) => (zone === this.applicationZone ? lowMemory.get('ApplLimit') : zone.bkLim),
      onGrow: (zone) => lowMemory.set('HeapEnd', zone.bkLim),
      purgeWarning: (zone, handle) => {
        this.onPurge?.(handle)
        if (zone.purgeProc !== 0) callGuest(zone.purgeProc, handle)
      },
    })
  }

  initSystemZone(start: number, limit: number): void {
    this.systemZone = this.initZone(start, limit, SYSTEM_MASTERS, 0)
    this.lowMemory.set('SysZone', this.systemZone.address)
  }

  initTemporaryZone(start: number, limit: number): void {
    this.temporaryZone = this.initZone(start, limit, APPLICATION_MASTERS, 0)
  }

  /** A partition takes the upper part of the Process Manager's zone, which must still be free, and finds it as it was at power-on: zero. */
  shrinkTemporaryZone(limit: number): void {
    this.memory.fill(this.temporaryZone.bkLim, HEADER_BYTES)
    this._zones.splice(this._zones.indexOf(this.temporaryZone), 1)
    this.initTemporaryZone(this.temporaryZone.address, limit)
  }

  /** The application's zone, at first `initialBytes` long; it grows up to ApplLimit (Memory, chapter 1). */
  initApplicationZone(start: number, initialBytes: number): void {
    this.applicationZone = this.initZone(start, start + initialBytes, APPLICATION_MASTERS, 0)
    this.heap.watched.zone = this.applicationZone.address
    this.lowMemory.set('ApplZone', this.applicationZone.address)
    this.lowMemory.set('HeapEnd', this.applicationZone.bkLim)
    this.currentZone = this.applicationZone
  }

  initZone(start: number, limit: number, masters: number, growZone: number): Zone {
    const zone = this.heap.initZone(start, limit, masters, growZone)
    this._zones.push(zone)
    this.addMasters(zone)
    return zone
  }

  get currentZone(): Zone {
    const address = this.lowMemory.get('TheZone')
    const zone = this._zones.find((one) => one.address === address)
    if (zone === undefined) {
      throw new ProgramEnd('system-error', `the program's current heap zone, ${hex(address)}, is not a heap zone`)
    }
    return zone
  }
  set currentZone(zone: Zone) {
    this.lowMemory.set('TheZone', zone.address)
  }

  get zones(): readonly Zone[] {
    return this._zones
  }

  /** The innermost zone that an address is in. */
  zoneOf(address: number): Zone | undefined {
    return this._zones.findLast((zone) => address >= zone.address && address < zone.bkLim)
  }

  newPtr(zone: Zone, byteCount: number, clear = false): Ptr {
    const block = this.allocate(zone, byteCount, TAG.nonrelocatable, zone.address)
    zone.cntNRel++
    if (clear) this.memory.fill(block + HEADER_BYTES, byteCount)
    return asPtr(block + HEADER_BYTES)
  }

  disposePtr(pointer: Ptr): void {
    const [zone, block] = this.pointerBlock(pointer)
    zone.cntNRel--
    this.heap.release(zone, block)
  }

  setPtrSize(pointer: Ptr, byteCount: number): void {
    const [zone, block] = this.pointerBlock(pointer)
    if (byteCount < 0 || !this.heap.resizeInPlace(zone, block, physicalSize(byteCount), byteCount)) fail('memFullErr')
  }

  /** The block of a pointer; memAdrErr when no zone has it, memWZErr when it is free or is not a pointer's. */
  pointerBlock(pointer: Ptr): [Zone, number] {
    const block = pointer - HEADER_BYTES
    const zone = this.zoneOf(block)
    if (zone === undefined || pointer % 4 !== 0) return fail('memAdrErr')
    const { blocks } = this.heap
    if (blocks.tag(block) !== TAG.nonrelocatable || blocks.link(block) !== zone.address) fail('memWZErr')
    return [zone, block]
  }

  newHandle(zone: Zone, byteCount: number, clear = false): Handle {
    const handle = this.newEmptyHandle(zone)
    try {
      this.fillHandle(zone, handle, byteCount)
    } catch (error) {
      this.freeMaster(zone, handle)
      throw error
    }
    if (clear) this.memory.fill(this.memory.getU32(handle), byteCount)
    return handle
  }

  /** A master pointer with no block. */
  newEmptyHandle(zone: Zone): Handle {
    if (zone.hFstFree === 0) this.addMasters(zone)
    const handle = asHandle(zone.hFstFree)
    zone.hFstFree = asPtr(this.memory.getU32(handle))
    this.memory.setU32(handle, 0)
    this.heap.observer?.onMaster(handle, true)
    zone.cntHandles++
    zone.cntEmpty++
    return handle
  }

  private fillHandle(zone: Zone, handle: Handle, byteCount: number): void {
    const block = this.allocate(zone, byteCount, TAG.relocatable, handle - zone.address)
    this.memory.setU32(handle, block + HEADER_BYTES)
    zone.cntEmpty--
    zone.cntRel++
  }

  private freeMaster(zone: Zone, handle: Handle): void {
    this.memory.setU32(handle, zone.hFstFree)
    zone.hFstFree = asPtr(handle)
    this.heap.observer?.onMaster(handle, false)
    zone.cntHandles--
    zone.cntEmpty--
  }

  disposeHandle(handle: Handle): void {
    const zone = this.handleZone(handle)
    if (this.memory.getU32(handle) !== 0) this.heap.empty(zone, this.handleBlock(handle)[1])
    this.freeMaster(zone, handle)
  }

  emptyHandle(handle: Handle): void {
    if (this.memory.getU32(handle) === 0) return
    const [zone, block] = this.handleBlock(handle)
    if (!this.heap.blocks.isMovable(block)) fail('memPurErr')
    this.heap.empty(zone, block)
  }

  reallocateHandle(handle: Handle, byteCount: number): void {
    const zone = this.handleZone(handle)
    if (this.memory.getU32(handle) !== 0) {
      const [, block] = this.handleBlock(handle)
      if (!this.heap.blocks.isMovable(block)) fail('memPurErr')
      this.heap.empty(zone, block)
    }
    this.fillHandle(zone, handle, byteCount)
  }

  setHandleSize(handle: Handle, byteCount: number): void {
    const [zone, block] = this.handleBlock(handle)
    const { heap } = this
    const size = physicalSize(byteCount)
    if (byteCount < 0) fail('memFullErr')
    if (heap.resizeInPlace(zone, block, size, byteCount)) return
    if (!heap.blocks.isMovable(block)) fail('memFullErr')
    const oldSize = heap.blocks.logicalSize(block)
    const flags = heap.blocks.flags(block)
    // Locked, so that neither compaction nor purging touches the contents while room is made.
    heap.blocks.setFlags(block, flags | LOCKED)
    try {
      const target = this.allocate(zone, byteCount, TAG.relocatable, handle - zone.address)
      this.memory.move(block + HEADER_BYTES, target + HEADER_BYTES, oldSize)
      heap.blocks.setFlags(target, flags)
      this.memory.setU32(handle, target + HEADER_BYTES)
      heap.observer?.onMoved(block, target, heap.blocks.size(block))
      heap.release(zone, block)
    } catch (error) {
      heap.blocks.setFlags(block, flags)
      throw error
    }
  }

  /** The zone of a handle; memWZErr for an address that no zone has. */
  handleZone(handle: Handle): Zone {
    if (handle === 0) fail('nilHandleErr')
    const zone = this.zoneOf(handle)
    if (zone === undefined || handle % 4 !== 0) return fail('memWZErr')
    return zone
  }

  /** The zone and block of a handle; nilHandleErr when it is empty, memWZErr when it is no handle. */
  handleBlock(handle: Handle): [Zone, number] {
    const zone = this.handleZone(handle)
    const contents = this.memory.getU32(handle)
    if (contents === 0) fail('nilHandleErr')
    const block = contents - HEADER_BYTES
    const { blocks } = this.heap
    if (block < zone.address || block >= zone.bkLim || blocks.tag(block) !== TAG.relocatable) fail('memWZErr')
    if (zone.address + blocks.link(block) !== handle) fail('memWZErr')
    return [zone, block]
  }

  recoverHandle(contents: Ptr): Handle {
    const block = contents - HEADER_BYTES
    const zone = this.zoneOf(block)
    if (zone === undefined || this.heap.blocks.tag(block) !== TAG.relocatable) return fail('memBCErr')
    return asHandle(zone.address + this.heap.blocks.link(block))
  }

  handleSize(handle: Handle): number {
    return this.heap.blocks.logicalSize(this.handleBlock(handle)[1])
  }

  /** LOCKED, PURGEABLE and RESOURCE. */
  handleFlags(handle: Handle): number {
    return this.heap.blocks.flags(this.handleBlock(handle)[1]) & (LOCKED | PURGEABLE | RESOURCE)
  }
  setHandleFlags(handle: Handle, set: number, clear: number): void {
    const [, block] = this.handleBlock(handle)
    this.heap.blocks.setFlags(block, (this.heap.blocks.flags(block) & ~clear) | set)
  }

  /** Moves a relocatable block as high as it can go below immovable ones (MoveHHi, Memory chapter 2). */
  moveHigh(handle: Handle): void {
    const [zone, start] = this.handleBlock(handle)
    const { heap } = this
    if (!heap.blocks.isMovable(start)) fail('memLockedErr')
    heap.compact(zone)
    const [, block] = this.handleBlock(handle)
    const size = heap.blocks.size(block)
    let highest = 0
    for (let free = block; free < zone.bkLim; free = heap.blocks.next(free)) {
      if (heap.blocks.isFree(free) && heap.blocks.size(free) >= size) highest = free
    }
    if (highest === 0) return
    const rest = heap.blocks.size(highest) - size
    if (rest > 0) {
      heap.blocks.writeFree(highest, rest)
      heap.blocks.writeFree(highest + rest, size)
    }
    heap.relocate(zone, block, highest + rest)
  }

  /** A block of master pointers, linked into the zone's list of free ones. */
  addMasters(zone: Zone): void {
    const count = Math.max(1, zone.moreMast)
    const block = this.newPtr(zone, count * 4)
    for (let index = 0; index < count; index++) {
      this.memory.setU32(block + index * 4, index + 1 < count ? block + (index + 1) * 4 : zone.hFstFree)
    }
    zone.hFstFree = block
  }

  /** Expands the application's zone to its limit (Memory, chapter 2). */
  maximizeApplicationZone(): void {
    this.heap.grow(this.applicationZone, 0x7fffffff)
  }

  /** Makes a free block of `size` bytes by every means there is: compaction, growth, purging, the grow-zone function. */
  makeRoom(zone: Zone, size: number): number {
    const { heap } = this
    let found = heap.findFree(zone, size)
    if (found !== 0) return found
    if (heap.largestPossible(zone, false) >= size) {
      heap.compact(zone)
      found = heap.findFree(zone, size)
      if (found !== 0) return found
    }
    if (heap.grow(zone, size)) {
      found = heap.findFree(zone, size)
      if (found !== 0) return found
    }
    for (;;) {
      if (heap.largestPossible(zone, true) >= size) {
        heap.purge(zone, () => heap.largestPossible(zone, false) >= size)
        heap.compact(zone)
        found = heap.findFree(zone, size)
        if (found !== 0) return found
      }
      if (zone.gzProc !== 0 && this.callGuest(zone.gzProc, size) !== 0) continue
      this.onShortage?.(zone, size)
      return fail('memFullErr')
    }
  }

  private allocate(zone: Zone, byteCount: number, tag: number, link: number): number {
    if (byteCount < 0 || byteCount > 0x7fffff00) fail('memFullErr')
    const size = physicalSize(byteCount)
    const block = this.makeRoom(zone, size)
    this.heap.carve(zone, block, tag, size, byteCount, link)
    return block
  }
}
