/** Code with what each instruction took and why. */
import { disassemble } from '../../emulator/cpu/index.ts'
import type { ExecutionProfile, ProfiledBlock, ProfiledInstruction } from '../../emulator/machine/execution-profile.ts'
import { compact, cut, mainStall, percent } from './words.ts'

const CODE_WIDTH = 24

export function layInstruction(
  { address, word, executions, cycles, stalls }: ProfiledInstruction,
  width: number,
): string {
  const each = executions === 0 ? '' : (cycles / executions).toFixed(2)
  const stall = cycles > 0 ? (mainStall(stalls)?.words ?? '') : ''
  const code = cut(disassemble(word, address), CODE_WIDTH).padEnd(CODE_WIDTH)
  const line = `  0x${address.toString(16).padStart(8, '0')}  ${code}  ${compact(cycles).padStart(9)}  ${each.padStart(6)}  ${stall}`
  return cut(line.trimEnd(), width)
}

export const listingHead = `  ${'address'.padEnd(10)}  ${'instruction'.padEnd(CODE_WIDTH)}  ${'cycles'.padStart(9)}  ${'each'.padStart(6)}  mostly for`

const offsetIn = (profile: ExecutionProfile, block: ProfiledBlock): string => {
  const { name, address } = profile.functions[block.function]!
  const offset = block.instructions[0]!.address - address
  return offset === 0 ? name : `${name}+0x${offset.toString(16)}`
}

const title = (profile: ExecutionProfile, block: ProfiledBlock): string => {
  const { executions, cycles } = block
  const times = executions === 1 ? 'once' : `${compact(executions)} times`
  return `${offsetIn(profile, block)}: ${times}, ${(cycles / executions).toFixed(2)} cycles each, ${percent(cycles, profile.cycles)} of all`
}

/** So many instructions from the costliest on both sides. */
function aroundCostliest(block: ProfiledBlock, lines: number): { first: number; last: number } {
  const { instructions } = block
  if (instructions.length <= lines) return { first: 0, last: instructions.length }
  const costliest = instructions.reduce((best, one, k) => (one.cycles > instructions[best]!.cycles ? k : best), 0)
  const first = Math.max(0, Math.min(costliest - (lines >> 1), instructions.length - lines))
  return { first, last: first + lines }
}

export function layBlock(profile: ExecutionProfile, block: ProfiledBlock, width: number, lines: number): string[] {
  const { first, last } = aroundCostliest(block, lines)
  const left = (count: number) => (count > 0 ? [`  … ${count} more`] : [])
  return [
    cut(title(profile, block), width),
    ...left(first),
    ...block.instructions.slice(first, last).map((one) => layInstruction(one, width)),
    ...left(block.instructions.length - last),
  ]
}

/** All of a function that was executed. */
export function layFunction(profile: ExecutionProfile, index: number, width: number): string[] {
  const blocks = profile.blocks.filter((block) => block.function === index)
  return blocks.flatMap((block) => [...layBlock(profile, block, width, block.instructions.length), ''])
}
