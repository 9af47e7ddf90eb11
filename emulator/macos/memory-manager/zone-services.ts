/** Zones, free space and the application's limits (Inside Macintosh: Memory, 2-26 to 2-28, 2-66 to 2-90). */

import { procedure, toolbox } from '../service.ts'
import { OSErrType, PtrType, SInt16, SInt32, Size, varParam } from '../types.ts'
import { HEADER_BYTES } from './zone.ts'

const source = (page: string) => ({ source: `Memory, ${page}` })

/** What a block of this many bytes could hold. */
const contents = (physical: number): number => Math.max(0, physical - HEADER_BYTES)

export const zoneServices = {
  MaxApplZone: procedure({}, ({ memoryManager: mm }) => mm.maximizeApplicationZone(), source('2-27')),
  MoreMasters: procedure({}, ({ memoryManager: mm }) => mm.addMasters(mm.currentZone), source('2-28')),
  ApplicationZone: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('ApplZone'), source('2-81')),
  SystemZone: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('SysZone'), source('2-82')),
  GetZone: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('TheZone'), source('2-80')),
  SetZone: procedure({ hz: PtrType }, ({ lowMemory }, { hz }) => lowMemory.set('TheZone', hz), source('2-80')),
  InitZone: procedure(
    { pGrowZone: PtrType, cMoreMasters: SInt16, limitPtr: PtrType, startPtr: PtrType },
    ({ memoryManager: mm }, { pGrowZone, cMoreMasters, limitPtr, startPtr }) => {
      mm.currentZone = mm.initZone(startPtr, limitPtr, cMoreMasters, pGrowZone)
    },
    source('2-85'),
  ),
  SetGrowZone: procedure(
    { growZone: PtrType },
    ({ memoryManager: mm }, { growZone }) => {
      mm.currentZone.gzProc = growZone
    },
    source('2-75'),
  ),
  GZSaveHnd: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('GZRootHnd'), source('2-76')),
  FreeMem: toolbox({}, SInt32, ({ memoryManager: mm }) => mm.heap.totalFree(mm.currentZone, false), source('2-67')),
  FreeMemSys: toolbox({}, SInt32, ({ memoryManager: mm }) => mm.heap.totalFree(mm.systemZone, false), source('2-67')),
  MaxBlock: toolbox(
    {},
    Size,
    ({ memoryManager: mm }) => contents(mm.heap.largestPossible(mm.currentZone, false)),
    source('2-68'),
  ),
  MaxMem: toolbox(
    { grow: varParam(Size) },
    Size,
    ({ memoryManager: mm, lowMemory }, { grow }) => {
      const zone = mm.currentZone
      mm.heap.purge(zone, () => false)
      mm.heap.compact(zone)
      grow.value = zone === mm.applicationZone ? Math.max(0, lowMemory.get('ApplLimit') - HEADER_BYTES - zone.bkLim) : 0
      return contents(mm.heap.largestPossible(zone, false))
    },
    source('2-72'),
  ),
  CompactMem: toolbox(
    { cbNeeded: Size },
    Size,
    ({ memoryManager: mm }) => {
      mm.heap.compact(mm.currentZone)
      return contents(mm.heap.largestPossible(mm.currentZone, false))
    },
    source('2-70'),
  ),
  PurgeMem: procedure(
    { cbNeeded: Size },
    ({ memoryManager: mm }, { cbNeeded }) => {
      const zone = mm.currentZone
      mm.heap.purge(zone, () => contents(mm.heap.largestPossible(zone, false)) >= cbNeeded)
    },
    source('2-71'),
  ),
  PurgeSpace: procedure(
    { total: varParam(SInt32), contig: varParam(SInt32) },
    ({ memoryManager: mm }, { total, contig }) => {
      total.value = mm.heap.totalFree(mm.currentZone, true)
      contig.value = contents(mm.heap.largestPossible(mm.currentZone, true))
    },
    source('2-69'),
  ),
  StackSpace: toolbox({}, SInt32, ({ cpu, lowMemory }) => cpu.state.gpr(1) - lowMemory.get('HeapEnd'), source('2-69')),
  GetApplLimit: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('ApplLimit'), source('2-83')),
  SetApplLimit: procedure(
    { zoneLimit: PtrType },
    ({ lowMemory }, { zoneLimit }) => lowMemory.set('ApplLimit', zoneLimit),
    source('2-84'),
  ),
  TopMem: toolbox({}, PtrType, ({ lowMemory }) => lowMemory.get('MemTop'), source('2-84')),
}

/** Reads MemErr, and so leaves it alone. */
export const memErrorServices = {
  MemError: toolbox({}, OSErrType, ({ lowMemory }) => lowMemory.get('MemErr'), source('2-75')),
}
