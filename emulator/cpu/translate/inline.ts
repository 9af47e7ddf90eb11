/**
 * Puts small functions into those that call them, block by block: registers then stay in locals where a call would store and reload them.
 *
 * Nothing is assumed of the callee. A return in it becomes a comparison of LR with the call's return address; with any other value control leaves, as
 * it does when a callee returns to where nobody called from.
 */

import { type Block, type End, type Graph, goesToOthers, successors } from './graph.ts'

/** Larger callees cost more to translate again than calling them; those that neither loop nor call are left soonest. */
const CALLEE_LIMIT = 48
const STRAIGHT_CALLEE_LIMIT = 96
/** How many instructions a function may gain. */
const GROWTH_LIMIT = 192
/** Calls within a callee are replaced in their turn to this depth; a recursive function is unrolled as often. */
const DEPTH_LIMIT = 3

/** `calleeAt` gives a callee's own graph, where it is known or worth finding out. */
export function inlineCalls(graph: Graph, calleeAt: (pc: number) => Graph | undefined): Graph {
  if (graph.callees.length === 0) return graph
  const blocks: Block[] = [...graph.blocks]
  const depths: number[] = blocks.map(() => 0)
  let growth = 0
  // Blocks that are appended come to their turn after all that were there before
  for (let index = 0; index < blocks.length; index++) {
    const { end } = blocks[index]!
    const depth = depths[index]!
    if (end.kind !== 'call' || typeof end.target !== 'number' || depth >= DEPTH_LIMIT) continue
    const called = calleeAt(end.target)
    if (called === undefined || !isInlinable(called) || growth + called.instructionCount > GROWTH_LIMIT) continue
    growth += called.instructionCount
    const base = blocks.length
    for (const block of called.blocks) {
      const isInlinedEntry = block.index === 0 && goesToOthers(called)
      blocks.push({ ...block, index: base + block.index, end: endInCaller(block.end, base, end), isInlinedEntry })
      depths.push(depth + 1)
    }
    const callee = { pc: end.target, ...(end.isJump ? {} : { returnPc: end.returnPc }) }
    blocks[index] = { ...blocks[index]!, end: { kind: 'goto', to: base, callee } }
  }
  if (growth === 0) return graph
  return { ...graph, blocks, callees: calleesOf(blocks), instructionCount: graph.instructionCount + growth }
}

const isStraight = (graph: Graph): boolean =>
  !goesToOthers(graph) &&
  graph.blocks.every((block) => successors(block).every((to) => graph.blocks[to]!.pc > block.pc))

/** A service that is called there takes control to LR by itself. */
const isInlinable = (graph: Graph): boolean =>
  graph.instructionCount <= (isStraight(graph) ? STRAIGHT_CALLEE_LIMIT : CALLEE_LIMIT) &&
  graph.blocks.every(({ end }) => end.kind !== 'service' && end.kind !== 'leave')

type Call = Extract<End, { kind: 'call' }>

/** A callee's block ends where its own caller goes on, if it returns. */
function endInCaller(end: End, base: number, { returnPc, next }: Call): End {
  switch (end.kind) {
    case 'goto':
      return { ...end, to: base + end.to }
    case 'branch':
      return { ...end, taken: base + end.taken, otherwise: base + end.otherwise }
    case 'switch':
      return {
        ...end,
        cases: end.cases.map(({ pc, to }) => ({ pc, to: base + to })),
        otherwise: base + end.otherwise,
      }
    case 'call':
    case 'host':
      return { ...end, next: base + end.next }
    case 'return':
      return end.expected
        ? { kind: 'return', expected: { ...end.expected, next: base + end.expected.next } }
        : { kind: 'return', expected: { returnPc, next } }
    case 'tail':
      return { kind: 'call', target: end.pc, returnPc, next, isJump: true }
    case 'jump':
      return { kind: 'call', target: 'ctr', returnPc, next, isJump: true }
    default:
      return end
  }
}

function calleesOf(blocks: readonly Block[]): number[] {
  const callees = new Set<number>()
  for (const { end } of blocks) {
    if (end.kind === 'tail') callees.add(end.pc)
    else if (end.kind === 'call' && typeof end.target === 'number') callees.add(end.target)
  }
  return [...callees]
}
