/**
 * The processor's registers between translated functions: a block in the last 8 KB of RAM, host offsets 0 to 8191.
 *
 * Condition register bits and the XER's flags are a byte each, so that translated code keeps and spills them one by one;
 * the accessors here pack and unpack them.
 */

import type { GuestMemory } from '../memory/guest-memory.ts'
import { FloatStatus } from './float-status.ts'
import { STATE } from './state-layout.ts'

export { STATE }

/** An iteration of a loop may take a fraction of a cycle more than a whole number: 2.5 for five instructions. */
export const FUEL_PER_CYCLE = 4

export const JUMP_CACHE_ENTRIES = 256
/** The XER's bits beside the flags that keep what is written: the byte count, and the byte that only POWER used (so on a 750CL). */
export const XER_REST = 0xff7f
/** The registers proper: what a nested call saves and restores. */
const REGISTER_BYTES = STATE.pc
/** Bytes at the top of RAM that belong to the CPU. */
export const STATE_BYTES = 8192

/**
 * Slots: what translated code keeps in locals. General registers 0-31, floating-point registers 32-63, condition register bits
 * 64-95 (bit 0 is CR0's LT), then the single ones.
 */
export const SLOT = { gpr: 0, fpr: 32, cr: 64, ca: 96, ov: 97, so: 98, lr: 99, ctr: 100 } as const
export const SLOT_COUNT = 101

export class CpuState {
  readonly #view: DataView
  readonly #bytes: Uint8Array
  readonly float: FloatStatus

  constructor(memory: GuestMemory) {
    this.#view = new DataView(memory.wasm.buffer, 0, STATE_BYTES)
    this.#bytes = memory.host.subarray(0, STATE_BYTES)
    this.float = new FloatStatus(this.#view)
  }

  #get(offset: number): number {
    return this.#view.getUint32(offset, true)
  }
  #set(offset: number, value: number): void {
    this.#view.setUint32(offset, value, true)
  }

  gpr(n: number): number {
    return this.#get(STATE.gpr + 4 * n)
  }
  setGpr(n: number, value: number): void {
    this.#set(STATE.gpr + 4 * n, value)
  }

  fpr(n: number): number {
    return this.#view.getFloat64(STATE.fpr + 8 * n, true)
  }
  setFpr(n: number, value: number): void {
    this.#view.setFloat64(STATE.fpr + 8 * n, value, true)
  }
  /** The register's pattern: a number cannot carry every NaN. */
  fprBits(n: number): bigint {
    return this.#view.getBigUint64(STATE.fpr + 8 * n, true)
  }
  setFprBits(n: number, value: bigint): void {
    this.#view.setBigUint64(STATE.fpr + 8 * n, value, true)
  }

  get cr(): number {
    let value = 0
    for (let bit = 0; bit < 32; bit++) value = (value << 1) | (this.#bytes[STATE.crBits + bit]! & 1)
    return value >>> 0
  }
  set cr(value: number) {
    for (let bit = 0; bit < 32; bit++) this.#bytes[STATE.crBits + bit] = (value >>> (31 - bit)) & 1
  }

  setCrField(field: number, bits: number): void {
    for (let bit = 0; bit < 4; bit++) this.#bytes[STATE.crBits + 4 * field + bit] = (bits >>> (3 - bit)) & 1
  }

  get xer(): number {
    const flags = (this.#bytes[STATE.so]! << 31) | (this.#bytes[STATE.ov]! << 30) | (this.#bytes[STATE.ca]! << 29)
    return (flags | this.#get(STATE.xerRest)) >>> 0
  }
  set xer(value: number) {
    this.#bytes[STATE.so] = (value >>> 31) & 1
    this.#bytes[STATE.ov] = (value >>> 30) & 1
    this.#bytes[STATE.ca] = (value >>> 29) & 1
    this.#set(STATE.xerRest, value & XER_REST)
  }

  get lr(): number {
    return this.#get(STATE.lr)
  }
  set lr(value: number) {
    this.#set(STATE.lr, value)
  }
  get ctr(): number {
    return this.#get(STATE.ctr)
  }
  set ctr(value: number) {
    this.#set(STATE.ctr, value)
  }
  get fpscr(): number {
    return this.float.value
  }
  set fpscr(value: number) {
    this.float.value = value
  }
  get pc(): number {
    return this.#get(STATE.pc)
  }
  set pc(value: number) {
    this.#set(STATE.pc, value)
  }

  /** The registers without the pc, for `restore`. */
  save(): Uint8Array {
    if (this.float.isPending) this.float.resolve()
    return this.#bytes.slice(0, REGISTER_BYTES)
  }
  restore(saved: Uint8Array): void {
    this.#bytes.set(saved)
    // What was noted since is no longer of this FPSCR
    this.float.value = this.float.sticky
  }
}
