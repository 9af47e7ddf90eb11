/**
 * Memory that is watched: the host hears of accesses to it before they are made. For checks, which mark bytes, and for debuggers'
 * watchpoints. Code that is not watched is not slower, since it is translated for that (`watch` of CpuOptions).
 */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { STATE_BYTES } from '../state.ts'
import type { CacheHierarchy } from '../timing/caches/hierarchy.ts'
import { systemTablesBytes } from '../timing/caches/layout.ts'
import { type GranuleTable, granuleTable, granuleTableBytes } from './granules.ts'
import { ACCESS, type AccessKind, createWatchModule, LAYERS, type Layer, type WatchPorts } from './watch-module.ts'

/** What a program is about to do. In precise mode all registers are in memory, as they are before the instruction. */
export interface MemoryAccess {
  /** Of the instruction. */
  readonly pc: number
  readonly address: number
  readonly byteCount: number
  readonly isWrite: boolean
}

/** May throw, which ends the run. */
export type AccessListener = (access: MemoryAccess) => void

export type WatchedFor = 'read' | 'write' | 'access'

/** Of which accesses to some bytes `onMarked` is to hear; `unwritten`: of reads until there was a write. */
export type Marks = Readonly<Record<Layer, boolean>>
export const NO_MARKS: Marks = { reads: false, writes: false, unwritten: false }

interface Watchpoint {
  readonly start: number
  readonly end: number
  readonly kind: WatchedFor
  readonly listener: AccessListener
}

/** The table of granules lies behind those of simulated caches. */
export function createMemoryWatch(
  memory: GuestMemory,
  caches: CacheHierarchy | undefined,
  below?: number,
): MemoryWatch {
  const base = caches ? systemTablesBytes(caches, memory.size) : STATE_BYTES
  return new MemoryWatch(memory, granuleTable(memory.size, base, caches !== undefined, below))
}

export class MemoryWatch {
  readonly table: GranuleTable
  readonly ports: WatchPorts
  /** Told of accesses to marked bytes. */
  onMarked: AccessListener | undefined
  readonly #granules: Uint8Array
  readonly #bits: Readonly<Record<Layer, Uint8Array>>
  readonly #watchpoints = new Set<Watchpoint>()

  constructor(memory: GuestMemory, table: GranuleTable) {
    this.table = table
    this.#granules = memory.host.subarray(table.base, table.base + granuleTableBytes(memory.size, table))
    const { ports, bits } = createWatchModule(memory, table, (address, byteCount, kind, pc) =>
      this.#hit(address >>> 0, byteCount, kind, pc >>> 0),
    )
    this.ports = ports
    this.#bits = bits
  }

  /** Has the listener hear of accesses to [address, address + byteCount); returns what ends that. */
  watch(address: number, byteCount: number, kind: WatchedFor, listener: AccessListener): () => void {
    const watchpoint = { start: address >>> 0, end: (address >>> 0) + byteCount, kind, listener }
    this.#watchpoints.add(watchpoint)
    this.#raise(watchpoint)
    return () => this.#watchpoints.delete(watchpoint)
  }

  /** Marks bytes, whatever they were before. */
  mark(address: number, byteCount: number, marks: Marks): void {
    if (byteCount <= 0) return
    for (const layer of LAYERS) fillBits(this.#bits[layer], address, address + byteCount, marks[layer])
    this.#refresh(address, address + byteCount)
  }

  /** The host has written bytes. */
  noteWrite(address: number, byteCount: number): void {
    if (byteCount <= 0) return
    fillBits(this.#bits.unwritten, address, address + byteCount, false)
    this.#refresh(address, address + byteCount)
  }

  /** Of some bytes, those that were not written, as distances from the first. */
  unwrittenIn(address: number, byteCount: number): number[] {
    const bits = this.#bits.unwritten
    const found: number[] = []
    for (let k = 0; k < byteCount; k++) if (hasBit(bits, address + k)) found.push(k)
    return found
  }

  firstMarked(layer: Layer, address: number, byteCount: number): number | undefined {
    const bits = this.#bits[layer]
    for (let at = address; at < address + byteCount; at++) {
      // Eight bytes at once
      if ((at & 7) === 0 && bits[at >>> 3] === 0) at += 7
      else if (hasBit(bits, at)) return at
    }
    return undefined
  }

  isMarked(layer: Layer, address: number): boolean {
    return hasBit(this.#bits[layer], address)
  }

  /** An access that is not made by translated code. */
  show(address: number, byteCount: number, kind: AccessKind, pc: number): void {
    this.ports.showAccess(address, byteCount, ACCESS[kind], pc)
  }

  /** What a debugger watches is to be heard of whatever else is said of the bytes. */
  #raise({ start, end, kind }: Watchpoint): void {
    if (kind !== 'write') fillBits(this.#bits.reads, start, end, true)
    if (kind !== 'read') fillBits(this.#bits.writes, start, end, true)
    this.#refresh(start, end)
  }

  #refresh(start: number, end: number): void {
    for (const watchpoint of this.#watchpoints) {
      if (watchpoint.start >= end || watchpoint.end <= start) continue
      if (watchpoint.kind !== 'write') fillBits(this.#bits.reads, watchpoint.start, watchpoint.end, true)
      if (watchpoint.kind !== 'read') fillBits(this.#bits.writes, watchpoint.start, watchpoint.end, true)
    }
    const { shift } = this.table
    const bytes = 1 << (shift - 3)
    const { reads, writes, unwritten } = this.#bits
    for (let granule = start >>> shift; granule <= (end - 1) >>> shift; granule++) {
      let any = 0
      for (let k = granule * bytes; k < (granule + 1) * bytes; k++) any |= reads[k]! | writes[k]! | unwritten[k]!
      this.#granules[granule] = any === 0 ? 0 : 1
    }
  }

  #hit(address: number, byteCount: number, kind: number, pc: number): void {
    const isWrite = kind === ACCESS.store
    const access = { pc, address, byteCount, isWrite }
    for (const watchpoint of this.#watchpoints) {
      const isWanted = watchpoint.kind === 'access' || (watchpoint.kind === 'write') === isWrite
      if (isWanted && address < watchpoint.end && address + byteCount > watchpoint.start) watchpoint.listener(access)
    }
    this.onMarked?.(access)
  }
}

const hasBit = (bits: Uint8Array, at: number): boolean => ((bits[at >>> 3]! >>> (at & 7)) & 1) !== 0

/** Sets the bits of [start, end). */
function fillBits(bits: Uint8Array, start: number, end: number, on: boolean): void {
  const set = (at: number) => {
    if (on) bits[at >>> 3]! |= 1 << (at & 7)
    else bits[at >>> 3]! &= ~(1 << (at & 7))
  }
  const [first, last] = [Math.ceil(start / 8), Math.floor(end / 8)]
  if (first > last) {
    for (let at = start; at < end; at++) set(at)
    return
  }
  for (let at = start; at < first * 8; at++) set(at)
  bits.fill(on ? 0xff : 0, first, last)
  for (let at = last * 8; at < end; at++) set(at)
}
