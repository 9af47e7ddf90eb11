/** Damage as files have it, from a seed: flipped bits, absurd numbers, cuts, repeats, pieces of other files. */

export type Random = (below: number) => number

/** The same numbers from the same seed (xorshift). */
export function randomFrom(seed: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x6d2b79f5) | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** Counts, offsets and lengths that parsers trip over. */
const ABSURD = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x00ffffff, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe,
]

type Mutation = (bytes: Uint8Array, random: Random, where: () => number) => Uint8Array

const writeNumber = (bytes: Uint8Array, at: number, byteCount: number, value: number): Uint8Array => {
  for (let index = 0; index < byteCount && at + index < bytes.length; index++) {
    bytes[at + index] = value >>> (8 * (byteCount - 1 - index))
  }
  return bytes
}

const mutations: readonly Mutation[] = [
  (bytes, random, where) => writeNumber(bytes, where(), 1, random(256)),
  (bytes, random, where) => {
    const at = where()
    return writeNumber(bytes, at, 1, (bytes[at] ?? 0) ^ (1 << random(8)))
  },
  (bytes, random, where) => writeNumber(bytes, where() & ~1, 2, ABSURD[random(ABSURD.length)]!),
  (bytes, random, where) => writeNumber(bytes, where() & ~3, 4, ABSURD[random(ABSURD.length)]!),
  (bytes, random, where) => writeNumber(bytes, where() & ~3, 4, bytes.length + random(9) - 4),
  (bytes, random, where) => writeNumber(bytes, where() & ~1, 4, random(bytes.length + 1)),
  (bytes, random) => bytes.slice(0, random(bytes.length + 1)),
  (bytes, random, where) => {
    const at = where()
    bytes.copyWithin(at, random(bytes.length), random(bytes.length))
    return bytes
  },
  (bytes, random, where) => {
    const at = where()
    return bytes.fill(random(2) * 0xff, at, at + random(64))
  },
]

/** A damaged copy. Half of the damage is in the first `head` bytes, where headers are. */
export function mutate(original: Uint8Array, random: Random, head = 256): Uint8Array {
  let bytes: Uint8Array = original.slice()
  const times = 1 + random(4)
  for (let count = 0; count < times && bytes.length > 0; count++) {
    const where = (): number => random(random(2) === 0 ? Math.min(head, bytes.length) : bytes.length)
    bytes = mutations[random(mutations.length)]!(bytes, random, where)
  }
  return bytes
}
