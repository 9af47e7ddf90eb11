/**
 * The 750's reciprocal and reciprocal square root estimates (fres, frsqrte).
 *
 * The upper bits of the fraction choose one of 32 segments, the bits below them the place on it: a line given by the value at its
 * start and its slope. The figures are the hardware's: the vectors recorded on a 750CL confirm those of fres and one value of
 * frsqrte; the Dolphin project's hardware tests (hwtests, cputest/reciprocal) compare both on a 750CL for every upper word of an operand.
 */

import { DEFAULT_NAN, FRACTION, INFINITY, QUIET, SIGN } from './format.ts'

export type Segment = readonly [start: number, slope: number]

/** By the top five bits of the fraction; ten bits of position, half the slope a step. */
export const RECIPROCAL: readonly Segment[] = [
  [0x7ff800, 0x3e1],
  [0x783800, 0x3a7],
  [0x70ea00, 0x371],
  [0x6a0800, 0x340],
  [0x638800, 0x313],
  [0x5d6200, 0x2ea],
  [0x579000, 0x2c4],
  [0x520800, 0x2a0],
  [0x4cc800, 0x27f],
  [0x47ca00, 0x261],
  [0x430800, 0x245],
  [0x3e8000, 0x22a],
  [0x3a2c00, 0x212],
  [0x360800, 0x1fb],
  [0x321400, 0x1e5],
  [0x2e4a00, 0x1d1],
  [0x2aa800, 0x1be],
  [0x272c00, 0x1ac],
  [0x23d600, 0x19b],
  [0x209e00, 0x18b],
  [0x1d8800, 0x17c],
  [0x1a9000, 0x16e],
  [0x17ae00, 0x15b],
  [0x14f800, 0x15b],
  [0x124400, 0x143],
  [0x0fbe00, 0x143],
  [0x0d3800, 0x12d],
  [0x0ade00, 0x12d],
  [0x088400, 0x11a],
  [0x065000, 0x11a],
  [0x041c00, 0x108],
  [0x020c00, 0x106],
]

/** By the lowest bit of the biased exponent and the top four of the fraction; eleven bits of position. */
export const RECIPROCAL_SQUARE_ROOT: readonly Segment[] = [
  [0x1a7e800, 0x568],
  [0x17cb800, 0x4f3],
  [0x1552800, 0x48d],
  [0x130c000, 0x435],
  [0x10f2000, 0x3e7],
  [0x0eff000, 0x3a2],
  [0x0d2e000, 0x365],
  [0x0b7c000, 0x32e],
  [0x09e5000, 0x2fc],
  [0x0867000, 0x2d0],
  [0x06ff000, 0x2a8],
  [0x05ab800, 0x283],
  [0x046a000, 0x261],
  [0x0339800, 0x243],
  [0x0218800, 0x226],
  [0x0105800, 0x20b],
  [0x3ffa000, 0x7a4],
  [0x3c29000, 0x700],
  [0x38aa000, 0x670],
  [0x3572000, 0x5f2],
  [0x3279000, 0x584],
  [0x2fb7000, 0x524],
  [0x2d26000, 0x4cc],
  [0x2ac0000, 0x47e],
  [0x2881000, 0x43a],
  [0x2665000, 0x3fa],
  [0x2468000, 0x3c2],
  [0x2287000, 0x38e],
  [0x20c1000, 0x35e],
  [0x1f12000, 0x332],
  [0x1d79000, 0x30a],
  [0x1bf4000, 0x2e6],
]

/** The largest single-precision number: what fres gives where the reciprocal is beyond it. */
const LARGEST_SINGLE = 0x47efffffe0000000n
/** Operands below this exponent field (2^-128) overflow; those from the other on (2^126) give a zero. */
export const FIRST_FIELD_IN_RANGE = 895
export const FIRST_FIELD_TO_ZERO = 1149

/** Whether fres of a finite non-zero operand is beyond single precision. */
export function reciprocalOverflows(bits: bigint): boolean {
  return Number((bits & INFINITY) >> 52n) < FIRST_FIELD_IN_RANGE
}

/** fres of a register. */
export function fres750(bits: bigint): bigint {
  const sign = bits & SIGN
  const fraction = bits & FRACTION
  const field = Number((bits & INFINITY) >> 52n)
  if (field === 0x7ff) return fraction === 0n ? sign : bits | QUIET
  if (field === 0 && fraction === 0n) return sign | INFINITY
  if (field < FIRST_FIELD_IN_RANGE) return sign | LARGEST_SINGLE
  if (field >= FIRST_FIELD_TO_ZERO) return sign

  const index = Number(fraction >> 37n)
  const [start, slope] = RECIPROCAL[index >> 10] as Segment
  const significand = start - ((slope * (index & 1023) + 1) >> 1)
  return sign | (BigInt(2045 - field) << 52n) | (BigInt(significand) << 29n)
}

/** frsqrte of a register. */
export function frsqrte750(bits: bigint): bigint {
  const sign = bits & SIGN
  let fraction = bits & FRACTION
  let field = Number((bits & INFINITY) >> 52n)
  if (field === 0x7ff && fraction !== 0n) return bits | QUIET
  if (field === 0 && fraction === 0n) return sign | INFINITY
  if (sign !== 0n) return DEFAULT_NAN
  if (field === 0x7ff) return 0n

  if (field === 0) {
    field = 1
    while ((fraction & (FRACTION + 1n)) === 0n) {
      fraction <<= 1n
      field--
    }
    fraction &= FRACTION
  }
  const index = Number(fraction >> 37n) | ((field & 1) << 15)
  const [start, slope] = RECIPROCAL_SQUARE_ROOT[index >> 11] as Segment
  const resultField = 1023 + ((1022 - field) >> 1)
  return (BigInt(resultField) << 52n) | (BigInt(start - slope * (index & 2047)) << 26n)
}
