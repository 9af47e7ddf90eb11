/** Time, dates and waiting (Inside Macintosh: Operating System Utilities, chapter 4; Processes, chapter 3). */

import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { pointerTo, struct, type View } from '../struct.ts'
import { OSErrType, SInt16, SInt32, UInt32, varParam } from '../types.ts'

const DateTimeRec = struct('DateTimeRec', 14, {
  year: [0, SInt16],
  month: [2, SInt16],
  day: [4, SInt16],
  hour: [6, SInt16],
  minute: [8, SInt16],
  second: [10, SInt16],
  dayOfWeek: [12, SInt16],
})
const DateTime = pointerTo(DateTimeRec, {
  after: (d) => `${d.year}-${d.month}-${d.day} ${d.hour}:${d.minute}:${d.second}`,
})
const UnsignedWide = struct('UnsignedWide', 8, { hi: [0, UInt32], lo: [4, UInt32] })

const EPOCH = Date.UTC(1904, 0, 1)

function fillDate(record: View<typeof DateTimeRec.fields>, seconds: number): void {
  const date = new Date(EPOCH + seconds * 1000)
  record.year = date.getUTCFullYear()
  record.month = date.getUTCMonth() + 1
  record.day = date.getUTCDate()
  record.hour = date.getUTCHours()
  record.minute = date.getUTCMinutes()
  record.second = date.getUTCSeconds()
  record.dayOfWeek = date.getUTCDay() + 1
}

const secondsToDate: Service = procedure({ secs: UInt32, d: DateTime }, (_, { secs, d }) => fillDate(d, secs))
function secondsOf(d: View<typeof DateTimeRec.fields>): number {
  const time = Date.UTC(d.year, d.month - 1, d.day, d.hour, d.minute, d.second)
  return Math.floor((time - EPOCH) / 1000) >>> 0
}
const dateToSeconds: Service = procedure({ d: DateTime, secs: varParam(UInt32) }, (_, { d, secs }) => {
  secs.value = secondsOf(d)
})

/** The clock chip and its copy in low memory. */
function setDateTime({ clock, lowMemory }: Mac, seconds: number): void {
  clock.setDateTime(seconds)
  lowMemory.set('Time', clock.dateTime)
}

export const dateServices: Record<string, Service> = {
  TickCount: toolbox({}, UInt32, ({ clock }) => clock.ticks),
  Delay: procedure(
    { numTicks: SInt32, finalTicks: varParam(UInt32) },
    ({ clock, scheduler, lowMemory }, { numTicks, finalTicks }) => {
      const end = clock.cycleOfTick(clock.ticks + Math.max(0, numTicks))
      while (clock.cycles < end) scheduler.waitUntil(end)
      lowMemory.refresh()
      finalTicks.value = clock.ticks
    },
  ),
  GetDateTime: procedure({ secs: varParam(UInt32) }, ({ clock }, { secs }) => {
    secs.value = clock.dateTime
  }),
  ReadDateTime: toolbox({ secs: varParam(UInt32) }, OSErrType, ({ clock }, { secs }) => {
    secs.value = clock.dateTime
  }),
  SetDateTime: toolbox({ time: UInt32 }, OSErrType, (mac, { time }) => setDateTime(mac, time)),
  SetTime: procedure({ d: DateTime }, (mac, { d }) => setDateTime(mac, secondsOf(d))),
  GetTime: procedure({ d: DateTime }, ({ clock }, { d }) => fillDate(d, clock.dateTime)),
  SecondsToDate: secondsToDate,
  Secs2Date: secondsToDate,
  DateToSeconds: dateToSeconds,
  Date2Secs: dateToSeconds,
  Microseconds: procedure(
    { microTickCount: pointerTo(UnsignedWide, { after: (wide) => String(wide.hi * 2 ** 32 + wide.lo) }) },
    ({ clock }, { microTickCount }) => {
      const { microseconds } = clock
      microTickCount.hi = Math.floor(microseconds / 2 ** 32)
      microTickCount.lo = microseconds % 2 ** 32
    },
  ),
}
