/** Strings in memory as C has them. */

import type { GuestMemory } from '../../memory/guest-memory.ts'

export function lengthOf(memory: GuestMemory, address: number, limit = Number.POSITIVE_INFINITY): number {
  let length = 0
  while (length < limit && memory.getU8(address + length) !== 0) length++
  return length
}

export const bytesOf = (memory: GuestMemory, address: number): Uint8Array =>
  memory.read(address, lengthOf(memory, address))

export function writeString(memory: GuestMemory, address: number, bytes: Uint8Array): void {
  memory.write(address, bytes)
  memory.setU8(address + bytes.length, 0)
}

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
export const textOf = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** -1, 0 or 1, by unsigned bytes. */
export function compare(memory: GuestMemory, a: number, b: number, limit: number, stopAtNul: boolean): number {
  for (let index = 0; index < limit; index++) {
    const x = memory.getU8(a + index)
    const y = memory.getU8(b + index)
    if (x !== y) return x < y ? -1 : 1
    if (stopAtNul && x === 0) return 0
  }
  return 0
}

/** Where a byte is, or -1. */
export function indexOf(memory: GuestMemory, address: number, byte: number, length: number): number {
  for (let index = 0; index < length; index++) if (memory.getU8(address + index) === byte) return index
  return -1
}
