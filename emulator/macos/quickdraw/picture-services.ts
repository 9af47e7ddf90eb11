/** Pictures (Imaging With QuickDraw, chapter 7). */

import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { pointerTo, struct } from '../struct.ts'
import { asHandle, byReference, type Handle, HandleType, PtrType, SInt16, SInt32 } from '../types.ts'
import { BLACK, WHITE } from './colors.ts'
import { type Rect, RectType } from './geometry.ts'
import { customProc, withScratch } from './graf-procs.ts'
import { PicturePlayer } from './picture-player.ts'
import { bytesSource, PictureEnd, PictureReader, type PictureSource } from './picture-reader.ts'
import { PictureRecorder, type PictureRequest } from './picture-recorder.ts'
import type { Port } from './port.ts'
import { PATTERNS } from './quickdraw.ts'
import { findResource } from './resources.ts'
import { srcOr } from './transfer-modes.ts'

const PICTURE_HEADER = 10

const OpenCPicParams = struct('OpenCPicParams', 24, {
  srcRect: [0, RectType],
  hRes: [8, SInt32],
  vRes: [12, SInt32],
  version: [16, SInt16],
})

function openPicture(mac: Mac, request: Omit<PictureRequest, 'handle'>): Handle {
  const { quickDraw: qd, memoryManager: mm, memory } = mac
  const port = qd.port()
  if (qd.openPictures.has(port.address)) return asHandle(0)
  const handle = mm.newHandle(mm.currentZone, PICTURE_HEADER, true)
  RectType.store(memory, memory.getU32(handle) + 2, request.frame)
  const { left, top } = port.fields.portRect
  const putPicProc = customProc(mac, port, 'putPicProc')
  const sink = (bytes: Uint8Array): void =>
    withScratch(mac, Math.max(1, bytes.length), (scratch) => {
      memory.write(scratch, bytes)
      mac.callGuest(putPicProc, scratch, bytes.length)
    })
  const recorder = new PictureRecorder({ ...request, handle }, { h: left, v: top }, putPicProc === 0 ? undefined : sink)
  qd.openPictures.set(port.address, recorder)
  port.fields.picSave = handle
  port.fields.pnVis--
  return handle
}

function closePicture({ quickDraw: qd, memoryManager: mm, memory }: Mac): void {
  const port = qd.port()
  const recorder = qd.openPictures.get(port.address)
  if (recorder === undefined) return
  qd.openPictures.delete(port.address)
  port.fields.picSave = asHandle(0)
  port.fields.pnVis++
  const bytes = recorder.close()
  const { handle } = recorder.request
  mm.setHandleSize(handle, bytes.length)
  memory.write(memory.getU32(handle), bytes)
}

/** The program's routine that gives a picture's bytes, or the handle's. */
function sourceOf(mac: Mac, port: Port, picture: Handle): PictureSource {
  const { memory, memoryManager: mm } = mac
  const getPicProc = customProc(mac, port, 'getPicProc')
  // A copy, since the block may move while the picture is drawn.
  const ofHandle = bytesSource(memory.read(memory.getU32(picture), mm.handleSize(picture)), PICTURE_HEADER)
  mac.quickDraw.pictureSource = ofHandle
  if (getPicProc === 0) return ofHandle
  return (count) =>
    withScratch(mac, Math.max(1, count), (scratch) => {
      mac.callGuest(getPicProc, scratch, count)
      return memory.read(scratch, count)
    })
}

