/**
 * Where a debugger wants to be asked before each instruction: a byte for each region of 256 bytes of code, modulo 256 KB, in the
 * processor's part of RAM, so that code that nobody stops in looks at one byte an instruction.
 */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { STATE } from '../state-layout.ts'

const REGION_SHIFT = 8
const REGIONS = 1024

/** The host offset of the byte for an address. */
export const codeFlagOffset = (pc: number): number => STATE.codeFlags + ((pc >>> REGION_SHIFT) & (REGIONS - 1))

export class CodeFlags {
  private readonly bytes: Uint8Array
  private readonly host: Uint8Array

  constructor(memory: GuestMemory) {
    this.host = memory.host
    this.bytes = memory.host.subarray(STATE.codeFlags, STATE.codeFlags + REGIONS)
  }

  isSet(pc: number): boolean {
    return this.host[codeFlagOffset(pc)] !== 0
  }

  setAll(): void {
    this.bytes.fill(1)
  }

  /** Those of these addresses and no others. */
  setFor(addresses: Iterable<number>): void {
    this.bytes.fill(0)
    for (const address of addresses) this.host[codeFlagOffset(address)] = 1
  }
}
