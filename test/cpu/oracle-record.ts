/**
 * One vector's state, in the layout that the guest half of the oracle (qemu-runner.S) reads and writes: big-endian.
 *
 * Registers, flags and a window of memory, which guest code finds at WINDOW_ADDRESS. The code under test lies at CODE_ADDRESS.
 */

export const RECORD_BYTES = 0x300
export const RECORD_ADDRESS = 0x2000
export const CODE_ADDRESS = 0x3000
export const MAX_CODE_WORDS = 0xbff
/** Room for the stack of programs that call: its contents are nobody's. */
export const STACK_ADDRESS = 0x6000
export const STACK_TOP = 0x7f00

const OUTCOME = 4
const FPSCR = 12
const CR = 16
const XER = 20
const CTR = 24
const LR = 28
const GPRS = 32
const FPRS = 160
const WINDOW = 0x200
export const WINDOW_ADDRESS = RECORD_ADDRESS + WINDOW
export const WINDOW_BYTES = RECORD_BYTES - WINDOW

/** How a vector ended: 0, or the signal that Linux sends for the 750's exception. */
export const Outcome = { finished: 0, illegal: 4, trap: 5, alignment: 7, floatingPoint: 8, access: 11 } as const

/** A view of one record in a buffer of them. */
export class OracleRecord {
  readonly bytes: Uint8Array
  readonly #view: DataView

  constructor(buffer: Uint8Array = new Uint8Array(RECORD_BYTES), index = 0) {
    this.bytes = buffer.subarray(index * RECORD_BYTES, (index + 1) * RECORD_BYTES)
    this.#view = new DataView(buffer.buffer, buffer.byteOffset + index * RECORD_BYTES, RECORD_BYTES)
  }

  gpr(n: number): number {
    return this.#view.getUint32(GPRS + 4 * n)
  }
  setGpr(n: number, value: number): void {
    this.#view.setUint32(GPRS + 4 * n, value)
  }
  fpr(n: number): bigint {
    return this.#view.getBigUint64(FPRS + 8 * n)
  }
  setFpr(n: number, bits: bigint): void {
    this.#view.setBigUint64(FPRS + 8 * n, bits)
  }

  get outcome(): number {
    return this.#view.getUint32(OUTCOME)
  }
  set outcome(value: number) {
    this.#view.setUint32(OUTCOME, value)
  }
  get fpscr(): number {
    return this.#view.getUint32(FPSCR)
  }
  set fpscr(value: number) {
    this.#view.setUint32(FPSCR, value)
  }
  get cr(): number {
    return this.#view.getUint32(CR)
  }
  set cr(value: number) {
    this.#view.setUint32(CR, value)
  }
  get xer(): number {
    return this.#view.getUint32(XER)
  }
  set xer(value: number) {
    this.#view.setUint32(XER, value)
  }
  get ctr(): number {
    return this.#view.getUint32(CTR)
  }
  set ctr(value: number) {
    this.#view.setUint32(CTR, value)
  }
  get lr(): number {
    return this.#view.getUint32(LR)
  }
  set lr(value: number) {
    this.#view.setUint32(LR, value)
  }
  get window(): Uint8Array {
    return this.bytes.subarray(WINDOW)
  }

  copy(): OracleRecord {
    // Not slice(): a Buffer's shares its memory
    return new OracleRecord(new Uint8Array(this.bytes))
  }
}

const hex = (value: number | bigint, digits: number) => value.toString(16).padStart(digits, '0')

/** What differs between two records, a line each: name, what was expected, what was found. */
export function differences(expected: OracleRecord, found: OracleRecord): string[] {
  if (Buffer.compare(expected.bytes, found.bytes) === 0) return []
  if (expected.outcome !== found.outcome) return [`outcome: expected ${expected.outcome}, found ${found.outcome}`]
  if (expected.outcome !== Outcome.finished) return []
  const lines: string[] = []
  const compare = (name: string, digits: number, x: number | bigint, y: number | bigint) => {
    if (x !== y) lines.push(`${name}: expected ${hex(x, digits)}, found ${hex(y, digits)}`)
  }
  for (let n = 0; n < 32; n++) compare(`r${n}`, 8, expected.gpr(n), found.gpr(n))
  for (let n = 0; n < 32; n++) compare(`f${n}`, 16, expected.fpr(n), found.fpr(n))
  for (const name of ['cr', 'xer', 'ctr', 'lr', 'fpscr'] as const) compare(name, 8, expected[name], found[name])
  for (let at = 0; at < WINDOW_BYTES; at++) {
    compare(`memory[${at}]`, 2, expected.window[at] as number, found.window[at] as number)
  }
  return lines
}
