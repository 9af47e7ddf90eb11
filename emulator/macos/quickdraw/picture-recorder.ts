/** What is drawn while a picture is open, as opcodes (Imaging With QuickDraw, chapter 7 and appendix A). */

import type { Mac } from '../mac.ts'
import type { Handle } from '../types.ts'
import { pixelsAt } from './bits.ts'
import type { Copy } from './copying.ts'
import { type Shape, type Verb, verbs } from './drawing.ts'
import type { Point, Rect } from './geometry.ts'
import { bytesOf, colorBytes, long, pointBytes, rectBytes, word } from './picture-bytes.ts'
import { opcodes as op } from './picture-opcodes.ts'
import { encodeBits, encodePixPat } from './picture-pixels.ts'
import { SCREEN_RESOLUTION } from './pix-maps.ts'
import { OLD_PATTERN } from './pix-pats.ts'
import type { Port } from './port.ts'
import { PixPat } from './records.ts'

const patternOpcodes = {
  pn: [op.pnPat, op.pnPixPat],
  bk: [op.bkPat, op.bkPixPat],
  fill: [op.fillPat, op.fillPixPat],
} as const

/** `picSize` and `picFrame`. */
const PICTURE_HEADER = 10

export interface PictureRequest {
  readonly handle: Handle
  readonly frame: Rect
  /** Version 2 has colours. */
  readonly version: 1 | 2
  /** What OpenCPicture is given; absent for OpenPicture. */
  readonly resolution?: { readonly hRes: number; readonly vRes: number; readonly sourceRect: Rect }
}

/** Takes a picture's bytes as they come, for a program's own putPicProc. */
export type PictureSink = (bytes: Uint8Array) => void

export class PictureRecorder {
  readonly request: PictureRequest
  private readonly parts: Uint8Array[] = []
  private length = PICTURE_HEADER
  private readonly sink: PictureSink | undefined
  /** What the port's fields were when they were last recorded, by opcode. */
  private readonly recorded = new Map<number, string>()
  private pen: Point | undefined
  private _text: Point | undefined
  private origin: Point

  constructor(request: PictureRequest, origin: Point, sink?: PictureSink) {
    this.request = request
    this.sink = sink
    this.origin = origin
    if (request.version === 1) this.put(Uint8Array.of(op.version, 1))
    else {
      this.put(bytesOf(word(op.version), word(0x02ff), word(op.header), this.header()))
    }
    // What a picture is drawn with until it says otherwise.
    for (const [opcode, data] of [
      [op.pnSize, pointBytes({ h: 1, v: 1 })],
      [op.pnMode, word(8)],
      [op.pnPat, new Uint8Array(8).fill(0xff)],
      [op.bkPat, new Uint8Array(8)],
      [op.fillPat, new Uint8Array(8).fill(0xff)],
      [op.rgbFgColor, colorBytes({ red: 0, green: 0, blue: 0 })],
      [op.rgbBkColor, colorBytes({ red: 0xffff, green: 0xffff, blue: 0xffff })],
      [op.fgColor, long(33)],
      [op.bkColor, long(30)],
    ] as const) {
      this.recorded.set(opcode, String(data))
    }
  }

  private header(): Uint8Array {
    const { resolution, frame } = this.request
    if (resolution === undefined) {
      const fixed = ({ left, top, right, bottom }: Rect) => [left, top, right, bottom].map((value) => long(value << 16))
      return bytesOf(word(-1), word(-1), ...fixed(frame), long(0))
    }
    const { hRes, vRes, sourceRect } = resolution
    return bytesOf(
      word(-2),
      word(0),
      long(hRes || SCREEN_RESOLUTION),
      long(vRes || SCREEN_RESOLUTION),
      rectBytes(sourceRect),
      long(0),
    )
  }

  private put(bytes: Uint8Array): void {
    this.length += bytes.length
    if (this.sink === undefined) this.append(bytes)
    else this.sink(bytes)
  }

  /** Adds to the picture's own bytes, as StdPutPic does. */
  append(bytes: Uint8Array): void {
    this.parts.push(bytes)
  }

  private opcode(opcode: number, ...data: readonly Uint8Array[]): void {
    const isWide = this.request.version === 2
    this.put(bytesOf(isWide ? word(opcode) : Uint8Array.of(opcode), ...data))
    if (isWide && this.length % 2 !== 0) this.put(new Uint8Array(1))
  }

  /** Records what a drawing depends on, where it has changed. */
  private state(opcode: number, data: Uint8Array): void {
    const key = String(data)
    if (this.recorded.get(opcode) === key) return
    this.recorded.set(opcode, key)
    this.opcode(opcode, data)
  }

  private ground(mac: Mac, port: Port): void {
    const { quickDraw: qd } = mac
    const { left, top } = port.fields.portRect
    if (left !== this.origin.h || top !== this.origin.v) {
      this.opcode(op.origin, word(left - this.origin.h), word(top - this.origin.v))
      this.origin = { h: left, v: top }
    }
    this.state(op.clip, qd.region(port.fields.clipRgn).encode())
    if (port.isColor && this.request.version === 2) {
      this.state(op.rgbFgColor, colorBytes(port.foreground))
      this.state(op.rgbBkColor, colorBytes(port.background))
    } else if (!port.isColor) {
      this.state(op.fgColor, long(port.fields.fgColor))
      this.state(op.bkColor, long(port.fields.bkColor))
    }
  }

