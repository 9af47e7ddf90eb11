/** Numbers with 30 bits of fraction, and conversions among fixed-point types (Operating System Utilities, chapter 3). */

import { type Service, toolbox } from '../service.ts'
import { Float64, SInt32, UInt32 } from '../types.ts'

const MOST_POSITIVE = 0x7fff_ffff
const MOST_NEGATIVE = -0x8000_0000
const FIXED_ONE = 0x1_0000
const FRACT_ONE = 0x4000_0000

/** To the nearest; halfway, away from zero. What does not fit is the largest number of its sign. */
function nearest(value: number): number {
  const rounded = Math.sign(value) * Math.floor(Math.abs(value) + 0.5)
  return Math.max(MOST_NEGATIVE, Math.min(MOST_POSITIVE, rounded))
}

const pinned = (value: bigint): number =>
  Number(value > 0x7fff_ffffn ? 0x7fff_ffffn : value < -0x8000_0000n ? -0x8000_0000n : value)

function fractProduct(x: number, y: number): number {
  return pinned((BigInt(x) * BigInt(y) + (1n << 29n)) >> 30n)
}

function fractQuotient(x: number, y: number): number {
  if (y === 0) return x < 0 ? MOST_NEGATIVE : MOST_POSITIVE
  const isNegative = x < 0 !== y < 0
  const divisor = BigInt(Math.abs(y))
  const magnitude = ((BigInt(Math.abs(x)) << 31n) / divisor + 1n) >> 1n
  return pinned(isNegative ? -magnitude : magnitude)
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
