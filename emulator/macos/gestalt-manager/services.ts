/** Gestalt.h and SysEnvirons (Inside Macintosh: Operating System Utilities, chapter 1). */

import { type ServiceGroup, toolbox } from '../service.ts'
import { pointerTo, struct } from '../struct.ts'
import { BooleanType, OSErrType, SInt16 } from '../types.ts'
import { definitionServices } from './definitions.ts'

const SysEnvRec = struct('SysEnvRec', 16, {
  environsVersion: [0, SInt16],
  machineType: [2, SInt16],
  systemVersion: [4, SInt16],
  processor: [6, SInt16],
  hasFPU: [8, BooleanType],
  hasColorQD: [9, BooleanType],
  keyBoardType: [10, SInt16],
  atDrvrVersNum: [12, SInt16],
  sysVRefNum: [14, SInt16],
})

/** SysEnvirons numbers machines three below Gestalt. */
const MACHINE_TYPE_OFFSET = 3

export const gestaltManagerServices: ServiceGroup = {
  manager: 'Gestalt Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Operating System Utilities, chapter 1',
  services: {
    ...definitionServices,
    SysEnvirons: toolbox(
      { versionRequested: SInt16, theWorld: pointerTo(SysEnvRec) },
      OSErrType,
      ({ profile }, { versionRequested, theWorld }) => {
        theWorld.environsVersion = Math.min(2, versionRequested)
        theWorld.machineType = profile.machineType - MACHINE_TYPE_OFFSET
        theWorld.systemVersion = profile.systemVersion
        theWorld.processor = 3
        theWorld.hasFPU = false
        theWorld.hasColorQD = true
        theWorld.keyBoardType = 0
        theWorld.atDrvrVersNum = 0
        theWorld.sysVRefNum = -1
      },
    ),
  },
}
