/** CopyBits and its like, and paint buckets (Imaging With QuickDraw, chapters 3 and 4). */

import type { Mac } from '../mac.ts'
import { procedure } from '../service.ts'
import { byReference, HandleType, PtrType, SInt16, SInt32 } from '../types.ts'
import { pixelsAt } from './bits.ts'
import { WHITE } from './colors.ts'
import { copyBits, copyMasked, standardBits } from './copying.ts'
import { border, flood } from './filling.ts'
import { ptInRect, type Rect, RectType, rect, sectRect } from './geometry.ts'
import { type RGBColor, RGBColorType } from './records.ts'
import { Surface } from './surface.ts'
import { sampling } from './transfer-bits.ts'
import { srcCopy } from './transfer-modes.ts'

const constRect = byReference(RectType)
const bits = PtrType
const SAMPLED = { partial: 'scales by taking the nearest pixel; ditherCopy does not dither' }

/** The parameters of the calls on bare memory: rows, their bytes, and how much of them. */
const memoryRows = {
  srcPtr: PtrType,
  dstPtr: PtrType,
  srcRow: SInt16,
  dstRow: SInt16,
  height: SInt16,
  words: SInt16,
}
type MemoryRows = Record<keyof typeof memoryRows, number>

/** Paint runs over no more. */
const MOST_PIXELS = 1 << 26

/** Fills the destination's bits from the source's. */
function onBits(
  { memory }: Mac,
  { srcPtr, dstPtr, srcRow, dstRow, height, words }: MemoryRows,
  fill: (width: number, height: number, isSet: (h: number, v: number) => boolean) => (at: number) => boolean,
): void {
  const bounds = rect(0, 0, Math.max(0, words) * 16, Math.max(0, height))
  if (bounds.right * bounds.bottom > MOST_PIXELS || words * 2 > Math.min(srcRow, dstRow)) return
  const source = new Surface(memory, srcPtr, srcRow, bounds, 1)
  const target = new Surface(memory, dstPtr, dstRow, bounds, 1)
  const isMarked = fill(bounds.right, bounds.bottom, (h, v) => source.get(h, v) !== 0)
  for (let at = 0; at < bounds.right * bounds.bottom; at++) {
    target.set(at % bounds.right, Math.floor(at / bounds.right), isMarked(at) ? 1 : 0)
  }
}

const isInside = (r: Rect, h: number, v: number): boolean => ptInRect({ h, v }, r)

/** The colours of a rectangle, and a bitmap of the same size to mark them in. */
function onPixels(
  mac: Mac,
  { srcBits, dstBits, srcRect, dstRect }: { srcBits: number; dstBits: number; srcRect: Rect; dstRect: Rect },
  mark: (width: number, height: number, colorAt: (h: number, v: number) => RGBColor) => (at: number) => boolean,
): void {
  const source = pixelsAt(mac, srcBits)
  const target = pixelsAt(mac, dstBits).surface
  const width = Math.max(0, srcRect.right - srcRect.left)
  const height = Math.max(0, srcRect.bottom - srcRect.top)
  if (width === 0 || height === 0 || width * height > MOST_PIXELS) return
  const isMarked = mark(width, height, (h, v) =>
    isInside(source.surface.bounds, srcRect.left + h, srcRect.top + v)
      ? source.colors.colorOf(source.surface.get(srcRect.left + h, srcRect.top + v))
      : WHITE,
  )
  const column = sampling(dstRect.left, dstRect.right, 0, width)
  const line = sampling(dstRect.top, dstRect.bottom, 0, height)
  const { top, left, bottom, right } = sectRect(dstRect, target.bounds)
  for (let v = top; v < bottom; v++) {
    for (let h = left; h < right; h++) {
      target.set(h, v, isMarked(line(v) * width + column(h)) ? 1 : 0)
    }
  }
}

const sameColor = (a: RGBColor, b: RGBColor): boolean => a.red === b.red && a.green === b.green && a.blue === b.blue

const EXACT = { partial: 'matches equal colours only: matchProc is not called' }

export const copyServices = {
  CopyBits: procedure(
    { srcBits: bits, dstBits: bits, srcRect: constRect, dstRect: constRect, mode: SInt16, maskRgn: HandleType },
    (mac, args) => copyBits(mac, args),
    SAMPLED,
  ),
  StdBits: procedure(
    { srcBits: bits, srcRect: constRect, dstRect: constRect, mode: SInt16, maskRgn: HandleType },
    (mac, args) => standardBits(mac, args),
    SAMPLED,
  ),
  CopyMask: procedure(
    { srcBits: bits, maskBits: bits, dstBits: bits, srcRect: constRect, maskRect: constRect, dstRect: constRect },
    (mac, args) => copyMasked(mac, { ...args, mode: srcCopy, maskRgn: 0 }),
  ),
  CopyDeepMask: procedure(
    {
      srcBits: bits,
      maskBits: bits,
      dstBits: bits,
      srcRect: constRect,
      maskRect: constRect,
      dstRect: constRect,
      mode: SInt16,
      maskRgn: HandleType,
    },
    (mac, args) => copyMasked(mac, args),
    SAMPLED,
  ),
  SeedFill: procedure({ ...memoryRows, seedH: SInt16, seedV: SInt16 }, (mac, args) =>
    onBits(mac, args, (width, height, isSet) => {
      const reached = flood(width, height, isSet, [[args.seedH, args.seedV]])
      return (at) => reached[at] !== 0
    }),
  ),
  CalcMask: procedure(memoryRows, (mac, args) =>
    onBits(mac, args, (width, height, isSet) => {
      const reached = flood(width, height, isSet, border(width, height))
      return (at) => reached[at] === 0
    }),
  ),
  SeedCFill: procedure(
    {
      srcBits: bits,
      dstBits: bits,
      srcRect: constRect,
      dstRect: constRect,
      seedH: SInt16,
      seedV: SInt16,
      matchProc: PtrType,
      matchData: SInt32,
    },
    (mac, args) =>
      onPixels(mac, args, (width, height, colorAt) => {
        const start: [number, number] = [args.seedH - args.srcRect.left, args.seedV - args.srcRect.top]
        const isWithin = start[0] >= 0 && start[0] < width && start[1] >= 0 && start[1] < height
        if (!isWithin) return () => false
        const seed = colorAt(...start)
        const reached = flood(width, height, (h, v) => !sameColor(colorAt(h, v), seed), [start])
        return (at) => reached[at] !== 0
      }),
    EXACT,
  ),
  CalcCMask: procedure(
    {
      srcBits: bits,
      dstBits: bits,
      srcRect: constRect,
      dstRect: constRect,
      seedRGB: byReference(RGBColorType),
      matchProc: PtrType,
      matchData: SInt32,
    },
    (mac, args) =>
      onPixels(mac, args, (width, height, colorAt) => {
        const isEdge = (h: number, v: number): boolean => sameColor(colorAt(h, v), args.seedRGB)
        const reached = flood(width, height, isEdge, border(width, height))
        return (at) => reached[at] === 0
      }),
    EXACT,
  ),
}
