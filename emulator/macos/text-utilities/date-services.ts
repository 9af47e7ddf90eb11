/** DateTimeUtils.h and TextUtils.h: dates and times as text, and long dates (Inside Macintosh: Text, chapter 5; Operating System Utilities, chapter 4). */

import { decodeMacRoman } from '../../formats/mac-roman.ts'
import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { pointerTo, struct, type View } from '../struct.ts'
import {
  BooleanType,
  HandleType,
  OSErrType,
  PtrType,
  pascalField,
  SInt16,
  SInt32,
  UInt8,
  UInt32,
  varParam,
} from '../types.ts'
import { type CalendarDate, dateOf, dateText, parseDate, parseTime, secondsOf, timeText } from './dates.ts'

const LongDateRec = struct('LongDateRec', 28, {
  era: [0, SInt16],
  year: [2, SInt16],
  month: [4, SInt16],
  day: [6, SInt16],
  hour: [8, SInt16],
  minute: [10, SInt16],
  second: [12, SInt16],
  dayOfWeek: [14, SInt16],
  dayOfYear: [16, SInt16],
  weekOfYear: [18, SInt16],
  pm: [20, SInt16],
  res1: [22, SInt16],
  res2: [24, SInt16],
  res3: [26, SInt16],
})
type LongDate = View<typeof LongDateRec.fields>
const longDatePtr = pointerTo(LongDateRec)

/** A LongDateTime, signed, in 64 bits; dates that it can hold are exact in a double. */
function loadLong(memory: GuestMemory, address: number): number {
  return memory.getI32(address) * 2 ** 32 + memory.getU32(address + 4)
}
function storeLong(memory: GuestMemory, address: number, value: number): void {
  memory.setU32(address, Math.floor(value / 2 ** 32) >>> 0)
  memory.setU32(address + 4, value - Math.floor(value / 2 ** 32) * 2 ** 32)
}

/** The years that LongSecondsToDate knows: 30,081 B.C. to 29,940 A.D. (Operating System Utilities, chapter 4). */
const LAST_YEAR = 29940

function fill(record: LongDate, seconds: number): void {
  const date = dateOf(seconds)
  const isBefore = date.year < 1
  Object.assign(record, {
    ...date,
    era: isBefore ? -1 : 0,
    year: isBefore ? 1 - date.year : Math.min(date.year, LAST_YEAR),
    pm: date.hour >= 12 ? 1 : 0,
  })
}

function secondsIn({ era, year, month, day, hour, minute, second }: LongDate): number {
  return secondsOf(era < 0 ? 1 - year : year, month, day, hour, minute, second)
}

const text255 = varParam(pascalField(255))
const dateString = (date: CalendarDate, form: number): string => dateText(date, form)
const now = ({ clock }: Mac): CalendarDate => dateOf(clock.dateTime)

const dateServiceOf = (withHandle: boolean): Service =>
  procedure(
    { dateTime: UInt32, longFlag: UInt8, result: text255, ...(withHandle && { intlHandle: HandleType }) },
    (_, { dateTime, longFlag, result }) => {
      result.value = dateString(dateOf(dateTime), longFlag)
    },
    withHandle ? { partial: 'a resource of the program is not looked at: dates are those of the United States' } : {},
  )
const timeServiceOf = (withHandle: boolean): Service =>
  procedure(
    { dateTime: UInt32, wantSeconds: BooleanType, result: text255, ...(withHandle && { intlHandle: HandleType }) },
    (_, { dateTime, wantSeconds, result }) => {
      result.value = timeText(dateOf(dateTime), wantSeconds)
    },
    withHandle ? { partial: 'a resource of the program is not looked at: times are those of the United States' } : {},
  )
const longDateString: Service = procedure(
  { dateTime: PtrType, longFlag: UInt8, result: text255, intlHandle: HandleType },
  ({ memory }, { dateTime, longFlag, result }) => {
    result.value = dateString(dateOf(loadLong(memory, dateTime)), longFlag)
  },
  { partial: 'a resource of the program is not looked at: dates are those of the United States' },
)
const longTimeString: Service = procedure(
  { dateTime: PtrType, wantSeconds: BooleanType, result: text255, intlHandle: HandleType },
  ({ memory }, { dateTime, wantSeconds, result }) => {
    result.value = timeText(dateOf(loadLong(memory, dateTime)), wantSeconds)
  },
  { partial: 'a resource of the program is not looked at: times are those of the United States' },
)

