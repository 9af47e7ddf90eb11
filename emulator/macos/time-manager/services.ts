/** Timer.h's tasks. */

import { procedure, type ServiceGroup } from '../service.ts'
import { PtrType, SInt32 } from '../types.ts'
import { TMTask } from './time-manager.ts'

const queueless = { partial: 'tasks are not linked into a queue that a program could walk' }

export const timeManagerServices: ServiceGroup = {
  manager: 'Time Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Processes, chapter 3',
  services: {
    InsTime: procedure(
      { tmTaskPtr: PtrType },
      ({ memory, timeManager }, { tmTaskPtr }) => timeManager.install(TMTask.at(memory, tmTaskPtr), tmTaskPtr, false),
      queueless,
    ),
    InsXTime: procedure(
      { tmTaskPtr: PtrType },
      ({ memory, timeManager }, { tmTaskPtr }) => timeManager.install(TMTask.at(memory, tmTaskPtr), tmTaskPtr, true),
      queueless,
    ),
    PrimeTime: procedure({ tmTaskPtr: PtrType, count: SInt32 }, (mac, { tmTaskPtr, count }) =>
      mac.timeManager.prime(mac, TMTask.at(mac.memory, tmTaskPtr), tmTaskPtr, count),
    ),
    RmvTime: procedure({ tmTaskPtr: PtrType }, (mac, { tmTaskPtr }) =>
      mac.timeManager.remove(mac, TMTask.at(mac.memory, tmTaskPtr), tmTaskPtr),
    ),
  },
}
