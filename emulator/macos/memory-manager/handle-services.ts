/** Relocatable blocks (Inside Macintosh: Memory, chapter 2). */

import { errorCode, MacError } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import {
  type Handle,
  HandleType,
  nil,
  type OSErr,
  OSErrType,
  PtrType,
  SInt8,
  SInt32,
  Size,
  type Var,
  varParam,
} from '../types.ts'
import { LOCKED, PURGEABLE, physicalSize, RESOURCE } from './zone.ts'

const allocator = (zone: 'currentZone' | 'systemZone', clear: boolean): Service =>
  toolbox({ byteCount: Size }, HandleType, ({ memoryManager: mm }, { byteCount }) =>
    mm.newHandle(mm[zone], byteCount, clear),
  )

const flagSetter = (set: number, clear: number): Service =>
  procedure({ h: HandleType }, ({ memoryManager: mm }, { h }) => mm.setHandleFlags(h, set, clear))

/** Appends `byteCount` bytes at `from`, which `from` gives anew once the handle has grown and blocks have moved. */
function append({ memory, memoryManager: mm }: Mac, handle: Handle, byteCount: number, from: () => number) {
  const size = mm.handleSize(handle)
  mm.setHandleSize(handle, size + byteCount)
  memory.move(from(), memory.getU32(handle) + size, byteCount)
}

/** Temporary-memory calls give their result code to the caller as well. */
function reportTo(resultCode: Var<OSErr>, action: () => void): void {
  try {
    action()
    resultCode.value = errorCode.noErr as OSErr
  } catch (error) {
    if (error instanceof MacError) resultCode.value = error.code as OSErr
    throw error
  }
}

