/** Retrace.h. */

import { lowMemoryGlobals } from '../low-memory/globals.ts'
import { type ServiceGroup, toolbox } from '../service.ts'
import { pointerTo } from '../struct.ts'
import { asPtr, OSErrType, PtrType, SInt16 } from '../types.ts'
import { VBLTask } from './vertical-retrace-manager.ts'

const Task = pointerTo(VBLTask, { before: ({ vblCount }) => `task of ${vblCount} ticks` })

export const verticalRetraceManagerServices: ServiceGroup = {
  manager: 'Vertical Retrace Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Processes, chapter 4',
  services: {
    VInstall: toolbox({ vblTaskPtr: Task }, OSErrType, (mac, { vblTaskPtr }) => {
      const { verticalRetraceManager: manager } = mac
      manager.install(mac, manager.systemQueue(mac), vblTaskPtr)
    }),
    VRemove: toolbox({ vblTaskPtr: Task }, OSErrType, (mac, { vblTaskPtr }) => {
      const { verticalRetraceManager: manager } = mac
      manager.remove(mac, manager.systemQueue(mac), vblTaskPtr)
    }),
    SlotVInstall: toolbox({ vblTaskPtr: Task, theSlot: SInt16 }, OSErrType, (mac, { vblTaskPtr, theSlot }) => {
      const { verticalRetraceManager: manager } = mac
      manager.install(mac, manager.slotQueue(mac, theSlot), vblTaskPtr)
    }),
    SlotVRemove: toolbox({ vblTaskPtr: Task, theSlot: SInt16 }, OSErrType, (mac, { vblTaskPtr, theSlot }) => {
      const { verticalRetraceManager: manager } = mac
      manager.remove(mac, manager.slotQueue(mac, theSlot), vblTaskPtr)
    }),
    AttachVBL: toolbox({ theSlot: SInt16 }, OSErrType, (mac, { theSlot }) => {
      mac.verticalRetraceManager.slotQueue(mac, theSlot)
    }),
    DoVBLTask: toolbox({ theSlot: SInt16 }, OSErrType, (mac, { theSlot }) => {
      const { verticalRetraceManager: manager } = mac
      manager.run(mac, manager.slotQueue(mac, theSlot))
    }),
    GetVBLQHdr: toolbox({}, PtrType, () => asPtr(lowMemoryGlobals.VBLQueue.address)),
  },
}
