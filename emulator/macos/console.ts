import type { DrawnLines } from './drawn-lines.ts'

/**
 * The text of a program that has standard streams: what it writes goes to whoever watches, what is typed waits until it is read.
 *
 * Bytes are the program's own: Mac OS Roman, and its newline.
 */
export class Console {
  /** Makes lines of what is drawn, when somebody wants them. */
  lines: DrawnLines | undefined
  /** Sees what is written, as it is written. */
  onWrite: ((bytes: Uint8Array) => void) | undefined
  /** Asked when a program reads and nothing is left: more bytes, or undefined at the end of the input. */
  onRead: (() => Uint8Array | undefined) | undefined
  private input: Uint8Array = new Uint8Array()

  write(bytes: Uint8Array): void {
    if (bytes.length > 0) this.onWrite?.(bytes)
  }

  /** Adds to what is typed. */
  type(bytes: Uint8Array): void {
    const all = new Uint8Array(this.input.length + bytes.length)
    all.set(this.input)
    all.set(bytes, this.input.length)
    this.input = all
  }

  /** Up to `count` bytes, at most a line; none at the end of the input. */
  read(count: number): Uint8Array {
    if (this.input.length === 0) this.input = this.onRead?.() ?? this.input
    const lineEnd = this.input.findIndex((byte) => byte === 0x0d || byte === 0x0a) + 1
    const bytes = this.input.slice(0, Math.min(count, lineEnd || count))
    this.input = this.input.slice(bytes.length)
    return bytes
  }
}
