/** Dates and times as text and back, over the thirty thousand years of a LongDateTime (Inside Macintosh: Text, chapter 5; Operating System Utilities, chapter 4). */

import { dayNames, itl0, monthNames } from './intl-resources.ts'

export interface CalendarDate {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 1 is Sunday. */
  readonly dayOfWeek: number
  readonly dayOfYear: number
  readonly weekOfYear: number
}

const DAY = 86400
/** Days from the year 0 of the proleptic Gregorian calendar to 1904. */
const daysBefore = (year: number): number => {
  const y = year - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
}
const EPOCH_DAYS = daysBefore(1904)
export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const monthLengths = (year: number): readonly number[] => [
  31,
  isLeap(year) ? 29 : 28,
  31,
  30,
  31,
  30,
  31,
  31,
  30,
  31,
  30,
  31,
]

/** Seconds from 1904 to a date whose parts may lie outside their ranges: the 32nd of January is the 1st of February. */
export function secondsOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  const wholeYear = year + Math.floor((month - 1) / 12)
  const monthIndex = (((month - 1) % 12) + 12) % 12
  const days = monthLengths(wholeYear)
    .slice(0, monthIndex)
    .reduce((sum, length) => sum + length, 0)
  return (daysBefore(wholeYear) - EPOCH_DAYS + days + day - 1) * DAY + hour * 3600 + minute * 60 + second
}

export function dateOf(seconds: number): CalendarDate {
  const days = Math.floor(seconds / DAY)
  const rest = seconds - days * DAY
  let year = Math.floor(days / 365.2425) + 1904
  while (daysBefore(year + 1) - EPOCH_DAYS <= days) year++
  while (daysBefore(year) - EPOCH_DAYS > days) year--
  const dayOfYear = days - (daysBefore(year) - EPOCH_DAYS)
  let month = 0
  let day = dayOfYear
  for (const length of monthLengths(year)) {
    if (day < length) break
    day -= length
    month++
  }
  // The first of January 1904 was a Friday.
  const weekday = (((days + 5) % 7) + 7) % 7
  return {
    year,
    month: month + 1,
    day: day + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    dayOfWeek: weekday + 1,
    dayOfYear: dayOfYear + 1,
    weekOfYear: Math.floor((dayOfYear + 6 - weekday) / 7) + 1,
  }
}

export const shortDate = 0
export const longDate = 1
export const abbrevDate = 2

const ABBREVIATED = 3

export function dateText({ year, month, day, dayOfWeek }: CalendarDate, form: number): string {
  if (form === shortDate) {
    const { dateSeparator: separator } = itl0
    return `${month}${separator}${day}${separator}${String(year % 100).padStart(2, '0')}`
  }
  const length = form === abbrevDate ? ABBREVIATED : undefined
  return `${dayNames[dayOfWeek - 1]!.slice(0, length)}, ${monthNames[month - 1]!.slice(0, length)} ${day}, ${year}`
}

export function timeText({ hour, minute, second }: CalendarDate, wantSeconds: boolean): string {
  const { timeSeparator: separator, morning, evening } = itl0
  const two = (value: number) => String(value).padStart(2, '0')
  const seconds = wantSeconds ? separator + two(second) : ''
  return `${hour % 12 === 0 ? 12 : hour % 12}${separator}${two(minute)}${seconds}${hour < 12 ? morning : evening}`
}

export interface Found<T> {
  readonly value: T
  /** Characters read. */
  readonly length: number
}

/** 11:45, 11:45:30 PM, 2345: undefined where no time is at the text's start. */
export function parseTime(text: string): Found<{ hour: number; minute: number; second: number }> | undefined {
  const match = /^\s*(\d{1,2})(?::(\d{1,2}))?(?::(\d{1,2}))?(?:\s*(am|pm|a|p)\b)?/i.exec(text)
  if (match === null) return undefined
  const [all, hours, minutes = '0', seconds = '0', half] = match
  let hour = Number(hours)
  const minute = Number(minutes)
  const second = Number(seconds)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
  }
  if (hour > 24 || minute > 59 || second > 59) return undefined
  return { value: { hour: hour % 24, minute, second }, length: all.length }
}

const monthPattern = monthNames.map((name) => `${name}|${name.slice(0, 3)}`).join('|')
const dayPattern = dayNames.map((name) => `${name}|${name.slice(0, 3)}`).join('|')

/** A year of two digits is the one nearest to the year that it is now (Text, chapter 5). */
function fullYear(text: string, thisYear: number): number {
  const year = Number(text)
  if (text.length > 2) return year
  const century = thisYear - (thisYear % 100)
  return [century - 100, century, century + 100]
    .map((start) => start + year)
    .reduce((best, one) => (Math.abs(one - thisYear) < Math.abs(best - thisYear) ? one : best))
}

/** 10/26/98, Oct 26 1998, Monday, October 26, 1998: month, day and perhaps year; without one it is this year. */
export function parseDate(
  text: string,
  thisYear: number,
): Found<{ year: number; month: number; day: number }> | undefined {
  const named = new RegExp(
    `^\\s*(?:(?:${dayPattern})[\\s,]+)?(${monthPattern})\\.?[\\s,]+(\\d{1,2})(?:[\\s,]+(\\d{1,4}))?`,
    'i',
  ).exec(text)
  const numbers = /^\s*(\d{1,2})[/\-.\s](\d{1,2})(?:[/\-.\s](\d{1,4}))?/.exec(text)
  const match = named ?? numbers
  if (match === null) return undefined
  const [all, first, dayText, yearText] = match as unknown as [string, string, string, string | undefined]
  const month =
    named === null
      ? Number(first)
      : monthNames.findIndex((name) => name.slice(0, 3).toLowerCase() === first.slice(0, 3).toLowerCase()) + 1
  const day = Number(dayText)
  const year = yearText === undefined ? thisYear : fullYear(yearText, thisYear)
  if (month < 1 || month > 12 || day < 1 || day > monthLengths(year)[month - 1]!) return undefined
  return { value: { year, month, day }, length: all.length }
}
