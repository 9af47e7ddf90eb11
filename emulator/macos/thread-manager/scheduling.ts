/** Asking a program's own scheduler (Thread Manager, SetThreadScheduler). */

import type { Mac } from '../mac.ts'
import { struct } from '../struct.ts'
import { UInt32 } from '../types.ts'

const SchedulerInfoRec = struct('SchedulerInfoRec', 16, {
  InfoRecSize: [0, UInt32],
  CurrentThreadID: [4, UInt32],
  SuggestedThreadID: [8, UInt32],
  InterruptedCoopThreadID: [12, UInt32],
})

/** The thread that it chose, or kNoThreadID. */
export function callScheduler(mac: Mac, schedulerProc: number, current: number, suggested: number): number {
  const { memory, memoryManager: mm } = mac
  const info = SchedulerInfoRec.at(memory, mm.newPtr(mm.systemZone, SchedulerInfoRec.size))
  try {
    info.InfoRecSize = SchedulerInfoRec.size
    info.CurrentThreadID = current
    info.SuggestedThreadID = suggested
    info.InterruptedCoopThreadID = 0
    return mac.callGuest(schedulerProc, info.address) >>> 0
  } finally {
    mm.disposePtr(info.address)
  }
}
