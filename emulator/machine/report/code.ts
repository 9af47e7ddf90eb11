/** The instructions around the program counter. */

import { disassemble } from '../../cpu/index.ts'
import type { System } from '../../macos/system.ts'
import { locate } from './location.ts'

const CODE_BEFORE = 6
const CODE_AFTER = 4

export interface CodeLine {
  readonly address: number
  readonly word: number
  readonly text: string
}

/** From no earlier than the function's start: before it is a traceback table, which is no code. */
export function codeAround(system: System, pc: number): CodeLine[] {
  const { memory } = system.mac
  const { offset = Number.POSITIVE_INFINITY } = locate(system, pc)
  const code: CodeLine[] = []
  for (let address = pc - Math.min(CODE_BEFORE * 4, offset); address <= pc + CODE_AFTER * 4; address += 4) {
    if (address < 0 || address % 4 !== 0 || address + 4 > memory.size) continue
    const word = memory.getU32(address)
    code.push({ address, word, text: disassemble(word, address) })
  }
  return code
}
