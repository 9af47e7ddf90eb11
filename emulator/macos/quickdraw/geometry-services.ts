/** Arithmetic on points and rectangles (Imaging With QuickDraw, chapter 2). */

import { procedure, toolbox } from '../service.ts'
import { BooleanType, byReference, SInt16, SInt32, varParam } from '../types.ts'
import {
  EMPTY_RECT,
  equalRects,
  insetRect,
  isEmptyRect,
  offsetRect,
  PointType,
  ptInRect,
  RectType,
  rect,
  sectRect,
  unionRect,
} from './geometry.ts'
import { mapPoint, mapRect, scalePoint } from './mapping.ts'
import { angleOf } from './ovals.ts'

const constRect = byReference(RectType)
const aRect = varParam(RectType)
const aPoint = varParam(PointType)

export const geometryServices = {
  SetRect: procedure(
    { r: aRect, left: SInt16, top: SInt16, right: SInt16, bottom: SInt16 },
    (_, { r, left, top, right, bottom }) => {
      r.value = rect(left, top, right, bottom)
    },
  ),
  OffsetRect: procedure({ r: aRect, dh: SInt16, dv: SInt16 }, (_, { r, dh, dv }) => {
    r.value = offsetRect(r.value, dh, dv)
  }),
  InsetRect: procedure({ r: aRect, dh: SInt16, dv: SInt16 }, (_, { r, dh, dv }) => {
    r.value = insetRect(r.value, dh, dv)
  }),
  SectRect: toolbox({ src1: constRect, src2: constRect, dstRect: aRect }, BooleanType, (_, { src1, src2, dstRect }) => {
    const sect = sectRect(src1, src2)
    dstRect.value = sect
    return !isEmptyRect(sect)
  }),
  UnionRect: procedure({ src1: constRect, src2: constRect, dstRect: aRect }, (_, { src1, src2, dstRect }) => {
    dstRect.value = isEmptyRect(src1) && isEmptyRect(src2) ? EMPTY_RECT : unionRect(src1, src2)
  }),
  EqualRect: toolbox({ rect1: constRect, rect2: constRect }, BooleanType, (_, { rect1, rect2 }) =>
    equalRects(rect1, rect2),
  ),
  EmptyRect: toolbox({ r: constRect }, BooleanType, (_, { r }) => isEmptyRect(r)),
  PtInRect: toolbox({ pt: PointType, r: constRect }, BooleanType, (_, { pt, r }) => ptInRect(pt, r)),
  Pt2Rect: procedure({ pt1: PointType, pt2: PointType, dstRect: aRect }, (_, { pt1, pt2, dstRect }) => {
    dstRect.value = rect(Math.min(pt1.h, pt2.h), Math.min(pt1.v, pt2.v), Math.max(pt1.h, pt2.h), Math.max(pt1.v, pt2.v))
  }),
  PtToAngle: procedure({ r: constRect, pt: PointType, angle: varParam(SInt16) }, (_, { r, pt, angle }) => {
    angle.value = angleOf(r, pt)
  }),
  AddPt: procedure({ src: PointType, dst: aPoint }, (_, { src, dst }) => {
    dst.value = { h: dst.value.h + src.h, v: dst.value.v + src.v }
  }),
  SubPt: procedure({ src: PointType, dst: aPoint }, (_, { src, dst }) => {
    dst.value = { h: dst.value.h - src.h, v: dst.value.v - src.v }
  }),
  DeltaPoint: toolbox({ ptA: PointType, ptB: PointType }, SInt32, (_, { ptA, ptB }) =>
    PointType.toRegister({ h: ptA.h - ptB.h, v: ptA.v - ptB.v }),
  ),
  SetPt: procedure({ pt: aPoint, h: SInt16, v: SInt16 }, (_, { pt, h, v }) => {
    pt.value = { h, v }
  }),
  EqualPt: toolbox(
    { pt1: PointType, pt2: PointType },
    BooleanType,
    (_, { pt1, pt2 }) => pt1.h === pt2.h && pt1.v === pt2.v,
  ),
  ScalePt: procedure({ pt: aPoint, srcRect: constRect, dstRect: constRect }, (_, { pt, srcRect, dstRect }) => {
    pt.value = scalePoint(pt.value, srcRect, dstRect)
  }),
  MapPt: procedure({ pt: aPoint, srcRect: constRect, dstRect: constRect }, (_, { pt, srcRect, dstRect }) => {
    pt.value = mapPoint(pt.value, srcRect, dstRect)
  }),
  MapRect: procedure({ r: aRect, srcRect: constRect, dstRect: constRect }, (_, { r, srcRect, dstRect }) => {
    r.value = mapRect(r.value, srcRect, dstRect)
  }),
}
