/** Nonrelocatable blocks and block moves (Inside Macintosh: Memory, chapter 2). */

import { procedure, toolbox } from '../service.ts'
import { asPtr, nil, PtrType, Size } from '../types.ts'

export const pointerServices = {
  NewPtr: toolbox({ byteCount: Size }, PtrType, ({ memoryManager: mm }, { byteCount }) =>
    mm.newPtr(mm.currentZone, byteCount),
  ),
  NewPtrClear: toolbox({ byteCount: Size }, PtrType, ({ memoryManager: mm }, { byteCount }) =>
    mm.newPtr(mm.currentZone, byteCount, true),
  ),
  NewPtrSys: toolbox({ byteCount: Size }, PtrType, ({ memoryManager: mm }, { byteCount }) =>
    mm.newPtr(mm.systemZone, byteCount),
  ),
  NewPtrSysClear: toolbox({ byteCount: Size }, PtrType, ({ memoryManager: mm }, { byteCount }) =>
    mm.newPtr(mm.systemZone, byteCount, true),
  ),
  DisposePtr: procedure({ p: PtrType }, ({ memoryManager: mm }, { p }) => mm.disposePtr(p)),
  GetPtrSize: toolbox({ p: PtrType }, Size, ({ memoryManager: mm }, { p }) =>
    mm.heap.blocks.logicalSize(mm.pointerBlock(p)[1]),
  ),
  SetPtrSize: procedure({ p: PtrType, newSize: Size }, ({ memoryManager: mm }, { p, newSize }) =>
    mm.setPtrSize(p, newSize),
  ),
  PtrZone: toolbox({ p: PtrType }, PtrType, ({ memoryManager: mm }, { p }) => mm.pointerBlock(p)[0].address),
}

/** Block moves leave MemErr noErr: they check nothing. */
export const blockMoveServices = {
  BlockMove: procedure(
    { sourcePtr: PtrType, destPtr: PtrType, byteCount: Size },
    ({ memory }, { sourcePtr, destPtr, byteCount }) => {
      if (byteCount > 0) memory.move(sourcePtr, destPtr, byteCount)
    },
  ),
  BlockMoveData: procedure(
    { sourcePtr: PtrType, destPtr: PtrType, byteCount: Size },
    ({ memory }, { sourcePtr, destPtr, byteCount }) => {
      if (byteCount > 0) memory.move(sourcePtr, destPtr, byteCount)
    },
  ),
  BlockZero: procedure({ destPtr: PtrType, byteCount: Size }, ({ memory }, { destPtr, byteCount }) => {
    if (byteCount > 0) memory.fill(destPtr, byteCount)
  }),
  StripAddress: toolbox({ theAddress: PtrType }, PtrType, (_, { theAddress }) => asPtr(theAddress)),
  Translate24To32: toolbox({ addr24: PtrType }, PtrType, (_, { addr24 }) => addr24 ?? nil),
}
