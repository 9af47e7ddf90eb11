/** Numbers with 16 bits of fraction, as QuickDraw's slopes are (Operating System Utilities, chapter 3). */

export const FIXED_ONE = 0x10000
export const FIXED_HALF = 0x8000
const MOST = 0x7fff_ffff

const pinned = (value: number): number => Math.max(-MOST - 1, Math.min(MOST, Math.floor(value + 0.5)))

export const fixRatio = (numerator: number, denominator: number): number =>
  denominator === 0 ? (numerator < 0 ? -MOST - 1 : MOST) : pinned((numerator * FIXED_ONE) / denominator)

export const fixMultiply = (a: number, b: number): number => pinned((a * b) / FIXED_ONE)

export const wholePart = (value: number): number => Math.floor(value / FIXED_ONE)
