/** Sines of angles in radians, and angles of directions, as fixed-point numbers (Operating System Utilities, chapter 3). */

import { of } from '../math-library/double-double.ts'
import { type Result, round } from '../math-library/result.ts'
import { atan2, cos, sin } from '../math-library/trigonometric.ts'
import { type Service, toolbox } from '../service.ts'
import { SInt32 } from '../types.ts'
import { FIXED_ONE, FRACT_ONE } from './fixed-point.ts'
import { nearest } from './fract.ts'

/** Angles are reduced by pi / 2 as a Fixed: twice 0.C910 in hexadecimal (Inside Macintosh, volume IV, "Toolbox Utilities"). */
const RIGHT_ANGLE = 2 * 0xc910

/** Of MathLib's functions, for every host gives the same bits then. */
const scaled = (result: Result, one: number): number => nearest(round(result).value * one)

/** The sine of an angle that is so many right angles further. */
function sine(x: number, rightAngles: number): number {
  const nearestAxis = Math.floor(x / RIGHT_ANGLE + 0.5)
  const rest = of((x - nearestAxis * RIGHT_ANGLE) / FIXED_ONE)
  const quadrant = (nearestAxis + rightAngles) & 3
  const magnitude = scaled((quadrant & 1) === 0 ? sin(rest) : cos(rest), FRACT_ONE)
  return quadrant < 2 ? magnitude : -magnitude
}

export const trigonometricServices: Record<string, Service> = {
  FracSin: toolbox({ x: SInt32 }, SInt32, (_, { x }) => sine(x, 0)),
  FracCos: toolbox({ x: SInt32 }, SInt32, (_, { x }) => sine(x, 1)),
  FixATan2: toolbox({ x: SInt32, y: SInt32 }, SInt32, (_, { x, y }) => scaled(atan2(of(y), of(x)), FIXED_ONE)),
}
