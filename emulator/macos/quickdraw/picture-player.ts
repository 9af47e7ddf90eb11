/** Playing a picture's opcodes back into a port (Imaging With QuickDraw, chapter 7 and appendix A). */

import type { Mac } from '../mac.ts'
import { LOCKED } from '../memory-manager/zone.ts'
import { asHandle, type Handle } from '../types.ts'
import { oldColor } from './colors.ts'
import { drawBits } from './copying.ts'
import { drawShape, lineTo, type Shape, type Verb } from './drawing.ts'
import { type Point, type Rect, rect } from './geometry.ts'
import { customProc } from './graf-procs.ts'
import { mapPoint, mapRect, mapRegion, scalePoint } from './mapping.ts'
import { type PictureMap, readMap, readRow } from './picture-bits.ts'
import { opcodes as op, SAME_SHAPE, skipReserved } from './picture-opcodes.ts'
import { readPixPat } from './picture-patterns.ts'
import { PictureEnd, type PictureReader } from './picture-reader.ts'
import { describePixMap } from './pix-maps.ts'
import { polygonPoints, polygonShape, storePolygon } from './polygons.ts'
import { BitMap, ColorSpec, ColorTable, PixMap, type RGBColor } from './records.ts'
import { Region } from './region.ts'
import { arcShape, ovalShape, rectShape, regionShape, roundRectShape } from './shapes.ts'
import { depthOf } from './surface.ts'
import { drawCopied } from './text-services.ts'

/** Pixels of a picture's map in memory take no more than this. */
const MOST_PIXEL_BYTES = 16 << 20

const NO_OPERATION = 0
/** A program's routine that has no more bytes may give zeros for ever. */
const MOST_IDLE = 4096

type Kind = 'rect' | 'roundRect' | 'oval' | 'arc' | 'polygon' | 'region'
const shapeKinds: ReadonlyMap<number, Kind> = new Map([
  [op.rect, 'rect'],
  [op.roundRect, 'roundRect'],
  [op.oval, 'oval'],
  [op.arc, 'arc'],
  [op.polygon, 'polygon'],
  [op.region, 'region'],
])

export class PicturePlayer {
  private readonly mac: Mac
  private readonly reader: PictureReader
  /** The picture's frame, moved by its origins, and where it goes. */
  private from: Rect
  private readonly to: Rect
  private readonly clip: Region
  private isVersion2 = false
  /** Opcodes in a row that do nothing. */
  private idle = 0
  private pen: Point = { h: 0, v: 0 }
  private text: Point = { h: 0, v: 0 }
  private ovalSize: Point = { h: 0, v: 0 }
  private textSize = 0
  private readonly rects = new Map<Kind, Rect>()
  private points: readonly Point[] = []
  private region = Region.empty
  /** Blocks that the port refers to while the picture is drawn. */
  readonly blocks: Handle[] = []

  constructor(mac: Mac, reader: PictureReader, frame: Rect, destination: Rect) {
    this.mac = mac
    this.reader = reader
    this.from = frame
    this.to = destination
    const { quickDraw: qd } = mac
    this.clip = qd.region(qd.port().fields.clipRgn)
  }

  play(): void {
    try {
      while (this.next());
    } catch (error) {
      if (!(error instanceof PictureEnd)) throw error
    }
  }

  private get port() {
    return this.mac.quickDraw.port()
  }

  /** Does the next opcode; false at the last. */
  private next(): boolean {
    const reader = this.reader
    // Opcodes of version 2 are words, at even offsets.
    if (this.isVersion2 && reader.offset % 2 !== 0) reader.skip(1)
    const opcode = this.isVersion2 ? reader.u16() : reader.u8()
    if (opcode === op.endOfPicture) return false
    this.idle = opcode === NO_OPERATION ? this.idle + 1 : 0
    if (this.idle > MOST_IDLE) throw new PictureEnd('the picture does nothing for long')
    if (opcode === op.version) {
      this.isVersion2 = reader.u8() === 2
      if (this.isVersion2) reader.skip(1)
      return true
    }
    const kind = shapeKinds.get(opcode & 0xf0)
    if (kind !== undefined && opcode < 0x90 && (opcode & 7) <= 4) this.shape(kind, opcode)
    else if (opcode >= op.line && opcode <= op.shortLineFrom) this.line(opcode)
    else if (opcode >= op.longText && opcode <= op.dhdvText) this.drawText(opcode)
    else if ([0x90, 0x91, 0x98, 0x99, 0x9a, 0x9b].includes(opcode)) this.bits(opcode)
    else if (opcode === op.shortComment || opcode === op.longComment) this.comment(opcode)
    else if (!this.setState(opcode)) skipReserved(reader, opcode)
    return true
  }

  private map(point: Point): Point {
    return mapPoint(point, this.from, this.to)
  }

