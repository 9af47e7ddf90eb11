/** The stack trace. */

import type { System } from '../../macos/system.ts'
import { type CodeLocation, locate } from './location.ts'

/** A damaged stack may look endless. */
const DEEPEST_STACK = 100_000
const INNERMOST_FRAMES = 40
const OUTERMOST_FRAMES = 20

/**
 * Where each frame returns to, innermost first; of a deep recursion, both ends. The callee stores its LR at 8(caller's frame)
 * (PowerPC System Software, chapter 1). LR itself counts when the function at `pc` has not stored it yet.
 */
export function stackTrace(system: System, pc: number): CodeLocation[] {
  const { memory, cpu, fragments } = system.mac
  const frames = [locate(system, pc)]
  const isCode = (address: number) => fragments.locate(address)?.section.kind === 'code'
  const returnAddresses: number[] = []
  let frame = cpu.state.gpr(1)
  while (returnAddresses.length < DEEPEST_STACK && frame % 4 === 0 && frame + 12 <= memory.size) {
    const caller = memory.getU32(frame)
    if (caller <= frame || caller + 12 > memory.size) break
    const saved = memory.getU32(caller + 8)
    if (isCode(saved)) returnAddresses.push(saved)
    frame = caller
  }
  const { lr } = cpu.state
  if (isCode(lr) && returnAddresses[0] !== lr && locate(system, lr).function !== frames[0]!.function)
    frames.push(locate(system, lr))
  const shown =
    returnAddresses.length <= INNERMOST_FRAMES + OUTERMOST_FRAMES
      ? returnAddresses
      : [...returnAddresses.slice(0, INNERMOST_FRAMES), ...returnAddresses.slice(-OUTERMOST_FRAMES)]
  return [...frames, ...shown.map((address) => locate(system, address))]
}
