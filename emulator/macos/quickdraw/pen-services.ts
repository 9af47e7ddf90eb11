/** The pen, lines and patterns of a port (Imaging With QuickDraw, chapter 3). */

import type { Mac } from '../mac.ts'
import { procedure } from '../service.ts'
import { pointerTo, struct } from '../struct.ts'
import { byReference, SInt16, varParam } from '../types.ts'
import { lineTo } from './drawing.ts'
import { PointType } from './geometry.ts'
import { PATTERNS } from './quickdraw.ts'
import { PatternType } from './records.ts'
import { patCopy } from './transfer-modes.ts'

const PenState = struct('PenState', 18, {
  pnLoc: [0, PointType],
  pnSize: [4, PointType],
  pnMode: [8, SInt16],
  pnPat: [10, PatternType],
})

const fields = ({ quickDraw }: Mac) => quickDraw.port().fields

export const penServices = {
  HidePen: procedure({}, (mac) => void fields(mac).pnVis--),
  ShowPen: procedure({}, (mac) => void fields(mac).pnVis++),
  GetPen: procedure({ pt: varParam(PointType) }, (mac, { pt }) => {
    pt.value = fields(mac).pnLoc
  }),
  GetPenState: procedure({ pnState: pointerTo(PenState) }, (mac, { pnState }) => {
    const port = mac.quickDraw.port()
    const { pnLoc, pnSize, pnMode } = port.fields
    const pattern = mac.quickDraw.oldPattern(port, 'pn')
    Object.assign(pnState, { pnLoc, pnSize, pnMode, pnPat: pattern })
  }),
  SetPenState: procedure({ pnState: pointerTo(PenState) }, (mac, { pnState }) => {
    const port = mac.quickDraw.port()
    const { pnLoc, pnSize, pnMode } = pnState
    Object.assign(port.fields, { pnLoc, pnSize, pnMode })
    mac.quickDraw.setOldPattern(port, 'pn', pnState.pnPat)
  }),
  PenSize: procedure({ width: SInt16, height: SInt16 }, (mac, { width, height }) => {
    fields(mac).pnSize = { h: width, v: height }
  }),
  PenMode: procedure({ mode: SInt16 }, (mac, { mode }) => {
    fields(mac).pnMode = mode
  }),
  PenPat: procedure({ pat: byReference(PatternType) }, ({ quickDraw }, { pat }) =>
    quickDraw.setOldPattern(quickDraw.port(), 'pn', pat),
  ),
  BackPat: procedure({ pat: byReference(PatternType) }, ({ quickDraw }, { pat }) =>
    quickDraw.setOldPattern(quickDraw.port(), 'bk', pat),
  ),
  PenNormal: procedure({}, ({ quickDraw }) => {
    const port = quickDraw.port()
    Object.assign(port.fields, { pnSize: { h: 1, v: 1 }, pnMode: patCopy })
    quickDraw.setOldPattern(port, 'pn', PATTERNS.black)
  }),
  MoveTo: procedure({ h: SInt16, v: SInt16 }, (mac, { h, v }) => {
    fields(mac).pnLoc = { h, v }
  }),
  Move: procedure({ dh: SInt16, dv: SInt16 }, (mac, { dh, dv }) => {
    const { pnLoc } = fields(mac)
    fields(mac).pnLoc = { h: pnLoc.h + dh, v: pnLoc.v + dv }
  }),
  LineTo: procedure({ h: SInt16, v: SInt16 }, (mac, { h, v }) => lineTo(mac, { h, v })),
  Line: procedure({ dh: SInt16, dv: SInt16 }, (mac, { dh, dv }) => {
    const { pnLoc } = fields(mac)
    lineTo(mac, { h: ((pnLoc.h + dh) << 16) >> 16, v: ((pnLoc.v + dv) << 16) >> 16 })
  }),
}