export const handleServices = {
  NewHandle: allocator('currentZone', false),
  NewHandleClear: allocator('currentZone', true),
  NewHandleSys: allocator('systemZone', false),
  NewHandleSysClear: allocator('systemZone', true),
  NewEmptyHandle: toolbox({}, HandleType, ({ memoryManager: mm }) => mm.newEmptyHandle(mm.currentZone)),
  NewEmptyHandleSys: toolbox({}, HandleType, ({ memoryManager: mm }) => mm.newEmptyHandle(mm.systemZone)),
  DisposeHandle: procedure({ h: HandleType }, ({ memoryManager: mm }, { h }) => mm.disposeHandle(h)),
  GetHandleSize: toolbox({ h: HandleType }, Size, ({ memoryManager: mm }, { h }) => mm.handleSize(h)),
  SetHandleSize: procedure({ h: HandleType, newSize: Size }, ({ memoryManager: mm }, { h, newSize }) =>
    mm.setHandleSize(h, newSize),
  ),
  HandleZone: toolbox({ h: HandleType }, PtrType, ({ memoryManager: mm }, { h }) => mm.handleZone(h).address),
  RecoverHandle: toolbox({ p: PtrType }, HandleType, ({ memoryManager: mm }, { p }) => mm.recoverHandle(p)),
  ReallocateHandle: procedure({ h: HandleType, byteCount: Size }, ({ memoryManager: mm }, { h, byteCount }) =>
    mm.reallocateHandle(h, byteCount),
  ),
  EmptyHandle: procedure({ h: HandleType }, ({ memoryManager: mm }, { h }) => mm.emptyHandle(h)),
  HLock: flagSetter(LOCKED, 0),
  HUnlock: flagSetter(0, LOCKED),
  HPurge: flagSetter(PURGEABLE, 0),
  HNoPurge: flagSetter(0, PURGEABLE),
  HSetRBit: flagSetter(RESOURCE, 0),
  HClrRBit: flagSetter(0, RESOURCE),
  HGetState: toolbox({ h: HandleType }, SInt8, ({ memoryManager: mm }, { h }) => mm.handleFlags(h)),
  HSetState: procedure({ h: HandleType, flags: SInt8 }, ({ memoryManager: mm }, { h, flags }) =>
    mm.setHandleFlags(h, flags & (LOCKED | PURGEABLE | RESOURCE), LOCKED | PURGEABLE | RESOURCE),
  ),
  MoveHHi: procedure({ h: HandleType }, ({ memoryManager: mm }, { h }) => mm.moveHigh(h)),
  HLockHi: procedure({ h: HandleType }, ({ memoryManager: mm }, { h }) => {
    mm.moveHigh(h)
    mm.setHandleFlags(h, LOCKED, 0)
  }),
  PtrToHand: toolbox(
    { srcPtr: PtrType, dstHndl: varParam(HandleType), size: SInt32 },
    OSErrType,
    ({ memory, memoryManager: mm }, { srcPtr, dstHndl, size }) => {
      const handle = mm.newHandle(mm.currentZone, size)
      memory.move(srcPtr, memory.getU32(handle), size)
      dstHndl.value = handle
    },
  ),
  PtrToXHand: toolbox(
    { srcPtr: PtrType, dstHndl: HandleType, size: SInt32 },
    OSErrType,
    ({ memory, memoryManager: mm }, { srcPtr, dstHndl, size }) => {
      mm.setHandleSize(dstHndl, size)
      memory.move(srcPtr, memory.getU32(dstHndl), size)
    },
  ),
  HandToHand: toolbox({ theHndl: varParam(HandleType) }, OSErrType, ({ memory, memoryManager: mm }, { theHndl }) => {
    const original = theHndl.value
    const size = mm.handleSize(original)
    const copy = mm.newHandle(mm.currentZone, size)
    memory.move(memory.getU32(original), memory.getU32(copy), size)
    theHndl.value = copy
  }),
  HandAndHand: toolbox({ hand1: HandleType, hand2: HandleType }, OSErrType, (mac, { hand1, hand2 }) =>
    append(mac, hand2, mac.memoryManager.handleSize(hand1), () => mac.memory.getU32(hand1)),
  ),
  PtrAndHand: toolbox({ ptr1: PtrType, hand2: HandleType, size: SInt32 }, OSErrType, (mac, { ptr1, hand2, size }) =>
    append(mac, hand2, size, () => ptr1),
  ),
  TempNewHandle: toolbox(
    { logicalSize: Size, resultCode: varParam(OSErrType) },
    HandleType,
    ({ memoryManager: mm }, { logicalSize, resultCode }) => {
      let handle = nil as Handle
      reportTo(resultCode, () => {
        handle = mm.newHandle(mm.temporaryZone, logicalSize)
      })
      return handle
    },
  ),
  TempFreeMem: toolbox({}, SInt32, ({ memoryManager: mm }) => mm.heap.totalFree(mm.temporaryZone, false)),
  TempMaxMem: toolbox({ grow: varParam(Size) }, Size, ({ memoryManager: mm }, { grow }) => {
    grow.value = 0
    return mm.heap.largestPossible(mm.temporaryZone, true)
  }),
  TempTopMem: toolbox({}, PtrType, (mac) => mac.lowMemory.get('MemTop')),
  TempHLock: procedure({ h: HandleType, resultCode: varParam(OSErrType) }, ({ memoryManager: mm }, { h, resultCode }) =>
    reportTo(resultCode, () => mm.setHandleFlags(h, LOCKED, 0)),
  ),
  TempHUnlock: procedure(
    { h: HandleType, resultCode: varParam(OSErrType) },
    ({ memoryManager: mm }, { h, resultCode }) => reportTo(resultCode, () => mm.setHandleFlags(h, 0, LOCKED)),
  ),
  TempDisposeHandle: procedure(
    { h: HandleType, resultCode: varParam(OSErrType) },
    ({ memoryManager: mm }, { h, resultCode }) => reportTo(resultCode, () => mm.disposeHandle(h)),
  ),
  ReserveMem: procedure({ cbNeeded: Size }, ({ memoryManager: mm }, { cbNeeded }) => {
    mm.makeRoom(mm.currentZone, physicalSize(cbNeeded))
  }),
}
