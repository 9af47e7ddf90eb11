/** `heap` and `uninit`: what programs do with blocks that they do not have, and with bytes that nothing is in. */

import { type MemoryAccess, type MemoryWatch, NO_MARKS } from '../../cpu/index.ts'
import type { HeapObserver } from '../../macos/memory-manager/heap.ts'
import { HEADER_BYTES, TAG } from '../../macos/memory-manager/zone.ts'
import type { ServiceCall } from '../../macos/service.ts'
import type { System } from '../../macos/system.ts'
import { asHandle, hex } from '../../macos/types.ts'
import { type Evidence, FindingEnd } from './finding.ts'
import { evidenceOf, HeapHistory, type PastCall } from './heap-history.ts'
import { scrambleZone } from './scramble.ts'

/** Nothing may be read or written. */
const OUTSIDE = { reads: true, writes: true, unwritten: false } as const

export interface HeapCheckOptions {
  /** `heap`. */
  readonly findsOutside: boolean
  /** `uninit`. */
  readonly findsUnwritten: boolean
  readonly describe: (call: ServiceCall | undefined) => PastCall
}

export class HeapCheck implements HeapObserver {
  private readonly system: System
  private readonly watch: MemoryWatch
  private readonly options: HeapCheckOptions
  private readonly history: HeapHistory
  private readonly disposedHandles = new Map<number, PastCall>()
  /** A block that is about to be released since it has moved. */
  private movedFrom = -1
  private hasAllocated = false
  private isScrambling = false

  constructor(system: System, watch: MemoryWatch, options: HeapCheckOptions) {
    this.system = system
    this.watch = watch
    this.options = options
    this.history = new HeapHistory(options.describe)
    system.mac.memoryManager.heap.observer = this
  }

  private get call(): ServiceCall | undefined {
    return this.system.mac.calls.last(1)[0]
  }

  /** The system's own heap was there before, and is not looked at. */
  private isSystems(address: number): boolean {
    const { systemZone } = this.system.mac.memoryManager
    return systemZone !== undefined && address >= systemZone.address && address < systemZone.bkLim
  }

  private forbid(start: number, end: number): void {
    if (this.options.findsOutside) this.watch.mark(start, end - start, OUTSIDE)
    else this.watch.mark(start, end - start, NO_MARKS)
  }

  private allow(block: number, unwritten: boolean): void {
    const { blocks } = this.system.mac.memoryManager.heap
    const [start, end] = [block + HEADER_BYTES, block + blocks.size(block)]
    const byteCount = blocks.logicalSize(block)
    this.watch.mark(start, byteCount, { ...NO_MARKS, unwritten: unwritten && this.options.findsUnwritten })
    this.forbid(start + byteCount, end)
  }

  onFree(start: number, end: number): void {
    if (!this.isSystems(start)) this.forbid(start, end)
  }

  onAllocated(block: number): void {
    if (this.isSystems(block)) return
    const { blocks } = this.system.mac.memoryManager.heap
    this.forbid(block, block + HEADER_BYTES)
    this.allow(block, true)
    if (this.isScrambling) return
    this.hasAllocated = true
    this.history.allocated(block + HEADER_BYTES, blocks.logicalSize(block), this.call)
  }

  onReleased(block: number): void {
    if (this.isSystems(block)) return
    const { blocks } = this.system.mac.memoryManager.heap
    this.forbid(block, block + blocks.size(block))
    if (block !== this.movedFrom) this.history.released(block + HEADER_BYTES, this.call)
    this.movedFrom = -1
  }

  onResized(block: number): void {
    if (this.isSystems(block)) return
    const { blocks } = this.system.mac.memoryManager.heap
    const [start, byteCount] = [block + HEADER_BYTES, blocks.logicalSize(block)]
    const kept = Math.min(this.history.byteCountOf(start) ?? byteCount, byteCount)
    const { findsUnwritten } = this.options
    this.watch.mark(start + kept, byteCount - kept, { ...NO_MARKS, unwritten: findsUnwritten })
    this.forbid(start + byteCount, block + blocks.size(block))
    this.history.resized(start, byteCount)
    this.hasAllocated = true
  }

  onMoved(from: number, to: number, byteCount: number): void {
    if (this.isSystems(from)) return
    const unwritten = this.options.findsUnwritten
      ? this.watch.unwrittenIn(from + HEADER_BYTES, this.system.mac.memoryManager.heap.blocks.logicalSize(to))
      : []
    this.forbid(from, from + byteCount)
    this.forbid(to, to + HEADER_BYTES)
    this.allow(to, false)
    for (const at of unwritten) this.watch.mark(to + HEADER_BYTES + at, 1, { ...NO_MARKS, unwritten: true })
    this.history.moved(from + HEADER_BYTES, to + HEADER_BYTES, this.call)
    this.movedFrom = from
  }

  onMaster(handle: number, isUsed: boolean): void {
    if (this.isSystems(handle) || !this.options.findsOutside) return
    this.watch.mark(handle, 4, isUsed ? NO_MARKS : OUTSIDE)
    if (isUsed) this.disposedHandles.delete(handle)
    else this.disposedHandles.set(handle, this.options.describe(this.call))
  }

  /** A service is about to do what the program asks of it. */
  onCall({ name, args }: ServiceCall): void {
    if (!this.options.findsOutside) return
    if (name === 'DisposePtr') this.checkDispose(name, Number(args.p), TAG.nonrelocatable)
    else if (name === 'DisposeHandle') this.checkDispose(name, Number(args.h), TAG.relocatable)
  }

