/**
 * The international resources of a system for the United States (Inside Macintosh: Text, appendix B): 'itl0' numbers, short dates and
 * times, 'itl1' long dates. Both have the layout that programs read.
 */

import { encodeMacRoman } from '../../formats/mac-roman.ts'

export const itl0 = {
  decimalPoint: '.',
  thousands: ',',
  list: ';',
  currency: '$',
  /** Currency leads, with a leading zero and trailing zeros; negative in parentheses (currFmt 0xD0). */
  currencyFormat: 0xd0,
  /** Month, day, year. */
  dateOrder: 0,
  /** No leading zeros, no century. */
  shortDateFormat: 0,
  dateSeparator: '/',
  /** 12 hours (timeCycle 255), leading zeros for minutes and seconds. */
  timeCycle: 0xff,
  timeFormat: 0x60,
  morning: ' AM',
  evening: ' PM',
  timeSeparator: ':',
} as const

export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

function bytes(text: string, length: number): number[] {
  return Array.from({ length }, (_, index) => encodeMacRoman(text)[index] ?? 0)
}

const pascal = (text: string, length: number): number[] => [text.length, ...bytes(text, length - 1)]

/** Intl0Rec, 32 bytes. */
export function encodeItl0(): Uint8Array {
  return Uint8Array.from([
    ...bytes(itl0.decimalPoint + itl0.thousands + itl0.list, 3),
    ...bytes(itl0.currency, 3),
    itl0.currencyFormat,
    itl0.dateOrder,
    itl0.shortDateFormat,
    ...bytes(itl0.dateSeparator, 1),
    itl0.timeCycle,
    itl0.timeFormat,
    ...bytes(itl0.morning, 4),
    ...bytes(itl0.evening, 4),
    ...bytes(itl0.timeSeparator, 1),
    ...bytes('', 7),
    // The metric system (255) or not, then region and version.
    0,
    0,
    0,
    1,
  ])
}

/** Intl1Rec without its local routine, 332 bytes. */
export function encodeItl1(): Uint8Array {
  return Uint8Array.from([
    ...dayNames.flatMap((name) => pascal(name, 16)),
    ...monthNames.flatMap((name) => pascal(name, 16)),
    // Which parts to leave out, the long form's order, leading zero of the day, length of abbreviations.
    0,
    0,
    0,
    3,
    ...bytes('', 4),
    ...bytes(', ', 4),
    ...bytes(' ', 4),
    ...bytes(', ', 4),
    ...bytes('', 4),
    // Region and version, then the length of a local routine.
    0,
    1,
    0,
    0,
  ])
}
