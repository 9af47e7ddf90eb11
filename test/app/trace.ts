/** Reads `trace.bin`, whose format app/README.md describes. */

export interface TraceRecord {
  readonly position: number
  readonly layer: number | undefined
  readonly tensor: string
  readonly hash: number
  readonly values: Float32Array | undefined
  readonly count: number
}

export function parseTrace(bytes: Uint8Array): TraceRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = 0
  const word = () => {
    offset += 4
    return view.getUint32(offset - 4)
  }
  if (word() !== 0x42545243 || word() !== 1) throw new Error('not a trace of version 1')
  const withValues = word() === 2
  offset += 7 * 4
  const names = Array.from({ length: word() }, () => {
    const length = view.getUint8(offset)
    const name = Buffer.from(bytes.subarray(offset + 1, offset + 1 + length)).toString()
    offset += 1 + length
    return name
  })
  const records: TraceRecord[] = []
  while (offset < bytes.length) {
    const position = word()
    const layer = word()
    const tensor = names[word()]!
    const count = word()
    const hash = word()
    const values = withValues
      ? Float32Array.from({ length: count }, () => {
          offset += 4
          return view.getFloat32(offset - 4)
        })
      : undefined
    records.push({ position, layer: layer === 0xffff_ffff ? undefined : layer, tensor, count, hash, values })
  }
  return records
}

export const valuesOf = (records: readonly TraceRecord[], tensor: string): Float32Array[] =>
  records.filter((record) => record.tensor === tensor).map((record) => record.values!)

export const tokensOf = (records: readonly TraceRecord[]): number[] =>
  valuesOf(records, 'token').map((values) => values[0]!)
