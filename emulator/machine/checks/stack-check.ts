/** `stack`: the calls in progress are kept beside the stack, so that what the program does to its stack is seen. */

import type { System } from '../../macos/system.ts'
import { hex } from '../../macos/types.ts'
import { locate } from '../report/location.ts'
import { FindingEnd } from './finding.ts'

interface Call {
  /** Where the function starts. */
  readonly entry: number
  readonly returnPc: number
  /** The caller's. */
  readonly stackPointer: number
}

export class StackCheck {
  private readonly system: System
  private readonly calls: Call[] = []

  constructor(system: System) {
    this.system = system
  }

  called(entry: number, returnPc: number, stackPointer: number): void {
    const { stackLimit } = this.system.mac.threadManager
    if (stackPointer < stackLimit) {
      const name = locate(this.system, entry).function ?? hex(entry)
      this.find(
        `the stack is down to ${hex(stackPointer)} where ${name} is called, in the heap, which ends at ${hex(stackLimit)}`,
        returnPc - 4,
        stackPointer,
      )
    }
    this.calls.push({ entry, returnPc, stackPointer })
  }

  /** A function that has called others unwinds when it jumps out of them; one that has the stack pointer of its caller returns. */
  returned(target: number, stackPointer: number): void {
    const calls = this.calls
    while (calls.length > 0) {
      const { entry, returnPc, stackPointer: caller } = calls.at(-1)!
      if (caller > stackPointer) return
      calls.pop()
      if (returnPc === target) return
      if (caller === stackPointer) this.foundReturn(entry, returnPc, target, caller)
    }
  }

  private foundReturn(entry: number, returnPc: number, target: number, stackPointer: number): void {
    const { mac } = this.system
    // A long jump comes back to where a call returned before
    if (mac.fragments.locate(target)?.section.kind === 'code') return
    const name = (address: number) => {
      const { function: found, offset } = locate(this.system, address)
      return found === undefined ? hex(address) : `${found}+0x${(offset ?? 0).toString(16)}`
    }
    this.find(
      `${name(entry).replace('+0x0', '')} was called from ${name(returnPc - 4)}, and returns to ${hex(target)}: its return address, saved at ${hex(stackPointer + 8)}, was overwritten`,
      entry,
      stackPointer + 8,
    )
  }

  private find(message: string, pc: number, address: number): never {
    throw new FindingEnd({ check: 'stack', message, pc, address, evidence: [] })
  }
}
