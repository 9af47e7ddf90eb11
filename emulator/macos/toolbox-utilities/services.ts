/** FixMath.h and ToolUtils.h: arithmetic on fixed-point numbers, bits. */

import { type ServiceGroup, toolbox } from '../service.ts'
import { SInt16, SInt32 } from '../types.ts'
import { bitServices } from './bits.ts'
import { fractServices } from './fract.ts'

const MOST_POSITIVE = 0x7fff_ffff
const MOST_NEGATIVE = -0x8000_0000

/** Rounds to the nearest, and pins what does not fit to the largest number of its sign. */
function fixed(value: number): number {
  return Math.max(MOST_NEGATIVE, Math.min(MOST_POSITIVE, Math.floor(value + 0.5)))
}

/** 16 bits of fraction. Division by zero gives the largest number of the numerator's sign. */
function fixedQuotient(numerator: number, denominator: number): number {
  if (denominator === 0) return numerator < 0 ? MOST_NEGATIVE : MOST_POSITIVE
  return fixed((numerator * 65536) / denominator)
}

/** A product of two 32-bit numbers does not fit a double. */
function fixedProduct(a: number, b: number): number {
  return fixed(Number((BigInt(a) * BigInt(b) + 0x8000n) >> 16n))
}

export const toolboxUtilitiesServices: ServiceGroup = {
  manager: 'Mathematical and Logical Utilities',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Operating System Utilities, chapter 3',
  services: {
    ...bitServices,
    ...fractServices,
    FixRatio: toolbox({ numer: SInt16, denom: SInt16 }, SInt32, (_, { numer, denom }) => fixedQuotient(numer, denom)),
    FixMul: toolbox({ a: SInt32, b: SInt32 }, SInt32, (_, { a, b }) => fixedProduct(a, b)),
    FixDiv: toolbox({ x: SInt32, y: SInt32 }, SInt32, (_, { x, y }) => fixedQuotient(x, y)),
    FixRound: toolbox({ x: SInt32 }, SInt16, (_, { x }) => Math.min(0x7fff, Math.floor(x / 65536 + 0.5))),
  },
}
