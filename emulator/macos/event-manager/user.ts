/** The user at the machine: the mouse, the keyboard, and the script of what they do. */

import type { Scheduler } from '../../machine/scheduler.ts'
import type { Point } from '../quickdraw/geometry.ts'
import { eventKinds, modifierBits } from './event-records.ts'
import { type Keystroke, keystrokes } from './keyboard.ts'
import type { UserAction, UserStep } from './user-script.ts'

/** Seconds between pressing and letting go. */
const PRESS_SECONDS = 0.05
/** Seconds between the clicks of a double click, within GetDblTime. */
const CLICK_SECONDS = 0.1
const KEY_MAP_BYTES = 16

export interface UserHost {
  /** An event of the keyboard or the mouse. */
  post(what: number, message: number, modifiers: number): void
  /** Something that no event of the hardware stands for. */
  perform(action: UserAction): void
  /** The mouse, its button or a key is where it was not. */
  onChange(): void
}

/** What happens at one moment of an action, and how long after the one before. */
interface Moment {
  readonly after: number
  readonly happen: () => void
}

export class User {
  mouse: Point = { v: 15, h: 15 }
  isButtonDown = false
  /** Modifier keys that are down, as bits of an event record's. */
  modifiers = 0
  readonly keyMap = new Uint8Array(KEY_MAP_BYTES)
  private readonly scheduler: Scheduler
  private readonly host: UserHost
  /** Steps that wait for the program to wait. */
  private readonly waiting: UserStep[] = []
  /** An action takes its time; the next one does not start before it is over. */
  private isActing = false

  constructor(scheduler: Scheduler, host: UserHost) {
    this.scheduler = scheduler
    this.host = host
  }

  follow(steps: readonly UserStep[], cyclesPerSecond: number): void {
    for (const step of steps) {
      if (step.at === undefined) this.waiting.push(step)
      else this.scheduler.at(Math.round(step.at * cyclesPerSecond), () => this.act(step.action))
    }
  }

  /** Whether something is still to be done. */
  get hasPlans(): boolean {
    return this.isActing || this.waiting.length > 0
  }

  /** What comes next when the program waits; undefined while something else is being done, or when nothing is left. */
  get nextAction(): UserAction | undefined {
    return this.isActing ? undefined : this.waiting[0]?.action
  }

  /** The program waits for something to happen. Returns whether something did, or has begun to. */
  onWaiting(): boolean {
    if (this.isActing) return false
    const step = this.waiting.shift()
    if (step === undefined) return false
    this.act(step.action)
    return true
  }

  /** What is typed next, for a program that reads its standard input and knows no events. */
  takeTyping(): string | undefined {
    const [step] = this.waiting
    if (this.isActing || step?.action.kind !== 'type') return undefined
    this.waiting.shift()
    return step.action.text
  }

  /** Ends what the script left undone: the program waits for the button to come up. */
  release(): void {
    this.buttonUp(this.modifiers)
    this.host.onChange()
  }

  private act(action: UserAction): void {
    const moments = this.momentsOf(action)
    this.isActing = true
    const next = (): void => {
      const moment = moments.shift()
      if (moment === undefined) {
        this.isActing = false
        return
      }
      this.scheduler.after(moment.after, () => {
        moment.happen()
        this.host.onChange()
        next()
      })
    }
    const [first] = moments
    if (first?.after === 0) {
      moments.shift()
      first.happen()
      this.host.onChange()
    }
    next()
  }

  private momentsOf(action: UserAction): Moment[] {
    switch (action.kind) {
      case 'type':
        return keystrokes(action.text).flatMap((stroke) => this.press(stroke, action.modifiers ?? 0))
      case 'key':
        return this.press({ ...action, shift: false }, action.modifiers ?? 0)
      case 'click':
        return this.click(action.where, action.where, action.modifiers ?? 0, action.count ?? 1)
      case 'drag':
        return this.click(action.from, action.to, action.modifiers ?? 0, 1)
      case 'move':
        return [{ after: 0, happen: () => this.moveTo(action.where) }]
      default:
        return [{ after: 0, happen: () => this.host.perform(action) }]
    }
  }

  private press({ key, character, shift }: Keystroke, modifiers: number): Moment[] {
    const held = modifiers | (shift ? modifierBits.shiftKey : 0)
    const message = (key << 8) | character
    return [
      {
        after: PRESS_SECONDS,
        happen: () => {
          this.modifiers = held
          this.setKey(key, true)
          this.host.post(eventKinds.keyDown, message, held)
        },
      },
      {
        after: PRESS_SECONDS,
        happen: () => {
          this.setKey(key, false)
          this.host.post(eventKinds.keyUp, message, held)
          this.modifiers = 0
        },
      },
    ]
  }

  private setKey(key: number, isDown: boolean): void {
    const bit = 1 << (key & 7)
    const byte = this.keyMap[key >> 3]!
    this.keyMap[key >> 3] = isDown ? byte | bit : byte & ~bit
  }

  private click(from: Point, to: Point, modifiers: number, count: number): Moment[] {
    const moments: Moment[] = [{ after: 0, happen: () => this.moveTo(from) }]
    for (let click = 0; click < count; click++) {
      moments.push({
        after: click === 0 ? PRESS_SECONDS : CLICK_SECONDS,
        happen: () => {
          this.isButtonDown = true
          this.modifiers = modifiers
          this.host.post(eventKinds.mouseDown, 0, modifiers)
        },
      })
      if (to !== from) moments.push({ after: PRESS_SECONDS, happen: () => this.moveTo(to) })
      moments.push({ after: PRESS_SECONDS, happen: () => this.buttonUp(modifiers) })
    }
    return moments
  }

  private buttonUp(modifiers: number): void {
    if (!this.isButtonDown) return
    this.isButtonDown = false
    this.host.post(eventKinds.mouseUp, 0, modifiers)
    this.modifiers = 0
  }

  private moveTo(where: Point): void {
    this.mouse = where
  }
}
