/** What the system keeps beside the clock: parameter RAM, where the machine is on the globe, and which globals 68K code would find. */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { lowMemoryGlobals } from '../low-memory/globals.ts'

/** A MachineLocation (Operating System Utilities, chapter 4). */
export const LOCATION_BYTES = 12
/** A SysParmType (Operating System Utilities, chapter 7). */
const PARAMETER_BYTES = 20

/** Where the copy of parameter RAM is that programs look at. */
export const PARAMETER_COPY = lowMemoryGlobals.SPValid.address

export class OSUtilities {
  /** Zeros until somebody sets it. */
  location: Uint8Array = new Uint8Array(LOCATION_BYTES)
  /** The 68K register that points to a program's globals; undefined until a program sets it: it is CurrentA5 then. */
  a5: number | undefined
  private readonly memory: GuestMemory
  private parameterRam: Uint8Array

  constructor(memory: GuestMemory) {
    this.memory = memory
    this.parameterRam = memory.read(PARAMETER_COPY, PARAMETER_BYTES)
  }

  writeParameters(): void {
    this.parameterRam = this.memory.read(PARAMETER_COPY, PARAMETER_BYTES)
  }

  readParameters(): void {
    this.memory.write(PARAMETER_COPY, this.parameterRam)
  }
}
