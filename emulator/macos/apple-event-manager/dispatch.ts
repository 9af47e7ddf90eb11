/** Events on their way to a handler (Inside Macintosh: Interapplication Communication, chapter 4). */

import { errorCode, fail, MacError } from '../errors.ts'
import { eventKinds } from '../event-manager/event-records.ts'
import type { Mac } from '../mac.ts'
import { CURRENT_PROCESS_LOW, kCurrentProcess } from '../process-manager/process-manager.ts'
import { type FourCharCode, fourCharCode } from '../types.ts'
import type { Handler, Tables } from './apple-event-manager.ts'
import { descTypes, eventSources, events, keywords } from './codes.ts'
import { coerceBuiltIn } from './coercions.ts'
import { type Descriptor, encodeItems, type Item, item, nullDescriptor, short, word } from './descriptor.ts'
import { type AEDescView, readDesc, readItems, withDescs, writeDesc, writeItems } from './records.ts'

const signed16 = (value: number): number => (value << 16) >> 16

export interface NewEvent {
  readonly eventClass: FourCharCode
  readonly eventId: FourCharCode
  readonly target: Descriptor
  readonly returnId: number
  readonly transactionId: number
}

export function newEvent({ eventClass, eventId, target, returnId, transactionId }: NewEvent): Item[] {
  const { typeType, typeLongInteger } = descTypes
  return [
    item(keywords.keyEventClassAttr, word(typeType, eventClass), true),
    item(keywords.keyEventIDAttr, word(typeType, eventId), true),
    item(keywords.keyReturnIDAttr, word(typeLongInteger, returnId), true),
    item(keywords.keyTransactionIDAttr, word(typeLongInteger, transactionId), true),
    item(keywords.keyAddressAttr, target, true),
  ]
}

export const processAddress = (low: number): Descriptor => ({
  type: descTypes.typeProcessSerialNumber,
  data: Uint8Array.from([0, 0, 0, 0, ...word(descTypes.typeType, low).data]),
})

const asEvent = (items: readonly Item[]): Descriptor => ({ type: descTypes.typeAppleEvent, data: encodeItems(items) })

const attribute = (items: readonly Item[], keyword: FourCharCode): Item | undefined =>
  items.find((one) => one.isAttribute && one.keyword === keyword)

const codeOf = (one: Descriptor | undefined): FourCharCode =>
  (one?.data.length === 4 ? new DataView(one.data.buffer, one.data.byteOffset).getUint32(0) : 0) as FourCharCode

const call = (mac: Mac, { procPtr, refCon }: Handler, event: AEDescView, reply: AEDescView): number =>
  signed16(mac.callGuest(procPtr, event.address, reply.address, refCon))

/** Asks special and then event handlers, the application's before the system's, until one handles the event. */
function handle(mac: Mac, event: AEDescView, reply: AEDescView): number {
  const { handlers, specialHandlers, underWay } = mac.appleEvents
  const items = readItems(mac, event)
  const eventClass = codeOf(attribute(items, keywords.keyEventClassAttr))
  const eventId = codeOf(attribute(items, keywords.keyEventIDAttr))
  const candidates = (tables: Tables<Handler>, first: FourCharCode, second: FourCharCode) =>
    [tables.application.find(first, second), tables.system.find(first, second)].filter((one) => one !== undefined)
  underWay.push(event.address)
  try {
    for (const handler of [
      ...candidates(specialHandlers, keywords.keyPreDispatch, descTypes.typeNull),
      ...candidates(handlers, eventClass, eventId),
    ]) {
      const result = call(mac, handler, event, reply)
      if (result !== errorCode.errAEEventNotHandled) return result
    }
    return errorCode.errAEEventNotHandled
  } finally {
    underWay.pop()
  }
}

function noteError(mac: Mac, reply: AEDescView, result: number): void {
  if (result === errorCode.noErr || reply.dataHandle === 0) return
  const items = readItems(mac, reply)
  if (items.some(({ keyword }) => keyword === keywords.keyErrorNumber)) return
  writeItems(mac, reply, [...items, item(keywords.keyErrorNumber, word(descTypes.typeLongInteger, result))])
}

/** AEProcessAppleEvent: takes the event that the record tells of, and has it handled. */
export function processEvent(mac: Mac, what: number, eventClass: number, eventId: number): number {
  const { pending } = mac.appleEvents
  if (what !== eventKinds.kHighLevelEvent) return fail('paramErr')
  const index = pending.findIndex((one) => one.eventClass === eventClass && one.eventId === eventId)
  if (index === -1) return fail('noOutstandingHLE')
  const [{ parameters } = fail('noOutstandingHLE')] = pending.splice(index, 1)
  return withDescs(mac, 2, ([event, reply]) => {
    writeDesc(
      mac,
      event!,
      asEvent([
        ...newEvent({
          eventClass: eventClass as FourCharCode,
          eventId: eventId as FourCharCode,
          target: processAddress(CURRENT_PROCESS_LOW),
          returnId: mac.appleEvents.nextReturnId(),
          transactionId: 0,
        }),
        item(keywords.keyEventSourceAttr, short(eventSources.kAELocalProcess), true),
        ...parameters.map(([keyword, value]) => item(keyword, value)),
      ]),
    )
    return handle(mac, event!, reply!)
  })
}

