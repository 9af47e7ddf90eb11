/** MixedMode.h: universal procedure pointers (Inside Macintosh: PowerPC System Software, chapter 2). */

import { type Mac, ProgramEnd } from '../mac.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { asPtr, type Ptr, PtrType, SInt8, SInt32, UInt32 } from '../types.ts'
import { readProcedureInformation } from './procedure-information.ts'
import {
  FIRST_RECORD,
  ISA_MASK,
  isDescriptor,
  kM68kISA,
  kPowerPCISA,
  MIXED_MODE_TRAP,
  RoutineDescriptor,
  RoutineRecord,
  transitionVectorOf,
  VERSION,
} from './routine-descriptor.ts'

interface NewRoutine {
  readonly theProc: number
  readonly procInfo: number
  readonly isa: number
}

function newDescriptor({ memory, memoryManager: mm }: Mac, routines: readonly NewRoutine[]): Ptr {
  const byteCount = FIRST_RECORD + routines.length * RoutineRecord.size
  const descriptor = RoutineDescriptor.at(memory, mm.newPtr(mm.currentZone, byteCount, true))
  descriptor.goMixedModeTrap = MIXED_MODE_TRAP
  descriptor.version = VERSION
  descriptor.routineCount = routines.length - 1
  routines.forEach(({ theProc, procInfo, isa }, index) => {
    const record = RoutineRecord.at(memory, descriptor.address + FIRST_RECORD + index * RoutineRecord.size)
    Object.assign(record, { procInfo, ISA: isa & ISA_MASK, procDescriptor: asPtr(theProc) })
  })
  return descriptor.address
}

/** Stack slots of parameters begin 24 bytes above the caller's stack pointer; the first eight travel in r3 to r10 (chapter 1). */
const PARAMETER_AREA = 24

function argumentWord({ cpu: { state }, memory }: Mac, index: number): number {
  return index < 8 ? state.gpr(3 + index) : memory.getU32(state.gpr(1) + PARAMETER_AREA + index * 4)
}

/** Calls a routine with the arguments that follow procInfo. PowerPC code passes a word for each, and so PowerPC code gets them as they are. */
function callUniversalProc(mac: Mac, theProcPtr: number, procInfo: number): number {
  const information = readProcedureInformation(procInfo)
  if (information === undefined) {
    throw new ProgramEnd(
      'system-error',
      'a universal procedure was called with a special case that is not for programs',
    )
  }
  const args = Array.from({ length: information.parameterCount }, (_, index) => argumentWord(mac, 2 + index))
  const vector = transitionVectorOf(mac.memory, theProcPtr, information.isDispatched ? args[0] : undefined)
  return mac.callGuest(vector, ...args)
}

const universalCall = toolbox({ theProcPtr: PtrType, procInfo: UInt32 }, SInt32, (mac, { theProcPtr, procInfo }) =>
  callUniversalProc(mac, theProcPtr, procInfo),
)

export const mixedModeManagerServices: ServiceGroup = {
  manager: 'Mixed Mode Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: PowerPC System Software, chapter 2',
  services: {
    NewRoutineDescriptor: toolbox(
      { theProc: PtrType, theProcInfo: UInt32, theISA: SInt8 },
      PtrType,
      (mac, { theProc, theProcInfo, theISA }) =>
        theProc === 0 ? asPtr(0) : newDescriptor(mac, [{ theProc, procInfo: theProcInfo, isa: theISA }]),
    ),
    NewFatRoutineDescriptor: toolbox(
      { theM68kProc: PtrType, thePowerPCProc: PtrType, theProcInfo: UInt32 },
      PtrType,
      (mac, { theM68kProc, thePowerPCProc, theProcInfo: procInfo }) =>
        newDescriptor(mac, [
          { theProc: theM68kProc, procInfo, isa: kM68kISA },
          { theProc: thePowerPCProc, procInfo, isa: kPowerPCISA },
        ]),
    ),
    DisposeRoutineDescriptor: procedure({ theProcPtr: PtrType }, ({ memory, memoryManager: mm }, { theProcPtr }) => {
      if (theProcPtr !== 0 && isDescriptor(memory, theProcPtr)) mm.disposePtr(theProcPtr)
    }),
    CallUniversalProc: universalCall,
    CallOSTrapUniversalProc: universalCall,
  },
}
