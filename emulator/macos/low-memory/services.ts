/** LowMem.h: an LMGet and an LMSet for each global, made from the table. */

import { procedure, type Service, type ServiceGroup, toolbox } from '../service.ts'
import { asPtr, PtrType } from '../types.ts'
import { type LowMemoryGlobal, lowMemoryGlobals } from './globals.ts'

function accessors({ accessor, address, type }: LowMemoryGlobal): [string, Service][] {
  if (accessor === undefined) return []
  // A string's accessor gives the address of the global itself.
  if (type.name.startsWith('Str')) return [[`LMGet${accessor}`, toolbox({}, PtrType, () => asPtr(address))]]
  return [
    [`LMGet${accessor}`, toolbox({}, type, (mac) => type.load(mac.memory, address))],
    [`LMSet${accessor}`, procedure({ value: type }, (mac, { value }) => type.store(mac.memory, address, value))],
  ]
}

export const lowMemoryServices: ServiceGroup = {
  manager: 'Low Memory',
  library: 'InterfaceLib',
  book: 'LowMem.h',
  services: Object.fromEntries(Object.values(lowMemoryGlobals).flatMap(accessors)),
}