  private penState(mac: Mac, port: Port): void {
    this.state(op.pnSize, pointBytes(port.fields.pnSize))
    this.state(op.pnMode, word(port.fields.pnMode))
    this.pattern(mac, port, 'pn')
  }

  /** A pattern of one bit a pixel or, in version 2, one in colours. */
  private pattern(mac: Mac, port: Port, which: 'pn' | 'bk' | 'fill'): void {
    const isOld = !port.isColor || this.request.version === 1
    const handle = isOld ? 0 : port.colorFields[`${which}PixPat`]
    const isPixPat = handle !== 0 && PixPat.at(mac.memory, mac.memory.getU32(handle)).patType !== OLD_PATTERN
    const opcode = patternOpcodes[which][isPixPat ? 1 : 0]
    // Either kind replaces the other.
    this.recorded.delete(patternOpcodes[which][isPixPat ? 0 : 1])
    this.state(opcode, isPixPat ? encodePixPat(mac, handle) : mac.quickDraw.oldPattern(port, which))
  }

  shape(mac: Mac, verb: Verb, shape: Shape): void {
    const port = mac.quickDraw.port()
    this.ground(mac, port)
    if (verb === verbs.frame || verb === verbs.paint) this.penState(mac, port)
    if (verb === verbs.erase) this.pattern(mac, port, 'bk')
    if (verb === verbs.fill) this.pattern(mac, port, 'fill')
    if (shape.ovalSize !== undefined) this.state(op.ovSize, pointBytes(shape.ovalSize))
    this.opcode(shape.opcode + verb, shape.pictureData())
  }

  line(mac: Mac, from: Point, to: Point): void {
    const port = mac.quickDraw.port()
    this.ground(mac, port)
    this.penState(mac, port)
    const [dh, dv] = [to.h - from.h, to.v - from.v]
    const isShort = dh >= -128 && dh < 128 && dv >= -128 && dv < 128
    const isNext = this.pen !== undefined && this.pen.h === from.h && this.pen.v === from.v
    const start = isNext ? [] : [pointBytes(from)]
    const end = isShort ? Uint8Array.of(dh & 0xff, dv & 0xff) : pointBytes(to)
    this.opcode((isShort ? op.shortLine : op.line) + (isNext ? 1 : 0), ...start, end)
    this.pen = to
  }

  text(mac: Mac, bytes: Uint8Array): void {
    const port = mac.quickDraw.port()
    const { pnLoc, txFont, txFace, txMode, txSize, spExtra } = port.fields
    this.ground(mac, port)
    this.state(op.txFont, word(txFont))
    this.state(op.txFace, Uint8Array.of(txFace))
    this.state(op.txMode, word(txMode))
    this.state(op.txSize, word(txSize))
    this.state(op.spExtra, long(spExtra))
    for (let at = 0; at < bytes.length; at += 255) {
      const part = bytes.subarray(at, at + 255)
      // Text that is longer than an opcode holds goes on where the part before it ends.
      const place = at === 0 ? pnLoc : { h: pnLoc.h + mac.text.textWidth(port, bytes.subarray(0, at)), v: pnLoc.v }
      this.textOpcode(place, part)
    }
  }

  private textOpcode(place: Point, bytes: Uint8Array): void {
    const counted = bytesOf(Uint8Array.of(bytes.length), bytes)
    const [dh, dv] = this._text === undefined ? [-1, -1] : [place.h - this._text.h, place.v - this._text.v]
    this._text = place
    const fits = (distance: number): boolean => distance >= 0 && distance < 256
    if (fits(dh) && dv === 0) this.opcode(op.dhText, Uint8Array.of(dh), counted)
    else if (dh === 0 && fits(dv)) this.opcode(op.dvText, Uint8Array.of(dv), counted)
    else if (fits(dh) && fits(dv)) this.opcode(op.dhdvText, Uint8Array.of(dh, dv), counted)
    else this.opcode(op.longText, pointBytes(place), counted)
  }

  bits(mac: Mac, copy: Omit<Copy, 'dstBits'>): void {
    this.ground(mac, mac.quickDraw.port())
    const mask = copy.maskRgn === 0 ? undefined : mac.quickDraw.region(copy.maskRgn)
    const { kind, data } = encodeBits(pixelsAt(mac, copy.srcBits), copy, this.request.version, mask)
    if (data.length > 0) this.opcode(kind, data)
  }

  comment(_mac: Mac, kind: number, data: Uint8Array): void {
    if (data.length === 0) this.opcode(op.shortComment, word(kind))
    else this.opcode(op.longComment, word(kind), word(data.length), data)
  }

  /** Ends the picture; its bytes with the header. */
  close(): Uint8Array {
    this.opcode(op.endOfPicture)
    const data = bytesOf(...this.parts)
    return bytesOf(word(PICTURE_HEADER + data.length), rectBytes(this.request.frame), data)
  }
}
