/** Relocatable blocks (Inside Macintosh: Memory, 2-29 to 2-58). */

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

const source = (page: string) => ({ source: `Memory, ${page}` })

const allocator = (zone: 'currentZone' | 'systemZone', clear: boolean): Service =>
  toolbox(
    { byteCount: Size },
    HandleType,
    ({ memoryManager: mm }, { byteCount }) => mm.newHandle(mm[zone], byteCount, clear),
    source('2-29'),
  )

const flagSetter = (set: number, clear: number, page: string): Service =>
  procedure({ h: HandleType }, ({ memoryManager: mm }, { h }) => mm.setHandleFlags(h, set, clear), source(page))

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
  NewEmptyHandle: toolbox({}, HandleType, ({ memoryManager: mm }) => mm.newEmptyHandle(mm.currentZone), source('2-33')),
  NewEmptyHandleSys: toolbox(
    {},
    HandleType,
    ({ memoryManager: mm }) => mm.newEmptyHandle(mm.systemZone),
    source('2-33'),
  ),
  DisposeHandle: procedure({ h: HandleType }, ({ memoryManager: mm }, { h }) => mm.disposeHandle(h), source('2-34')),
  GetHandleSize: toolbox({ h: HandleType }, Size, ({ memoryManager: mm }, { h }) => mm.handleSize(h), source('2-39')),
  SetHandleSize: procedure(
    { h: HandleType, newSize: Size },
    ({ memoryManager: mm }, { h, newSize }) => mm.setHandleSize(h, newSize),
    source('2-40'),
  ),
  HandleZone: toolbox(
    { h: HandleType },
    PtrType,
    ({ memoryManager: mm }, { h }) => mm.handleZone(h).address,
    source('2-82'),
  ),
  RecoverHandle: toolbox(
    { p: PtrType },
    HandleType,
    ({ memoryManager: mm }, { p }) => mm.recoverHandle(p),
    source('2-54'),
  ),
  ReallocateHandle: procedure(
    { h: HandleType, byteCount: Size },
    ({ memoryManager: mm }, { h, byteCount }) => mm.reallocateHandle(h, byteCount),
    source('2-53'),
  ),
  EmptyHandle: procedure({ h: HandleType }, ({ memoryManager: mm }, { h }) => mm.emptyHandle(h), source('2-52')),
  HLock: flagSetter(LOCKED, 0, '2-45'),
  HUnlock: flagSetter(0, LOCKED, '2-46'),
  HPurge: flagSetter(PURGEABLE, 0, '2-48'),
  HNoPurge: flagSetter(0, PURGEABLE, '2-49'),
  HSetRBit: flagSetter(RESOURCE, 0, '2-47'),
  HClrRBit: flagSetter(0, RESOURCE, '2-47'),
  HGetState: toolbox({ h: HandleType }, SInt8, ({ memoryManager: mm }, { h }) => mm.handleFlags(h), source('2-43')),
  HSetState: procedure(
    { h: HandleType, flags: SInt8 },
    ({ memoryManager: mm }, { h, flags }) =>
      mm.setHandleFlags(h, flags & (LOCKED | PURGEABLE | RESOURCE), LOCKED | PURGEABLE | RESOURCE),
    source('2-44'),
  ),
  MoveHHi: procedure({ h: HandleType }, ({ memoryManager: mm }, { h }) => mm.moveHigh(h), source('2-56')),
  HLockHi: procedure(
    { h: HandleType },
    ({ memoryManager: mm }, { h }) => {
      mm.moveHigh(h)
      mm.setHandleFlags(h, LOCKED, 0)
    },
    source('2-57'),
  ),
  PtrToHand: toolbox(
    { srcPtr: PtrType, dstHndl: varParam(HandleType), size: SInt32 },
    OSErrType,
    ({ memory, memoryManager: mm }, { srcPtr, dstHndl, size }) => {
      const handle = mm.newHandle(mm.currentZone, size)
      memory.move(srcPtr, memory.getU32(handle), size)
      dstHndl.value = handle
    },
    source('2-62'),
  ),
  PtrToXHand: toolbox(
    { srcPtr: PtrType, dstHndl: HandleType, size: SInt32 },
    OSErrType,
    ({ memory, memoryManager: mm }, { srcPtr, dstHndl, size }) => {
      mm.setHandleSize(dstHndl, size)
      memory.move(srcPtr, memory.getU32(dstHndl), size)
    },
    source('2-63'),
  ),
  HandToHand: toolbox(
    { theHndl: varParam(HandleType) },
    OSErrType,
    ({ memory, memoryManager: mm }, { theHndl }) => {
      const original = theHndl.value
      const size = mm.handleSize(original)
      const copy = mm.newHandle(mm.currentZone, size)
      memory.move(memory.getU32(original), memory.getU32(copy), size)
      theHndl.value = copy
    },
    source('2-64'),
  ),
  HandAndHand: toolbox(
    { hand1: HandleType, hand2: HandleType },
    OSErrType,
    (mac, { hand1, hand2 }) => append(mac, hand2, mac.memoryManager.handleSize(hand1), () => mac.memory.getU32(hand1)),
    source('2-65'),
  ),
  PtrAndHand: toolbox(
    { ptr1: PtrType, hand2: HandleType, size: SInt32 },
    OSErrType,
    (mac, { ptr1, hand2, size }) => append(mac, hand2, size, () => ptr1),
    source('2-66'),
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
    source('2-77'),
  ),
  TempFreeMem: toolbox(
    {},
    SInt32,
    ({ memoryManager: mm }) => mm.heap.totalFree(mm.temporaryZone, false),
    source('2-79'),
  ),
  TempMaxMem: toolbox(
    { grow: varParam(Size) },
    Size,
    ({ memoryManager: mm }, { grow }) => {
      grow.value = 0
      return mm.heap.largestPossible(mm.temporaryZone, true)
    },
    source('2-78'),
  ),
  TempTopMem: toolbox({}, PtrType, (mac) => mac.lowMemory.get('MemTop'), source('2-80')),
  TempHLock: procedure(
    { h: HandleType, resultCode: varParam(OSErrType) },
    ({ memoryManager: mm }, { h, resultCode }) => reportTo(resultCode, () => mm.setHandleFlags(h, LOCKED, 0)),
    source('2-81'),
  ),
  TempHUnlock: procedure(
    { h: HandleType, resultCode: varParam(OSErrType) },
    ({ memoryManager: mm }, { h, resultCode }) => reportTo(resultCode, () => mm.setHandleFlags(h, 0, LOCKED)),
    source('2-81'),
  ),
  TempDisposeHandle: procedure(
    { h: HandleType, resultCode: varParam(OSErrType) },
    ({ memoryManager: mm }, { h, resultCode }) => reportTo(resultCode, () => mm.disposeHandle(h)),
    source('2-81'),
  ),
  ReserveMem: procedure(
    { cbNeeded: Size },
    ({ memoryManager: mm }, { cbNeeded }) => {
      mm.makeRoom(mm.currentZone, physicalSize(cbNeeded))
    },
    source('2-55'),
  ),
}
