/** Numbers with 30 bits of fraction, and conversions among fixed-point types (Operating System Utilities, chapter 3). */

import { type Service, toolbox } from '../service.ts'
import { Float64, SInt32, UInt32 } from '../types.ts'
import { FIXED_ONE, FRACT_ONE, MOST_NEGATIVE, MOST_POSITIVE, pinned } from './fixed-point.ts'

/** To the nearest; halfway, away from zero. What does not fit is the largest number of its sign. */
export const nearest = (value: number): number => pinned(Math.sign(value) * Math.floor(Math.abs(value) + 0.5))

function fractProduct(x: number, y: number): number {
  return pinned(Number((BigInt(x) * BigInt(y) + (1n << 29n)) >> 30n))
}

function fractQuotient(x: number, y: number): number {
  if (y === 0) return x < 0 ? MOST_NEGATIVE : MOST_POSITIVE
  const isNegative = x < 0 !== y < 0
  const divisor = BigInt(Math.abs(y))
  const magnitude = ((BigInt(Math.abs(x)) << 31n) / divisor + 1n) >> 1n
  return pinned(Number(isNegative ? -magnitude : magnitude))
}

export const fractServices: Record<string, Service> = {
  Long2Fix: toolbox({ x: SInt32 }, SInt32, (_, { x }) => nearest(x * FIXED_ONE)),
  Fix2Long: toolbox({ x: SInt32 }, SInt32, (_, { x }) => nearest(x / FIXED_ONE)),
  Fix2Frac: toolbox({ x: SInt32 }, SInt32, (_, { x }) => nearest(x * (FRACT_ONE / FIXED_ONE))),
  Frac2Fix: toolbox({ x: SInt32 }, SInt32, (_, { x }) => nearest(x / (FRACT_ONE / FIXED_ONE))),
  Fix2X: toolbox({ x: SInt32 }, Float64, (_, { x }) => x / FIXED_ONE),
  X2Fix: toolbox({ x: Float64 }, SInt32, (_, { x }) => nearest(x * FIXED_ONE)),
  Frac2X: toolbox({ x: SInt32 }, Float64, (_, { x }) => x / FRACT_ONE),
  X2Frac: toolbox({ x: Float64 }, SInt32, (_, { x }) => nearest(x * FRACT_ONE)),
  FracMul: toolbox({ x: SInt32, y: SInt32 }, SInt32, (_, { x, y }) => fractProduct(x, y)),
  FracDiv: toolbox({ x: SInt32, y: SInt32 }, SInt32, (_, { x, y }) => fractQuotient(x, y)),
  /** The argument's first bit counts 2, not -2, so that it is from 0 to nearly 4. */
  FracSqrt: toolbox({ x: UInt32 }, SInt32, (_, { x }) => nearest(Math.sqrt(x / FRACT_ONE) * FRACT_ONE)),
}
