/** Zones, free space and the application's limits (Inside Macintosh: Memory, chapter 2). */

import { fail } from '../errors.ts'
import { procedure, toolbox } from '../service.ts'
import { OSErrType, PtrType, SInt16, SInt32, Size, varParam } from '../types.ts'
import { HEADER_BYTES } from './zone.ts'

/** What a block of this many bytes could hold. */
const contents = (physical: number): number => Math.max(0, physical - HEADER_BYTES)

export const zoneServices = {
  MaxApplZone: procedure({}, ({ memoryManager: mm }) => mm.maximizeApplicationZone()),
  MoreMasters: procedure({}, ({ memoryManager: mm }) => mm.addMasters(mm.currentZone)),
  ApplicationZone: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('ApplZone')),
  SystemZone: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('SysZone')),
  GetZone: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('TheZone')),
  SetZone: procedure({ hz: PtrType }, ({ lowMemory }, { hz }) => lowMemory.set('TheZone', hz)),
  InitZone: procedure(
    { pGrowZone: PtrType, cMoreMasters: SInt16, limitPtr: PtrType, startPtr: PtrType },
    ({ memoryManager: mm }, { pGrowZone, cMoreMasters, limitPtr, startPtr }) => {
      mm.currentZone = mm.initZone(startPtr, limitPtr, cMoreMasters, pGrowZone)
    },
  ),
  SetGrowZone: procedure({ growZone: PtrType }, ({ memoryManager: mm }, { growZone }) => {
    mm.currentZone.gzProc = growZone
  }),
  GZSaveHnd: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('GZRootHnd')),
  FreeMem: toolbox({}, SInt32, ({ memoryManager: mm }) => mm.heap.totalFree(mm.currentZone, false)),
  FreeMemSys: toolbox({}, SInt32, ({ memoryManager: mm }) => mm.heap.totalFree(mm.systemZone, false)),
  MaxBlock: toolbox({}, Size, ({ memoryManager: mm }) => contents(mm.heap.largestPossible(mm.currentZone, false))),
  MaxMem: toolbox({ grow: varParam(Size) }, Size, ({ memoryManager: mm, lowMemory }, { grow }) => {
    const zone = mm.currentZone
    mm.heap.purge(zone, () => false)
    mm.heap.compact(zone)
    grow.value = zone === mm.applicationZone ? Math.max(0, lowMemory.get('ApplLimit') - HEADER_BYTES - zone.bkLim) : 0
    return contents(mm.heap.largestPossible(zone, false))
  }),
  CompactMem: toolbox({ cbNeeded: Size }, Size, ({ memoryManager: mm }) => {
    mm.heap.compact(mm.currentZone)
    return contents(mm.heap.largestPossible(mm.currentZone, false))
  }),
  PurgeMem: procedure({ cbNeeded: Size }, ({ memoryManager: mm }, { cbNeeded }) => {
    const zone = mm.currentZone
    const isEnough = (): boolean => contents(mm.heap.largestPossible(zone, false)) >= cbNeeded
    mm.heap.purge(zone, isEnough)
    if (!isEnough()) fail('memFullErr')
  }),
  PurgeSpace: procedure(
    { total: varParam(SInt32), contig: varParam(SInt32) },
    ({ memoryManager: mm }, { total, contig }) => {
      total.value = mm.heap.totalFree(mm.currentZone, true)
      contig.value = contents(mm.heap.largestPossible(mm.currentZone, true))
    },
  ),
  StackSpace: toolbox({}, SInt32, ({ cpu, lowMemory }) => cpu.state.gpr(1) - lowMemory.get('HeapEnd')),
  GetApplLimit: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('ApplLimit')),
  SetApplLimit: procedure({ zoneLimit: PtrType }, ({ lowMemory }, { zoneLimit }) =>
    lowMemory.set('ApplLimit', zoneLimit),
  ),
  TopMem: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('MemTop')),
}

/** Reads MemErr, and so leaves it alone. */
export const memErrorServices = {
  MemError: toolbox({}, OSErrType, ({ lowMemory }) => lowMemory.get('MemErr')),
}
