/** Nonrelocatable blocks and block moves (Inside Macintosh: Memory, 2-36 to 2-42, 2-59). */

import { procedure, toolbox } from '../service.ts'
import { asPtr, nil, PtrType, Size } from '../types.ts'

const source = (page: string) => ({ source: `Memory, ${page}` })

export const pointerServices = {
  NewPtr: toolbox(
    { byteCount: Size },
    PtrType,
    ({ memoryManager: mm }, { byteCount }) => mm.newPtr(mm.currentZone, byteCount),
    source('2-36'),
  ),
  NewPtrClear: toolbox(
    { byteCount: Size },
    PtrType,
    ({ memoryManager: mm }, { byteCount }) => mm.newPtr(mm.currentZone, byteCount, true),
    source('2-36'),
  ),
  NewPtrSys: toolbox(
    { byteCount: Size },
    PtrType,
    ({ memoryManager: mm }, { byteCount }) => mm.newPtr(mm.systemZone, byteCount),
    source('2-36'),
  ),
  NewPtrSysClear: toolbox(
    { byteCount: Size },
    PtrType,
    ({ memoryManager: mm }, { byteCount }) => mm.newPtr(mm.systemZone, byteCount, true),
    source('2-36'),
  ),
  DisposePtr: procedure({ p: PtrType }, ({ memoryManager: mm }, { p }) => mm.disposePtr(p), source('2-38')),
  GetPtrSize: toolbox(
    { p: PtrType },
    Size,
    ({ memoryManager: mm }, { p }) => mm.heap.blocks.logicalSize(mm.pointerBlock(p)[1]),
    source('2-41'),
  ),
  SetPtrSize: procedure(
    { p: PtrType, newSize: Size },
    ({ memoryManager: mm }, { p, newSize }) => mm.setPtrSize(p, newSize),
    source('2-42'),
  ),
  PtrZone: toolbox(
    { p: PtrType },
    PtrType,
    ({ memoryManager: mm }, { p }) => mm.pointerBlock(p)[0].address,
    source('2-83'),
  ),
}

/** Block moves leave MemErr noErr: they check nothing. */
export const blockMoveServices = {
  BlockMove: procedure(
    { sourcePtr: PtrType, destPtr: PtrType, byteCount: Size },
    ({ memory }, { sourcePtr, destPtr, byteCount }) => {
      if (byteCount > 0) memory.move(sourcePtr, destPtr, byteCount)
    },
    source('2-59'),
  ),
  BlockMoveData: procedure(
    { sourcePtr: PtrType, destPtr: PtrType, byteCount: Size },
    ({ memory }, { sourcePtr, destPtr, byteCount }) => {
      if (byteCount > 0) memory.move(sourcePtr, destPtr, byteCount)
    },
    source('2-60'),
  ),
  BlockZero: procedure(
    { destPtr: PtrType, byteCount: Size },
    ({ memory }, { destPtr, byteCount }) => {
      if (byteCount > 0) memory.fill(destPtr, byteCount)
    },
    { source: 'MacMemory.h' },
  ),
  StripAddress: toolbox({ theAddress: PtrType }, PtrType, (_, { theAddress }) => asPtr(theAddress), source('4-24')),
  Translate24To32: toolbox({ addr24: PtrType }, PtrType, (_, { addr24 }) => addr24 ?? nil, source('4-25')),
}
