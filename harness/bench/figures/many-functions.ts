/** A program of tens of thousands of functions, all of which are called. */
import { createCpu } from '../../../emulator/cpu/index.ts'
import { BondiError } from '../../../emulator/errors.ts'
import { GuestMemory } from '../../../emulator/memory/guest-memory.ts'

const RAM_BYTES = 16 << 20
const CODE = 0x10000
const GROUPS = 600
const GROUP_FUNCTIONS = 40
/** Long enough not to become part of the caller. */
const FUNCTION_WORDS = 50
const HEAD_WORDS = GROUP_FUNCTIONS + 3
const GROUP_WORDS = HEAD_WORDS + GROUP_FUNCTIONS * FUNCTION_WORDS

const addi = (rD: number, rA: number, SIMM: number): number => ((14 << 26) | (rD << 21) | (rA << 16) | SIMM) >>> 0
const bl = (words: number): number => ((18 << 26) | ((4 * words) & 0x3fffffc) | 1) >>> 0
const [BLR, MFLR_R29, MTLR_R29] = [0x4e800020, 0x7fa802a6, 0x7fa803a6]

/** A head that calls its functions, each of which adds 1 to r3. */
function group(): number[] {
  const calls = Array.from({ length: GROUP_FUNCTIONS }, (_, k) => bl(HEAD_WORDS + k * FUNCTION_WORDS - (k + 1)))
  const body = Array.from({ length: FUNCTION_WORDS - 2 }, (_, k) => addi(4 + (k & 3), 4, k))
  const functions = Array.from({ length: GROUP_FUNCTIONS }, () => [addi(3, 3, 1), ...body, BLR])
  return [MFLR_R29, ...calls, MTLR_R29, BLR, ...functions.flat()]
}

/** How many were translated; each did what it should. */
export function callManyFunctions(): number {
  const memory = new GuestMemory(RAM_BYTES)
  const words = group()
  for (let n = 0; n < GROUPS; n++) {
    words.forEach((word, k) => {
      memory.setU32(CODE + 4 * (n * GROUP_WORDS + k), word)
    })
  }
  const cpu = createCpu(memory, { service: () => {} })
  cpu.noteCode(CODE, 4 * GROUPS * GROUP_WORDS)
  cpu.state.setGpr(1, RAM_BYTES - (1 << 20))
  for (let n = 0; n < GROUPS; n++) {
    const added = cpu.callCode(CODE + 4 * n * GROUP_WORDS, 0, 0)
    if (added === GROUP_FUNCTIONS) continue
    throw new BondiError('different-results', `group ${n} of many functions returned ${added}`)
  }
  return cpu.translated.functions
}
