/** Graphics ports (Imaging With QuickDraw, chapters 2 and 4). */

import type { Mac } from '../mac.ts'
import { procedure } from '../service.ts'
import { pointerTo } from '../struct.ts'
import { asHandle, byReference, HandleType, PtrType, SInt16, varParam } from '../types.ts'
import { ARROW } from './cursors.ts'
import { offsetRect, PointType, type Rect, RectType, rect } from './geometry.ts'
import type { Port } from './port.ts'
import { PATTERNS, QD_GLOBALS } from './quickdraw.ts'
import { BitMap, PixMap } from './records.ts'
import { Region } from './region.ts'

function initGraf({ memory, quickDraw }: Mac, globalPtr: number): void {
  quickDraw.globals = globalPtr
  for (const [name, pattern] of Object.entries(PATTERNS)) {
    memory.write(globalPtr + QD_GLOBALS[name as keyof typeof PATTERNS], pattern)
  }
  memory.write(globalPtr + QD_GLOBALS.arrow, ARROW)
  const { screen } = quickDraw
  const screenBits = BitMap.at(memory, globalPtr + QD_GLOBALS.screenBits)
  screenBits.baseAddr = screen.base as typeof screenBits.baseAddr
  screenBits.rowBytes = screen.rowBytes
  screenBits.bounds = screen.bounds
  memory.setU32(globalPtr + QD_GLOBALS.randSeed, 1)
  quickDraw.thePort = 0
}

/** The bounds of a port's pixels, which tie its local coordinates to global ones. */
export function setBounds({ memory }: Mac, port: Port, bounds: Rect): void {
  if (port.isColor) PixMap.at(memory, memory.getU32(port.colorFields.portPixMap)).bounds = bounds
  else port.fields.bounds = bounds
}

export const portServices = {
  InitGraf: procedure({ globalPtr: PtrType }, (mac, { globalPtr }) => initGraf(mac, globalPtr)),
  OpenPort: procedure({ port: PtrType }, ({ quickDraw }, { port }) => quickDraw.openPort(port)),
  InitPort: procedure({ port: PtrType }, ({ quickDraw }, { port }) => quickDraw.initPort(port)),
  ClosePort: procedure({ port: PtrType }, ({ quickDraw }, { port }) => quickDraw.closePort(port)),
  OpenCPort: procedure({ port: PtrType }, ({ quickDraw }, { port }) => quickDraw.openColorPort(port)),
  InitCPort: procedure({ port: PtrType }, ({ quickDraw }, { port }) => {
    // "If portVersion indicates an old port, InitCPort does nothing" (chapter 4).
    if (quickDraw.port(port).isColor) quickDraw.initColorPort(port)
  }),
  CloseCPort: procedure({ port: PtrType }, ({ quickDraw }, { port }) => quickDraw.closePort(port)),
  SetPort: procedure({ port: PtrType }, ({ quickDraw }, { port }) => {
    quickDraw.thePort = port
  }),
  GetPort: procedure({ port: varParam(PtrType) }, ({ quickDraw }, { port }) => {
    port.value = quickDraw.thePort as typeof port.value
  }),
  GrafDevice: procedure({ device: SInt16 }, ({ quickDraw }, { device }) => {
    quickDraw.port().fields.device = device
  }),
  SetPortBits: procedure({ bm: pointerTo(BitMap) }, ({ quickDraw }, { bm }) => {
    const port = quickDraw.port()
    const { baseAddr, rowBytes, bounds } = bm
    if (!port.isColor) Object.assign(port.fields, { baseAddr, rowBytes, bounds })
  }),
  SetPortPix: procedure({ pm: HandleType }, ({ quickDraw }, { pm }) => {
    const port = quickDraw.port()
    if (port.isColor) port.colorFields.portPixMap = pm
  }),
  PortSize: procedure({ width: SInt16, height: SInt16 }, ({ quickDraw }, { width, height }) => {
    const { fields } = quickDraw.port()
    const { left, top } = fields.portRect
    fields.portRect = rect(left, top, left + width, top + height)
  }),
  MovePortTo: procedure({ leftGlobal: SInt16, topGlobal: SInt16 }, (mac, { leftGlobal, topGlobal }) => {
    const port = mac.quickDraw.port()
    const { left, top } = port.fields.portRect
    const { bounds } = port
    setBounds(mac, port, offsetRect(bounds, left - leftGlobal - bounds.left, top - topGlobal - bounds.top))
  }),
  SetOrigin: procedure({ h: SInt16, v: SInt16 }, (mac, { h, v }) => {
    const { quickDraw: qd } = mac
    const port = qd.port()
    const { portRect, visRgn } = port.fields
    const dh = h - portRect.left
    const dv = v - portRect.top
    port.fields.portRect = offsetRect(portRect, dh, dv)
    setBounds(mac, port, offsetRect(port.bounds, dh, dv))
    qd.setRegion(visRgn, qd.region(visRgn).offset(dh, dv))
  }),
  SetClip: procedure({ rgn: HandleType }, ({ quickDraw: qd }, { rgn }) =>
    qd.setRegion(qd.port().fields.clipRgn, qd.region(rgn)),
  ),
  GetClip: procedure({ rgn: HandleType }, ({ quickDraw: qd }, { rgn }) =>
    qd.setRegion(rgn, qd.region(qd.port().fields.clipRgn)),
  ),
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
  PenPixPat: procedure({ pp: HandleType }, ({ quickDraw }, { pp }) => setPixPat(quickDraw.port(), 'pnPixPat', pp)),
  BackPixPat: procedure({ pp: HandleType }, ({ quickDraw }, { pp }) => setPixPat(quickDraw.port(), 'bkPixPat', pp)),
}

/** A port without colours keeps its pattern. */
function setPixPat(port: Port, field: 'pnPixPat' | 'bkPixPat', pixPat: number): void {
  if (port.isColor && pixPat !== 0) port.colorFields[field] = asHandle(pixPat)
}
