/** Regions and polygons (Imaging With QuickDraw, chapters 2 and 3). */

import { errorCode } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { pointerTo } from '../struct.ts'
import { asHandle, BooleanType, byReference, type Handle, HandleType, OSErrType, SInt16 } from '../types.ts'
import { offsetRect, type Point, PointType, RectType, rect, sectRect } from './geometry.ts'
import { Outline } from './lines.ts'
import { mapPoint, mapRegion } from './mapping.ts'
import { PolygonRecord, polygonPoints, storePolygon } from './polygons.ts'
import { BitMap, IS_PIX_MAP, PixMap, ROW_BYTES } from './records.ts'
import { Region } from './region.ts'
import { Surface } from './surface.ts'

const rgn = HandleType
const constRect = byReference(RectType)

/** A call that sets a region to what it makes of two. */
const combining = (combine: (a: Region, b: Region) => Region): Service =>
  procedure({ srcRgnA: rgn, srcRgnB: rgn, dstRgn: rgn }, ({ quickDraw: qd }, { srcRgnA, srcRgnB, dstRgn }) =>
    qd.setRegion(dstRgn, combine(qd.region(srcRgnA), qd.region(srcRgnB))),
  )

/** A call that changes a region by two distances. */
const moving = (move: (region: Region, dh: number, dv: number) => Region): Service =>
  procedure({ rgn, dh: SInt16, dv: SInt16 }, ({ quickDraw: qd }, args) =>
    qd.setRegion(args.rgn, move(qd.region(args.rgn), args.dh, args.dv)),
  )

/** Drawing is collected instead of drawn, until the region or polygon is closed. */
function beginCollecting({ quickDraw: qd }: Mac, field: 'rgnSave' | 'polySave', handle: Handle): void {
  const { fields } = qd.port()
  fields[field] = handle
  fields.pnVis--
}
function endCollecting({ quickDraw: qd }: Mac, field: 'rgnSave' | 'polySave'): void {
  const { fields } = qd.port()
  fields[field] = asHandle(0)
  fields.pnVis++
}

/** The pixels of a bitmap that are set (BitMapToRegion). */
function regionOfBits({ memory }: Mac, baseAddr: number, rowBytes: number, bounds: Surface['bounds']): Region {
  const surface = new Surface(memory, baseAddr, rowBytes, bounds, 1)
  return Region.fromRows(bounds, (v) => {
    const spans: number[] = []
    for (let h = bounds.left; h <= bounds.right; h++) {
      const isSet = h < bounds.right && surface.get(h, v) !== 0
      if (isSet !== (spans.length % 2 === 1)) spans.push(h)
    }
    return spans
  })
}

