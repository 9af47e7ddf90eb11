/** Desk.h: desk accessories, of which none is installed (Inside Macintosh volume I, chapter 14). */

import { EventRecordParameter } from '../event-manager/event-records.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { BooleanType, PtrType, SInt16, SInt32, Str255 } from '../types.ts'

export const deskManagerServices: ServiceGroup = {
  manager: 'Desk Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh volume I, chapter 14',
  services: {
    // No accessory is open, so none gets its time, its events or its editing commands.
    SystemTask: procedure({}, () => {}),
    SystemClick: procedure({ theEvent: EventRecordParameter, theWindow: PtrType }, () => {}),
    SystemEvent: toolbox({ theEvent: EventRecordParameter }, BooleanType, () => false),
    SystemEdit: toolbox({ editCmd: SInt16 }, BooleanType, () => false),
    OpenDeskAcc: toolbox({ deskAccName: Str255 }, SInt16, () => 0, {
      partial: 'no desk accessory is there to be opened',
    }),
    SystemMenu: procedure({ menuResult: SInt32 }, () => {}),
    CloseDeskAcc: procedure({ refNum: SInt16 }, () => {}),
  },
}
