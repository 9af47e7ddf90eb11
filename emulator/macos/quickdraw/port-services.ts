/** Graphics ports (Imaging With QuickDraw, chapter 2). */

import type { Mac } from '../mac.ts'
import { procedure } from '../service.ts'
import { byReference, PtrType, varParam } from '../types.ts'
import { PointType, RectType } from './geometry.ts'
import { PATTERNS, QD_GLOBALS } from './quickdraw.ts'
import { BitMap } from './records.ts'
import { Region } from './region.ts'

function initGraf({ memory, quickDraw }: Mac, globalPtr: number): void {
  quickDraw.globals = globalPtr
  for (const [name, pattern] of Object.entries(PATTERNS)) {
    memory.write(globalPtr + QD_GLOBALS[name as keyof typeof PATTERNS], pattern)
  }
  const { screen } = quickDraw
  const screenBits = BitMap.at(memory, globalPtr + QD_GLOBALS.screenBits)
  screenBits.baseAddr = screen.base as typeof screenBits.baseAddr
  screenBits.rowBytes = screen.rowBytes
  screenBits.bounds = screen.bounds
  memory.setU32(globalPtr + QD_GLOBALS.randSeed, 1)
  quickDraw.thePort = 0
}

export const portServices = {
  InitGraf: procedure({ globalPtr: PtrType }, (mac, { globalPtr }) => initGraf(mac, globalPtr)),
  OpenPort: procedure({ port: PtrType }, ({ quickDraw }, { port }) => quickDraw.openPort(port)),
  InitPort: procedure({ port: PtrType }, ({ quickDraw }, { port }) => quickDraw.initPort(port)),
  SetPort: procedure({ port: PtrType }, ({ quickDraw }, { port }) => {
    quickDraw.thePort = port
  }),
  GetPort: procedure({ port: varParam(PtrType) }, ({ quickDraw }, { port }) => {
    port.value = quickDraw.thePort as typeof port.value
  }),
  ClipRect: procedure({ r: byReference(RectType) }, ({ quickDraw }, { r }) => {
    quickDraw.setRegion(quickDraw.port().fields.clipRgn, Region.fromRect(r))
  }),
  LocalToGlobal: procedure({ pt: varParam(PointType) }, ({ quickDraw }, { pt }) => {
    const { dh, dv } = quickDraw.port().toGlobal
    pt.value = { h: pt.value.h + dh, v: pt.value.v + dv }
  }),
  GlobalToLocal: procedure({ pt: varParam(PointType) }, ({ quickDraw }, { pt }) => {
    const { dh, dv } = quickDraw.port().toGlobal
    pt.value = { h: pt.value.h - dh, v: pt.value.v - dv }
  }),
}