  private checkDispose(name: string, address: number, tag: number): void {
    const { memoryManager } = this.system.mac
    const disposedHandle = this.disposedHandles.get(address)
    if (disposedHandle !== undefined)
      this.find(`${name} was given a handle that was disposed of before`, address, [
        evidenceOf('disposed of', disposedHandle),
      ])
    if (address === 0 || memoryManager.zoneOf(address) === undefined) return
    try {
      if (tag === TAG.nonrelocatable) memoryManager.pointerBlock(address as never)
      else if (this.system.mac.memory.getU32(address) !== 0) memoryManager.handleBlock(asHandle(address))
    } catch (error) {
      if (!(error instanceof Error && error.name === 'MacError')) throw error
      const former = this.history.formerAt(address)
      const again = former?.start === address && former.movedTo === undefined
      const what = again ? 'a block that was disposed of before' : 'an address that is not the start of a block'
      this.find(`${name} was given ${what}`, address, this.evidence(address))
    }
  }

  /** Once a service is done: what it allocated may have moved all that can move. */
  scramble(): void {
    if (!this.hasAllocated) return
    this.hasAllocated = false
    if (!this.options.findsOutside) return
    const { heap, zones, systemZone } = this.system.mac.memoryManager
    this.isScrambling = true
    for (const zone of zones) if (zone.address !== systemZone.address) scrambleZone(heap, zone)
    this.isScrambling = false
  }

  /** A service does it for the program. */
  onMove(access: MemoryAccess, who: string): void {
    this.foundOutside(access, access.address, who)
  }

  /** An access to what is marked. */
  onAccess(access: MemoryAccess): void {
    const { address, byteCount, isWrite } = access
    const bytes = Array.from({ length: byteCount }, (_, k) => address + k)
    const outside = bytes.filter((at) => this.watch.isMarked(isWrite ? 'writes' : 'reads', at))
    if (outside.length === 0) {
      if (!isWrite && this.options.findsUnwritten) this.foundUnwritten(access)
      return
    }
    // String functions read whole words, of which the last is partly behind the block
    if (!isWrite && outside.length < byteCount && address % byteCount === 0) return
    this.foundOutside(access, outside[0]!, 'the program')
  }

  private foundUnwritten({ address, byteCount }: MemoryAccess): void {
    const block = this.history.blockBefore(address)
    const isIn = block !== undefined && address < block.start + block.byteCount
    const where = isIn ? `, ${address - block.start} bytes into a block of ${block.byteCount}` : ', on the stack'
    const evidence = isIn ? [evidenceOf('the block was allocated', block.allocated)] : []
    const message = `the program reads ${count(byteCount)} at ${hex(address)}${where}, that nothing was ever written to`
    throw new FindingEnd({ check: 'uninit', message, address, evidence })
  }

  private foundOutside({ address, byteCount, isWrite }: MemoryAccess, at: number, who: string): never {
    const verb = isWrite ? 'writes' : 'reads'
    this.find(`${who} ${verb} ${count(byteCount)} at ${hex(address)}, ${this._describe(at)}`, at, this.evidence(at))
  }

  /** Where an address lies that is in no block. */
  private _describe(at: number): string {
    const handle = this.disposedHandles.get(at & ~3)
    if (handle !== undefined) return 'a handle that was disposed of'
    const former = this.history.formerAt(at)
    const before = this.history.blockBefore(at)
    const behind = before === undefined ? Number.POSITIVE_INFINITY : at - before.start - before.byteCount
    // What lies right behind a block is more likely a wrong index than an old pointer
    if (former !== undefined && behind >= HEADER_BYTES) {
      const into = `${at - former.start} bytes into a block of ${former.byteCount}`
      return former.movedTo === undefined
        ? `${into} that was disposed of`
        : `${into} that has moved to ${hex(former.movedTo)}`
    }
    const after = this.history.blockAfter(at)
    const ahead = after === undefined ? Number.POSITIVE_INFINITY : after.start - at
    if (before !== undefined && behind < ahead) return `${count(behind)} behind a block of ${before.byteCount} bytes`
    if (after !== undefined) return `${count(ahead)} before a block of ${after.byteCount} bytes`
    return 'in a heap, outside of its blocks'
  }

  private evidence(at: number): Evidence[] {
    const handle = this.disposedHandles.get(at & ~3)
    if (handle !== undefined) return [evidenceOf('disposed of', handle)]
    const former = this.history.formerAt(at)
    const before = this.history.blockBefore(at)
    const behind = before === undefined ? Number.POSITIVE_INFINITY : at - before.start - before.byteCount
    if (former !== undefined && behind >= HEADER_BYTES) {
      const verb = former.movedTo === undefined ? 'disposed of' : 'may have been moved'
      return [evidenceOf('the block was allocated', former.allocated), evidenceOf(verb, former.ended)]
    }
    const after = this.history.blockAfter(at)
    const near = after !== undefined && after.start - at <= behind ? after : before
    return near === undefined ? [] : [evidenceOf('the block was allocated', near.allocated)]
  }

  private find(message: string, address: number, evidence: readonly Evidence[]): never {
    throw new FindingEnd({ check: 'heap', message, address, evidence })
  }
}

const count = (bytes: number): string => `${bytes} byte${bytes === 1 ? '' : 's'}`
