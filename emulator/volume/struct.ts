/** Where a big-endian field is in its structure, and its size in bytes. */
export type Layout = Readonly<Record<string, readonly [offset: number, size: 1 | 2 | 4]>>

/** A structure on the disk, seen through the table of its fields. Reads and writes go straight to the image. */
export class Struct<L extends Layout> {
  readonly layout: L
  readonly bytes: Uint8Array
  private readonly view: DataView

  constructor(layout: L, bytes: Uint8Array) {
    this.layout = layout
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get(field: keyof L): number {
    const [offset, size] = this.layout[field]!
    if (size === 4) return this.view.getUint32(offset)
    return size === 2 ? this.view.getUint16(offset) : this.view.getUint8(offset)
  }

  set(field: keyof L, value: number): void {
    const [offset, size] = this.layout[field]!
    if (size === 4) this.view.setUint32(offset, value)
    else if (size === 2) this.view.setUint16(offset, value)
    else this.view.setUint8(offset, value)
  }

  /** Adds to a counter, which stays within what its field can hold. */
  add(field: keyof L, amount: number): void {
    const most = 2 ** (8 * this.layout[field]![1]) - 1
    this.set(field, Math.min(most, Math.max(0, this.get(field) + amount)))
  }
}

/** The same bytes as a plain Uint8Array: `slice` of a subclass such as Node's Buffer need not copy. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** A Pascal string of at most `most` characters at `offset`: its characters, without the length byte. */
export function pascalString(bytes: Uint8Array, offset: number, most: number): Uint8Array {
  const length = Math.min(bytes[offset]!, most)
  return bytes.slice(offset + 1, offset + 1 + length)
}

/** Writes a Pascal string into a field of `size` bytes, the rest of which becomes zero. */
export function putPascalString(bytes: Uint8Array, offset: number, size: number, text: Uint8Array): void {
  bytes.fill(0, offset, offset + size)
  bytes[offset] = text.length
  bytes.set(text, offset + 1)
}