  private setState(opcode: number): boolean {
    const reader = this.reader
    const { quickDraw: qd, lowMemory } = this.mac
    const port = this.port
    const { fields } = port
    switch (opcode) {
      case op.clip:
        qd.setRegion(fields.clipRgn, this.clip.intersect(mapRegion(this.readRegion(), this.from, this.to)))
        return true
      case op.bkPat:
      case op.pnPat:
      case op.fillPat:
        qd.setOldPattern(port, opcode === op.bkPat ? 'bk' : opcode === op.pnPat ? 'pn' : 'fill', reader.bytes(8))
        return true
      case op.bkPixPat:
      case op.pnPixPat:
      case op.fillPixPat: {
        const pixPat = readPixPat(this.mac, reader, (handle) => this.blocks.push(handle))
        const field = opcode === op.bkPixPat ? 'bkPixPat' : opcode === op.pnPixPat ? 'pnPixPat' : 'fillPixPat'
        if (port.isColor) port.colorFields[field] = pixPat
        return true
      }
      case op.txFont:
        fields.txFont = reader.i16()
        return true
      case op.txFace:
        fields.txFace = reader.u8()
        return true
      case op.txMode:
        fields.txMode = reader.i16()
        return true
      case op.spExtra:
        fields.spExtra = reader.i32()
        return true
      case op.txSize:
        this.textSize = reader.i16()
        return true
      case op.txRatio:
        reader.skip(8)
        return true
      case op.chExtra:
        reader.skip(2)
        return true
      case op.pnSize:
        fields.pnSize = scalePoint(reader.point(), this.from, this.to)
        return true
      case op.pnMode:
        fields.pnMode = reader.i16()
        return true
      case op.ovSize:
        this.ovalSize = reader.point()
        return true
      case op.origin: {
        const [dh, dv] = [reader.i16(), reader.i16()]
        const { left, top, right, bottom } = this.from
        this.from = rect(left + dh, top + dv, right + dh, bottom + dv)
        return true
      }
      case op.fgColor:
        this.setOldColor('fg', reader.i32())
        return true
      case op.bkColor:
        this.setOldColor('bk', reader.i32())
        return true
      case op.rgbFgColor:
        qd.setPortColor('foreground', reader.color())
        return true
      case op.rgbBkColor:
        qd.setPortColor('background', reader.color())
        return true
      case op.hiliteMode:
        lowMemory.set('HiliteMode', lowMemory.get('HiliteMode') & 0x7f)
        return true
      case op.hiliteColor:
        this.setVariable('rgbHiliteColor', reader.color())
        return true
      case op.opColor:
        this.setVariable('rgbOpColor', reader.color())
        return true
      case op.defHilite:
        this.setVariable('rgbHiliteColor', lowMemory.get('HiliteRGB'))
        return true
      default:
        return false
    }
  }

  private setOldColor(ground: 'fg' | 'bk', value: number): void {
    const { quickDraw: qd } = this.mac
    if (this.port.isColor) qd.setPortColor(ground === 'fg' ? 'foreground' : 'background', oldColor(value))
    else this.port.fields[`${ground}Color`] = value
  }

  private setVariable(name: 'rgbHiliteColor' | 'rgbOpColor', color: RGBColor): void {
    const { grafVars } = this.port
    if (grafVars !== undefined) grafVars[name] = color
  }

  private readRegion(): Region {
    return Region.decode(this.reader.sized())
  }

  private line(opcode: number): void {
    const reader = this.reader
    if (opcode === op.line || opcode === op.shortLine) this.pen = reader.point()
    const from = this.pen
    if (opcode === op.line || opcode === op.lineFrom) this.pen = reader.point()
    else this.pen = { h: from.h + reader.i8(), v: from.v + reader.i8() }
    this.port.fields.pnLoc = this.map(from)
    lineTo(this.mac, this.map(this.pen))
  }

  private shape(kind: Kind, opcode: number): void {
    const isSame = (opcode & SAME_SHAPE) !== 0
    const verb = (opcode & 7) as Verb
    const { memoryManager: mm, quickDraw: qd } = this.mac
    if (kind === 'polygon') {
      if (!isSame) this.points = this.readPolygon()
      const handle = mm.newHandle(mm.currentZone, 10)
      const points = this.points.map((point) => this.map(point))
      storePolygon(this.mac, handle, points)
      drawShape(this.mac, verb, polygonShape(handle, points))
      mm.disposeHandle(handle)
      return
    }
    if (kind === 'region') {
      if (!isSame) this.region = this.readRegion()
      const region = mapRegion(this.region, this.from, this.to)
      const handle = qd.newRegion(region)
      drawShape(this.mac, verb, regionShape(handle, region))
      mm.disposeHandle(handle)
      return
    }
    if (!isSame) this.rects.set(kind, this.reader.rect())
    drawShape(this.mac, verb, this.rectangular(kind, this.rects.get(kind) ?? rect(0, 0, 0, 0)))
  }

  private rectangular(kind: Kind, original: Rect): Shape {
    const r = mapRect(original, this.from, this.to)
    if (kind === 'oval') return ovalShape(r)
    if (kind === 'arc') return arcShape(r, this.reader.i16(), this.reader.i16())
    if (kind === 'rect') return rectShape(r)
    const { h, v } = scalePoint(this.ovalSize, this.from, this.to)
    return roundRectShape(r, h, v)
  }

