/** Mixed Mode Manager: routine descriptors, which universal procedure pointers lead to (Inside Macintosh: PowerPC System Software, chapter 2). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { asPtr, PtrType, SInt8, UInt32 } from '../types.ts'

/** The first word of a routine descriptor: the trap that 68K code would run into. */
const MIXED_MODE_TRAP = 0xaafe
const DESCRIPTOR_BYTES = 32
const DESCRIPTOR = {
  version: 2,
  routineCount: 10,
  procInfo: 12,
  isa: 17,
  routineFlags: 18,
  procDescriptor: 20,
} as const
const VERSION = 7
const POWERPC_ISA = 1

/** The transition vector that a procedure pointer leads to, whether or not there is a descriptor in between. */
export function transitionVectorOf(memory: GuestMemory, procPtr: number): number {
  return memory.getU16(procPtr) === MIXED_MODE_TRAP ? memory.getU32(procPtr + DESCRIPTOR.procDescriptor) : procPtr
}

export const mixedModeManagerServices: ServiceGroup = {
  manager: 'Mixed Mode Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: PowerPC System Software, chapter 2',
  services: {
    NewRoutineDescriptor: toolbox(
      { theProc: PtrType, theProcInfo: UInt32, theISA: SInt8 },
      PtrType,
      ({ memory, memoryManager: mm }, { theProc, theProcInfo, theISA }) => {
        if (theProc === 0) return asPtr(0)
        const descriptor = mm.newPtr(mm.currentZone, DESCRIPTOR_BYTES, true)
        memory.setU16(descriptor, MIXED_MODE_TRAP)
        memory.setU8(descriptor + DESCRIPTOR.version, VERSION)
        memory.setU32(descriptor + DESCRIPTOR.procInfo, theProcInfo)
        memory.setU8(descriptor + DESCRIPTOR.isa, theISA & POWERPC_ISA)
        memory.setU32(descriptor + DESCRIPTOR.procDescriptor, theProc)
        return descriptor
      },
    ),
    DisposeRoutineDescriptor: procedure({ theProcPtr: PtrType }, ({ memory, memoryManager: mm }, { theProcPtr }) => {
      if (theProcPtr !== 0 && memory.getU16(theProcPtr) === MIXED_MODE_TRAP) mm.disposePtr(theProcPtr)
    }),
  },
}
