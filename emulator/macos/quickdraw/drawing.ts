/** The five verbs that draw a shape, and lines (Imaging With QuickDraw, chapter 3). */

import type { Mac } from '../mac.ts'
import { type Point, RectType } from './geometry.ts'
import { customProc, type GrafProc, withScratch } from './graf-procs.ts'
import { lineRegion } from './lines.ts'
import type { AnyPattern } from './paint.ts'
import type { Port } from './port.ts'
import { PATTERNS } from './quickdraw.ts'
import type { Region } from './region.ts'
import { hilite, patCopy, patXor } from './transfer-modes.ts'

/** `GrafVerb`. */
export const verbs = { frame: 0, paint: 1, erase: 2, invert: 3, fill: 4 } as const
export type Verb = (typeof verbs)[keyof typeof verbs]

export interface Shape {
  readonly proc: GrafProc
  /** All that is inside. */
  readonly solid: Region
  /** What framing draws with a pen of a size. */
  frame(pen: Point): Region
  /** Framing it adds its outline to an open region. */
  readonly joinsOpenRegion: boolean
  /** What the low-level routine takes after the verb; `scratch` is the address of 8 bytes. */
  procArguments(mac: Mac, scratch: number): number[]
  /** Its opcode in pictures, and what follows that. */
  readonly opcode: number
  pictureData(): Uint8Array
  /** Of the corners, which a picture keeps by itself. */
  readonly ovalSize?: Point
  /** Framing that is made of lines. */
  readonly strokes?: (mac: Mac) => void
}

/** Draws a shape through the port's low-level routine. */
export function drawShape(mac: Mac, verb: Verb, shape: Shape): void {
  const custom = customProc(mac, mac.quickDraw.port(), shape.proc)
  if (custom === 0) standardShape(mac, verb, shape)
  else withScratch(mac, 8, (scratch) => mac.callGuest(custom, verb, ...shape.procArguments(mac, scratch)))
}

/** What the standard low-level routines of shapes do. */
export function standardShape(mac: Mac, verb: Verb, shape: Shape): void {
  const { quickDraw } = mac
  const port = quickDraw.port()
  quickDraw.openPictures.get(port.address)?.shape(mac, verb, shape)
  if (verb === verbs.frame) {
    if (shape.strokes !== undefined) {
      shape.strokes(mac)
      return
    }
    if (shape.joinsOpenRegion) quickDraw.openRegions.get(port.address)?.addRegion(shape.solid)
  }
  const { pnVis, pnSize } = port.fields
  if (pnVis < 0 || (verb === verbs.frame && (pnSize.h <= 0 || pnSize.v <= 0))) return
  const [pattern, mode] = inkOf(mac, port, verb)
  paintRegion(mac, port, verb === verbs.frame ? shape.frame(pnSize) : shape.solid, pattern, mode)
}

function inkOf({ quickDraw }: Mac, port: Port, verb: Verb): [AnyPattern, number] {
  if (verb === verbs.erase) return [quickDraw.backgroundPattern(port), patCopy]
  if (verb === verbs.fill) return [quickDraw.fillPattern(port), patCopy]
  if (verb === verbs.invert) return [PATTERNS.black, patXor]
  return [quickDraw.penPattern(port), port.fields.pnMode]
}

/** `HiliteMode`'s bit; clear, it makes the next inversion a highlighting (chapter 4, "Highlighting"). */
const HILITE_BIT = 0x80

/** Whether an exclusive-or is to highlight instead; asking makes the next one ordinary. */
export function usesHiliteMode({ lowMemory }: Mac, mode: number): boolean {
  const hiliteMode = lowMemory.get('HiliteMode')
  if ((hiliteMode & HILITE_BIT) !== 0 || (mode & ~8) !== (patXor & ~8)) return false
  lowMemory.set('HiliteMode', hiliteMode | HILITE_BIT)
  return true
}

export function paintRegion(mac: Mac, port: Port, region: Region, pattern: AnyPattern, mode: number): void {
  mac.quickDraw.paint(port, region, pattern, usesHiliteMode(mac, mode) ? hilite : mode)
}

/** Draws a line from the pen's location through the port's low-level routine. */
export function lineTo(mac: Mac, to: Point): void {
  const custom = customProc(mac, mac.quickDraw.port(), 'lineProc')
  if (custom === 0) standardLine(mac, to)
  else mac.callGuest(custom, (to.v << 16) | (to.h & 0xffff))
}

export function standardLine(mac: Mac, to: Point): void {
  const { quickDraw } = mac
  const port = quickDraw.port()
  const { pnLoc: from, pnSize, pnMode, pnVis } = port.fields
  quickDraw.openPictures.get(port.address)?.line(mac, from, to)
  const polygon = quickDraw.openPolygons.get(port.address)
  if (polygon !== undefined) {
    if (polygon.length === 0) polygon.push(from)
    polygon.push(to)
  }
  quickDraw.openRegions.get(port.address)?.addLine(from, to)
  port.fields.pnLoc = to
  if (pnVis >= 0) paintRegion(mac, port, lineRegion(from, to, pnSize), quickDraw.penPattern(port), pnMode)
}

/** A routine's `Rect` parameter and what follows it. */
export function rectArguments(mac: Mac, scratch: number, r: Parameters<typeof RectType.store>[2], ...rest: number[]) {
  RectType.store(mac.memory, scratch, r)
  return [scratch, ...rest]
}