/** StringToDateStatus: none found, and characters left over. */
const dateTimeNotFound = 0x8400 - 0x10000
const leftOverChars = 2

const textParameters = {
  textPtr: PtrType,
  textLen: SInt32,
  theCache: PtrType,
  lengthUsed: varParam(SInt32),
  dateTime: longDatePtr,
}
const textOf = ({ memory }: Mac, address: number, length: number): string =>
  decodeMacRoman(memory.read(address, Math.max(0, Math.min(length, 255))))

const stringToDate: Service = toolbox(textParameters, SInt16, (mac, { textPtr, textLen, lengthUsed, dateTime }) => {
  const text = textOf(mac, textPtr, textLen)
  const found = parseDate(text, now(mac).year)
  lengthUsed.value = found?.length ?? 0
  if (found === undefined) return dateTimeNotFound
  const { year, month, day } = found.value
  const { dayOfWeek } = dateOf(secondsOf(year, month, day))
  Object.assign(dateTime, { era: 0, year, month, day, dayOfWeek })
  return found.length < text.length ? leftOverChars : 0
})
const stringToTime: Service = toolbox(textParameters, SInt16, (mac, { textPtr, textLen, lengthUsed, dateTime }) => {
  const text = textOf(mac, textPtr, textLen)
  const found = parseTime(text)
  lengthUsed.value = found?.length ?? 0
  if (found === undefined) return dateTimeNotFound
  Object.assign(dateTime, { ...found.value, pm: found.value.hour >= 12 ? 1 : 0 })
  return found.length < text.length ? leftOverChars : 0
})

const longDateToSeconds: Service = procedure({ lDate: longDatePtr, lSecs: PtrType }, ({ memory }, { lDate, lSecs }) =>
  storeLong(memory, lSecs, secondsIn(lDate)),
)
const longSecondsToDate: Service = procedure({ lSecs: PtrType, lDate: longDatePtr }, ({ memory }, { lSecs, lDate }) =>
  fill(lDate, loadLong(memory, lSecs)),
)

/** Fields of a long date in the order of LongDateField. */
const fieldOrder = [
  'era',
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'dayOfWeek',
  'dayOfYear',
  'weekOfYear',
  'pm',
] as const

export const dateTextServices: Record<string, Service> = {
  DateString: dateServiceOf(true),
  IUDatePString: dateServiceOf(true),
  IUDateString: dateServiceOf(false),
  TimeString: timeServiceOf(true),
  IUTimePString: timeServiceOf(true),
  IUTimeString: timeServiceOf(false),
  LongDateString: longDateString,
  IULDateString: longDateString,
  LongTimeString: longTimeString,
  IULTimeString: longTimeString,
  InitDateCache: toolbox({ theCache: PtrType }, OSErrType, () => {}),
  StringToDate: stringToDate,
  String2Date: stringToDate,
  StringToTime: stringToTime,
  String2Time: stringToTime,
  LongDateToSeconds: longDateToSeconds,
  LongDate2Secs: longDateToSeconds,
  LongSecondsToDate: longSecondsToDate,
  LongSecs2Date: longSecondsToDate,
  /** The first field that is out of its range; -1 where the date is one. */
  ValidDate: toolbox(
    { vDate: longDatePtr, flags: SInt32, newSecs: PtrType },
    SInt16,
    (mac, { vDate, flags, newSecs }) => {
      const seconds = secondsIn(vDate)
      storeLong(mac.memory, newSecs, seconds)
      const scratch = LongDateRec.at(mac.memory, vDate.address)
      const given = fieldOrder.map((name) => scratch[name])
      const date = dateOf(seconds)
      const true_ = {
        ...date,
        era: date.year < 1 ? -1 : 0,
        year: date.year < 1 ? 1 - date.year : date.year,
        pm: date.hour >= 12 ? 1 : 0,
      }
      return fieldOrder.findIndex((name, index) => ((flags >> index) & 1) !== 0 && true_[name] !== given[index])
    },
  ),
}
