/**
 * Reverse postorder and the dominator tree of a graph of blocks (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm").
 */

export interface FlowGraph {
  /** Reachable blocks in reverse postorder. */
  readonly order: readonly number[]
  /** A block's place in `order`; -1 when unreachable. */
  readonly position: Int32Array
  readonly successors: readonly (readonly number[])[]
  readonly predecessors: readonly (readonly number[])[]
}

export interface Dominance {
  /** Blocks that a block dominates immediately. */
  readonly children: readonly (readonly number[])[]
  /** Targets of a branch from later in the order. */
  readonly isLoopHeader: readonly boolean[]
  /** Reached by two or more branches from earlier in the order. */
  readonly isMerge: readonly boolean[]
  /** Every loop is entered at its header only. */
  readonly isReducible: boolean
}

export function flowGraph(successors: readonly (readonly number[])[]): FlowGraph {
  const count = successors.length
  const postorder: number[] = []
  const seen = new Uint8Array(count)
  const stack = [0]
  const next = new Int32Array(count)
  seen[0] = 1
  while (stack.length > 0) {
    const block = stack.at(-1)!
    const target = successors[block]![next[block]!++]
    if (target === undefined) {
      postorder.push(block)
      stack.pop()
    } else if (!seen[target]) {
      seen[target] = 1
      stack.push(target)
    }
  }
  const order = postorder.reverse()
  const position = new Int32Array(count).fill(-1)
  order.forEach((block, place) => {
    position[block] = place
  })
  const predecessors: number[][] = Array.from({ length: count }, () => [])
  for (const block of order) for (const target of successors[block]!) predecessors[target]!.push(block)
  return { order, position, successors, predecessors }
}

export function dominance({ order, position, successors, predecessors }: FlowGraph): Dominance {
  const count = successors.length
  const idom = new Int32Array(count).fill(-1)
  idom[order[0]!] = order[0]!
  const intersect = (a: number, b: number): number => {
    let [x, y] = [a, b]
    while (x !== y) {
      while (position[x]! > position[y]!) x = idom[x]!
      while (position[y]! > position[x]!) y = idom[y]!
    }
    return x
  }
  for (let changed = true; changed; ) {
    changed = false
    for (const block of order) {
      if (block === order[0]) continue
      let dominator = -1
      for (const predecessor of predecessors[block]!) {
        if (idom[predecessor] === -1) continue
        dominator = dominator === -1 ? predecessor : intersect(predecessor, dominator)
      }
      if (idom[block] !== dominator) {
        idom[block] = dominator
        changed = true
      }
    }
  }

  const children: number[][] = Array.from({ length: count }, () => [])
  for (const block of order) if (block !== order[0]) children[idom[block]!]!.push(block)
  const dominates = (a: number, b: number): boolean => {
    let block = b
    while (position[block]! > position[a]!) block = idom[block]!
    return block === a
  }
  const isLoopHeader: boolean[] = Array.from({ length: count }, () => false)
  const isMerge: boolean[] = Array.from({ length: count }, () => false)
  let isReducible = true
  for (const block of order) {
    const backward = predecessors[block]!.filter((predecessor) => position[predecessor]! >= position[block]!)
    isLoopHeader[block] = backward.length > 0
    isMerge[block] = predecessors[block]!.length - backward.length >= 2
    if (backward.some((predecessor) => !dominates(block, predecessor))) isReducible = false
  }
  return { children, isLoopHeader, isMerge, isReducible }
}
