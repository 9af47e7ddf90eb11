/** The standard low-level drawing routines (Imaging With QuickDraw, chapter 3, "Customizing QuickDraw Operations"). */

import type { Mac } from '../mac.ts'
import { procedure } from '../service.ts'
import { pointerTo } from '../struct.ts'
import { asPtr, byReference, HandleType, named, SInt8, SInt16 } from '../types.ts'
import { standardLine, standardShape, type Verb } from './drawing.ts'
import { PointType, RectType } from './geometry.ts'
import { CQDProcs, type GrafProc } from './graf-procs.ts'
import { polygonPoints, polygonShape } from './polygons.ts'
import { arcShape, ovalShape, rectShape, regionShape, roundRectShape } from './shapes.ts'

const standardProcs: readonly (readonly [GrafProc, service: string])[] = [
  ['textProc', 'StdText'],
  ['lineProc', 'StdLine'],
  ['rectProc', 'StdRect'],
  ['rRectProc', 'StdRRect'],
  ['ovalProc', 'StdOval'],
  ['arcProc', 'StdArc'],
  ['polyProc', 'StdPoly'],
  ['rgnProc', 'StdRgn'],
  ['bitsProc', 'StdBits'],
  ['commentProc', 'StdComment'],
  ['txMeasProc', 'StdTxMeas'],
  ['getPicProc', 'StdGetPic'],
  ['putPicProc', 'StdPutPic'],
]

/** The bytes of a QDProcs, which ends before what colour ports have besides. */
const QD_PROCS_BYTES = 52

function setStandardProcs(mac: Mac, address: number, byteCount: number): void {
  mac.memory.fill(address, byteCount)
  const procs = CQDProcs.at(mac.memory, address)
  for (const [field, service] of standardProcs) procs[field] = asPtr(mac.serviceVector(service))
}

const verb = named(SInt8, { 0: 'frame', 1: 'paint', 2: 'erase', 3: 'invert', 4: 'fill' })
const r = byReference(RectType)
const asVerb = (value: number): Verb => Math.max(0, Math.min(4, value)) as Verb

export const grafProcServices = {
  SetStdProcs: procedure({ procs: pointerTo(CQDProcs) }, (mac, { procs }) =>
    setStandardProcs(mac, procs.address, QD_PROCS_BYTES),
  ),
  SetStdCProcs: procedure(
    { procs: pointerTo(CQDProcs) },
    (mac, { procs }) => setStandardProcs(mac, procs.address, CQDProcs.size),
    { partial: 'opcodeProc stays nil: opcodes of pictures go to no routine of the program' },
  ),
  StdLine: procedure({ newPt: PointType }, (mac, { newPt }) => standardLine(mac, newPt)),
  StdRect: procedure({ verb, r }, (mac, args) => standardShape(mac, asVerb(args.verb), rectShape(args.r))),
  StdRRect: procedure({ verb, r, ovalWidth: SInt16, ovalHeight: SInt16 }, (mac, args) =>
    standardShape(mac, asVerb(args.verb), roundRectShape(args.r, args.ovalWidth, args.ovalHeight)),
  ),
  StdOval: procedure({ verb, r }, (mac, args) => standardShape(mac, asVerb(args.verb), ovalShape(args.r))),
  StdArc: procedure({ verb, r, startAngle: SInt16, arcAngle: SInt16 }, (mac, args) =>
    standardShape(mac, asVerb(args.verb), arcShape(args.r, args.startAngle, args.arcAngle)),
  ),
  StdPoly: procedure({ verb, poly: HandleType }, (mac, args) =>
    standardShape(mac, asVerb(args.verb), polygonShape(args.poly, polygonPoints(mac, args.poly))),
  ),
  StdRgn: procedure({ verb, rgn: HandleType }, (mac, args) =>
    standardShape(mac, asVerb(args.verb), regionShape(args.rgn, mac.quickDraw.region(args.rgn))),
  ),
}
