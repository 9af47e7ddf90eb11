/** Events.h. */

import { errorCode } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { PointType } from '../quickdraw/geometry.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import type { View } from '../struct.ts'
import { BooleanType, OSErrType, PtrType, SInt16, UInt16, UInt32, varParam } from '../types.ts'
import { type EventRecord, EventRecordParameter, eventKinds, type MacEvent } from './event-records.ts'

function fill(record: View<typeof EventRecord.fields>, event: MacEvent): boolean {
  record.what = event.what
  record.message = event.message
  record.when = event.when
  record.where = event.where
  record.modifiers = event.modifiers
  return event.what !== eventKinds.nullEvent
}

const getEvent = toolbox(
  { eventMask: UInt16, theEvent: EventRecordParameter },
  BooleanType,
  ({ eventManager }, { eventMask, theEvent }) => fill(theEvent, eventManager.waitNext(eventMask, 0)),
)
const peekEvent = toolbox(
  { eventMask: UInt16, theEvent: EventRecordParameter },
  BooleanType,
  ({ eventManager }, { eventMask, theEvent }) => fill(theEvent, eventManager.peek(eventMask)),
)

/** A type for the 16 bytes of the key map. */
function storeKeys({ memory, eventManager }: Mac, theKeys: number): void {
  memory.write(theKeys, eventManager.user.keyMap)
}

const EVT_NOT_ENABLED = 1

export const eventManagerServices: ServiceGroup = {
  manager: 'Event Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Macintosh Toolbox Essentials, chapter 2',
  services: {
    GetNextEvent: getEvent,
    WaitNextEvent: toolbox(
      { eventMask: UInt16, theEvent: EventRecordParameter, sleep: UInt32, mouseRgn: PtrType },
      BooleanType,
      ({ eventManager, quickDraw }, { eventMask, theEvent, sleep, mouseRgn }) => {
        const home = mouseRgn === 0 ? undefined : quickDraw.region(mouseRgn)
        return fill(theEvent, eventManager.waitNext(eventMask, Math.min(sleep, LONGEST_SLEEP), home))
      },
    ),
    EventAvail: peekEvent,
    GetOSEvent: getEvent,
    OSEventAvail: peekEvent,
    FlushEvents: procedure({ whichMask: UInt16, stopMask: UInt16 }, ({ eventManager }, { whichMask, stopMask }) => {
      eventManager.flush(whichMask, stopMask)
    }),
    PostEvent: toolbox(
      { eventNum: UInt16, eventMsg: UInt32 },
      OSErrType,
      ({ eventManager }, { eventNum, eventMsg }) => {
        return (eventManager.post(eventNum, eventMsg) ? errorCode.noErr : EVT_NOT_ENABLED) as never
      },
    ),
    SetEventMask: procedure({ value: SInt16 }, ({ lowMemory }, { value }) => lowMemory.set('SysEvtMask', value)),
    Button: toolbox({}, BooleanType, ({ eventManager }) => eventManager.pollButton()),
    StillDown: toolbox({}, BooleanType, ({ eventManager }) => eventManager.isStillDown()),
    WaitMouseUp: toolbox({}, BooleanType, ({ eventManager }) => eventManager.isStillDown(true)),
    GetMouse: procedure({ mouseLoc: varParam(PointType) }, ({ eventManager, quickDraw }, { mouseLoc }) => {
      const { dh, dv } = quickDraw.port().toGlobal
      const { h, v } = eventManager.pollMouse()
      mouseLoc.value = { h: h - dh, v: v - dv }
    }),
    GetKeys: procedure({ theKeys: PtrType }, (mac, { theKeys }) => storeKeys(mac, theKeys)),
    GetDblTime: toolbox({}, UInt32, ({ lowMemory }) => lowMemory.get('DoubleTime')),
    GetCaretTime: toolbox({}, UInt32, ({ lowMemory }) => lowMemory.get('CaretTime')),
  },
}

/** A program that sleeps "for ever" does so in pieces of an hour. */
const LONGEST_SLEEP = 216_000
