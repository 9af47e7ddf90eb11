/** Which guest instruction the code at an offset belongs to: two bytes an instruction, since it is kept for all that was translated. */

import { ByteWriter } from '../wasm/byte-writer.ts'

export class AddressMarks {
  readonly #out = new ByteWriter(64)
  #offset = 0
  #pc = 0

  /** The code from `offset` on is of the instruction at pc. Offsets do not fall. */
  add(offset: number, pc: number): void {
    this.#out.u32(offset - this.#offset)
    this.#out.s32(((pc - this.#pc) | 0) >> 2)
    this.#offset = offset
    this.#pc = pc
  }

  finish(): Uint8Array {
    const bytes = this.#out.finish()
    this.#out.release()
    return bytes
  }
}

export function markedAddress(marks: Uint8Array, offset: number): number | undefined {
  let at = 0
  const next = (): { bits: number; count: number } => {
    let [bits, count] = [0, 0]
    for (;;) {
      const byte = marks[at++]!
      bits |= (byte & 0x7f) << count
      count += 7
      if (byte < 0x80) return { bits, count }
    }
  }
  let [start, pc] = [0, 0]
  let found: number | undefined
  while (at < marks.length) {
    start += next().bits
    if (start > offset) break
    const { bits, count } = next()
    pc = (pc + 4 * (count < 32 ? (bits << (32 - count)) >> (32 - count) : bits)) >>> 0
    found = pc
  }
  return found
}
