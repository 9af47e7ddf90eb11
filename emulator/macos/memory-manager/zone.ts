/**
 * Heap zones and blocks as they lie in memory: 32-bit zone records and block headers
 * (Inside Macintosh: Memory, chapter 2; programs and debuggers look at them).
 *
 * On PowerPC, block contents are 16-byte aligned: zones start on 16 bytes, the zone record takes 52 and a block header 12.
 */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { ProgramEnd } from '../mac.ts'
import { struct, type View } from '../struct.ts'
import { hex, PtrType, SInt16, SInt32, UInt8 } from '../types.ts'

export const ZoneRecord = struct('Zone', 52, {
  bkLim: [0, PtrType],
  purgePtr: [4, PtrType],
  hFstFree: [8, PtrType],
  zcbFree: [12, SInt32],
  gzProc: [16, PtrType],
  moreMast: [20, SInt16],
  flags: [22, SInt16],
  cntRel: [24, SInt16],
  maxRel: [26, SInt16],
  cntNRel: [28, SInt16],
  heapType: [30, UInt8],
  unused: [31, UInt8],
  cntEmpty: [32, SInt16],
  cntHandles: [34, SInt16],
  minCBFree: [36, SInt32],
  purgeProc: [40, PtrType],
  sparePtr: [44, PtrType],
  allocPtr: [48, PtrType],
})
export type Zone = View<typeof ZoneRecord.fields>

export const HEADER_BYTES = 12
export const ALIGNMENT = 16
export const MINIMUM_BLOCK = 16
/** `heapType` of a 32-bit zone. */
export const HEAP_TYPE_32_BIT = 1

export const TAG = { free: 0x00, nonrelocatable: 0x40, relocatable: 0x80 } as const
const TAG_MASK = 0xc0

/** Master pointer flags, kept in the block header in a 32-bit zone; the bits are those of HGetState. */
export const LOCKED = 0x80
export const PURGEABLE = 0x40
export const RESOURCE = 0x20

/** Block header fields: tag, master pointer flags, a reserved byte, size correction, physical size, relative handle or zone. */
const FLAGS = 1
const CORRECTION = 3
const SIZE = 4
const LINK = 8

export const firstBlock = (zone: Zone): number => zone.address + ZoneRecord.size

/** The physical size of a block for `byteCount` bytes of contents. */
export function physicalSize(byteCount: number): number {
  return Math.max(MINIMUM_BLOCK, Math.ceil((byteCount + HEADER_BYTES) / ALIGNMENT) * ALIGNMENT)
}

export class Blocks {
  readonly memory: GuestMemory

  constructor(memory: GuestMemory) {
    this.memory = memory
  }

  tag(block: number): number {
    return this.memory.getU8(block) & TAG_MASK
  }
  isFree(block: number): boolean {
    return this.tag(block) === TAG.free
  }
  size(block: number): number {
    const size = this.memory.getU32(block + SIZE)
    // A walk from block to block would never end.
    if (size < HEADER_BYTES) {
      throw new ProgramEnd(
        'heap-corrupt',
        `the heap is damaged: the block at ${hex(block)} has a size of ${size} bytes in its header`,
      )
    }
    return size
  }
  /** What the header says, be it possible or not. */
  storedSize(block: number): number {
    return this.memory.getU32(block + SIZE)
  }
  next(block: number): number {
    return block + this.size(block)
  }
  logicalSize(block: number): number {
    return this.size(block) - HEADER_BYTES - this.memory.getU8(block + CORRECTION)
  }
  flags(block: number): number {
    return this.memory.getU8(block + FLAGS)
  }
  setFlags(block: number, flags: number): void {
    this.memory.setU8(block + FLAGS, flags)
  }
  /** Offset of the master pointer in the zone for a relocatable block, the zone for a nonrelocatable one. */
  link(block: number): number {
    return this.memory.getU32(block + LINK)
  }

  isMovable(block: number): boolean {
    return this.tag(block) === TAG.relocatable && (this.flags(block) & LOCKED) === 0
  }
  isPurgeable(block: number): boolean {
    return this.isMovable(block) && (this.flags(block) & PURGEABLE) !== 0
  }

  writeFree(block: number, size: number): void {
    this.memory.setU32(block, TAG.free << 24)
    this.memory.setU32(block + SIZE, size)
    this.memory.setU32(block + LINK, 0)
  }

  writeUsed(block: number, tag: number, size: number, byteCount: number, link: number): void {
    this.memory.setU32(block, tag << 24)
    this.memory.setU32(block + SIZE, size)
    this.memory.setU32(block + LINK, link)
    this.setCorrection(block, byteCount)
  }

  setCorrection(block: number, byteCount: number): void {
    this.memory.setU8(block + CORRECTION, this.size(block) - HEADER_BYTES - byteCount)
  }
  setSize(block: number, size: number): void {
    this.memory.setU32(block + SIZE, size)
  }
}
