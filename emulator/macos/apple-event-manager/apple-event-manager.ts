/** Apple Event Manager: dispatch tables and events under way (Inside Macintosh: Interapplication Communication, chapter 4). */

import type { FourCharCode } from '../types.ts'
import { descTypes } from './codes.ts'
import type { Descriptor } from './descriptor.ts'

export interface Handler {
  readonly procPtr: number
  readonly refCon: number
}

export interface CoercionHandler extends Handler {
  /** It wants a descriptor, not a pointer to data. */
  readonly takesDescriptor: boolean
}

/** An event that another process has sent, before the program takes it. */
export interface PendingEvent {
  readonly eventClass: FourCharCode
  readonly eventId: FourCharCode
  readonly parameters: readonly (readonly [keyword: FourCharCode, value: Descriptor])[]
}

const pair = (first: FourCharCode, second: FourCharCode): string => `${first} ${second}`

/** Handlers by two codes, of which a handler may leave either open. */
export class DispatchTable<H extends Handler> {
  private readonly _handlers = new Map<string, H>()

  set(first: FourCharCode, second: FourCharCode, handler: H): void {
    this._handlers.set(pair(first, second), handler)
  }

  get(first: FourCharCode, second: FourCharCode): H | undefined {
    return this._handlers.get(pair(first, second))
  }

  delete(first: FourCharCode, second: FourCharCode): void {
    this._handlers.delete(pair(first, second))
  }

  /** The handler that fits best. */
  find(first: FourCharCode, second: FourCharCode): H | undefined {
    const any = descTypes.typeWildCard
    return this.get(first, second) ?? this.get(first, any) ?? this.get(any, second) ?? this.get(any, any)
  }
}

/** The application's own, and the one that all applications share. */
export interface Tables<H extends Handler> {
  readonly application: DispatchTable<H>
  readonly system: DispatchTable<H>
}

const tables = <H extends Handler>(): Tables<H> => ({
  application: new DispatchTable<H>(),
  system: new DispatchTable<H>(),
})

export class AppleEventManager {
  readonly handlers = tables<Handler>()
  readonly coercions = tables<CoercionHandler>()
  readonly specialHandlers = tables<Handler>()
  readonly pending: PendingEvent[] = []
  /** Addresses of the event records that handlers are at work on, the innermost last. */
  readonly underWay: number[] = []
  private lastReturnId = 0

  nextReturnId(): number {
    this.lastReturnId = (this.lastReturnId + 1) & 0x7fff
    return this.lastReturnId
  }
}
