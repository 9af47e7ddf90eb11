/**
 * Floating-point vectors that random operands never show, worked out by hand. Shared by every implementation: cpu/float, the
 * translated CPU with and without a fused instruction, and qemu-ppc.
 */

import type { FloatOp } from '../../emulator/cpu/float/exact.ts'

export interface DirectedVector {
  readonly about: string
  readonly op: FloatOp
  readonly a?: bigint
  readonly b?: bigint
  readonly c?: bigint
  /** FPSCR before; 0 unless told. */
  readonly before?: number
  /** The pattern of frD; undefined where the result is withheld. */
  readonly bits: bigint | undefined
  /** FPSCR after, where it is told by the manual. */
  readonly after?: number
}

const ONE = 0x3ff0000000000000n
const TWO = 0x4000000000000000n
const HALF = 0x3fe0000000000000n
const MINUS_ZERO = 0x8000000000000000n
const INFINITY = 0x7ff0000000000000n
const MINUS_INFINITY = 0xfff0000000000000n
const DEFAULT_NAN = 0x7ff8000000000000n
const LARGEST = 0x7fefffffffffffffn
const MINUS_LARGEST = 0xffefffffffffffffn
const LARGEST_SINGLE = 0x47efffffe0000000n
const MINUS_LARGEST_SINGLE = 0xc7efffffe0000000n
const SMALLEST_NORMAL = 0x0010000000000000n
const SMALLEST_NORMAL_SINGLE = 0x3810000000000000n
const X4097 = 0x40b0010000000000n
const TWO_TO_MINUS_30 = 0x3e10000000000000n
const MINUS_TWO_TO_MINUS_30 = 0xbe10000000000000n

/** Enables and rounding modes of the FPSCR. */
const VE = 0x80
const OE = 0x40
const UE = 0x20
const ZE = 0x10
const NI = 4
const TOWARD_ZERO = 1
const UP = 2
const DOWN = 3

