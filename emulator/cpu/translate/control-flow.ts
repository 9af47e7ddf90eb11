/**
 * Emits a function's graph as structured control flow, from its dominator tree (Ramsey, "Beyond Relooper", ICFP 2022): a block that
 * several branches reach forward becomes the end of a WebAssembly block, a loop header a loop, and any other block is placed where it is branched to.
 * An irreducible graph becomes a loop around a br_table.
 */

import { type Dominance, dominance, type FlowGraph } from './dominators.ts'
import type { Emitter } from './emitter.ts'

export interface BlockEmitter {
  /** Emits a block's instructions and its end; branches by `branchTo`. */
  emitBlock(block: number, isLoopHeader: boolean, branchTo: (target: number) => void): void
}

export function emitStructured(e: Emitter, flow: FlowGraph, blocks: BlockEmitter): void {
  const tree = dominance(flow)
  if (tree.isReducible) new StructuredEmitter(e, flow, tree, blocks).emit()
  else emitDispatchLoop(e, flow, tree, blocks)
  e.unreachable()
}

class StructuredEmitter {
  readonly #e: Emitter
  readonly #flow: FlowGraph
  readonly #tree: Dominance
  readonly #blocks: BlockEmitter
  /** The depth inside each label's construct, by the block that a branch to the label reaches. */
  readonly #labels = new Map<number, number>()

  constructor(e: Emitter, flow: FlowGraph, tree: Dominance, blocks: BlockEmitter) {
    this.#e = e
    this.#flow = flow
    this.#tree = tree
    this.#blocks = blocks
  }

  emit(): void {
    this.#subtree(this.#flow.order[0]!)
  }

  #subtree(block: number): void {
    const isHeader = this.#tree.isLoopHeader[block]!
    if (isHeader) {
      this.#e.loop()
      this.#labels.set(block, this.#e.depth)
    }
    const { position } = this.#flow
    const merges = this.#tree.children[block]!.filter((child) => this.#tree.isMerge[child])
    merges.sort((a, b) => position[b]! - position[a]!)
    // A loop header's label is its loop from here on; the label of a merge is opened by whoever dominates it
    for (const merge of merges) {
      this.#e.block()
      this.#labels.set(merge, this.#e.depth)
    }
    this.#blocks.emitBlock(block, isHeader, (target) => this.#branch(block, target))
    for (const merge of merges.reverse()) {
      this.#e.end()
      this.#subtree(merge)
    }
    if (isHeader) this.#e.unreachable().end()
  }

  #branch(source: number, target: number): void {
    const isBackward = this.#flow.position[target]! <= this.#flow.position[source]!
    if (isBackward || this.#tree.isMerge[target]) this.#e.br(this.#e.depth - this.#labels.get(target)!)
    else this.#subtree(target)
  }
}

function emitDispatchLoop(e: Emitter, flow: FlowGraph, tree: Dominance, blocks: BlockEmitter): void {
  const next = e.local('i32')
  const { order, position } = flow
  e.loop()
  const top = e.depth
  for (let k = 0; k < order.length; k++) e.block()
  e.localGet(next).brTable(
    order.map((_block, place) => place),
    0,
  )
  order.forEach((block) => {
    e.end()
    blocks.emitBlock(block, tree.isLoopHeader[block]!, (target) => {
      e.i32Const(position[target]!)
        .localSet(next)
        .br(e.depth - top)
    })
  })
  e.end()
}