  private readPolygon(): Point[] {
    const { memory, memoryManager: mm } = this.mac
    const bytes = this.reader.sized()
    const handle = mm.newHandle(mm.currentZone, bytes.length)
    memory.write(memory.getU32(handle), bytes)
    const points = polygonPoints(this.mac, handle)
    mm.disposeHandle(handle)
    return points
  }

  private drawText(opcode: number): void {
    const reader = this.reader
    if (opcode === op.longText) this.text = reader.point()
    else {
      const dh = opcode === op.dvText ? 0 : reader.u8()
      const dv = opcode === op.dhText ? 0 : reader.u8()
      this.text = { h: this.text.h + dh, v: this.text.v + dv }
    }
    const bytes = reader.bytes(reader.u8())
    const { fields } = this.port
    fields.pnLoc = this.map(this.text)
    fields.txSize = scalePoint({ h: 1, v: this.textSize || 12 }, this.from, this.to).v
    drawCopied(this.mac, bytes)
  }

  private comment(opcode: number): void {
    const reader = this.reader
    const kind = reader.i16()
    const data = opcode === op.longComment ? reader.bytes(reader.u16()) : new Uint8Array(0)
    const custom = customProc(this.mac, this.port, 'commentProc')
    if (custom === 0) {
      this.mac.quickDraw.openPictures.get(this.port.address)?.comment(this.mac, kind, data)
      return
    }
    const { memory, memoryManager: mm } = this.mac
    const handle = data.length === 0 ? asHandle(0) : mm.newHandle(mm.currentZone, data.length)
    if (handle !== 0) memory.write(memory.getU32(handle), data)
    this.mac.callGuest(custom, kind, data.length, handle)
    if (handle !== 0) mm.disposeHandle(handle)
  }

  private bits(opcode: number): void {
    const reader = this.reader
    const { memory, memoryManager: mm, quickDraw: qd } = this.mac
    const isDirect = opcode === op.directBitsRect || opcode === op.directBitsRgn
    const owned: Handle[] = []
    const own = (handle: Handle): Handle => {
      owned.push(handle)
      return handle
    }
    try {
      if (isDirect) reader.skip(4)
      const map = readMap(reader)
      const colors = map.isPixMap && !isDirect ? this.readColors(own) : asHandle(0)
      const [srcRect, dstRect, mode] = [reader.rect(), reader.rect(), reader.i16()]
      const hasRegion = (opcode & 1) !== 0
      const maskRgn = hasRegion ? own(qd.newRegion(mapRegion(this.readRegion(), this.from, this.to))) : asHandle(0)
      const pixels = own(this.readPixels(map, opcode >= op.packBitsRect))
      const record = own(mm.newHandle(mm.systemZone, PixMap.size, true))
      mm.setHandleFlags(record, LOCKED, 0)
      const srcBits = memory.getU32(record)
      this.describe(srcBits, map, memory.getU32(pixels), colors)
      drawBits(this.mac, { srcBits, srcRect, dstRect: mapRect(dstRect, this.from, this.to), mode, maskRgn })
    } finally {
      for (const handle of owned) mm.disposeHandle(handle)
    }
  }

  /** The pixels in a locked block, as the map says they lie. */
  private readPixels(map: PictureMap, isPacked: boolean): Handle {
    const { memory, memoryManager: mm } = this.mac
    const { rowBytes } = map
    const height = Math.max(0, map.bottom - map.top)
    if (rowBytes * height > MOST_PIXEL_BYTES) throw new PictureEnd('the picture has too many pixels')
    const rows = Array.from({ length: height }, () => readRow(this.reader, map, isPacked))
    const pixels = mm.newHandle(mm.temporaryZone, rowBytes * height)
    mm.setHandleFlags(pixels, LOCKED, 0)
    rows.forEach((row, index) => {
      memory.write(memory.getU32(pixels) + index * rowBytes, row.subarray(0, rowBytes))
    })
    return pixels
  }

  private describe(record: number, map: PictureMap, baseAddr: number, colorTable: Handle): void {
    const { memory } = this.mac
    const bounds = rect(map.left, map.top, map.right, map.bottom)
    if (map.isPixMap) {
      const { rowBytes, pixelSize } = map
      describePixMap(this.mac, record, { baseAddr, rowBytes, bounds, depth: depthOf(pixelSize), colorTable })
    } else Object.assign(BitMap.at(memory, record), { baseAddr, rowBytes: map.rowBytes, bounds })
  }

  private readColors(own: (handle: Handle) => Handle): Handle {
    const { memory, memoryManager: mm } = this.mac
    const header = this.reader.bytes(ColorTable.size)
    const count = ((((header[6]! << 8) | header[7]!) << 16) >> 16) + 1
    const entries = this.reader.bytes(Math.max(0, count) * ColorSpec.size)
    const handle = own(mm.newHandle(mm.currentZone, header.length + entries.length))
    memory.write(memory.getU32(handle), header)
    memory.write(memory.getU32(handle) + header.length, entries)
    return handle
  }
}
