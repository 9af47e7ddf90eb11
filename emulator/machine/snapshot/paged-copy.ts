/** What was in a buffer, in pages; those that did not change from one copy to the next are shared by both. */

const PAGE_BYTES = 1 << 16
const PAGE_WORDS = PAGE_BYTES / 4
const ZEROES = new Int32Array(PAGE_WORDS)

/** The index of the first word of a page that is another one now; the page's length when none is. Most pages are equal: eight words at once. */
function firstChange(now: Int32Array, at: number, page: Int32Array): number {
  let index = 0
  for (let k = at; index + 8 <= page.length; index += 8, k += 8) {
    const low = (now[k]! ^ page[index]!) | (now[k + 1]! ^ page[index + 1]!)
    const middle = (now[k + 2]! ^ page[index + 2]!) | (now[k + 3]! ^ page[index + 3]!)
    const high = (now[k + 4]! ^ page[index + 4]!) | (now[k + 5]! ^ page[index + 5]!)
    const last = (now[k + 6]! ^ page[index + 6]!) | (now[k + 7]! ^ page[index + 7]!)
    if ((low | middle | high | last) !== 0) break
  }
  while (index < page.length && now[at + index] === page[index]) index++
  return index
}

function lastChange(now: Int32Array, at: number, page: Int32Array): number {
  let index = page.length - 1
  while (now[at + index] === page[index]) index--
  return index
}

/** The buffer's whole words; a few bytes may follow them. */
const wordsOf = (buffer: ArrayBufferLike) => new Int32Array(buffer, 0, buffer.byteLength >>> 2)

export class PagedCopy {
  private readonly pages: Int32Array[] = []
  private readonly rest: Uint8Array
  /** Bytes that this copy has for itself. */
  readonly ownBytes: number

  /** @param base - an earlier copy of the same buffer */
  constructor(buffer: ArrayBufferLike, base?: PagedCopy) {
    const now = wordsOf(buffer)
    let ownBytes = 0
    for (let at = 0; at < now.length; at += PAGE_WORDS) {
      const before = base?.pages[this.pages.length] ?? ZEROES
      const length = Math.min(PAGE_WORDS, now.length - at)
      if (before.length === length && firstChange(now, at, before) === length) {
        this.pages.push(before)
        continue
      }
      ownBytes += 4 * length
      this.pages.push(now.slice(at, at + length))
    }
    this.rest = new Uint8Array(buffer).slice(now.byteLength)
    this.ownBytes = ownBytes + this.rest.length
  }

  /** Puts the buffer back, and tells which bytes of it changed by that. */
  restore(buffer: ArrayBufferLike, onChange?: (offset: number, byteCount: number) => void): void {
    const now = wordsOf(buffer)
    for (const [index, page] of this.pages.entries()) {
      const at = index * PAGE_WORDS
      const first = firstChange(now, at, page)
      if (first === page.length) continue
      const last = lastChange(now, at, page)
      now.set(page, at)
      onChange?.((at + first) * 4, (last - first + 1) * 4)
    }
    new Uint8Array(buffer).set(this.rest, now.byteLength)
  }
}
