/**
 * Location and parameter RAM (Operating System Utilities, chapters 4 and 7), and calls of the 68K days that PowerPC programs still make
 * (Memory, chapters 1 and 4): addresses have 32 bits, and A5 is a register of the 68K emulator's.
 */

import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { asPtr, BooleanType, OSErrType, PtrType, SInt8, SInt16, SInt32, UInt32, type Var, varParam } from '../types.ts'
import { LOCATION_BYTES, PARAMETER_COPY } from './os-utilities.ts'

/** `true32b`. */
const MODE_32_BIT = 1
const METRIC = 29
const readA5 = ({ osUtilities, lowMemory }: Mac): number => osUtilities.a5 ?? lowMemory.get('CurrentA5')

function setA5(mac: Mac, value: number): number {
  const old = readA5(mac)
  mac.osUtilities.a5 = value
  return old | 0
}

export const machineServices: Record<string, Service> = {
  ReadLocation: procedure({ loc: PtrType }, ({ memory, osUtilities }, { loc }) =>
    memory.write(loc, osUtilities.location),
  ),
  WriteLocation: procedure({ loc: PtrType }, ({ memory, osUtilities }, { loc }) => {
    osUtilities.location = memory.read(loc, LOCATION_BYTES)
  }),
  IsMetric: toolbox({}, BooleanType, ({ memory, scriptManager }) => {
    const itl0 = scriptManager.intlResource(0)
    return itl0 !== undefined && memory.getU8(memory.getU32(itl0) + METRIC) !== 0
  }),
  GetSysPPtr: toolbox({}, PtrType, () => asPtr(PARAMETER_COPY)),
  InitUtil: toolbox({}, OSErrType, ({ osUtilities }) => osUtilities.readParameters()),
  WriteParam: toolbox({}, OSErrType, ({ osUtilities }) => osUtilities.writeParameters()),
  GetMMUMode: toolbox({}, SInt8, () => MODE_32_BIT),
  SwapMMUMode: procedure({ mode: varParam(SInt8) }, (_, { mode }: { mode: Var<number> }) => {
    mode.value = MODE_32_BIT
  }),
  SetCurrentA5: toolbox({}, SInt32, (mac) => setA5(mac, mac.lowMemory.get('CurrentA5'))),
  SetA5: toolbox({ newA5: UInt32 }, SInt32, (mac, { newA5 }) => setA5(mac, newA5)),
  FlushCodeCache: procedure({}, ({ cpu, memory }) => cpu.invalidate(0, memory.size)),
  FlushCodeCacheRange: toolbox({ address: PtrType, count: UInt32 }, SInt16, ({ cpu }, { address, count }) => {
    cpu.invalidate(address, count)
    return 0
  }),
  // Nothing keeps data from memory.
  FlushDataCache: procedure({}, () => {}),
}
