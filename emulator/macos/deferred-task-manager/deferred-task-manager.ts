/** Deferred Task Manager: what an interrupt puts off until the others are served (Inside Macintosh: Processes, chapter 6). */

import { fail } from '../errors.ts'
import { lowMemoryGlobals } from '../low-memory/globals.ts'
import type { Mac } from '../mac.ts'
import { dequeue, elements, enqueue, QHdr } from '../os-utilities/queues.ts'
import { struct, type View } from '../struct.ts'
import { SInt16, UInt32 } from '../types.ts'

export const DeferredTask = struct('DeferredTask', 20, {
  qLink: [0, UInt32],
  qType: [4, SInt16],
  dtFlags: [6, SInt16],
  dtAddr: [8, UInt32],
  dtParam: [12, UInt32],
  dtReserved: [16, UInt32],
})
const dtQType = 7

export class DeferredTaskManager {
  /** From a program's main line the task waits for the next interrupt, which is a tick at the latest. */
  install(mac: Mac, task: View<typeof DeferredTask.fields>): void {
    if (task.qType !== dtQType) fail('vTypErr')
    const { memory, clock, scheduler } = mac
    const queue = QHdr.at(memory, lowMemoryGlobals.DTQueue.address)
    if (elements(memory, queue).includes(task.address)) return
    enqueue(memory, queue, task.address)
    const cycle = scheduler.isRunning ? clock.cycles : clock.cycleOfTick(clock.ticks + 1)
    scheduler.at(cycle, () => {
      if (!elements(memory, queue).includes(task.address)) return
      dequeue(memory, queue, task.address)
      mac.callGuest(task.dtAddr, task.dtParam)
    })
  }
}
