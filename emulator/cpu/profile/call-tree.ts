/**
 * Who called whom and what each took: a calling context tree (Ammons, Ball and Larus, PLDI 1997), kept at every call, jump and return of the
 * guest. A function that is called while it runs already goes on where it was in the tree, so that recursion cannot make it grow.
 *
 * Each open call remembers the stack pointer and the return address that it was made with. A return that fits neither, as longjmp makes it,
 * closes every call whose frame is gone: the stack grows down, so those were made at or below the stack pointer now.
 */

export interface CallNode {
  /** Where control came to the function; 0 for the root. */
  readonly pc: number
  readonly parent: CallNode | undefined
  /** How often it was called or jumped to from there. */
  calls: number
  /** Time in the function itself, in units of fuel. */
  time: number
  /** Cycles that passed while it waited. */
  idle: number
}

interface Node extends CallNode {
  /** Where a call of an address leads: a child, or this node or one above it for a recursion. */
  readonly edges: Map<number, Node>
}

/** A call that has not returned. */
interface Frame {
  readonly returnPc: number
  readonly stackPointer: number
  readonly caller: Node
}

const node = (pc: number, parent: Node | undefined): Node => ({
  pc,
  parent,
  calls: 0,
  time: 0,
  idle: 0,
  edges: new Map(),
})

/** The calls of a flow of control that does not run now. */
export interface OpenCalls {
  readonly frames: Frame[]
  readonly current: Node
}

export class CallTree {
  readonly #root = node(0, undefined)
  readonly #functionAt: (pc: number) => number
  #frames: Frame[] = []
  #current = this.#root
  /** Everything before has been charged to somebody. */
  #time = 0

  /** `functionAt` gives the start of the function that an address is in, or the address where that is not known. */
  constructor(functionAt: (pc: number) => number) {
    this.#functionAt = functionAt
  }

  get openCalls(): number {
    return this.#frames.length
  }

  /** A call. Times are in units of fuel. */
  call(target: number, returnPc: number, stackPointer: number, time: number): void {
    this.charge(time)
    while (this.#frames.length > 0 && this.#frames.at(-1)!.stackPointer < stackPointer) this.#close()
    this.#frames.push({ returnPc, stackPointer, caller: this.#current })
    this.#current = this.#enter(this.#current, target)
  }

  /** Control goes to an address for good: to another function, whose caller is this one's, or to somewhere in this one. */
  jump(target: number, time: number): void {
    this.charge(time)
    if (this.#functionAt(target) === this.#functionAt(this.#current.pc)) return
    this.#current = this.#enter(this.#frames.at(-1)?.caller ?? this.#root, target)
  }

  /** Control goes to where LR says. */
  return(target: number, stackPointer: number, time: number): void {
    this.charge(time)
    if (this.#frames.at(-1)?.returnPc === target) {
      this.#close()
      return
    }
    while (this.#frames.length > 0 && this.#frames.at(-1)!.stackPointer <= stackPointer) this.#close()
  }

  /** Closes calls until so many are open: what the host called is over. */
  unwind(openCalls: number, time: number): void {
    this.charge(time)
    while (this.#frames.length > openCalls) this.#close()
  }

  /** Another flow of control goes on, from the root when it is new; returns what was open. */
  exchange(next: OpenCalls | undefined, time: number): OpenCalls {
    this.charge(time)
    const left = { frames: this.#frames, current: this.#current }
    this.#frames = next?.frames ?? []
    this.#current = next?.current ?? this.#root
    return left
  }

  /** What has passed since the last event belongs to the function that runs. */
  charge(time: number): void {
    this.#current.time += time - this.#time
    this.#time = time
  }

  chargeIdle(cycles: number): void {
    this.#current.idle += cycles
  }

  /** Callers before those they call; the root first. */
  nodes(): CallNode[] {
    const found = [this.#root]
    // Grows while it is gone through
    for (const parent of found) {
      for (const child of new Set(parent.edges.values())) if (child.parent === parent) found.push(child)
    }
    return found
  }

  #close(): void {
    this.#current = this.#frames.pop()!.caller
  }

  #enter(from: Node, target: number): Node {
    let to = from.edges.get(target)
    if (to === undefined) {
      to = this.#above(from, target) ?? node(target, from)
      from.edges.set(target, to)
    }
    to.calls++
    return to
  }

  #above(from: Node, target: number): Node | undefined {
    const start = this.#functionAt(target)
    for (let place: Node | undefined = from; place !== this.#root; place = place!.parent as Node | undefined) {
      if (this.#functionAt(place!.pc) === start) return place
    }
    return undefined
  }
}
