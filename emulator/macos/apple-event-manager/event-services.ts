/** Making, sending and processing Apple events (Inside Macintosh: Interapplication Communication, chapters 3 to 5). */

import { EventRecordParameter } from '../event-manager/event-records.ts'
import { type ServiceGroup, toolbox } from '../service.ts'
import { OSErrType, OSType, PtrType, SInt16, SInt32 } from '../types.ts'
import { descTypes } from './codes.ts'
import { encodeItems } from './descriptor.ts'
import { newEvent, processEvent, send } from './dispatch.ts'
import { AEDesc, AEDescParam, AEDescResult, clearDesc, readDesc, writeDesc } from './records.ts'

const kAutoGenerateReturnID = -1

export const eventServices: ServiceGroup['services'] = {
  AECreateAppleEvent: toolbox(
    {
      theAEEventClass: OSType,
      theAEEventID: OSType,
      target: AEDescParam,
      returnID: SInt16,
      transactionID: SInt32,
      result: AEDescResult,
    },
    OSErrType,
    (mac, { theAEEventClass, theAEEventID, target, returnID, transactionID, result }) => {
      const items = newEvent({
        eventClass: theAEEventClass,
        eventId: theAEEventID,
        target: readDesc(mac, target),
        returnId: returnID === kAutoGenerateReturnID ? mac.appleEvents.nextReturnId() : returnID,
        transactionId: transactionID,
      })
      writeDesc(mac, result, { type: descTypes.typeAppleEvent, data: encodeItems(items) })
    },
  ),
  AEProcessAppleEvent: toolbox({ theEventRecord: EventRecordParameter }, OSErrType, (mac, { theEventRecord }) => {
    const { what, message, where } = theEventRecord
    return processEvent(mac, what, message, (((where.v & 0xffff) << 16) | (where.h & 0xffff)) >>> 0) as never
  }),
  AESend: toolbox(
    {
      theAppleEvent: AEDescParam,
      reply: AEDescResult,
      sendMode: SInt32,
      sendPriority: SInt16,
      timeOutInTicks: SInt32,
      idleProc: PtrType,
      filterProc: PtrType,
    },
    OSErrType,
    (mac, { theAppleEvent, reply, sendMode, timeOutInTicks }) =>
      send(mac, theAppleEvent, reply, sendMode, timeOutInTicks),
    { partial: 'reaches the program itself, at once; there are no other processes, and queued replies do not come' },
  ),
  AEGetTheCurrentEvent: toolbox({ theAppleEvent: AEDescResult }, OSErrType, (mac, { theAppleEvent }) => {
    const address = mac.appleEvents.underWay.at(-1)
    clearDesc(theAppleEvent)
    if (address === undefined) return
    const { descriptorType, dataHandle } = AEDesc.at(mac.memory, address)
    theAppleEvent.descriptorType = descriptorType
    theAppleEvent.dataHandle = dataHandle
  }),
  AEInteractWithUser: toolbox(
    { timeOutInTicks: SInt32, nmReqPtr: PtrType, idleProc: PtrType },
    OSErrType,
    // The program is in front already.
    () => {},
    { partial: 'does not look at the interaction that the client allows' },
  ),
}
