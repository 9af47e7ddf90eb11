/** Operands that expose mistakes; every test of the CPU draws from these lists. */

import type { Random } from './random.ts'

/** Integers at the ends of every range, and patterns that show which bits go where. */
export const edgeWords: readonly number[] = [
  0, 1, 2, 3, 7, 8, 31, 32, 33, 63, 64, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7ffffffe,
  0x7fffffff, 0x80000000, 0x80000001, 0xaaaaaaaa, 0x55555555, 0x12345678, 0x89abcdef, 0xffff0000, 0xffff7fff,
  0xffff8000, 0xffffff80, 0xfffffffe, 0xffffffff,
]

/** Register patterns of each class, at the borders of both precisions, and near the ties of rounding. */
export const edgeDoubles: readonly bigint[] = [
  // Zeros, ones and small integers
  0x0000000000000000n,
  0x3ff0000000000000n,
  0x4000000000000000n,
  0x4008000000000000n,
  0x3fe0000000000000n,
  // 1 and one unit in the last place of each precision, and half of one
  0x3ff0000000000001n,
  0x3fefffffffffffffn,
  0x3ff0000020000000n,
  0x3ff0000010000000n,
  0x3ff0000030000000n,
  0x3ff0000010000001n,
  0x3ff000000fffffffn,
  0x3feffffff0000000n,
  0x3feffffff8000000n,
  // 25 significant bits, and the tie of frC's rounding to them
  0x3ff0000008000000n,
  0x3ff0000004000000n,
  0x3ff000000c000000n,
  0x3fffffffffffffffn,
  0x40e05eb8f5c28f5cn,
  // 4097, whose square is a tie in single precision, and 2^-30 beside it
  0x40b0010000000000n,
  0x3e10000000000000n,
  // The limits of single precision: largest, beyond, smallest normal, denormals, below them
  0x47efffffe0000000n,
  0x47effffff0000000n,
  0x47efffffefffffffn,
  0x47f0000000000000n,
  0x3810000000000000n,
  0x380fffffe0000000n,
  0x380ffffff0000000n,
  0x380fffffffffffffn,
  0x36a0000000000000n,
  0x3690000000000000n,
  0x3690000000000001n,
  0x3680000000000000n,
  0x37f8000000000000n,
  0x3800000000000000n,
  0x47d0000000000000n,
  // The limits of double precision
  0x7fefffffffffffffn,
  0x7fe0000000000000n,
  0x0010000000000000n,
  0x000fffffffffffffn,
  0x0008000000000000n,
  0x0000000000000001n,
  0x0010000000000001n,
  0x0020000000000000n,
  0x0360000000000000n,
  0x3cb0000000000000n,
  // The limits of 32-bit integers
  0x41dfffffffc00000n,
  0x41dfffffffe00000n,
  0x41e0000000000000n,
  0x41e0000000100000n,
  0x41e0000000200000n,
  0x3ff8000000000000n,
  0x4004000000000000n,
  0x43f0000000000000n,
  // Powers of two that overflow and underflow in products
  0x5fe0000000000000n,
  0x2000000000000000n,
  0x4340000000000000n,
  0x4330000000000000n,
  // Infinity and NaNs: quiet, signaling, payloads that single precision can and can't hold
  0x7ff0000000000000n,
  0x7ff8000000000000n,
  0x7ff8000000000001n,
  0x7ff0000000000001n,
  0x7ff4000000000000n,
  0x7ffc000020000000n,
  0x7ff0000020000000n,
  0x7fffffffffffffffn,
]

const SIGN = 1n << 63n

export function anyWord(random: Random): number {
  const kind = random.below(4)
  if (kind === 0) return random.pick(edgeWords)
  if (kind === 1) return (random.pick(edgeWords) + random.below(5) - 2) >>> 0
  return kind === 2 ? random.word() : (random.word() >>> random.below(32)) >>> 0
}

/** A register: an edge, a random pattern, a plain number, or one that single precision holds. */
export function anyDouble(random: Random): bigint {
  const kind = random.below(8)
  const sign = random.below(2) === 0 ? 0n : SIGN
  if (kind < 3) return random.pick(edgeDoubles) ^ sign
  if (kind === 3) return random.bits64()
  const fraction = random.bits64() & 0xfffffffffffffn
  const isSingle = kind < 7
  const exponent = BigInt(1023 + random.below(isSingle ? 40 : 80) - (isSingle ? 20 : 40))
  return sign | (exponent << 52n) | (isSingle ? fraction & ~0x1fffffffn : fraction)
}