/** A picture begins with a port's first values, and leaves the port as it was. */
function drawPicture(mac: Mac, picture: Handle, destination: Rect): void {
  const { quickDraw: qd, memory } = mac
  if (picture === 0 || memory.getU32(picture) === 0) return
  const port = qd.port()
  const frame = RectType.load(memory, memory.getU32(picture) + 2)
  const { pictureSource } = qd
  const source = sourceOf(mac, port, picture)
  const clip = qd.region(port.fields.clipRgn)
  const saved = memory.read(port.address, PORT_BYTES)
  const patterns = port.isColor ? [0, 0, 0].map(() => qd.newPixPat(PATTERNS.black)) : []
  if (port.isColor) {
    const [pnPixPat, bkPixPat, fillPixPat] = patterns as [Handle, Handle, Handle]
    Object.assign(port.colorFields, { pnPixPat, bkPixPat, fillPixPat })
  }
  Object.assign(port.fields, {
    pnSize: { h: 1, v: 1 },
    pnMode: 8,
    txFont: 0,
    txFace: 0,
    txMode: srcOr,
    txSize: 0,
    spExtra: 0,
  })
  for (const [which, pattern] of [
    ['pn', PATTERNS.black],
    ['bk', PATTERNS.white],
    ['fill', PATTERNS.black],
  ] as const) {
    qd.setOldPattern(port, which, pattern)
  }
  qd.setPortColor('foreground', BLACK)
  qd.setPortColor('background', WHITE)
  const player = new PicturePlayer(mac, new PictureReader(source), frame, destination)
  try {
    player.play()
  } finally {
    qd.pictureSource = pictureSource
    memory.write(port.address, saved)
    qd.setRegion(port.fields.clipRgn, clip)
    for (const pattern of [...patterns, ...player.blocks]) qd.disposePixPat(pattern)
  }
}

/** Of a port, but for its regions' contents. */
const PORT_BYTES = 108

export const pictureServices: Record<string, Service> = {
  OpenPicture: toolbox({ picFrame: byReference(RectType) }, HandleType, (mac, { picFrame }) =>
    openPicture(mac, { frame: picFrame, version: mac.quickDraw.port().isColor ? 2 : 1 }),
  ),
  OpenCPicture: toolbox({ newHeader: pointerTo(OpenCPicParams) }, HandleType, (mac, { newHeader }) => {
    const { srcRect, hRes, vRes } = newHeader
    return openPicture(mac, { frame: srcRect, version: 2, resolution: { hRes, vRes, sourceRect: srcRect } })
  }),
  ClosePicture: procedure({}, closePicture),
  KillPicture: procedure({ myPicture: HandleType }, ({ memoryManager: mm }, { myPicture }) =>
    mm.disposeHandle(myPicture),
  ),
  DrawPicture: procedure(
    { myPicture: HandleType, dstRect: byReference(RectType) },
    (mac, { myPicture, dstRect }) => drawPicture(mac, myPicture, dstRect),
    { partial: "QuickTime's compressed pictures are left out; text is scaled by its height alone" },
  ),
  PicComment: procedure({ kind: SInt16, dataSize: SInt16, dataHandle: HandleType }, (mac, args) => {
    const custom = customProc(mac, mac.quickDraw.port(), 'commentProc')
    if (custom === 0) standardComment(mac, args)
    else mac.callGuest(custom, args.kind, args.dataSize, args.dataHandle)
  }),
  StdComment: procedure({ kind: SInt16, dataSize: SInt16, dataHandle: HandleType }, (mac, args) =>
    standardComment(mac, args),
  ),
  StdGetPic: procedure({ dataPtr: PtrType, byteCount: SInt16 }, ({ memory, quickDraw }, { dataPtr, byteCount }) => {
    const count = Math.max(0, byteCount)
    memory.write(dataPtr, bytesOrZeros(quickDraw.pictureSource, count))
  }),
  StdPutPic: procedure({ dataPtr: PtrType, byteCount: SInt16 }, ({ memory, quickDraw: qd }, { dataPtr, byteCount }) =>
    qd.openPictures.get(qd.thePort)?.append(memory.read(dataPtr, Math.max(0, byteCount))),
  ),
  GetPicture: toolbox({ pictureID: SInt16 }, HandleType, (mac, { pictureID }) => findResource(mac, 'PICT', pictureID)),
}

/** Past a picture's end there are zeros: the program's own routine is waiting for bytes. */
function bytesOrZeros(source: PictureSource | undefined, count: number): Uint8Array {
  try {
    return source?.(count) ?? new Uint8Array(count)
  } catch (error) {
    if (!(error instanceof PictureEnd)) throw error
    return new Uint8Array(count)
  }
}

function standardComment(
  mac: Mac,
  { kind, dataSize, dataHandle }: { kind: number; dataSize: number; dataHandle: Handle },
) {
  const { memory, quickDraw: qd } = mac
  const data = dataHandle === 0 || dataSize <= 0 ? new Uint8Array(0) : memory.read(memory.getU32(dataHandle), dataSize)
  qd.openPictures.get(qd.thePort)?.comment(mac, kind, data)
}
