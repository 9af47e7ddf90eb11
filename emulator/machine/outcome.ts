/** How a run ends. */

import type { Finding } from './checks/finding.ts'

/**
 * `exited`: the program ended by itself. `stopped`: what the caller waited for has come. `exit-status`: it ended by itself and says that it
 * failed. `idle`: it waits for what cannot come. `budget`: a limit of the caller's was reached. `check`: a check that was asked for found something. `engine-fault`: Bondi failed, and nothing is
 * said of the program. All others are faults of the program.
 */
export type OutcomeKind =
  | 'exited'
  | 'stopped'
  | 'exit-status'
  | 'unhandled-exception'
  | 'idle'
  | 'budget'
  | 'missing-service'
  | 'illegal-instruction'
  | 'privileged-instruction'
  | 'access'
  | 'alignment'
  | 'floating-point'
  | 'jump'
  | 'stack-overflow'
  | 'heap-corrupt'
  | 'trap'
  | 'debugger'
  | 'system-error'
  | 'check'
  | 'engine-fault'

export type Budget = 'cycles' | 'virtual-time' | 'host-time'

export interface Outcome {
  readonly kind: OutcomeKind
  /** One sentence. */
  readonly message: string
  /** Which limit, when the kind is `budget`. */
  readonly budget?: Budget
  /** What a program gave to its library's `exit`, or returned from `main`; a program that calls ExitToShell says nothing. */
  readonly status?: number
  /** What was found, when the kind is `check`. */
  readonly finding?: Finding
  /** Where the processor was, as far as known. */
  readonly pc?: number
  /** What address an access or a jump was to. */
  readonly address?: number
  /** What was seen first, when a damage explains it that was done before. */
  readonly symptom?: OutcomeKind
  /** Where Bondi failed, when the kind is `engine-fault`. */
  readonly hostStack?: readonly string[]
}

/** Nothing is to be explained. */
export const isGood = ({ kind }: Outcome): boolean => kind === 'exited' || kind === 'stopped'

/** Whether the program came to an end of its own, so that the system closes what it had open. */
export const endedItself = ({ kind }: Outcome): boolean =>
  kind === 'exited' || kind === 'exit-status' || kind === 'unhandled-exception'

export class BudgetEnd extends Error {
  readonly budget: Budget

  constructor(budget: Budget, message: string) {
    super(message)
    this.name = 'BudgetEnd'
    this.budget = budget
  }
}

/** The stack has reached the heap: what the stack sniffer calls system error 28 (Inside Macintosh: Memory, chapter 1). */
export class StackOverflow extends Error {
  constructor(stackPointer: number, heapEnd: number) {
    const hex = (value: number) => `0x${(value >>> 0).toString(16).padStart(8, '0')}`
    super(`the stack (down to ${hex(stackPointer)}) has run into the heap (up to ${hex(heapEnd)})`)
    this.name = 'StackOverflow'
  }
}
