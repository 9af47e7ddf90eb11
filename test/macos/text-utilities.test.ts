/** Text Utilities, Script Manager and international resources, as a program sees them (Inside Macintosh: Text, chapters 5 and 6). */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dateOf,
  dateText,
  parseDate,
  parseTime,
  secondsOf,
  timeText,
} from '../../emulator/macos/text-utilities/dates.ts'
import { compareText } from '../../emulator/macos/text-utilities/ordering.ts'
import { expectChecks, machineWith } from './programs.ts'

test('Text Utilities and Script Manager do what Inside Macintosh says', async () => {
  const { machine, volume, path } = await machineWith('text-utilities')
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 125)
})

const EPOCH = Date.UTC(1904, 0, 1)

test("dates are those of the host's calendar", () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (seconds) => {
      const date = new Date(EPOCH + seconds * 1000)
      const found = dateOf(seconds)
      expect([found.year, found.month, found.day, found.hour, found.minute, found.second, found.dayOfWeek]).toEqual([
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCHours(),
        date.getUTCMinutes(),
        date.getUTCSeconds(),
        date.getUTCDay() + 1,
      ])
      expect(secondsOf(found.year, found.month, found.day, found.hour, found.minute, found.second)).toBe(seconds)
    }),
    { seed: 4, numRuns: 300 },
  )
})

test('what is written as a date or a time is read as that again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seconds) => {
      const date = dateOf(seconds)
      const { year, month, day, hour, minute, second } = date
      for (const form of [1, 2]) expect(parseDate(dateText(date, form), 1998)?.value).toEqual({ year, month, day })
      expect(parseTime(timeText(date, true))?.value).toEqual({ hour, minute, second })
    }),
    { seed: 5, numRuns: 300 },
  )
})

test('the order of text is one', () => {
  const text = fc.uint8Array({ maxLength: 6 })
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      expect(compareText(a, a)).toBe(0)
      expect(compareText(a, b) + compareText(b, a)).toBe(0)
      if (compareText(a, b) <= 0 && compareText(b, c) <= 0) expect(compareText(a, c)).toBeLessThanOrEqual(0)
    }),
    { seed: 6, numRuns: 300 },
  )
})
