/** OSUtils.h, DateTimeUtils.h, Timer.h, Sound.h's SysBeep, Patches.h and MacTypes.h's debugger calls. */

import { ProgramEnd } from '../mac.ts'
import { procedure, type Service, type ServiceGroup, toolbox } from '../service.ts'
import { named, type Ptr, PtrType, SInt16, Str255, UInt8, UInt16, UInt32 } from '../types.ts'
import { dateServices } from './date-services.ts'
import { machineServices } from './machine-services.ts'
import { queueServices } from './queue-services.ts'
import { systemTrapAddress, toolboxTrapAddress } from './traps.ts'

const NOT_CALLABLE = { partial: 'tells whether there is a trap; the 68K code behind it cannot be called' }

const anyTrap: Service = toolbox(
  { trapNum: UInt16, tTyp: named(UInt8, { 0: 'OSTrap', 1: 'ToolTrap' }) },
  PtrType,
  (_, { trapNum, tTyp }) => (tTyp === 0 ? systemTrapAddress(trapNum) : toolboxTrapAddress(trapNum)),
  NOT_CALLABLE,
)
const trapOf = (address: (trap: number) => Ptr): Service =>
  toolbox({ trapNum: UInt16 }, PtrType, (_, { trapNum }) => address(trapNum), NOT_CALLABLE)

export const osUtilitiesServices: ServiceGroup = {
  manager: 'Operating System Utilities',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Operating System Utilities',
  services: {
    ...dateServices,
    ...queueServices,
    ...machineServices,
    NGetTrapAddress: anyTrap,
    GetToolTrapAddress: trapOf(toolboxTrapAddress),
    GetOSTrapAddress: trapOf(systemTrapAddress),
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
