/**
 * Draws parts of the user interface in any port without touching the port's own pen, colours or text style: through a colour port of
 * the system's that is laid over it.
 */

import { encodeMacRoman } from '../../formats/mac-roman.ts'
import type { Mac } from '../mac.ts'
import { type Point, type Rect, rect } from '../quickdraw/geometry.ts'
import { lineRegion } from '../quickdraw/lines.ts'
import { frameRect } from '../quickdraw/ovals.ts'
import { type AnyPattern, paintRegion } from '../quickdraw/paint.ts'
import type { Port } from '../quickdraw/port.ts'
import { PATTERNS } from '../quickdraw/quickdraw.ts'
import { CGrafPort, IS_PIX_MAP, type Pattern, PixMap, type RGBColor } from '../quickdraw/records.ts'
import { Region } from '../quickdraw/region.ts'
import { grayishTextOr, patCopy, patXor, srcOr } from '../quickdraw/transfer-modes.ts'
import { platinum } from './platinum.ts'

export interface TextLook {
  readonly font?: number
  readonly size?: number
  readonly face?: number
  readonly color?: RGBColor
  /** Greyed, as what cannot be chosen. */
  readonly isDisabled?: boolean
}

const PEN: Point = { v: 1, h: 1 }

export class Painter {
  readonly mac: Mac
  private readonly port: Port
  private readonly area: Region

  constructor(mac: Mac, port: Port, clip?: Region) {
    this.mac = mac
    this.area = clip === undefined ? port.drawable : clip.intersect(Region.fromRect(port.surface.bounds))
    this.port = overlay(mac, port, this.area)
  }

  region(region: Region, color: RGBColor, pattern: AnyPattern = PATTERNS.black): void {
    const { surface, colors } = this.port
    const ink = { ...this.port.ink, foreground: colors.pixelOf(color), background: colors.pixelOf(platinum.white) }
    paintRegion(surface, ink, this.area.intersect(region), pattern, patCopy)
  }
  fill(r: Rect, color: RGBColor): void {
    this.region(Region.fromRect(r), color)
  }
  /** A pattern's set bits in one colour, the others in another. */
  pattern(r: Rect, pattern: Pattern, color: RGBColor, ground: RGBColor): void {
    const { surface, colors, ink } = this.port
    const both = { ...ink, foreground: colors.pixelOf(color), background: colors.pixelOf(ground) }
    paintRegion(surface, both, this.area.intersect(Region.fromRect(r)), pattern, patCopy)
  }
  frame(r: Rect, color: RGBColor): void {
    this.region(frameRect(r, PEN), color)
  }
  /** Inverts a region's pixels, as an outline that is dragged does. */
  invert(region: Region, pattern: Pattern = PATTERNS.black): void {
    paintRegion(this.port.surface, this.port.ink, this.area.intersect(region), pattern, patXor)
  }
  line(from: Point, to: Point, color: RGBColor): void {
    this.region(lineRegion(from, to, PEN), color)
  }
  horizontal(left: number, right: number, v: number, color: RGBColor): void {
    this.fill(rect(left, v, right, v + 1), color)
  }
  vertical(h: number, top: number, bottom: number, color: RGBColor): void {
    this.fill(rect(h, top, h + 1, bottom), color)
  }
  /** One pixel of light on the upper and left edges, and of shade on the lower and right ones. */
  bevel({ left, top, right, bottom }: Rect, upper: RGBColor, lower: RGBColor): void {
    this.horizontal(left, right - 1, top, upper)
    this.vertical(left, top, bottom - 1, upper)
    this.horizontal(left + 1, right, bottom - 1, lower)
    this.vertical(right - 1, top + 1, bottom, lower)
  }
  /** Rows of a picture: each character names a colour of `colors`; a space is left out. */
  glyph(h: number, v: number, rows: readonly string[], colors: Readonly<Record<string, RGBColor>>): void {
    rows.forEach((row, y) => {
      ;[...row].forEach((cell, x) => {
        const color = colors[cell]
        if (color !== undefined) this.fill(rect(h + x, v + y, h + x + 1, v + y + 1), color)
      })
    })
  }

