/** Vertical Retrace Manager: tasks that run every so many refreshes of the screen (Inside Macintosh: Processes, chapter 4). */

import type { Appointment } from '../../machine/scheduler.ts'
import { fail } from '../errors.ts'
import { lowMemoryGlobals } from '../low-memory/globals.ts'
import type { Mac } from '../mac.ts'
import { dequeue, elements, enqueue, QHdr, type QueueHeader } from '../os-utilities/queues.ts'
import { struct, type View } from '../struct.ts'
import { SInt16, UInt32 } from '../types.ts'

export const VBLTask = struct('VBLTask', 14, {
  qLink: [0, UInt32],
  qType: [4, SInt16],
  vblAddr: [6, UInt32],
  vblCount: [10, SInt16],
  vblPhase: [12, SInt16],
})
export type VBLTaskView = View<typeof VBLTask.fields>
const vType = 1

export class VerticalRetraceManager {
  private appointment: Appointment | undefined
  /** The queue of the built-in screen, apart from the system's own. */
  private screenQueue = 0
  /** Tasks that have not run yet. One that has run goes on by itself for ever, and keeps no waiting program from being idle. */
  private readonly fresh = new Set<number>()

  systemQueue(mac: Mac): QueueHeader {
    return QHdr.at(mac.memory, lowMemoryGlobals.VBLQueue.address)
  }

  /** The iMac's only screen has no slot, of which the number is 0. */
  slotQueue(mac: Mac, slot: number): QueueHeader {
    if (slot !== 0) fail('slotNumErr')
    if (this.screenQueue === 0) {
      this.screenQueue = mac.memoryManager.newPtr(mac.memoryManager.systemZone, QHdr.size, true)
    }
    return QHdr.at(mac.memory, this.screenQueue)
  }

  install(mac: Mac, queue: QueueHeader, task: VBLTaskView): void {
    if (task.qType !== vType) fail('vTypErr')
    if (elements(mac.memory, queue).includes(task.address)) return
    task.vblCount += task.vblPhase
    enqueue(mac.memory, queue, task.address)
    this.fresh.add(task.address)
    this.awaitRetrace(mac)
  }

  remove(mac: Mac, queue: QueueHeader, task: VBLTaskView): void {
    if (task.qType !== vType) fail('vTypErr')
    dequeue(mac.memory, queue, task.address)
    this.fresh.delete(task.address)
  }

  /** A task whose count comes to 0 is called; it sets the count again, or is left alone from then on. */
  run(mac: Mac, queue: QueueHeader): void {
    for (const address of elements(mac.memory, queue)) {
      const task = VBLTask.at(mac.memory, address)
      if (task.vblCount === 0) continue
      task.vblCount--
      if (task.vblCount !== 0) continue
      this.fresh.delete(address)
      if (task.vblAddr !== 0) mac.callGuest(task.vblAddr, address)
    }
  }

  private queues(mac: Mac): QueueHeader[] {
    return this.screenQueue === 0 ? [this.systemQueue(mac)] : [this.systemQueue(mac), this.slotQueue(mac, 0)]
  }

  private awaitRetrace(mac: Mac): void {
    const isBackground = ![...this.fresh].some((address) => VBLTask.at(mac.memory, address).vblCount !== 0)
    if (this.appointment?.isBackground === isBackground) return
    if (this.appointment !== undefined) mac.scheduler.cancel(this.appointment)
    const { clock } = mac
    const retrace = (): void => {
      this.appointment = undefined
      for (const queue of this.queues(mac)) this.run(mac, queue)
      if (this.queues(mac).some((queue) => queue.qHead !== 0)) this.awaitRetrace(mac)
    }
    this.appointment = mac.scheduler.at(clock.cycleOfTick(clock.ticks + 1), retrace, { isBackground })
  }
}
