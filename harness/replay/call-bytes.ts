/** `calls.bin`: for all calls their hashes, four bytes each, then their cycles as doubles; little-endian. */
import type { Recording } from './recording.ts'

type Calls = Pick<Recording, 'hashes' | 'cycles'>

const HASH_BYTES = 4
const CYCLE_BYTES = 8
const BYTES = HASH_BYTES + CYCLE_BYTES

export function callsToBytes({ hashes, cycles }: Calls): Uint8Array {
  const bytes = new Uint8Array(hashes.length * BYTES)
  const view = new DataView(bytes.buffer)
  hashes.forEach((hash, index) => {
    view.setUint32(index * HASH_BYTES, hash, true)
  })
  const start = hashes.length * HASH_BYTES
  cycles.forEach((cycle, index) => {
    view.setFloat64(start + index * CYCLE_BYTES, cycle, true)
  })
  return bytes
}

/** Undefined when the length is not that of any number of calls. */
export function callsFromBytes(bytes: Uint8Array): Calls | undefined {
  const count = bytes.length / BYTES
  if (!Number.isInteger(count)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    hashes: Uint32Array.from({ length: count }, (_, index) => view.getUint32(index * HASH_BYTES, true)),
    cycles: Float64Array.from({ length: count }, (_, index) =>
      view.getFloat64(count * HASH_BYTES + index * CYCLE_BYTES, true),
    ),
  }
}