  private style({ font = 0, size = 0, face = 0, color = platinum.black, isDisabled = false }: TextLook): void {
    const { fields, colorFields } = this.port
    Object.assign(fields, { txFont: font, txSize: size, txFace: face, txMode: isDisabled ? grayishTextOr : srcOr })
    colorFields.rgbFgColor = color
  }
  text(text: string | Uint8Array, h: number, v: number, look: TextLook = {}): void {
    this.style(look)
    this.port.fields.pnLoc = { h, v }
    this.mac.text.drawText(this.port, typeof text === 'string' ? encodeMacRoman(text) : text)
  }
  textWidth(text: string | Uint8Array, look: TextLook = {}): number {
    this.style(look)
    return this.mac.text.textWidth(this.port, typeof text === 'string' ? encodeMacRoman(text) : text)
  }
  fontInfo(look: TextLook = {}) {
    this.style(look)
    return this.mac.text.fontInfo(this.port)
  }
  /** As much of a text as fits, with an ellipsis after what does not. */
  fitting(text: string, width: number, look: TextLook = {}): string {
    if (this.textWidth(text, look) <= width) return text
    let end = text.length
    while (end > 0 && this.textWidth(`${text.slice(0, end)}…`, look) > width) end--
    return end === 0 ? '' : `${text.slice(0, end)}…`
  }
  /** Text centred within a rectangle. */
  centered(text: string, r: Rect, look: TextLook = {}): void {
    const shown = this.fitting(text, r.right - r.left, look)
    const { ascent, descent } = this.fontInfo(look)
    const h = r.left + Math.floor((r.right - r.left - this.textWidth(shown, look)) / 2)
    this.text(shown, h, r.top + Math.floor((r.bottom - r.top - ascent - descent) / 2) + ascent, look)
  }
  /** The baseline of a line of text that is centred between two rows. */
  baseline(top: number, bottom: number, look: TextLook = {}): number {
    const { ascent, descent } = this.fontInfo(look)
    return top + Math.floor((bottom - top - ascent - descent) / 2) + ascent
  }
}

/** The overlay port: the pixels and coordinates of another one, and a region to draw in. */
function overlay(mac: Mac, port: Port, area: Region): Port {
  const { quickDraw: qd, memory } = mac
  const cover = qd.port(overlayPort(mac))
  const pixMap = PixMap.at(memory, memory.getU32(cover.colorFields.portPixMap))
  const { bounds, surface } = port
  if (port.isColor) memory.move(memory.getU32(port.colorFields.portPixMap), pixMap.address, PixMap.size)
  else if (port.baseAddr === qd.screen.base) memory.move(memory.getU32(qd.screen.pixMap), pixMap.address, PixMap.size)
  else {
    const { baseAddr, rowBytes } = port.fields
    Object.assign(pixMap, { baseAddr, rowBytes: rowBytes | IS_PIX_MAP, pixelType: 0, pixelSize: 1, cmpSize: 1 })
    pixMap.pmTable = qd.systemBlock('black and white', BLACK_AND_WHITE_TABLE)
  }
  pixMap.bounds = bounds
  cover.fields.portRect = surface.bounds
  qd.setRegion(cover.fields.visRgn, area)
  return cover
}

/** Two entries: white, black. */
const BLACK_AND_WHITE_TABLE = Uint8Array.of(
  0,
  0,
  0,
  1,
  0,
  0,
  0,
  1,
  0,
  0,
  ...Array(6).fill(0xff),
  0,
  1,
  0,
  0,
  0,
  0,
  0,
  0,
)

function overlayPort(mac: Mac): number {
  const known = mac.windowManager.overlayPort
  if (known !== 0) return known
  const address = systemColorPort(mac)
  mac.windowManager.overlayPort = address
  return address
}

/** A colour port in the system heap; the current port stays. */
export function systemColorPort(mac: Mac): number {
  const { memoryManager: mm, quickDraw: qd } = mac
  return keepingPort(mac, () => {
    const zone = mm.currentZone
    mm.currentZone = mm.systemZone
    const address = mm.newPtr(mm.systemZone, CGrafPort.size, true)
    qd.openColorPort(address)
    mm.currentZone = zone
    return address
  })
}

/** Does what may change the current port, and sets it back. */
export function keepingPort<T>({ quickDraw }: Mac, act: () => T): T {
  const port = quickDraw.thePort
  try {
    return act()
  } finally {
    quickDraw.thePort = port
  }
}