/** Whether an address is that of the program itself: there is no other. */
function checkAddress(mac: Mac, address: Descriptor): void {
  if (address.type === descTypes.typeProcessSerialNumber) {
    const low = address.data.length === 8 ? new DataView(address.data.buffer, address.data.byteOffset).getUint32(4) : 0
    if (low !== kCurrentProcess && low !== CURRENT_PROCESS_LOW) fail('procNotFound')
  } else if (address.type === descTypes.typeApplSignature) {
    const own = mac.processManager.current?.signature
    if (own === undefined || codeOf(address) !== fourCharCode(own)) fail('procNotFound')
  } else {
    fail('errAEUnknownAddressType')
  }
}

const replyModes = { kAENoReply: 1, kAEQueueReply: 2, kAEWaitReply: 3 } as const
const REPLY_MODE = 0x03
const INTERACTION_LEVEL = 0x30

/** AESend. */
export function send(mac: Mac, event: AEDescView, reply: AEDescView, mode: number, timeout: number): void {
  if (reply.address !== 0) writeDesc(mac, reply, nullDescriptor)
  const items = readItems(mac, event)
  const replyMode = mode & REPLY_MODE
  if (replyMode === 0) fail('errAEUnknownSendMode')
  checkAddress(mac, attribute(items, keywords.keyAddressAttr) ?? nullDescriptor)
  const { typeLongInteger } = descTypes
  const added = [
    item(keywords.keyEventSourceAttr, short(eventSources.kAEDirectCall), true),
    item(keywords.keyTimeoutAttr, word(typeLongInteger, timeout), true),
    item(keywords.keyInteractLevelAttr, word(typeLongInteger, mode & INTERACTION_LEVEL), true),
  ]
  const sent = [...items.filter(({ keyword }) => !added.some((one) => one.keyword === keyword)), ...added]
  const result = withDescs(mac, 2, ([copy, answer]) => {
    writeDesc(mac, copy!, asEvent(sent.map((one) => ({ ...one, isTaken: false }))))
    if (replyMode !== replyModes.kAENoReply) {
      const returnId = codeOf(attribute(items, keywords.keyReturnIDAttr))
      const ids = { eventClass: events.kCoreEventClass, eventId: events.kAEAnswer, returnId, transactionId: 0 }
      writeDesc(mac, answer!, asEvent(newEvent({ ...ids, target: processAddress(CURRENT_PROCESS_LOW) })))
    }
    const outcome = handle(mac, copy!, answer!)
    noteError(mac, answer!, outcome)
    if (replyMode === replyModes.kAEWaitReply && reply.address !== 0) writeDesc(mac, reply, readDesc(mac, answer!))
    return outcome
  })
  if (replyMode === replyModes.kAEWaitReply && result === errorCode.errAEEventNotHandled) fail('errAEEventNotHandled')
}

/** Under another type, by the program's coercion handlers or the built-in ones. */
export function coerce(mac: Mac, from: Descriptor, type: FourCharCode): Descriptor {
  if (type === descTypes.typeWildCard || type === from.type) return from
  const { application, system } = mac.appleEvents.coercions
  const handler = application.find(from.type, type) ?? system.find(from.type, type)
  if (handler === undefined) return coerceBuiltIn(mac, from, type)
  return withDescs(mac, 2, ([given, result]) => {
    writeDesc(mac, given!, from)
    const code = handler.takesDescriptor
      ? mac.callGuest(handler.procPtr, given!.address, type, handler.refCon, result!.address)
      : callWithData(mac, handler, given!, type, result!)
    if (signed16(code) === errorCode.errAECoercionFail) return coerceBuiltIn(mac, from, type)
    if (signed16(code) !== errorCode.noErr) throw MacError.ofCode(signed16(code))
    return readDesc(mac, result!)
  })
}

function callWithData(mac: Mac, { procPtr, refCon }: Handler, given: AEDescView, type: number, result: AEDescView) {
  const { memory, memoryManager: mm } = mac
  const { type: fromType, data } = readDesc(mac, given)
  const block = mm.newPtr(mm.systemZone, data.length)
  try {
    memory.write(block, data)
    return mac.callGuest(procPtr, fromType, block, data.length, type, refCon, result.address)
  } finally {
    mm.disposePtr(block)
  }
}
