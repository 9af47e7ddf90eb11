/** QuickdrawText.h: text characteristics of a port, drawing and measuring (Inside Macintosh: Text, chapter 3). */

import { encodeMacRoman } from '../../formats/mac-roman.ts'
import type { Mac } from '../mac.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { struct } from '../struct.ts'
import { PtrType, SInt16, SInt32, Str255, UInt8, varParam } from '../types.ts'
import { type Point, PointType } from './geometry.ts'
import type { FontInfo } from './text.ts'
import { textLayoutServices } from './text-layout-services.ts'

export const FontInfoRecord = struct('FontInfo', 8, {
  ascent: [0, SInt16],
  descent: [2, SInt16],
  widMax: [4, SInt16],
  leading: [6, SInt16],
})

/** Where a port's own routines for text lie in its QDProcs. */
const TEXT_PROC = 0
const UNSCALED: Point = { v: 1, h: 1 }
const asLong = ({ v, h }: Point): number => PointType.toRegister({ v, h })

export function storeFontInfo({ memory }: Pick<Mac, 'memory'>, address: number, info: FontInfo): void {
  Object.assign(FontInfoRecord.at(memory, address), info)
}

/** Bytes of a text buffer that a program passes; a count below zero is none. */
function bytesAt({ memory }: Mac, buffer: number, first: number, count: number): Uint8Array {
  return memory.read(buffer + first, Math.max(0, count))
}

/** Draws through the port's own routine, if it has one. */
function drawBytes(mac: Mac, address: number, count: number): void {
  const { grafProcs } = mac.quickDraw.port().fields
  if (count <= 0) return
  if (grafProcs === 0) standardText(mac, mac.memory.read(address, count))
  else mac.callGuest(mac.memory.getU32(grafProcs + TEXT_PROC), count, address, asLong(UNSCALED), asLong(UNSCALED))
}

/** What the standard low-level routine does: an open picture gets the text too. */
function standardText(mac: Mac, bytes: Uint8Array): void {
  const port = mac.quickDraw.port()
  mac.quickDraw.openPictures.get(port.address)?.text(mac, bytes)
  const { pnLoc } = port.fields
  mac.text.drawText(port, bytes)
  mac.console.lines?.draw({
    port: port.address,
    left: pnLoc.h,
    right: port.fields.pnLoc.h,
    baseline: pnLoc.v,
    bytes,
    spaceWidth: mac.text.textWidth(port, SPACE),
  })
}

/** Draws bytes that are not in the program's memory, which its own routine is given a copy of. */
export function drawCopied(mac: Mac, bytes: Uint8Array): void {
  const port = mac.quickDraw.port()
  if (port.fields.grafProcs === 0) {
    standardText(mac, bytes)
    return
  }
  const zone = mac.memoryManager.currentZone
  const copy = mac.memoryManager.newPtr(zone, Math.max(1, bytes.length))
  mac.memory.write(copy, bytes)
  drawBytes(mac, copy, bytes.length)
  mac.memoryManager.disposePtr(copy)
}

const SPACE = Uint8Array.of(0x20)

const textWidth = (mac: Mac, bytes: Uint8Array): number => mac.text.textWidth(mac.quickDraw.port(), bytes)
const stringBytes = (text: string | undefined): Uint8Array => encodeMacRoman(text ?? '')

export const quickDrawTextServices: ServiceGroup = {
  manager: 'QuickDraw Text',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Text, chapter 3',
  services: {
    ...textLayoutServices,
    TextFont: procedure({ font: SInt16 }, ({ quickDraw }, { font }) => {
      quickDraw.port().fields.txFont = font
    }),
    TextFace: procedure({ face: UInt8 }, ({ quickDraw }, { face }) => {
      quickDraw.port().fields.txFace = face
    }),
    TextMode: procedure({ mode: SInt16 }, ({ quickDraw }, { mode }) => {
      quickDraw.port().fields.txMode = mode
    }),
    TextSize: procedure({ size: SInt16 }, ({ quickDraw }, { size }) => {
      quickDraw.port().fields.txSize = size
    }),
    SpaceExtra: procedure({ extra: SInt32 }, ({ quickDraw }, { extra }) => {
      quickDraw.port().fields.spExtra = extra
    }),
    CharExtra: procedure({ extra: SInt32 }, ({ quickDraw }, { extra }) => {
      const port = quickDraw.port()
      // Kept as a part of the text size, with 12 bits of fraction (Text, chapter 3).
      if (port.isColor) port.colorFields.chExtra = Math.trunc(extra / 16 / (port.fields.txSize || 12))
    }),
    GetFontInfo: procedure({ info: PtrType }, (mac, { info }) => {
      storeFontInfo(mac, info, mac.text.fontInfo(mac.quickDraw.port()))
    }),
    DrawChar: procedure({ ch: UInt8 }, (mac, { ch }) => drawCopied(mac, Uint8Array.of(ch))),
    DrawString: procedure({ s: Str255 }, (mac, { s }) => drawCopied(mac, stringBytes(s))),
    DrawText: procedure(
      { textBuf: PtrType, firstByte: SInt16, byteCount: SInt16 },
      (mac, { textBuf, firstByte, byteCount }) => drawBytes(mac, textBuf + firstByte, byteCount),
    ),
    CharWidth: toolbox({ ch: UInt8 }, SInt16, (mac, { ch }) => textWidth(mac, Uint8Array.of(ch))),
    StringWidth: toolbox({ s: Str255 }, SInt16, (mac, { s }) => textWidth(mac, stringBytes(s))),
    TextWidth: toolbox(
      { textBuf: PtrType, firstByte: SInt16, byteCount: SInt16 },
      SInt16,
      (mac, { textBuf, firstByte, byteCount }) => textWidth(mac, bytesAt(mac, textBuf, firstByte, byteCount)),
    ),
    MeasureText: procedure({ count: SInt16, textAddr: PtrType, charLocs: PtrType }, (mac, args) => {
      const bytes = bytesAt(mac, args.textAddr, 0, args.count)
      const locations = mac.text.positions(mac.quickDraw.port(), bytes)
      for (const [index, location] of locations.entries()) mac.memory.setU16(args.charLocs + index * 2, location)
    }),
    StdText: procedure(
      { count: SInt16, textAddr: PtrType, numer: PointType, denom: PointType },
      (mac, { count, textAddr }) => standardText(mac, bytesAt(mac, textAddr, 0, count)),
      { partial: 'draws in the size of the port whatever the scaling factors are' },
    ),
    StdTxMeas: toolbox(
      {
        byteCount: SInt16,
        textAddr: PtrType,
        numer: varParam(PointType),
        denom: varParam(PointType),
        info: PtrType,
      },
      SInt16,
      (mac, { byteCount, textAddr, info }) => {
        storeFontInfo(mac, info, mac.text.fontInfo(mac.quickDraw.port()))
        return textWidth(mac, bytesAt(mac, textAddr, 0, byteCount))
      },
    ),
  },
}
