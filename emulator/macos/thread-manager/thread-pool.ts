/** Stacks that are kept for threads to come. */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { DEFAULT_STACK_BYTES, newStack, type ThreadStack } from './thread.ts'

export class ThreadPool {
  private stacks: ThreadStack[] = []

  /** All of them or none. */
  create(mac: Mac, count: number, stackSize: number): void {
    const made: ThreadStack[] = []
    try {
      for (let index = 0; index < count; index++) made.push(newStack(mac, stackSize))
    } catch (error) {
      for (const { start } of made) mac.memoryManager.disposePtr(start)
      throw error
    }
    this.stacks.push(...made)
  }

  add(stack: ThreadStack): void {
    this.stacks.push(stack)
  }

  /** How many have this size or more. */
  count(stackSize = 0): number {
    return this.stacks.filter(({ byteCount }) => byteCount >= stackSize).length
  }

  /** The smallest that is large enough. */
  take(stackSize: number, isExact: boolean): ThreadStack | undefined {
    if (stackSize < 0) fail('paramErr')
    const wanted = stackSize === 0 ? DEFAULT_STACK_BYTES : (stackSize + 15) & ~15
    const fits = ({ byteCount }: ThreadStack) => (isExact ? byteCount === wanted : byteCount >= wanted)
    const [best] = this.stacks.filter(fits).sort((a, b) => a.byteCount - b.byteCount)
    if (best !== undefined) this.stacks = this.stacks.filter((one) => one !== best)
    return best
  }
}
