/** Queues of the operating system (Inside Macintosh: Operating System Utilities, chapter 6). */

import { fail } from '../errors.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { pointerTo, struct } from '../struct.ts'
import { OSErrType, PtrType, SInt16, UInt32 } from '../types.ts'

const QHdr = struct('QHdr', 10, { qFlags: [0, SInt16], qHead: [2, UInt32], qTail: [6, UInt32] })
/** An element begins with the address of the next. */
const QLINK = 0

export const queueServices: Record<string, Service> = {
  Enqueue: procedure({ qElement: PtrType, qHeader: pointerTo(QHdr) }, ({ memory }, { qElement, qHeader }) => {
    memory.setU32(qElement + QLINK, 0)
    if (qHeader.qHead === 0) qHeader.qHead = qElement
    else memory.setU32(qHeader.qTail + QLINK, qElement)
    qHeader.qTail = qElement
  }),
  Dequeue: toolbox({ qElement: PtrType, qHeader: pointerTo(QHdr) }, OSErrType, ({ memory }, { qElement, qHeader }) => {
    const seen = new Set<number>()
    let previous = 0
    for (let at = qHeader.qHead; at !== 0 && !seen.has(at); at = memory.getU32(at + QLINK)) {
      if (at === qElement) {
        const next = memory.getU32(at + QLINK)
        if (previous === 0) qHeader.qHead = next
        else memory.setU32(previous + QLINK, next)
        if (qHeader.qTail === at) qHeader.qTail = previous
        return
      }
      seen.add(at)
      previous = at
    }
    fail('qErr')
  }),
}
