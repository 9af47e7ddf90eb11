/**
 * PackBits (Technical Note TN1023): a byte n below 128 is followed by n + 1 units as they are, one above by a unit that comes 257 - n
 * times; 128 says nothing. A unit is a byte, or a word in rows of 16-bit pixels.
 */

const MOST_UNITS = 128

export function unpackBits(packed: Uint8Array, byteCount: number, unit: 1 | 2 = 1): Uint8Array {
  const bytes = new Uint8Array(byteCount)
  let from = 0
  let to = 0
  while (from < packed.length && to < byteCount) {
    const count = packed[from++]!
    if (count === MOST_UNITS) continue
    if (count < MOST_UNITS) {
      const length = Math.min((count + 1) * unit, byteCount - to, packed.length - from)
      bytes.set(packed.subarray(from, from + length), to)
      from += (count + 1) * unit
      to += length
      continue
    }
    for (let copy = 0; copy < 257 - count && to < byteCount; copy++) {
      for (let index = 0; index < unit && to < byteCount; index++) bytes[to++] = packed[from + index] ?? 0
    }
    from += unit
  }
  return bytes
}

/** Bytes of packed data that so many bytes come from. */
export function packedLength(packed: Uint8Array, byteCount: number): number {
  let from = 0
  for (let got = 0; from < packed.length && got < byteCount; ) {
    const count = packed[from++]!
    if (count === MOST_UNITS) continue
    got += count < MOST_UNITS ? count + 1 : 257 - count
    from += count < MOST_UNITS ? count + 1 : 1
  }
  return Math.min(from, packed.length)
}

export function packBits(bytes: Uint8Array, unit: 1 | 2 = 1): Uint8Array {
  const packed: number[] = []
  const units = Math.floor(bytes.length / unit)
  const isSame = (a: number, b: number): boolean =>
    bytes[a * unit] === bytes[b * unit] && (unit === 1 || bytes[a * unit + 1] === bytes[b * unit + 1])
  const runAt = (start: number): number => {
    let end = start + 1
    while (end < units && end - start < MOST_UNITS && isSame(start, end)) end++
    return end - start
  }
  const put = (start: number, count: number): void => {
    for (let index = start * unit; index < (start + count) * unit; index++) packed.push(bytes[index]!)
  }
  for (let at = 0; at < units; ) {
    const run = runAt(at)
    if (run >= 2) {
      packed.push(257 - run)
      put(at, 1)
      at += run
      continue
    }
    let end = at + 1
    while (end < units && end - at < MOST_UNITS && runAt(end) < 3) end++
    packed.push(end - at - 1)
    put(at, end - at)
    at = end
  }
  return Uint8Array.from(packed)
}
