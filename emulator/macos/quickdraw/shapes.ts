/** The shapes that verbs draw (Imaging With QuickDraw, chapter 3). */

import type { Handle } from '../types.ts'
import { rectArguments, type Shape } from './drawing.ts'
import type { Rect } from './geometry.ts'
import { frameRect, ovalRegion, roundRectFrame, roundRectRegion, wedgeRegion } from './ovals.ts'
import { bytesOf, rectBytes, word } from './picture-bytes.ts'
import { opcodes } from './picture-opcodes.ts'
import { Region } from './region.ts'

export const rectShape = (r: Rect): Shape => ({
  proc: 'rectProc',
  opcode: opcodes.rect,
  pictureData: () => rectBytes(r),
  solid: Region.fromRect(r),
  frame: (pen) => frameRect(r, pen),
  joinsOpenRegion: true,
  procArguments: (mac, scratch) => rectArguments(mac, scratch, r),
})

export const ovalShape = (r: Rect): Shape => ({
  proc: 'ovalProc',
  opcode: opcodes.oval,
  pictureData: () => rectBytes(r),
  solid: ovalRegion(r),
  frame: (pen) => roundRectFrame(r, r.right - r.left, r.bottom - r.top, pen),
  joinsOpenRegion: true,
  procArguments: (mac, scratch) => rectArguments(mac, scratch, r),
})

export const roundRectShape = (r: Rect, ovalWidth: number, ovalHeight: number): Shape => ({
  proc: 'rRectProc',
  opcode: opcodes.roundRect,
  ovalSize: { h: ovalWidth, v: ovalHeight },
  pictureData: () => rectBytes(r),
  solid: roundRectRegion(r, ovalWidth, ovalHeight),
  frame: (pen) => roundRectFrame(r, ovalWidth, ovalHeight, pen),
  joinsOpenRegion: true,
  procArguments: (mac, scratch) => rectArguments(mac, scratch, r, ovalWidth, ovalHeight),
})

/** Unlike the others, a framed arc does not affect an open region (chapter 3, "FrameArc"). */
export function arcShape(r: Rect, startAngle: number, arcAngle: number): Shape {
  const wedge = wedgeRegion(r, startAngle, arcAngle)
  return {
    proc: 'arcProc',
    opcode: opcodes.arc,
    pictureData: () => bytesOf(rectBytes(r), word(startAngle), word(arcAngle)),
    solid: ovalRegion(r).intersect(wedge),
    frame: (pen) => roundRectFrame(r, r.right - r.left, r.bottom - r.top, pen).intersect(wedge),
    joinsOpenRegion: false,
    procArguments: (mac, scratch) => rectArguments(mac, scratch, r, startAngle, arcAngle),
  }
}

export const regionShape = (handle: Handle, region: Region): Shape => ({
  proc: 'rgnProc',
  opcode: opcodes.region,
  pictureData: () => region.encode(),
  solid: region,
  frame: (pen) => region.subtract(region.inset(pen.h, pen.v)),
  joinsOpenRegion: true,
  procArguments: () => [handle],
})
