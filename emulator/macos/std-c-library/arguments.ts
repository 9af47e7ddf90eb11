/** Arguments after the named ones: words of the parameter area, where doubles take two (PowerPC System Software, chapter 1). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { Mac } from '../mac.ts'

export interface ArgumentList {
  word(): number
  double(): number
}

const PARAMETER_AREA = 24
const REGISTERS = 8
const view = new DataView(new ArrayBuffer(8))

/** Of a call under way, after so many words of named arguments. */
export function callArguments(mac: Mac, named: number): ArgumentList {
  let next = named
  const word = (): number => {
    const index = next++
    return index < REGISTERS
      ? mac.cpu.state.gpr(3 + index)
      : mac.memory.getU32(mac.cpu.state.gpr(1) + PARAMETER_AREA + 4 * index)
  }
  return fromWords(word)
}

/** A `va_list`, which points to the next word. */
export function listAt(memory: GuestMemory, address: number): ArgumentList {
  let next = address
  return fromWords(() => {
    next += 4
    return memory.getU32(next - 4)
  })
}

function fromWords(word: () => number): ArgumentList {
  return {
    word: () => word() >>> 0,
    double: () => {
      view.setUint32(0, word())
      view.setUint32(4, word())
      return view.getFloat64(0)
    },
  }
}
