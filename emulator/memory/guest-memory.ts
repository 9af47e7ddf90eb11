/**
 * The guest's RAM, kept in reversed byte order inside a WebAssembly memory.
 *
 * Guest byte A lives at host offset `size - 1 - A`, so a big-endian access of n bytes at A is the host's own little-endian
 * access at `size - n - A`, unaligned ones included. An address outside RAM is a huge unsigned offset there, and traps in
 * WebAssembly by itself. The WebAssembly memory is exactly RAM: what the translator keeps for itself (the register file,
 * see cpu/state.ts) lies in the last page of RAM, which the system owns, as the nanokernel's data does on a real machine.
 */

import { decodeMacRoman, encodeMacRoman } from '../formats/mac-roman.ts'

export class GuestAccessError extends Error {
  readonly address: number
  readonly byteCount: number
  readonly isWrite: boolean

  constructor(address: number, byteCount: number, isWrite: boolean) {
    super(
      `${isWrite ? 'write' : 'read'} of ${byteCount} bytes at 0x${(address >>> 0).toString(16).padStart(8, '0')}, outside RAM`,
    )
    this.name = 'GuestAccessError'
    this.address = address >>> 0
    this.byteCount = byteCount
    this.isWrite = isWrite
  }
}

const WASM_PAGE = 65536

export class GuestMemory {
  /** Bytes of RAM; a multiple of 64 KB. */
  readonly size: number
  readonly wasm: WebAssembly.Memory
  /** RAM as the host sees it: reversed. */
  readonly host: Uint8Array
  /** Told of what the host does to memory, before it does. */
  observer: ((address: number, byteCount: number, isWrite: boolean) => void) | undefined
  private readonly view: DataView

  constructor(size: number) {
    if (size % WASM_PAGE !== 0 || size <= 0) throw new RangeError(`RAM must be a multiple of 64 KB, not ${size} bytes`)
    const pages = size / WASM_PAGE
    this.size = size
    this.wasm = new WebAssembly.Memory({ initial: pages, maximum: pages })
    this.host = new Uint8Array(this.wasm.buffer)
    this.view = new DataView(this.wasm.buffer)
  }

  private offset(address: number, byteCount: number, isWrite: boolean): number {
    const offset = this.size - byteCount - (address >>> 0)
    if (offset < 0 || byteCount < 0) throw new GuestAccessError(address, byteCount, isWrite)
    this.observer?.(address >>> 0, byteCount, isWrite)
    return offset
  }

  getU8(address: number): number {
    return this.view.getUint8(this.offset(address, 1, false))
  }
  getU16(address: number): number {
    return this.view.getUint16(this.offset(address, 2, false), true)
  }
  getI16(address: number): number {
    return this.view.getInt16(this.offset(address, 2, false), true)
  }
  getU32(address: number): number {
    return this.view.getUint32(this.offset(address, 4, false), true)
  }
  getI32(address: number): number {
    return this.view.getInt32(this.offset(address, 4, false), true)
  }
  getU64(address: number): bigint {
    return this.view.getBigUint64(this.offset(address, 8, false), true)
  }
  getF32(address: number): number {
    return this.view.getFloat32(this.offset(address, 4, false), true)
  }
  getF64(address: number): number {
    return this.view.getFloat64(this.offset(address, 8, false), true)
  }

  setU8(address: number, value: number): void {
    this.view.setUint8(this.offset(address, 1, true), value)
  }
  setU16(address: number, value: number): void {
    this.view.setUint16(this.offset(address, 2, true), value, true)
  }
  setU32(address: number, value: number): void {
    this.view.setUint32(this.offset(address, 4, true), value, true)
  }
  setU64(address: number, value: bigint): void {
    this.view.setBigUint64(this.offset(address, 8, true), value, true)
  }
  setF32(address: number, value: number): void {
    this.view.setFloat32(this.offset(address, 4, true), value, true)
  }
  setF64(address: number, value: number): void {
    this.view.setFloat64(this.offset(address, 8, true), value, true)
  }

  /** A copy of `byteCount` bytes, in guest order. */
  read(address: number, byteCount: number): Uint8Array {
    const offset = this.offset(address, byteCount, false)
    return this.host.slice(offset, offset + byteCount).reverse()
  }

  write(address: number, bytes: Uint8Array): void {
    const offset = this.offset(address, bytes.length, true)
    this.host.set(bytes, offset)
    this.host.subarray(offset, offset + bytes.length).reverse()
  }

  fill(address: number, byteCount: number, value = 0): void {
    const offset = this.offset(address, byteCount, true)
    this.host.fill(value, offset, offset + byteCount)
  }

  /** Moves bytes; the ranges may overlap, as BlockMove allows (Inside Macintosh: Memory, chapter 2). */
  move(source: number, destination: number, byteCount: number): void {
    const from = this.offset(source, byteCount, false)
    const to = this.offset(destination, byteCount, true)
    this.host.copyWithin(to, from, from + byteCount)
  }

  /** A Pascal string, decoded from Mac OS Roman. */
  readPString(address: number): string {
    return decodeMacRoman(this.read(address + 1, this.getU8(address)))
  }

  /** Writes a Pascal string of at most `capacity` characters; longer ones are cut. */
  writePString(address: number, text: string, capacity = 255): void {
    const bytes = encodeMacRoman(text).subarray(0, capacity)
    this.setU8(address, bytes.length)
    this.write(address + 1, bytes)
  }

  readCString(address: number, limit = 65536): string {
    let end = address
    while (end - address < limit && this.getU8(end) !== 0) end++
    return decodeMacRoman(this.read(address, end - address))
  }
}
