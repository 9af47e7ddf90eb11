/** Notification Manager: how a program in the background asks for the user (Inside Macintosh: Processes, chapter 5). */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { struct, type View } from '../struct.ts'
import { SInt16, SInt32, Str255, UInt32 } from '../types.ts'

export const NMRec = struct('NMRec', 36, {
  qLink: [0, UInt32],
  qType: [4, SInt16],
  nmFlags: [6, SInt16],
  nmMark: [14, SInt16],
  nmIcon: [16, UInt32],
  nmSound: [20, UInt32],
  nmStr: [24, Str255],
  nmResp: [28, UInt32],
  nmRefCon: [32, SInt32],
})
type Request = View<typeof NMRec.fields>
const nmType = 8
/** In place of a response procedure: the request is removed when the user has been told. */
const REMOVE_ITSELF = 0xffff_ffff

export class NotificationManager {
  private readonly requests = new Set<number>()

  /** The alert box is dismissed at the next tick. */
  install(mac: Mac, request: Request): void {
    if (request.qType !== nmType) fail('nmTypErr')
    if (this.requests.has(request.address)) return
    this.requests.add(request.address)
    const { clock, scheduler } = mac
    scheduler.at(clock.cycleOfTick(clock.ticks + 1), () => {
      if (!this.requests.has(request.address)) return
      if (request.nmResp === REMOVE_ITSELF) this.requests.delete(request.address)
      else if (request.nmResp !== 0) mac.callGuest(request.nmResp, request.address)
    })
  }

  remove(request: Request): void {
    if (request.qType !== nmType) fail('nmTypErr')
    if (!this.requests.delete(request.address)) fail('qErr')
  }
}
