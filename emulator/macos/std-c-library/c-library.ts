/** StdCLib's state: one for a machine, as one program runs on it. */

import type { Mac } from '../mac.ts'
import { asPtr } from '../types.ts'
import { Descriptors } from './descriptors.ts'
import { setErrno } from './errno.ts'
import { Streams } from './streams.ts'

/** malloc and its kind: nonrelocatable blocks of the application's heap. */
export class CHeap {
  private readonly mac: Mac

  constructor(mac: Mac) {
    this.mac = mac
  }

  /** 0 when there is no room. */
  allocate(byteCount: number, clear = false): number {
    try {
      return this.mac.memoryManager.newPtr(this.mac.memoryManager.applicationZone, byteCount, clear)
    } catch (error) {
      if (!(error instanceof Error && error.name === 'MacError')) throw error
      setErrno(this.mac, 'ENOMEM')
      return 0
    }
  }

  /** What is no block is left alone. */
  free(address: number): void {
    if (address === 0) return
    try {
      this.mac.memoryManager.disposePtr(asPtr(address))
    } catch (error) {
      if (!(error instanceof Error && error.name === 'MacError')) throw error
    }
  }

  /** Bytes in a block; undefined when it is none. */
  size(address: number): number | undefined {
    try {
      const [, block] = this.mac.memoryManager.pointerBlock(asPtr(address))
      return this.mac.memoryManager.heap.blocks.logicalSize(block)
    } catch (error) {
      if (!(error instanceof Error && error.name === 'MacError')) throw error
      return undefined
    }
  }

  resize(address: number, byteCount: number): number {
    const size = this.size(address)
    if (size === undefined) {
      setErrno(this.mac, 'EINVAL')
      return 0
    }
    const moved = this.allocate(byteCount)
    if (moved === 0) return 0
    this.mac.memory.move(address, moved, Math.min(size, byteCount))
    this.free(address)
    return moved
  }
}

export class CLibrary {
  readonly heap: CHeap
  readonly descriptors: Descriptors
  readonly streams: Streams
  private readonly mac: Mac
  /** Transition vectors of functions to call at exit, the last first. */
  readonly exitFunctions: number[] = []
  readonly signalHandlers = new Map<number, number>()
  randomState = 1
  /** Where strtok goes on. */
  tokenPosition = 0
  temporaryCount = 0
  private readonly rooms = new Map<string, number>()

  constructor(mac: Mac) {
    this.mac = mac
    this.heap = new CHeap(mac)
    this.descriptors = new Descriptors(mac)
    this.streams = new Streams(mac, this)
  }

  /** Memory of the library's own, for what functions return pointers to. */
  room(name: string, byteCount: number): number {
    const known = this.rooms.get(name)
    if (known !== undefined) return known
    const { memoryManager } = this.mac
    const address = memoryManager.newPtr(memoryManager.systemZone, byteCount, true)
    this.rooms.set(name, address)
    return address
  }

  /** What exit does before the program ends. */
  runExitFunctions(): void {
    for (let next = this.exitFunctions.pop(); next !== undefined; next = this.exitFunctions.pop()) {
      this.mac.callGuest(next)
    }
    this.streams.flushAll()
  }
}
