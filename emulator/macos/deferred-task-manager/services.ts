/** OSUtils.h's deferred tasks. */

import { type ServiceGroup, toolbox } from '../service.ts'
import { pointerTo } from '../struct.ts'
import { OSErrType } from '../types.ts'
import { DeferredTask } from './deferred-task-manager.ts'

export const deferredTaskManagerServices: ServiceGroup = {
  manager: 'Deferred Task Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Processes, chapter 6',
  services: {
    DTInstall: toolbox({ dtTaskPtr: pointerTo(DeferredTask) }, OSErrType, (mac, { dtTaskPtr }) =>
      mac.deferredTaskManager.install(mac, dtTaskPtr),
    ),
  },
}
