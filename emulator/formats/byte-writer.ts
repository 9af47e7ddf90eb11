import { encodeMacRoman } from './mac-roman.ts'

/** A growing big-endian buffer for the writers. */
export class ByteWriter {
  #bytes: Uint8Array
  #view: DataView
  #length = 0

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity)
    this.#view = new DataView(this.#bytes.buffer)
  }

  get length(): number {
    return this.#length
  }

  #reserve(byteCount: number): number {
    const offset = this.#length
    this.#length += byteCount
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2))
      grown.set(this.#bytes)
      this.#bytes = grown
      this.#view = new DataView(grown.buffer)
    }
    return offset
  }

  u8(value: number): this {
    const offset = this.#reserve(1)
    this.#view.setUint8(offset, value)
    return this
  }
  u16(value: number): this {
    const offset = this.#reserve(2)
    this.#view.setUint16(offset, value)
    return this
  }
  u24(value: number): this {
    return this.u8(value >>> 16).u16(value)
  }
  u32(value: number): this {
    const offset = this.#reserve(4)
    this.#view.setUint32(offset, value)
    return this
  }
  put(bytes: Uint8Array): this {
    const offset = this.#reserve(bytes.length)
    this.#bytes.set(bytes, offset)
    return this
  }
  zeros(byteCount: number): this {
    this.#reserve(byteCount)
    return this
  }
  /** Zeros up to a multiple of `alignment` bytes. */
  align(alignment: number): this {
    return this.zeros((alignment - (this.#length % alignment)) % alignment)
  }
  fourCharCode(code: string): this {
    const bytes = encodeMacRoman(code)
    if (bytes.length !== 4)
      throw new RangeError(`a four-character code has four characters, not ${JSON.stringify(code)}`)
    return this.put(bytes)
  }
  pascalString(text: string): this {
    const bytes = encodeMacRoman(text)
    if (bytes.length > 255) throw new RangeError(`${bytes.length} characters do not fit a Pascal string`)
    return this.u8(bytes.length).put(bytes)
  }
  cString(text: string): this {
    return this.put(encodeMacRoman(text)).u8(0)
  }
  setU16(offset: number, value: number): this {
    this.#view.setUint16(offset, value)
    return this
  }
  setU32(offset: number, value: number): this {
    this.#view.setUint32(offset, value)
    return this
  }

  /** A copy of what was written. */
  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }
}
