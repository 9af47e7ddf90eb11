/** Notification.h. */

import { type ServiceGroup, toolbox } from '../service.ts'
import { pointerTo } from '../struct.ts'
import { OSErrType } from '../types.ts'
import { NMRec } from './notification-manager.ts'

export const notificationManagerServices: ServiceGroup = {
  manager: 'Notification Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Processes, chapter 5',
  services: {
    NMInstall: toolbox(
      { nmReqPtr: pointerTo(NMRec, { before: ({ nmStr }) => JSON.stringify(nmStr ?? '') }) },
      OSErrType,
      (mac, { nmReqPtr }) => mac.notificationManager.install(mac, nmReqPtr),
      {
        partial:
          'draws no mark, icon or alert box, whose text is in the trace, and which is dismissed at once; sounds nothing; has no queue in memory',
      },
    ),
    NMRemove: toolbox({ nmReqPtr: pointerTo(NMRec) }, OSErrType, ({ notificationManager }, { nmReqPtr }) =>
      notificationManager.remove(nmReqPtr),
    ),
  },
}
