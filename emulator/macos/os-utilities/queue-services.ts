/** Queues of the operating system (Inside Macintosh: Operating System Utilities, chapter 6). */

import { procedure, type Service, toolbox } from '../service.ts'
import { pointerTo } from '../struct.ts'
import { OSErrType, PtrType } from '../types.ts'
import { dequeue, enqueue, QHdr } from './queues.ts'

export const queueServices: Record<string, Service> = {
  Enqueue: procedure({ qElement: PtrType, qHeader: pointerTo(QHdr) }, ({ memory }, { qElement, qHeader }) =>
    enqueue(memory, qHeader, qElement),
  ),
  Dequeue: toolbox({ qElement: PtrType, qHeader: pointerTo(QHdr) }, OSErrType, ({ memory }, { qElement, qHeader }) =>
    dequeue(memory, qHeader, qElement),
  ),
}
