/** Buffers of writers that are done with: a new one is zeroed by the host, which costs more than what most are filled with. */
const spare: Uint8Array[] = []
const MOST_SPARE = 32
const LARGEST_SPARE = 1 << 18
const NOTHING = new Uint8Array(0)

/** Bytes appended to one buffer that grows geometrically; integers in LEB128, as WebAssembly wants them. */
export class ByteWriter {
  #bytes: Uint8Array
  #length = 0

  constructor(capacity = 256) {
    this.#bytes = spare.pop() ?? new Uint8Array(capacity)
  }

  get length(): number {
    return this.#length
  }

  #reserve(count: number): void {
    const needed = this.#length + count
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }

  u8(value: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  u32(value: number): void {
    if (value >>> 0 < 0x80) {
      this.u8(value)
      return
    }
    this.#reserve(5)
    let rest = value >>> 0
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#bytes[this.#length++] = rest
  }

  s32(value: number): void {
    this.#reserve(5)
    let rest = value | 0
    while (rest < -64 || rest > 63) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80
      rest >>= 7
    }
    this.#bytes[this.#length++] = rest & 0x7f
  }

  s64(value: bigint): void {
    let rest = BigInt.asIntN(64, value)
    while (rest < -64n || rest > 63n) {
      this.u8(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    this.u8(Number(rest & 0x7fn))
  }

  f32(value: number): void {
    this.bytes(new Uint8Array(new Float32Array([value]).buffer))
  }

  f64(value: number): void {
    this.bytes(new Uint8Array(new Float64Array([value]).buffer))
  }

  bytes(source: Uint8Array): void {
    this.#reserve(source.length)
    this.#bytes.set(source, this.#length)
    this.#length += source.length
  }

  /** A length-prefixed name; the names here are ASCII. */
  name(text: string): void {
    this.u32(text.length)
    for (let i = 0; i < text.length; i++) this.u8(text.charCodeAt(i) & 0x7f)
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length) as Uint8Array<ArrayBuffer>
  }

  /** Gives the buffer to the next writer: this one, and views of it, are of no use any more. */
  release(): void {
    if (spare.length < MOST_SPARE && this.#bytes.length <= LARGEST_SPARE) spare.push(this.#bytes)
    this.#bytes = NOTHING
    this.#length = 0
  }

  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }
}
