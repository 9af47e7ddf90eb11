/** CopyBits, CopyMask and CopyDeepMask (Imaging With QuickDraw, chapters 3 and 4). */

import type { Mac } from '../mac.ts'
import { type Pixels, pixelsAt } from './bits.ts'
import { usesHiliteMode } from './drawing.ts'
import { equalRects, isEmptyRect, type Rect, RectType } from './geometry.ts'
import { customProc, withScratch } from './graf-procs.ts'
import type { Port } from './port.ts'
import { PORT_BITS, type RGBColor } from './records.ts'
import { Region } from './region.ts'
import { rowReader, sampling, transferBits } from './transfer-bits.ts'
import { blend, ditherCopy, hilite, pixelTransfer } from './transfer-modes.ts'

export interface Copy {
  /** Addresses of BitMaps or PixMaps. */
  readonly srcBits: number
  readonly dstBits: number
  readonly srcRect: Rect
  readonly dstRect: Rect
  readonly mode: number
  readonly maskRgn: number
}

/** Drawing into the current port's pixels is clipped as all drawing is; into others it reaches as far as they do. */
function isOfPort(port: Port, { surface, baseAddr }: Pixels): boolean {
  return port.baseAddr === baseAddr && equalRects(port.surface.bounds, surface.bounds)
}

function clipOf({ quickDraw }: Mac, port: Port, target: Pixels, maskRgn: number): Region {
  const clip = isOfPort(port, target) ? port.drawable : Region.fromRect(target.surface.bounds)
  return maskRgn === 0 ? clip : clip.intersect(quickDraw.region(maskRgn))
}

export function copyBits(mac: Mac, copy: Copy): void {
  const port = mac.quickDraw.port()
  const target = pixelsAt(mac, copy.dstBits)
  if (isOfPort(port, target)) drawBits(mac, copy)
  else transferTo(mac, port, target, copy)
}

/** Draws into the current port through its low-level routine. */
export function drawBits(mac: Mac, copy: Omit<Copy, 'dstBits'>): void {
  const custom = customProc(mac, mac.quickDraw.port(), 'bitsProc')
  if (custom === 0) {
    standardBits(mac, copy)
    return
  }
  withScratch(mac, 16, (scratch) => {
    RectType.store(mac.memory, scratch, copy.srcRect)
    RectType.store(mac.memory, scratch + 8, copy.dstRect)
    mac.callGuest(custom, copy.srcBits, scratch, scratch + 8, copy.mode, copy.maskRgn)
  })
}

/** What StdBits does. */
export function standardBits(mac: Mac, copy: Omit<Copy, 'dstBits'>): void {
  const { quickDraw } = mac
  const port = quickDraw.port()
  quickDraw.openPictures.get(port.address)?.bits(mac, copy)
  if (port.fields.pnVis < 0) return
  transferTo(mac, port, pixelsAt(mac, port.address + PORT_BITS), copy)
}

function transferTo(mac: Mac, port: Port, destination: Pixels, copy: Omit<Copy, 'dstBits'>): void {
  const { srcRect, dstRect, mode, maskRgn } = copy
  transferBits({
    source: pixelsAt(mac, copy.srcBits),
    destination,
    sourceRect: srcRect,
    destinationRect: dstRect,
    mode: usesHiliteMode(mac, mode) ? hilite : mode,
    clip: clipOf(mac, port, destination, maskRgn),
    ink: port.inkFor(destination.colors, destination.surface),
    foreground: port.foreground,
    background: port.background,
  })
}

export interface MaskedCopy extends Copy {
  readonly maskBits: number
  readonly maskRect: Rect
  /** Changes the source's colours. */
  readonly shade?: (color: RGBColor) => RGBColor
}

/** Black in the mask takes the source's pixel, white leaves the destination's, and what is between them mixes both. */
export function copyMasked(mac: Mac, copy: MaskedCopy): void {
  const { srcRect, maskRect, dstRect, mode } = copy
  if (isEmptyRect(srcRect) || isEmptyRect(maskRect) || isEmptyRect(dstRect)) return
  const port = mac.quickDraw.port()
  const [source, mask, destination] = [copy.srcBits, copy.maskBits, copy.dstBits].map((bits) => pixelsAt(mac, bits))
  if (source === undefined || mask === undefined || destination === undefined) return
  if (isOfPort(port, destination) && port.fields.pnVis < 0) return
  const { surface } = destination
  const ink = port.inkFor(destination.colors, surface)
  const rowOf = {
    source: rowReader(source.surface, srcRect, source.baseAddr === destination.baseAddr),
    mask: rowReader(mask.surface, maskRect, mask.baseAddr === destination.baseAddr),
  }
  const place = {
    sourceH: sampling(dstRect.left, dstRect.right, srcRect.left, srcRect.right),
    sourceV: sampling(dstRect.top, dstRect.bottom, srcRect.top, srcRect.bottom),
    maskH: sampling(dstRect.left, dstRect.right, maskRect.left, maskRect.right),
    maskV: sampling(dstRect.top, dstRect.bottom, maskRect.top, maskRect.bottom),
  }
  const combine = pixelTransfer(mode & ~ditherCopy, ink)
  const area = clipOf(mac, port, destination, copy.maskRgn)
    .intersect(Region.fromRect(dstRect))
    .intersect(Region.fromRect(surface.bounds))
  const inside = ({ surface: { bounds } }: Pixels, h: number, v: number): boolean =>
    h >= bounds.left && h < bounds.right && v >= bounds.top && v < bounds.bottom
  for (const r of area.rects()) {
    const pixels = new Uint32Array(r.right - r.left)
    for (let v = r.top; v < r.bottom; v++) {
      const [sv, mv] = [place.sourceV(v), place.maskV(v)]
      surface.readRow(r.left, r.right, v, pixels)
      for (let h = r.left; h < r.right; h++) {
        const [sh, mh] = [place.sourceH(h), place.maskH(h)]
        if (!inside(source, sh, sv) || !inside(mask, mh, mv)) continue
        const weight = mask.colors.colorOf(rowOf.mask(mv)[mh - mask.surface.bounds.left]!)
        const level = 0xffff - weight.red
        if (level === 0 && weight.green === 0xffff && weight.blue === 0xffff) continue
        const original = source.colors.colorOf(rowOf.source(sv)[sh - source.surface.bounds.left]!)
        const color = copy.shade?.(original) ?? original
        const old = pixels[h - r.left]!
        const full = combine(destination.colors.pixelOf(color), old) ?? old
        const opColor = { red: level, green: 0xffff - weight.green, blue: 0xffff - weight.blue }
        const isFull = level === 0xffff && weight.green === 0 && weight.blue === 0
        pixels[h - r.left] = isFull ? full : (pixelTransfer(blend, { ...ink, opColor })(full, old) ?? old)
      }
      surface.writeRow(r.left, r.right, v, pixels)
    }
  }
}
