/**
 * A number that tells whether a graph that is discovered again is the one of before: to keep graphs would take far more memory than the code that
 * is made of them, and what is found depends on the code, the table of contents and the entries that are known at the time.
 */

import { type Block, type End, type Graph, successors } from './graph.ts'

/** FNV-1a, by words. */
const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

export function shapeOf({ blocks }: Graph): number {
  let hash = OFFSET_BASIS
  const add = (word: number) => {
    hash = Math.imul(hash ^ word, PRIME)
    hash ^= hash >>> 15
  }
  for (const block of blocks) {
    add(block.pc)
    for (const { word } of block.instructions) add(word)
    add(block.branch?.word ?? 0)
    addEnd(block, add)
  }
  return hash
}

/** In an order of their own, so that a kind is a number. */
const KINDS: readonly End['kind'][] = [
  'goto',
  'branch',
  'return',
  'jump',
  'switch',
  'tail',
  'call',
  'host',
  'service',
  'leave',
]

function addEnd(block: Block, add: (word: number) => void): void {
  const { end } = block
  add(KINDS.indexOf(end.kind))
  if ('pc' in end) add(end.pc)
  if (end.kind === 'call' && typeof end.target === 'number') add(end.target)
  if (end.kind === 'switch')
    for (const { pc, to } of end.cases) {
      add(pc)
      add(to)
    }
  if (end.kind === 'goto' && end.callee) add(end.callee.pc)
  for (const target of successors(block)) add(target)
}
