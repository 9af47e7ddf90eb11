/** Frame, Paint, Erase, Invert, Fill and FillC of each shape (Imaging With QuickDraw, chapters 3 and 4). */

import type { Mac } from '../mac.ts'
import { type Arguments, type Parameters, procedure, type Service, type ServiceNotes } from '../service.ts'
import { byReference, HandleType, SInt16 } from '../types.ts'
import { drawShape, type Shape, type Verb, verbs } from './drawing.ts'
import { RectType } from './geometry.ts'
import { polygonPoints, polygonShape } from './polygons.ts'
import { PatternType } from './records.ts'
import { arcShape, ovalShape, rectShape, regionShape, roundRectShape } from './shapes.ts'

type Maker<P extends Parameters> = (mac: Mac, args: Arguments<P>) => Shape

/** The six calls for a shape; the pattern to fill with comes last. */
function shapeCalls<P extends Parameters>(
  name: string,
  parameters: P,
  make: Maker<P>,
  notes: ServiceNotes = {},
): Record<string, Service> {
  const draw = (verb: Verb): Service =>
    procedure(parameters, (mac, args) => drawShape(mac, verb, make(mac, args)), notes)
  return {
    [`Frame${name}`]: draw(verbs.frame),
    [`Paint${name}`]: draw(verbs.paint),
    [`Erase${name}`]: draw(verbs.erase),
    [`Invert${name}`]: draw(verbs.invert),
    [`Fill${name}`]: procedure(
      { ...parameters, pat: byReference(PatternType) },
      (mac, args) => {
        const { quickDraw } = mac
        quickDraw.setOldPattern(quickDraw.port(), 'fill', args.pat)
        drawShape(mac, verbs.fill, make(mac, args as unknown as Arguments<P>))
      },
      notes,
    ),
    [`FillC${name}`]: procedure(
      { ...parameters, pp: HandleType },
      (mac, args) => {
        const port = mac.quickDraw.port()
        const { fillPixPat } = port.colorFields
        if (port.isColor) port.colorFields.fillPixPat = args.pp
        drawShape(mac, verbs.fill, make(mac, args as unknown as Arguments<P>))
        if (port.isColor) port.colorFields.fillPixPat = fillPixPat
      },
      notes,
    ),
  }
}

const r = byReference(RectType)

export const shapeServices: Record<string, Service> = {
  ...shapeCalls('Rect', { r }, (_, args) => rectShape(args.r)),
  ...shapeCalls('Oval', { r }, (_, args) => ovalShape(args.r)),
  ...shapeCalls('RoundRect', { r, ovalWidth: SInt16, ovalHeight: SInt16 }, (_, args) =>
    // Square corners make it a rectangle.
    args.ovalWidth === 0 && args.ovalHeight === 0
      ? rectShape(args.r)
      : roundRectShape(args.r, args.ovalWidth, args.ovalHeight),
  ),
  ...shapeCalls('Arc', { r, startAngle: SInt16, arcAngle: SInt16 }, (_, args) =>
    arcShape(args.r, args.startAngle, args.arcAngle),
  ),
  ...shapeCalls('Rgn', { rgn: HandleType }, ({ quickDraw }, { rgn }) => regionShape(rgn, quickDraw.region(rgn))),
  ...shapeCalls('Poly', { poly: HandleType }, (mac, { poly }) => polygonShape(poly, polygonPoints(mac, poly))),
}