export const directedVectors: readonly DirectedVector[] = [
  // One rounding, not two: the product is halfway between two singles, the addend far below decides
  { about: '4097 * 4097 + 2^-30', op: 'fmadds', a: X4097, c: X4097, b: TWO_TO_MINUS_30, bits: 0x4170020020000000n },
  {
    about: '4097 * 4097 - 2^-30',
    op: 'fmadds',
    a: X4097,
    c: X4097,
    b: MINUS_TWO_TO_MINUS_30,
    bits: 0x4170020000000000n,
  },
  {
    about: '4097 * 4097 - -2^-30',
    op: 'fmsubs',
    a: X4097,
    c: X4097,
    b: MINUS_TWO_TO_MINUS_30,
    bits: 0x4170020020000000n,
  },
  { about: '-(4097 * 4097 + 2^-30)', op: 'fnmadds', a: X4097, c: X4097, b: TWO_TO_MINUS_30, bits: 0xc170020020000000n },
  { about: '-(4097 * 4097 - 2^-30)', op: 'fnmsubs', a: X4097, c: X4097, b: TWO_TO_MINUS_30, bits: 0xc170020000000000n },
  {
    about: '4097 * 4097, a tie, to even',
    op: 'fmuls',
    a: X4097,
    c: X4097,
    bits: 0x4170020000000000n,
    after: 0x82024000,
  },
  {
    about: '(1 + 2^-26)(1 + 2^-27) + 2^-110, above a tie in double precision',
    op: 'fmadd',
    a: 0x3ff0000004000000n,
    c: 0x3ff0000002000000n,
    b: 0x3910000000000000n,
    bits: 0x3ff0000006000001n,
    after: 0x82064000,
  },
  {
    about: '(1 + 2^-26)(1 + 2^-27) - 2^-110, below it',
    op: 'fmadd',
    a: 0x3ff0000004000000n,
    c: 0x3ff0000002000000n,
    b: 0xb910000000000000n,
    bits: 0x3ff0000006000000n,
    after: 0x82024000,
  },
  {
    about: 'a denormal single just below a tie that double precision can not tell from it',
    op: 'fmadds',
    a: 0x3b40000020000000n,
    c: 0x3b3fffffc0000000n,
    b: 0x3800000040000000n,
    bits: 0x3800000040000000n,
    after: 0x8a034000,
  },

  // Cancellation leaves what a rounded product had lost
  {
    about: '(1 + 2^-27)^2 - (1 + 2^-26) = 2^-54',
    op: 'fmsub',
    a: 0x3ff0000002000000n,
    c: 0x3ff0000002000000n,
    b: 0x3ff0000004000000n,
    bits: 0x3c90000000000000n,
    after: 0x4000,
  },
  {
    about: 'the same, negated',
    op: 'fnmsub',
    a: 0x3ff0000002000000n,
    c: 0x3ff0000002000000n,
    b: 0x3ff0000004000000n,
    bits: 0xbc90000000000000n,
    after: 0x8000,
  },
  {
    about: 'the same, added',
    op: 'fmadd',
    a: 0x3ff0000002000000n,
    c: 0x3ff0000002000000n,
    b: 0xbff0000004000000n,
    bits: 0x3c90000000000000n,
    after: 0x4000,
  },
  { about: '1 * 1 - 1 is plus zero', op: 'fmsub', a: ONE, c: ONE, b: ONE, bits: 0n, after: 0x2000 },
  { about: '-(1 * 1 - 1) is minus zero', op: 'fnmsub', a: ONE, c: ONE, b: ONE, bits: MINUS_ZERO, after: 0x12000 },

  // The product alone would overflow, or is all that is left below the smallest denormal
  { about: 'largest * 2 - largest', op: 'fmadd', a: LARGEST, c: TWO, b: MINUS_LARGEST, bits: LARGEST, after: 0x4000 },
  {
    about: 'largest * 2 - largest, single',
    op: 'fmadds',
    a: LARGEST_SINGLE,
    c: TWO,
    b: MINUS_LARGEST_SINGLE,
    bits: LARGEST_SINGLE,
    after: 0x4000,
  },
  { about: 'largest * 2 + 0 overflows', op: 'fmadd', a: LARGEST, c: TWO, b: 0n, bits: INFINITY },
  {
    about: '-(largest * 2) - infinity',
    op: 'fmsub',
    a: MINUS_LARGEST,
    c: TWO,
    b: INFINITY,
    bits: MINUS_INFINITY,
    after: 0x9000,
  },
  {
    about: 'minus the smallest denormal squared keeps its sign',
    op: 'fmadd',
    a: 0x8000000000000001n,
    c: 1n,
    b: 0n,
    bits: MINUS_ZERO,
    after: 0x8a032000,
  },
  {
    about: 'smallest normal - smallest denormal',
    op: 'fmsub',
    a: SMALLEST_NORMAL,
    c: ONE,
    b: 1n,
    bits: 0x000fffffffffffffn,
    after: 0x14000,
  },

  // Rounding modes
  { about: '1 + 2^-53, to nearest', op: 'fadd', a: ONE, b: 0x3ca0000000000000n, bits: ONE, after: 0x82024000 },
  {
    about: '1 + 2^-53, toward zero',
    op: 'fadd',
    a: ONE,
    b: 0x3ca0000000000000n,
    before: TOWARD_ZERO,
    bits: ONE,
    after: 0x82024001,
  },
  { about: '1 + 2^-53, up', op: 'fadd', a: ONE, b: 0x3ca0000000000000n, before: UP, bits: ONE + 1n, after: 0x82064002 },
  { about: '1 + 2^-53, down', op: 'fadd', a: ONE, b: 0x3ca0000000000000n, before: DOWN, bits: ONE, after: 0x82024003 },
  { about: '1 - 1, down, is minus zero', op: 'fsub', a: ONE, b: ONE, before: DOWN, bits: MINUS_ZERO, after: 0x12003 },
  {
    about: '-(1 * 1 + 2^-60), up: rounded, then negated',
    op: 'fnmadd',
    a: ONE,
    c: ONE,
    b: 0x3c30000000000000n,
    before: UP,
    bits: 0xbff0000000000001n,
    after: 0x82068002,
  },
  {
    about: 'overflow toward zero is the largest number',
    op: 'fmul',
    a: LARGEST,
    c: TWO,
    before: TOWARD_ZERO,
    bits: LARGEST,
    after: 0x92024001,
  },

  // Denormals: exact ones are no underflow
  { about: '2^-1022 / 2, exact', op: 'fmul', a: SMALLEST_NORMAL, c: HALF, bits: 0x0008000000000000n, after: 0x14000 },
  {
    about: '2^-126 / 2 in single precision, exact',
    op: 'fmuls',
    a: SMALLEST_NORMAL_SINGLE,
    c: HALF,
    bits: 0x3800000000000000n,
    after: 0x14000,
  },

  // Non-IEEE mode (IBM PowerPC 750GX/GL user's manual, tables 2-5 and 2-6): denormal operands and results are zeros
  { about: 'a denormal operand', op: 'fadd', a: 0x0008000000000000n, b: 0n, before: NI, bits: 0n, after: 0x2004 },
  { about: 'a denormal result', op: 'fmul', a: SMALLEST_NORMAL, c: HALF, before: NI, bits: 0n },

  // Enabled exceptions: withheld results, adjusted exponents
  { about: 'infinity - infinity', op: 'fsub', a: INFINITY, b: INFINITY, bits: DEFAULT_NAN, after: 0xa0811000 },
  {
    about: 'infinity - infinity, enabled',
    op: 'fsub',
    a: INFINITY,
    b: INFINITY,
    before: VE,
    bits: undefined,
    after: 0xe0800080,
  },
  { about: '1 / 0', op: 'fdiv', a: ONE, b: 0n, bits: INFINITY, after: 0x84005000 },
  { about: '1 / 0, enabled', op: 'fdiv', a: ONE, b: 0n, before: ZE, bits: undefined, after: 0xc4000010 },
  {
    about: '2^1023 * 2, enabled: 2^(1024 - 1536)',
    op: 'fmul',
    a: 0x7fe0000000000000n,
    c: TWO,
    before: OE,
    bits: 0x1ff0000000000000n,
    after: 0xd0004040,
  },
  {
    about: '2^127 * 2, enabled: 2^(128 - 192)',
    op: 'fmuls',
    a: 0x47e0000000000000n,
    c: TWO,
    before: OE,
    bits: 0x3bf0000000000000n,
    after: 0xd0004040,
  },
  {
    about: '2^-1022 / 2, enabled: 2^(-1023 + 1536)',
    op: 'fmul',
    a: SMALLEST_NORMAL,
    c: HALF,
    before: UE,
    bits: 0x6000000000000000n,
    after: 0xc8004020,
  },
  {
    about: '2^-126 / 2, enabled: 2^(-127 + 192)',
    op: 'fmuls',
    a: SMALLEST_NORMAL_SINGLE,
    c: HALF,
    before: UE,
    bits: 0x4400000000000000n,
    after: 0xc8004020,
  },

  // NaNs: the first of frA, frB, frC, quieted
  {
    about: 'signaling frA, quiet frB',
    op: 'fadd',
    a: 0x7ff4000000000000n,
    b: 0x7ff8000000000001n,
    bits: 0x7ffc000000000000n,
    after: 0xa1011000,
  },
  {
    about: 'frB before frC',
    op: 'fmadd',
    a: ONE,
    b: 0x7ff8000000000001n,
    c: 0x7ff8000000000002n,
    bits: 0x7ff8000000000001n,
    after: 0x11000,
  },
  {
    about: 'a NaN is not negated',
    op: 'fnmadd',
    a: 0x7ff8000000000003n,
    b: ONE,
    c: ONE,
    bits: 0x7ff8000000000003n,
    after: 0x11000,
  },
  {
    about: 'infinity * 0 + NaN is invalid, and the NaN',
    op: 'fmadd',
    a: INFINITY,
    c: 0n,
    b: 0x7ff8000000000001n,
    bits: 0x7ff8000000000001n,
    after: 0xa0111000,
  },
  { about: 'frsp cuts the payload', op: 'frsp', b: 0xfff4000012345678n, bits: 0xfffc000000000000n, after: 0xa1011000 },

  // Conversions
  { about: 'a tie of frsp to even', op: 'frsp', b: 0x3ff0000010000000n, bits: ONE, after: 0x82024000 },
  { about: 'just above it', op: 'frsp', b: 0x3ff0000010000001n, bits: 0x3ff0000020000000n, after: 0x82064000 },
  { about: '2.5 to 2', op: 'fctiw', b: 0x4004000000000000n, bits: 0xfff8000000000002n },
  { about: '3.5 to 4', op: 'fctiw', b: 0x400c000000000000n, bits: 0xfff8000000000004n },
  {
    about: '2147483647.5 saturates',
    op: 'fctiw',
    b: 0x41dfffffffe00000n,
    bits: 0xfff800007fffffffn,
    after: 0xa0000100,
  },
  { about: '2147483647.5 cut', op: 'fctiwz', b: 0x41dfffffffe00000n, bits: 0xfff800007fffffffn, after: 0x82020000 },
  { about: 'NaN to the most negative', op: 'fctiwz', b: DEFAULT_NAN, bits: 0xfff8000080000000n, after: 0xa0000100 },

  // The multiplier's 25 bits, the estimates
  {
    about: '33525.78 squared',
    op: 'fmuls',
    a: 0x40e05eb8f5c28f5cn,
    c: 0x40e05eb8f5c28f5cn,
    bits: 0x41d0bfa2a0000000n,
    after: 0x82024000,
  },
  { about: '36', op: 'frsqrte', b: 0x4042000000000000n, bits: 0x3fc554a000000000n },
  { about: '1', op: 'fres', b: ONE, bits: 0x3fefff0000000000n },

  // fsel
  { about: 'minus zero is at least zero', op: 'fsel', a: MINUS_ZERO, b: ONE, c: TWO, bits: TWO, after: 0 },
  { about: 'a NaN is not', op: 'fsel', a: DEFAULT_NAN, b: ONE, c: TWO, bits: ONE, after: 0 },
]
