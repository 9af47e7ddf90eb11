/**
 * A function that is gone on with in its middle, after its host frames were left: the same blocks as in the whole function, so that time is the
 * same, with another one first.
 */

import { scheduleBlocks } from '../timing/index.ts'
import { flowGraph } from './dominators.ts'
import { type End, type Graph, successors } from './graph.ts'

/** The graph with the block at `pc` as its entry; undefined where none begins there. */
export function startingAt(graph: Graph, pc: number): Graph | undefined {
  const first = graph.blocks.findIndex((block) => block.pc === pc)
  if (first === -1) return undefined
  const moved = (index: number) => (index === first ? 0 : index === 0 ? first : index)
  const blocks = graph.blocks.map((block) => ({
    ...block,
    index: moved(block.index),
    end: renumbered(block.end, moved),
  }))
  blocks.sort((a, b) => a.index - b.index)
  const fuel = scheduleBlocks(graph, flowGraph(graph.blocks.map(successors)))
  return { ...graph, pc, blocks, fuel: fuel.map((_, index) => fuel[moved(index)]!) }
}

function renumbered(end: End, moved: (index: number) => number): End {
  switch (end.kind) {
    case 'goto':
      return { ...end, to: moved(end.to) }
    case 'branch':
      return { ...end, taken: moved(end.taken), otherwise: moved(end.otherwise) }
    case 'switch':
      return {
        ...end,
        cases: end.cases.map(({ pc, to }) => ({ pc, to: moved(to) })),
        otherwise: moved(end.otherwise),
      }
    case 'call':
    case 'host':
      return { ...end, next: moved(end.next) }
    case 'return':
      return end.expected ? { ...end, expected: { ...end.expected, next: moved(end.expected.next) } } : end
    default:
      return end
  }
}
