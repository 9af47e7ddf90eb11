/**
 * Emits a function's graph as structured control flow, from its dominator tree (Ramsey, "Beyond Relooper", ICFP 2022): a block that
 * several branches reach forward becomes the end of a WebAssembly block, a loop header a loop, and any other block is placed where it is branched to.
 * An irreducible graph becomes a loop around a br_table.
 */

import { type Dominance, dominance, type FlowGraph } from './dominators.ts'
import type { Emitter } from './emitter.ts'

export interface BlockEmitter {
  /** Emits a block's instructions and its end; branches by `branchTo`. */
  emitBlock(block: number, branchTo: (target: number) => void): void
  /** A loop of its own, within, that looks at deadlines when it is left. */
  isCounted(header: number): boolean
  /** Pushes whether a loop has to stop for a while. */
  pushIsDue(): void
  /** What is done then, before the header's block is run; in locals all is as at its start. */
  emitDue(header: number): void
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
    if (isHeader) this.#openLoop(block)
    const { position } = this.#flow
    const merges = this.#tree.children[block]!.filter((child) => this.#tree.isMerge[child])
    merges.sort((a, b) => position[b]! - position[a]!)
    // A loop header's label is its loop from here on; the label of a merge is opened by whoever dominates it
    for (const merge of merges) {
      this.#e.block()
      this.#labels.set(merge, this.#e.depth)
    }
    this.#blocks.emitBlock(block, (target) => this.#branch(block, target))
    for (const merge of merges.reverse()) {
      this.#e.end()
      this.#subtree(merge)
    }
    if (isHeader) this.#closeLoop(block)
  }

  /** The loop lies in another that is gone round when it has to stop: an engine unrolls and allocates registers better where a loop has no call. */
  #openLoop(header: number): void {
    const e = this.#e
    e.loop()
    if (this.#blocks.isCounted(header)) {
      this.#labels.set(header, e.depth)
      e.block()
      this.#blocks.pushIsDue()
      e.unlikely().brIf(0)
    } else {
      e.block().loop()
      this.#labels.set(header, e.depth)
      this.#blocks.pushIsDue()
      e.unlikely().brIf(1)
    }
  }

  #closeLoop(header: number): void {
    this.#e.unreachable().end()
    if (!this.#blocks.isCounted(header)) this.#e.end()
    this.#blocks.emitDue(header)
    this.#e.br(0).end()
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
    if (tree.isLoopHeader[block]) {
      blocks.pushIsDue()
      e.unlikely().if()
      blocks.emitDue(block)
      e.end()
    }
    blocks.emitBlock(block, (target) => {
      e.i32Const(position[target]!)
        .localSet(next)
        .br(e.depth - top)
    })
  })
  e.end()
}
