/** Handlers of events and of coercions (Inside Macintosh: Interapplication Communication, chapters 3 to 5). */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type Service, type ServiceGroup, toolbox } from '../service.ts'
import { BooleanType, type FourCharCode, OSErrType, OSType, PtrType, UInt32, varParam } from '../types.ts'
import type { DispatchTable, Handler, Tables } from './apple-event-manager.ts'
import { descTypes, keywords } from './codes.ts'

const tableOf = <H extends Handler>({ application, system }: Tables<H>, isSysHandler: boolean): DispatchTable<H> =>
  isSysHandler ? system : application

/** Nil removes whatever handler there is. */
function remove<H extends Handler>(
  table: DispatchTable<H>,
  first: FourCharCode,
  second: FourCharCode,
  procPtr: number,
): void {
  const handler = table.get(first, second)
  if (handler === undefined || (procPtr !== 0 && handler.procPtr !== procPtr)) fail('errAEHandlerNotFound')
  table.delete(first, second)
}

const { typeNull } = descTypes
const specials: ReadonlySet<FourCharCode> = new Set([keywords.keyPreDispatch, keywords.keySelectProc])

function special(mac: Mac, functionClass: FourCharCode, isSysHandler: boolean): DispatchTable<Handler> {
  if (!specials.has(functionClass)) fail('errAENotASpecialFunction')
  return tableOf(mac.appleEvents.specialHandlers, isSysHandler)
}

const removeSpecial: Service = toolbox(
  { functionClass: OSType, handler: PtrType, isSysHandler: BooleanType },
  OSErrType,
  (mac, { functionClass, handler, isSysHandler }) =>
    remove(special(mac, functionClass, isSysHandler), functionClass, typeNull, handler),
)

export const handlerServices: ServiceGroup['services'] = {
  AEInstallEventHandler: toolbox(
    {
      theAEEventClass: OSType,
      theAEEventID: OSType,
      handler: PtrType,
      handlerRefcon: UInt32,
      isSysHandler: BooleanType,
    },
    OSErrType,
    (mac, { theAEEventClass, theAEEventID, handler, handlerRefcon, isSysHandler }) => {
      if (handler === 0) fail('paramErr')
      const one = { procPtr: handler, refCon: handlerRefcon }
      tableOf(mac.appleEvents.handlers, isSysHandler).set(theAEEventClass, theAEEventID, one)
    },
  ),
  AERemoveEventHandler: toolbox(
    { theAEEventClass: OSType, theAEEventID: OSType, handler: PtrType, isSysHandler: BooleanType },
    OSErrType,
    (mac, { theAEEventClass, theAEEventID, handler, isSysHandler }) =>
      remove(tableOf(mac.appleEvents.handlers, isSysHandler), theAEEventClass, theAEEventID, handler),
  ),
  AEGetEventHandler: toolbox(
    {
      theAEEventClass: OSType,
      theAEEventID: OSType,
      handler: varParam(PtrType),
      handlerRefcon: varParam(UInt32),
      isSysHandler: BooleanType,
    },
    OSErrType,
    (mac, { theAEEventClass, theAEEventID, handler, handlerRefcon, isSysHandler }) => {
      const table = tableOf(mac.appleEvents.handlers, isSysHandler)
      const found = table.get(theAEEventClass, theAEEventID) ?? fail('errAEHandlerNotFound')
      handler.value = found.procPtr as typeof handler.value
      handlerRefcon.value = found.refCon
    },
  ),
  AEInstallCoercionHandler: toolbox(
    {
      fromType: OSType,
      toType: OSType,
      handler: PtrType,
      handlerRefcon: UInt32,
      fromTypeIsDesc: BooleanType,
      isSysHandler: BooleanType,
    },
    OSErrType,
    (mac, { fromType, toType, handler, handlerRefcon, fromTypeIsDesc, isSysHandler }) => {
      if (handler === 0) fail('paramErr')
      const one = { procPtr: handler, refCon: handlerRefcon, takesDescriptor: fromTypeIsDesc }
      tableOf(mac.appleEvents.coercions, isSysHandler).set(fromType, toType, one)
    },
  ),
  AERemoveCoercionHandler: toolbox(
    { fromType: OSType, toType: OSType, handler: PtrType, isSysHandler: BooleanType },
    OSErrType,
    (mac, { fromType, toType, handler, isSysHandler }) =>
      remove(tableOf(mac.appleEvents.coercions, isSysHandler), fromType, toType, handler),
  ),
  AEInstallSpecialHandler: toolbox(
    { functionClass: OSType, handler: PtrType, isSysHandler: BooleanType },
    OSErrType,
    (mac, { functionClass, handler, isSysHandler }) => {
      if (handler === 0) fail('paramErr')
      special(mac, functionClass, isSysHandler).set(functionClass, typeNull, { procPtr: handler, refCon: 0 })
    },
    { partial: 'asks the handler before dispatch; those of object support are kept but not asked' },
  ),
  AERemoveSpecialHandler: removeSpecial,
  AEGetSpecialHandler: toolbox(
    { functionClass: OSType, handler: varParam(PtrType), isSysHandler: BooleanType },
    OSErrType,
    (mac, { functionClass, handler, isSysHandler }) => {
      const found = special(mac, functionClass, isSysHandler).get(functionClass, typeNull)
      handler.value = (found ?? fail('errAEHandlerNotFound')).procPtr as typeof handler.value
    },
  ),
}
