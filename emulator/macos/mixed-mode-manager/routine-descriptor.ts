/** Routine descriptors as they lie in memory (Inside Macintosh: PowerPC System Software, chapter 2). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { ProgramEnd } from '../mac.ts'
import { struct, type View } from '../struct.ts'
import { hex, PtrType, UInt8, UInt16, UInt32 } from '../types.ts'

export const RoutineDescriptor = struct('RoutineDescriptor', 32, {
  goMixedModeTrap: [0, UInt16],
  version: [2, UInt8],
  routineDescriptorFlags: [3, UInt8],
  selectorInfo: [9, UInt8],
  /** Of the last routine record: one less than there are. */
  routineCount: [10, UInt16],
})
export const RoutineRecord = struct('RoutineRecord', 20, {
  procInfo: [0, UInt32],
  ISA: [5, UInt8],
  routineFlags: [6, UInt16],
  procDescriptor: [8, PtrType],
  selector: [16, UInt32],
})
export type Routine = View<typeof RoutineRecord.fields>

/** The trap that 68K code would run into. */
export const MIXED_MODE_TRAP = 0xaafe
export const VERSION = 7
export const FIRST_RECORD = 12
export const kM68kISA = 0
export const kPowerPCISA = 1
/** The other half of the byte is the runtime architecture. */
export const ISA_MASK = 0x0f
const kProcDescriptorIsRelative = 1
const kFragmentNeedsPreparing = 2
/** No descriptor of the time has more routines; one that says so is none. */
const MOST_ROUTINES = 256

export const isDescriptor = (memory: GuestMemory, procPtr: number): boolean =>
  procPtr % 2 === 0 && memory.getU16(procPtr) === MIXED_MODE_TRAP

function routines(memory: GuestMemory, descriptor: number): Routine[] {
  const { routineCount } = RoutineDescriptor.at(memory, descriptor)
  const count = Math.min(routineCount + 1, MOST_ROUTINES)
  return Array.from({ length: count }, (_, index) =>
    RoutineRecord.at(memory, descriptor + FIRST_RECORD + index * RoutineRecord.size),
  )
}

/** The transition vector that a procedure pointer leads to, whether or not there is a descriptor in between; `selector` chooses among several. */
export function transitionVectorOf(memory: GuestMemory, procPtr: number, selector?: number): number {
  if (!isDescriptor(memory, procPtr)) return procPtr
  const native = routines(memory, procPtr).filter(({ ISA }) => (ISA & ISA_MASK) === kPowerPCISA)
  const chosen = native.find((routine) => selector === undefined || routine.selector === selector) ?? native[0]
  if (chosen === undefined) {
    throw new ProgramEnd(
      'system-error',
      `the routine descriptor at ${hex(procPtr)} leads to 68K code only, which Bondi does not run`,
    )
  }
  if ((chosen.routineFlags & kFragmentNeedsPreparing) !== 0) {
    throw new ProgramEnd(
      'missing-service',
      `the routine descriptor at ${hex(procPtr)} leads to a fragment that is to be prepared first, which Bondi does not do`,
    )
  }
  const isRelative = (chosen.routineFlags & kProcDescriptorIsRelative) !== 0
  return isRelative ? (procPtr + chosen.procDescriptor) >>> 0 : chosen.procDescriptor
}