export const regionServices: Record<string, Service> = {
  NewRgn: toolbox({}, HandleType, ({ quickDraw }) => quickDraw.newRegion()),
  DisposeRgn: procedure({ rgn }, ({ memoryManager: mm }, args) => mm.disposeHandle(args.rgn)),
  CopyRgn: procedure({ srcRgn: rgn, dstRgn: rgn }, ({ quickDraw: qd }, { srcRgn, dstRgn }) =>
    qd.setRegion(dstRgn, qd.region(srcRgn)),
  ),
  SetEmptyRgn: procedure({ rgn }, ({ quickDraw }, args) => quickDraw.setRegion(args.rgn, Region.empty)),
  SetRectRgn: procedure(
    { rgn, left: SInt16, top: SInt16, right: SInt16, bottom: SInt16 },
    ({ quickDraw }, { rgn: handle, left, top, right, bottom }) =>
      quickDraw.setRegion(handle, Region.fromRect(rect(left, top, right, bottom))),
  ),
  RectRgn: procedure({ rgn, r: constRect }, ({ quickDraw }, { rgn: handle, r }) =>
    quickDraw.setRegion(handle, Region.fromRect(r)),
  ),
  OffsetRgn: moving((region, dh, dv) => region.offset(dh, dv)),
  InsetRgn: moving((region, dh, dv) => region.inset(dh, dv)),
  SectRgn: combining((a, b) => a.intersect(b)),
  UnionRgn: combining((a, b) => a.union(b)),
  DiffRgn: combining((a, b) => a.subtract(b)),
  XorRgn: combining((a, b) => a.exclusiveOr(b)),
  PtInRgn: toolbox({ pt: PointType, rgn }, BooleanType, ({ quickDraw }, { pt, rgn: handle }) =>
    quickDraw.region(handle).contains(pt),
  ),
  RectInRgn: toolbox(
    { r: constRect, rgn },
    BooleanType,
    ({ quickDraw }, { r, rgn: handle }) => !quickDraw.region(handle).intersect(Region.fromRect(r)).isEmpty,
  ),
  EqualRgn: toolbox({ rgnA: rgn, rgnB: rgn }, BooleanType, ({ quickDraw: qd }, { rgnA, rgnB }) =>
    qd.region(rgnA).equals(qd.region(rgnB)),
  ),
  EmptyRgn: toolbox({ rgn }, BooleanType, ({ quickDraw }, args) => quickDraw.region(args.rgn).isEmpty),
  OpenRgn: procedure({}, (mac) => {
    mac.quickDraw.openRegions.set(mac.quickDraw.thePort, new Outline())
    beginCollecting(mac, 'rgnSave', mac.quickDraw.newRegion())
  }),
  CloseRgn: procedure({ dstRgn: rgn }, (mac, { dstRgn }) => {
    const { quickDraw: qd } = mac
    const outline = qd.openRegions.get(qd.thePort)
    if (outline === undefined) return
    qd.openRegions.delete(qd.thePort)
    mac.memoryManager.disposeHandle(qd.port().fields.rgnSave)
    endCollecting(mac, 'rgnSave')
    qd.setRegion(dstRgn, outline.inside)
  }),
  MapRgn: procedure(
    { rgn, srcRect: constRect, dstRect: constRect },
    ({ quickDraw: qd }, { rgn: handle, srcRect, dstRect }) =>
      qd.setRegion(handle, mapRegion(qd.region(handle), srcRect, dstRect)),
  ),
  BitMapToRegion: toolbox({ region: rgn, bMap: pointerTo(BitMap) }, OSErrType, (mac, { region, bMap }) => {
    let { baseAddr, rowBytes, bounds } = bMap
    if ((rowBytes & IS_PIX_MAP) !== 0) {
      const map = PixMap.at(mac.memory, bMap.address)
      if (map.pixelSize !== 1) return errorCode.pixMapTooDeepErr as ReturnType<typeof OSErrType.fromRegister>
      ;({ baseAddr, bounds } = map)
    }
    rowBytes &= ROW_BYTES
    const visible = sectRect(bounds, rect(bounds.left, bounds.top, bounds.left + rowBytes * 8, bounds.bottom))
    mac.quickDraw.setRegion(region, regionOfBits(mac, baseAddr, rowBytes, visible))
    return errorCode.noErr as ReturnType<typeof OSErrType.fromRegister>
  }),
}

const mapPoints = (mac: Mac, poly: Handle, map: (point: Point) => Point): void =>
  storePolygon(mac, poly, polygonPoints(mac, poly).map(map))

export const polygonServices: Record<string, Service> = {
  OpenPoly: toolbox({}, HandleType, (mac) => {
    const { quickDraw: qd, memoryManager: mm } = mac
    const handle = mm.newHandle(mm.currentZone, PolygonRecord.size)
    storePolygon(mac, handle, [])
    qd.openPolygons.set(qd.thePort, [])
    beginCollecting(mac, 'polySave', handle)
    return handle
  }),
  ClosePoly: procedure({}, (mac) => {
    const { quickDraw: qd } = mac
    const points = qd.openPolygons.get(qd.thePort)
    if (points === undefined) return
    qd.openPolygons.delete(qd.thePort)
    storePolygon(mac, qd.port().fields.polySave, points)
    endCollecting(mac, 'polySave')
  }),
  KillPoly: procedure({ poly: HandleType }, ({ memoryManager: mm }, { poly }) => mm.disposeHandle(poly)),
  OffsetPoly: procedure({ poly: HandleType, dh: SInt16, dv: SInt16 }, (mac, { poly, dh, dv }) => {
    const record = PolygonRecord.at(mac.memory, mac.memory.getU32(poly))
    const { polyBBox } = record
    mapPoints(mac, poly, ({ h, v }) => ({ h: h + dh, v: v + dv }))
    record.polyBBox = offsetRect(polyBBox, dh, dv)
  }),
  MapPoly: procedure({ poly: HandleType, srcRect: constRect, dstRect: constRect }, (mac, { poly, srcRect, dstRect }) =>
    mapPoints(mac, poly, (point) => mapPoint(point, srcRect, dstRect)),
  ),
}
