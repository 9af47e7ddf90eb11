/** Event records (Inside Macintosh: Macintosh Toolbox Essentials, chapter 2). */

import { type Point, PointType } from '../quickdraw/geometry.ts'
import { pointerTo, struct } from '../struct.ts'
import { UInt16, UInt32 } from '../types.ts'

export const eventKinds = {
  nullEvent: 0,
  mouseDown: 1,
  mouseUp: 2,
  keyDown: 3,
  keyUp: 4,
  autoKey: 5,
  updateEvt: 6,
  diskEvt: 7,
  activateEvt: 8,
  osEvt: 15,
  kHighLevelEvent: 23,
} as const
export type EventKind = (typeof eventKinds)[keyof typeof eventKinds]

export const everyEvent = 0xffff
export const maskOf = (what: number): number => (what === eventKinds.kHighLevelEvent ? 0x0400 : 1 << what)

export const modifierBits = {
  activeFlag: 0x0001,
  /** The mouse button is up. */
  btnState: 0x0080,
  cmdKey: 0x0100,
  shiftKey: 0x0200,
  alphaLock: 0x0400,
  optionKey: 0x0800,
  controlKey: 0x1000,
} as const

/** An event, as the system hands it out. */
export interface MacEvent {
  readonly what: number
  readonly message: number
  /** In ticks. */
  readonly when: number
  /** Where the mouse was, in global coordinates. */
  readonly where: Point
  readonly modifiers: number
}

export const EventRecord = struct('EventRecord', 16, {
  what: [0, UInt16],
  message: [2, UInt32],
  when: [6, UInt32],
  where: [10, PointType],
  modifiers: [14, UInt16],
})

const nameOfKind = new Map<number, string>(Object.entries(eventKinds).map(([name, kind]) => [kind, name]))

export const EventRecordParameter = pointerTo(EventRecord, {
  before: () => 'theEvent',
  after: ({ what, message }) => {
    const name = nameOfKind.get(what) ?? `event ${what}`
    return what === eventKinds.nullEvent ? name : `${name} 0x${message.toString(16).padStart(8, '0')}`
  },
})
