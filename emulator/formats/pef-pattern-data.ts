import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

/**
 * Pattern-initialised data: the packed form of a data section (Mac OS Runtime Architectures, chapter 8).
 *
 * An instruction is a byte of opcode (3 bits) and count (5 bits; 0 means that the count follows as an argument). Arguments
 * are big-endian, seven bits a byte, the top bit set on all but the last.
 */

const ZERO = 0
const BLOCK = 1
const REPEATED_BLOCK = 2
const INTERLEAVE_WITH_BLOCK = 3
const INTERLEAVE_WITH_ZERO = 4

/** Expands to exactly `unpackedLength` bytes. */
export function unpackPatternData(packed: Uint8Array, unpackedLength: number): Uint8Array {
  const reader = new ByteReader(packed, 'PEF pattern-initialized data', 'bad-pef')
  const output = new Uint8Array(unpackedLength)
  let read = 0
  let written = 0

  const argument = (): number => {
    let value = 0
    for (let count = 0; ; count++) {
      if (count === 5) throw reader.error(read, 'an argument is longer than 32 bits')
      const byte = reader.u8(read++, 'an argument')
      value = value * 128 + (byte & 0x7f)
      if (byte < 0x80) return value
    }
  }
  const take = (byteCount: number): Uint8Array => {
    const bytes = reader.slice(read, byteCount, 'a data block')
    read += byteCount
    return bytes
  }
  const room = (byteCount: number): void => {
    if (written + byteCount > unpackedLength) {
      throw reader.error(read, `it expands to more than the ${unpackedLength} bytes that the section header says`)
    }
  }
  const put = (bytes: Uint8Array): void => {
    room(bytes.length)
    output.set(bytes, written)
    written += bytes.length
  }
  const skip = (byteCount: number): void => {
    room(byteCount)
    written += byteCount
  }

  while (read < packed.length) {
    const start = read
    const instruction = reader.u8(read++, 'an instruction')
    const opcode = instruction >>> 5
    const count = instruction & 0x1f || argument()
    switch (opcode) {
      case ZERO:
        skip(count)
        break
      case BLOCK:
        put(take(count))
        break
      case REPEATED_BLOCK: {
        const repetitions = argument() + 1
        const block = take(count)
        room(count * repetitions)
        if (count > 0) for (let i = 0; i < repetitions; i++) put(block)
        break
      }
      case INTERLEAVE_WITH_BLOCK:
      case INTERLEAVE_WITH_ZERO: {
        const customSize = argument()
        const repetitions = argument()
        room(count * (repetitions + 1) + customSize * repetitions)
        const common = opcode === INTERLEAVE_WITH_BLOCK ? take(count) : new Uint8Array(count)
        if (count + customSize > 0) {
          for (let i = 0; i < repetitions; i++) {
            put(common)
            put(take(customSize))
          }
        }
        put(common)
        break
      }
      default:
        throw reader.error(start, `opcode ${opcode} is reserved`)
    }
  }
  if (written !== unpackedLength) {
    throw reader.error(read, `it expands to ${written} bytes, not the ${unpackedLength} that the section header says`)
  }
  return output
}

/** The end of the run of `data[start]`. */
function runEnd(data: Uint8Array, start: number): number {
  let end = start + 1
  while (end < data.length && data[end] === data[start]) end++
  return end
}

/** Shorter runs of zeros, or of another byte, cost more as instructions of their own than inside a block. */
const SHORTEST_ZERO_RUN = 3
const SHORTEST_REPEAT_RUN = 5

/**
 * Packs data with interleaved blocks for word tables (transition vectors and pointers are a few varying bytes among zeros), zeros,
 * repeated bytes and plain blocks. Any sequence of instructions is legal; this one is chosen for size at a linear cost.
 */
export function packPatternData(data: Uint8Array): Uint8Array {
  const writer = new ByteWriter(data.length / 2 + 16)
  const argument = (value: number): void => {
    for (let shift = 28; shift > 0; shift -= 7) if (value >= 2 ** shift) writer.u8(0x80 | ((value >>> shift) & 0x7f))
    writer.u8(value & 0x7f)
  }
  const instruction = (opcode: number, count: number): void => {
    if (count > 0 && count < 32) writer.u8((opcode << 5) | count)
    else {
      writer.u8(opcode << 5)
      argument(count)
    }
  }
  const block = (start: number, end: number): void => {
    if (start === end) return
    instruction(BLOCK, end - start)
    writer.put(data.subarray(start, end))
  }

  let pending = 0
  let position = 0
  while (position < data.length) {
    const end = runEnd(data, position)
    const length = end - position
    const interleaved = length < 16 ? wordTable(data, position) : undefined
    if (interleaved !== undefined) {
      const { zeroBytes, customBytes, repetitions } = interleaved
      block(pending, position)
      instruction(INTERLEAVE_WITH_ZERO, zeroBytes)
      argument(customBytes)
      argument(repetitions)
      for (let i = 0; i < repetitions; i++) {
        const custom = position + i * (zeroBytes + customBytes) + zeroBytes
        writer.put(data.subarray(custom, custom + customBytes))
      }
      position += repetitions * (zeroBytes + customBytes) + zeroBytes
      pending = position
    } else if (data[position] === 0 && length >= SHORTEST_ZERO_RUN) {
      block(pending, position)
      instruction(ZERO, length)
      position = pending = end
    } else if (data[position] !== 0 && length >= SHORTEST_REPEAT_RUN) {
      block(pending, position)
      instruction(REPEATED_BLOCK, 1)
      argument(length - 1)
      writer.u8(data[position]!)
      position = pending = end
    } else position = end
  }
  block(pending, data.length)
  return writer.toBytes()
}

/** How many 4-byte groups with leading zeros make an interleaved instruction worth while. */
const FEWEST_WORDS = 4

/** A table of words from `start` whose first one or two bytes are always zero, followed by as many zeros again. */
function wordTable(
  data: Uint8Array,
  start: number,
): { zeroBytes: number; customBytes: number; repetitions: number } | undefined {
  for (const zeroBytes of [2, 1]) {
    let repetitions = 0
    for (let at = start; at + 4 + zeroBytes <= data.length; at += 4) {
      // A zero word is the plain run's business.
      if (data[at] !== 0 || (zeroBytes === 2 && data[at + 1] !== 0)) break
      if (data[at + 4] !== 0 || (zeroBytes === 2 && data[at + 5] !== 0)) break
      if (data[at + 3] === 0 && data[at + 2] === 0 && (zeroBytes === 2 || data[at + 1] === 0)) break
      repetitions++
    }
    if (repetitions >= FEWEST_WORDS) return { zeroBytes, customBytes: 4 - zeroBytes, repetitions }
  }
  return undefined
}
