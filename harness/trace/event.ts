/** What a trace is made of. Times are virtual: seconds since launch, and cycles. */

interface Moment {
  readonly seconds: number
  readonly cycles: number
}

/** A service that has returned; `seconds` is when. */
export interface ServiceEvent extends Moment {
  readonly kind: 'service'
  readonly name: string
  /** With arguments and results, as in `NewPtr(8) -> 0x01c0b270`. */
  readonly text: string
}

/** A function of the program is called, or has returned. */
export interface FunctionEvent extends Moment {
  readonly kind: 'enter' | 'leave'
  readonly name: string
  /** Calls in progress outside of it. */
  readonly depth: number
}

/** An instruction is about to be executed. */
export interface InstructionEvent extends Moment {
  readonly kind: 'instruction'
  readonly pc: number
  readonly name: string
  /** Disassembled. */
  readonly text: string
  /** General registers that differ from when the one before was about to be executed. */
  readonly changed: Readonly<Record<string, number>>
}

export type TraceEvent = ServiceEvent | FunctionEvent | InstructionEvent
