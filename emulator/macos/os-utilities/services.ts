/** OSUtils.h, DateTimeUtils.h, Timer.h, Sound.h's SysBeep, Patches.h and MacTypes.h's debugger calls. */

import { ProgramEnd } from '../mac.ts'
import { procedure, type Service, type ServiceGroup, toolbox } from '../service.ts'
import { asPtr, named, PtrType, SInt16, Str255, UInt8, UInt16, UInt32 } from '../types.ts'
import { dateServices } from './date-services.ts'
import { queueServices } from './queue-services.ts'

/** Where the dispatch table of the 68K emulator would send an unimplemented trap; nothing can be called there. */
const UNIMPLEMENTED_TRAP = asPtr(0x0000_a89f)

const trapAddress: Service = toolbox(
  { trapNum: UInt16, tTyp: named(UInt8, { 0: 'OSTrap', 1: 'ToolTrap' }) },
  PtrType,
  () => UNIMPLEMENTED_TRAP,
  { partial: 'every 68K trap is unimplemented' },
)
const toolTrapAddress: Service = toolbox({ trapNum: UInt16 }, PtrType, () => UNIMPLEMENTED_TRAP, {
  partial: 'every 68K trap is unimplemented',
})

export const osUtilitiesServices: ServiceGroup = {
  manager: 'Operating System Utilities',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Operating System Utilities',
  services: {
    ...dateServices,
    ...queueServices,
    NGetTrapAddress: trapAddress,
    GetToolTrapAddress: toolTrapAddress,
    GetOSTrapAddress: toolTrapAddress,
    MakeDataExecutable: procedure({ baseAddress: PtrType, length: UInt32 }, ({ cpu }, { baseAddress, length }) =>
      cpu.invalidate(baseAddress, length),
    ),
    FlushInstructionCache: procedure({}, ({ cpu, memory }) => cpu.invalidate(0, memory.size)),
    SysBeep: procedure({ duration: SInt16 }, () => {}, { partial: 'is not heard' }),
    Debugger: procedure({}, () => {
      throw new ProgramEnd('debugger', 'the program called Debugger')
    }),
    DebugStr: procedure({ debuggerMsg: Str255 }, (_, { debuggerMsg }) => {
      throw new ProgramEnd('debugger', `the program called DebugStr: ${debuggerMsg ?? ''}`)
    }),
    SysError: procedure({ errorCode: SInt16 }, (_, { errorCode }) => {
      throw new ProgramEnd('system-error', `the program called SysError with ${errorCode}`)
    }),
  },
}
