/** Initialization and termination routines of fragments (Mac OS Runtime Architectures, chapter 1; CodeFragments.h, CFragInitBlock). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { FSSpec } from '../file-manager/records.ts'
import type { CallGuest, MemoryManager } from '../memory-manager/memory-manager.ts'
import { struct } from '../struct.ts'
import { fourCharCode, PtrType, SInt16, UInt32 } from '../types.ts'
import type { Fragment } from './fragment.ts'

const InitBlock = struct('CFragInitBlock', 48, {
  contextID: [0, UInt32],
  closureID: [4, UInt32],
  connectionID: [8, UInt32],
  where: [12, UInt32],
  /** The file, or the address of a fragment in memory. */
  fileSpec: [16, PtrType],
  offset: [20, UInt32],
  length: [24, UInt32],
  resourceID: [24, SInt16],
  libName: [28, PtrType],
})
const IN_MEMORY = 0
const IN_DATA_FORK = 1
const IN_RESOURCE = 2
const CONTEXT_ID = 1
const LONGEST_NAME = 63

export interface RoutineCaller {
  readonly memory: GuestMemory
  readonly memoryManager: MemoryManager
  readonly callGuest: CallGuest
}

/** Calls a fragment's initialization routine; its result code. */
export function callInitRoutine(
  { memory, memoryManager: mm, callGuest }: RoutineCaller,
  routine: number,
  { fragment, connectionID, closureID }: { fragment: Fragment; connectionID: number; closureID: number },
): number {
  const zone = mm.applicationZone
  const block = InitBlock.at(memory, mm.newPtr(zone, InitBlock.size, true))
  const spec = FSSpec.at(memory, mm.newPtr(zone, FSSpec.size, true))
  const libName = mm.newPtr(zone, LONGEST_NAME + 1, true)
  memory.writePString(libName, fragment.name, LONGEST_NAME)
  Object.assign(block, { contextID: CONTEXT_ID, closureID, connectionID, libName })
  const { origin } = fragment
  if (origin.kind === 'memory') {
    Object.assign(block, { where: IN_MEMORY, fileSpec: origin.address, offset: origin.length })
  } else {
    Object.assign(spec, { vRefNum: origin.vRefNum, parID: origin.parID, name: origin.fileName })
    block.fileSpec = spec.address
    if ('type' in origin.part) {
      Object.assign(block, { where: IN_RESOURCE, offset: fourCharCode(origin.part.type), resourceID: origin.part.id })
    } else {
      Object.assign(block, { where: IN_DATA_FORK, offset: origin.part.offset, length: origin.part.length })
    }
  }
  const error = (callGuest(routine, block.address) << 16) >> 16
  for (const pointer of [libName, spec.address, block.address]) mm.disposePtr(pointer)
  return error
}
