/**
 * Arrays of words that are used for a while and all given back together: making typed arrays takes longer than most functions take to be
 * analysed.
 */

const FIRST_WORDS = 1 << 14

export class WordPool {
  #words = new Uint32Array(FIRST_WORDS)
  #used = 0

  /** All that were taken before are given back. */
  reset(): void {
    this.#used = 0
  }

  /** So many words, which are zero. */
  take(count: number): Uint32Array {
    const end = this.#used + count
    if (end > this.#words.length) {
      // Those that were taken keep the old words
      this.#words = new Uint32Array(Math.max(2 * this.#words.length, count))
      this.#used = count
      return this.#words.subarray(0, count)
    }
    const taken = this.#words.subarray(this.#used, end)
    this.#used = end
    return taken.fill(0)
  }
}
