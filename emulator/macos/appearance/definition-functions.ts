/**
 * Definition functions that programs bring: resources of code, or blocks that lead to code, which say how a window, menu, control or list
 * looks and behaves (Inside Macintosh: PowerPC System Software, chapter 1, "Accelerated resources").
 */

import { type Mac, ProgramEnd } from '../mac.ts'

/** A routine descriptor begins with the trap that calls it. */
const MIXED_MODE_TRAP = 0xaafe
/** A jump to an absolute address: what a program without 68K code puts before its own descriptor. */
const JUMP = 0x4ef9

/** Where the code of a definition function's handle is, in what the Mixed Mode Manager calls. */
export function definitionProc(mac: Mac, handle: number, what: string): number {
  const { memory } = mac
  const code = handle === 0 ? 0 : memory.getU32(handle)
  if (code === 0) throw new ProgramEnd('system-error', `the code of ${what} is not in memory`)
  const word = memory.getU16(code)
  if (word === MIXED_MODE_TRAP) return code
  if (word === JUMP) {
    const target = memory.getU32(code + 2)
    if (memory.getU16(target) === MIXED_MODE_TRAP) return target
  }
  throw new ProgramEnd('system-error', `${what} is 68K code, which Bondi does not run`)
}
