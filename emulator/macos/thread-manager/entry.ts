/** How a thread begins: with code of the system's that calls its entry function and then disposes of it. */

import type { Context } from '../../cpu/context.ts'
import type { Mac } from '../mac.ts'
import { asPtr, type Ptr } from '../types.ts'
import { kCurrentThreadID, type ThreadStack } from './thread.ts'

/** Linkage and parameter area, where the entry function stores its LR. */
const FIRST_FRAME_BYTES = 64

/**
 * `DisposeThread(kCurrentThreadID, (*CTR)(r3), false)`: what the Thread Manager does of itself when a thread's function returns
 * (Thread Manager, DisposeThread).
 */
export function makeEntryCode({ memory, memoryManager, cpu, serviceVector }: Mac): Ptr {
  const dispose = memory.getU32(serviceVector('DisposeThread'))
  const words = [
    0x4e80_0421, // bctrl
    0x7c64_1b78, // mr r4, r3
    0x3860_0000 | kCurrentThreadID, // li r3, kCurrentThreadID
    0x38a0_0000, // li r5, 0
    0x3d80_0000 | (dispose >>> 16), // lis r12, dispose@h
    0x618c_0000 | (dispose & 0xffff), // ori r12, r12, dispose@l
    0x7d89_03a6, // mtctr r12
    0x4e80_0421, // bctrl
    0x7fe0_0008, // trap: it was not disposed of
  ]
  const address = memoryManager.newPtr(memoryManager.systemZone, words.length * 4)
  words.forEach((word, index) => {
    memory.setU32(address + 4 * index, word >>> 0)
  })
  cpu.noteCode(address, words.length * 4)
  return asPtr(address)
}

/** Registers of a thread that will call its entry function, given by a transition vector. */
export function firstContext(
  { memory, cpu }: Mac,
  { start, byteCount }: ThreadStack,
  entryCode: Ptr,
  vector: number,
  parameter: number,
): Context {
  const code = memory.getU32(vector)
  const toc = memory.getU32(vector + 4)
  const frame = (start + byteCount - FIRST_FRAME_BYTES) & -16
  memory.fill(frame >>> 0, FIRST_FRAME_BYTES)
  return cpu.newContext((state) => {
    state.setGpr(1, frame)
    state.setGpr(2, toc)
    state.setGpr(3, parameter)
    state.setGpr(12, vector)
    state.lr = entryCode
    state.ctr = code
  })
}
