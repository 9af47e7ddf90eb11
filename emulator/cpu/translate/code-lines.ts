/** The lines of the instruction cache that each block of a function is fetched from. */

import { LINE_BYTES } from '../timing/caches/hierarchy.ts'
import type { FlowGraph } from './dominators.ts'
import type { Block, Graph } from './graph.ts'

const lineOf = (pc: number): number => (pc & -LINE_BYTES) >>> 0

/** How many instructions are fetched; a service's stub and an end that a branch leads to are none. */
const fetchCount = ({ instructions, branch, end }: Block): number =>
  instructions.length + (branch !== undefined || end.kind === 'host' ? 1 : 0)

/** Control stays in the function, and nothing else is fetched in between. */
const goesStraightOn = ({ end }: Block): boolean =>
  end.kind === 'goto' || end.kind === 'branch' || end.kind === 'switch'

/**
 * In the order in which they are fetched. The line that a block begins in is left out where all blocks before it end in that line:
 * it is what was used last then.
 */
export function fetchedLines({ blocks }: Graph, { predecessors }: FlowGraph): number[][] {
  const lines = blocks.map((block) => {
    const count = fetchCount(block)
    if (count === 0) return []
    const [first, last] = [lineOf(block.pc), lineOf(block.pc + 4 * (count - 1))]
    return Array.from({ length: (last - first) / LINE_BYTES + 1 }, (_, k) => first + k * LINE_BYTES)
  })
  return blocks.map((block) => {
    const own = lines[block.index]!
    const before = predecessors[block.index]!
    const isThere =
      block.index !== 0 && before.every((source) => goesStraightOn(blocks[source]!) && lines[source]!.at(-1) === own[0])
    return isThere ? own.slice(1) : own
  })
}
