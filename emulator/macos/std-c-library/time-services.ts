/** time.h (ISO C 9899:1990, 7.12): times are the Mac's own seconds since 1904, local time. */

import type { Mac } from '../mac.ts'
import { type Service, toolbox } from '../service.ts'
import { pointerTo, struct } from '../struct.ts'
import { asPtr, Float64, PtrType, SInt32, Size, UInt32 } from '../types.ts'
import { ascii, bytesOf, textOf, writeString } from './strings.ts'

const Tm = struct('struct tm', 36, {
  sec: [0, SInt32],
  min: [4, SInt32],
  hour: [8, SInt32],
  mday: [12, SInt32],
  mon: [16, SInt32],
  year: [20, SInt32],
  wday: [24, SInt32],
  yday: [28, SInt32],
  isdst: [32, SInt32],
})
const TmParameter = pointerTo(Tm)
type TmView = ReturnType<typeof Tm.at>

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const EPOCH = Date.UTC(1904, 0, 1)

/** Fields of a time; an unbounded calendar in UTC knows nothing of the host's zone. */
function store(view: TmView, seconds: number): void {
  const date = new Date(EPOCH + seconds * 1000)
  view.sec = date.getUTCSeconds()
  view.min = date.getUTCMinutes()
  view.hour = date.getUTCHours()
  view.mday = date.getUTCDate()
  view.mon = date.getUTCMonth()
  view.year = date.getUTCFullYear() - 1900
  view.wday = date.getUTCDay()
  view.yday = Math.floor(
    (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) /
      86_400_000,
  )
  view.isdst = 0
}

const two = (value: number): string => String(value).padStart(2, '0')
const clock = (tm: TmView): string => `${two(tm.hour)}:${two(tm.min)}:${two(tm.sec)}`
const named = (names: readonly string[], index: number): string => names[index] ?? '?'

const asctime = (tm: TmView): string =>
  `${named(DAYS, tm.wday).slice(0, 3)} ${named(MONTHS, tm.mon).slice(0, 3)} ${String(tm.mday).padStart(2)} ${clock(tm)} ${tm.year + 1900}\r`

function broken(mac: Mac, timer: number): TmView {
  const view = Tm.at(mac.memory, mac.cLibrary.room('tm', Tm.size))
  store(view, mac.memory.getU32(timer))
  return view
}

function shown(mac: Mac, tm: TmView): number {
  const address = mac.cLibrary.room('asctime', 32)
  writeString(mac.memory, address, ascii(asctime(tm)))
  return address
}

/** Weeks of a year that begin on a day. */
const week = (tm: TmView, first: number): string => two(Math.floor((tm.yday + 7 - ((tm.wday + 7 - first) % 7)) / 7))

const conversions: Readonly<Record<string, (tm: TmView) => string>> = {
  a: (tm) => named(DAYS, tm.wday).slice(0, 3),
  A: (tm) => named(DAYS, tm.wday),
  b: (tm) => named(MONTHS, tm.mon).slice(0, 3),
  B: (tm) => named(MONTHS, tm.mon),
  c: (tm) => asctime(tm).slice(0, -1),
  d: (tm) => two(tm.mday),
  H: (tm) => two(tm.hour),
  I: (tm) => two(tm.hour % 12 || 12),
  j: (tm) => String(tm.yday + 1).padStart(3, '0'),
  m: (tm) => two(tm.mon + 1),
  M: (tm) => two(tm.min),
  p: (tm) => (tm.hour < 12 ? 'AM' : 'PM'),
  S: (tm) => two(tm.sec),
  U: (tm) => week(tm, 0),
  w: (tm) => String(tm.wday),
  W: (tm) => week(tm, 1),
  x: (tm) => `${two(tm.mon + 1)}/${two(tm.mday)}/${two(tm.year % 100)}`,
  X: clock,
  y: (tm) => two(tm.year % 100),
  Y: (tm) => String(tm.year + 1900),
  Z: () => '',
  '%': () => '%',
}

const split = toolbox({ timer: PtrType }, PtrType, (mac, { timer }) => broken(mac, timer).address)

export const timeServices: Readonly<Record<string, Service>> = {
  /** In ticks: CLOCKS_PER_SEC is 60. */
  clock: toolbox({}, UInt32, (mac) => Math.floor(mac.clock.seconds * 60)),
  time: toolbox({ timer: PtrType }, UInt32, (mac, { timer }) => {
    if (timer !== 0) mac.memory.setU32(timer, mac.clock.dateTime)
    return mac.clock.dateTime
  }),
  difftime: toolbox({ time1: UInt32, time0: UInt32 }, Float64, (_, { time1, time0 }) => time1 - time0),
  mktime: toolbox({ timeptr: TmParameter }, UInt32, (_, { timeptr: tm }) => {
    const seconds = (Date.UTC(tm.year + 1900, tm.mon, tm.mday, tm.hour, tm.min, tm.sec) - EPOCH) / 1000
    if (!(seconds >= 0 && seconds <= 0xffffffff)) return 0xffffffff
    store(tm, seconds)
    return seconds
  }),
  localtime: split,
  /** The difference of the Mac's zone from Greenwich is not known to it. */
  gmtime: split,
  asctime: toolbox({ timeptr: TmParameter }, PtrType, (mac, { timeptr }) => asPtr(shown(mac, timeptr))),
  ctime: toolbox({ timer: PtrType }, PtrType, (mac, { timer }) => asPtr(shown(mac, broken(mac, timer)))),
  strftime: toolbox(
    { s: PtrType, maxsize: Size, format: PtrType, timeptr: TmParameter },
    Size,
    ({ memory }, { s, maxsize, format, timeptr }) => {
      const text = textOf(bytesOf(memory, format)).replaceAll(/%(.)/g, (all, letter: string) =>
        Object.hasOwn(conversions, letter) ? conversions[letter]!(timeptr) : all,
      )
      if (text.length + 1 > maxsize >>> 0) return 0
      writeString(memory, s, ascii(text))
      return text.length
    },
  ),
}
