/** Runs one program on a machine and collects what became of it. */
import type { ExitCodeName } from '../exit-codes.ts'

export interface Budgets {
  /** 750 cycles. */
  readonly cycles?: number
  /** Seconds of virtual time. */
  readonly seconds?: number
  /** Seconds on the host: a safety net, since how far a run gets in them depends on the host. */
  readonly hostSeconds?: number
}

/** Everything that a run depends on. It can be sent to another thread. */
export interface RunRequest {
  /** An HFS volume; the run works on it and gives it back. */
  readonly image: Uint8Array
  /** Path of the application on the volume. */
  readonly application: string
  /** As set in the Finder's Get Info; by default what the application's `SIZE` resource asks for. */
  readonly partitionBytes?: number
  readonly budgets: Budgets
  /** Path of a text file whose growth is told of while the program runs. */
  readonly watch?: string
  /** Whether the calls of system services are recorded. */
  readonly traceServices?: boolean
}

export type RunEvent =
  | { readonly kind: 'booted' }
  | { readonly kind: 'launched' }
  /** The watched file has grown by these bytes. */
  | { readonly kind: 'output'; readonly bytes: Uint8Array }

/** Outcomes of a program are exit codes of the command. */
export type Outcome = ExitCodeName

export interface RunRecord {
  readonly outcome: Outcome
  readonly cycles: number
  /** Virtual seconds. */
  readonly seconds: number
  readonly hostSeconds: number
  /** The volume afterwards, whole whatever happened. */
  readonly image: Uint8Array
  /** What the program did wrong, where and how it got there; absent when it ended by itself. */
  readonly report?: string
  readonly serviceCalls?: readonly string[]
}

export async function runProgram(_request: RunRequest, _onEvent: (event: RunEvent) => void): Promise<RunRecord> {
  throw new Error('the machine is not there yet')
}
