/** Numbers with 16 bits of fraction, as QuickDraw's slopes are too (Operating System Utilities, chapter 3). */

export const FIXED_ONE = 0x1_0000
export const FIXED_HALF = 0x8000
export const FRACT_ONE = 0x4000_0000
export const MOST_POSITIVE = 0x7fff_ffff
export const MOST_NEGATIVE = -0x8000_0000

/** What does not fit is the largest number of its sign. */
export const pinned = (value: number): number => Math.max(MOST_NEGATIVE, Math.min(MOST_POSITIVE, value))

const nearest = (value: number): number => pinned(Math.floor(value + 0.5))

/** Of two numbers of one kind. Division by zero gives the largest number of the numerator's sign. */
export const fixedQuotient = (numerator: number, denominator: number): number =>
  denominator === 0 ? (numerator < 0 ? MOST_NEGATIVE : MOST_POSITIVE) : nearest((numerator * FIXED_ONE) / denominator)

/** A product of two numbers of 32 bits does not fit a double. */
export const fixedProduct = (a: number, b: number): number =>
  pinned(Number((BigInt(a) * BigInt(b) + BigInt(FIXED_HALF)) >> 16n))

export const wholePart = (value: number): number => Math.floor(value / FIXED_ONE)
