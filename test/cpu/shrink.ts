/** Makes a failing program small: leaves out what it fails without. */

import { disassemble } from '../../emulator/cpu/disassemble.ts'
import { CODE_ADDRESS } from './oracle-record.ts'
import { childrenOf, layOut, type Program, type ProgramNode, withChildren } from './program-tree.ts'

type Nodes = readonly ProgramNode[]

/** The smallest program found that still fails. Tries parts of lists, large ones first, and structures' contents instead of them. */
export function shrink(program: Program, fails: (smaller: Program) => boolean): Program {
  let best = program
  for (let changed = true; changed; ) {
    changed = false
    for (const attempt of attempts(best)) {
      // An attempt is a change to what was best when the round began: only the first that fails is taken
      if (!fails(attempt)) continue
      best = attempt
      changed = true
      break
    }
  }
  return best
}

function* attempts({ main, functions }: Program): Generator<Program> {
  for (const smaller of smallerLists(main)) yield { main: smaller, functions }
  for (const [index, made] of functions.entries()) {
    const replaced = (changed: Partial<typeof made>): Program => ({
      main,
      functions: functions.map((other, k) => (k === index ? { ...made, ...changed } : other)),
    })
    if (made.tail !== undefined) yield replaced({ tail: undefined })
    if (made.skips > 0) yield replaced({ skips: 0 })
    for (const body of smallerLists(made.body)) yield replaced({ body })
  }
}

function* smallerLists(nodes: Nodes): Generator<Nodes> {
  for (let size = nodes.length; size >= 1; size >>= 1) {
    for (let at = 0; at < nodes.length; at += size) yield [...nodes.slice(0, at), ...nodes.slice(at + size)]
  }
  for (const [at, node] of nodes.entries()) {
    const replaced = (...others: Nodes): Nodes => [...nodes.slice(0, at), ...others, ...nodes.slice(at + 1)]
    const children = childrenOf(node)
    if (children.length > 0) yield replaced(...children.flat())
    if (node.kind === 'loop' && node.count > 1) yield replaced({ ...node, count: 1 })
    if (node.kind === 'loop' && node.exit) yield replaced({ ...node, exit: undefined })
    if (node.kind === 'loop' && node.isEnteredInside) yield replaced({ ...node, isEnteredInside: false })
    if (node.kind === 'call' && node.by !== 'bl') yield replaced({ ...node, by: 'bl' })
    for (const [index, list] of children.entries()) {
      for (const smaller of smallerLists(list)) {
        yield replaced(
          withChildren(
            node,
            children.map((other, k) => (k === index ? smaller : other)),
          ),
        )
      }
    }
  }
}

/** The program as an assembler writes it. */
export const listing = (program: Program): string =>
  layOut(program)
    .map((word, k) => {
      const pc = CODE_ADDRESS + 4 * k
      return `${pc.toString(16)}  ${word.toString(16).padStart(8, '0')}  ${disassemble(word, pc)}`
    })
    .join('\n')
