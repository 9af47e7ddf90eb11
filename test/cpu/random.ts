/** A small random generator (xorshift32, Marsaglia 2003): the same seed gives the same tests everywhere. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = (Math.imul(seed, 0x9e3779b1) ^ 0x2545f491) >>> 0 || 1
    for (let warmUp = 0; warmUp < 8; warmUp++) this.word()
  }

  word(): number {
    let x = this.#state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#state = x >>> 0
    return this.#state
  }

  /** From 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor((this.word() / 0x100000000) * limit)
  }

  bits64(): bigint {
    return (BigInt(this.word()) << 32n) | BigInt(this.word())
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}
