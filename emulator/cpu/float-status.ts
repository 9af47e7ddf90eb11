/**
 * The FPSCR while translated code keeps it, in the state block.
 *
 * What an instruction says of its own result (FR, FI, FPRF) is not computed until somebody looks: code notes the last operation and its
 * operands, and reading the register does that operation again. Exceptions are never late: an instruction that might raise a new one
 * finds its result outside `plainDoubles` or `plainSingles` and has the register updated at once.
 */

import * as FPSCR from './float/fpscr.ts'
import { STATE } from './state-layout.ts'

/**
 * How translated code does floating-point instructions: their values alone; with the FPSCR, calling for what is unusual; or calling
 * always, when an enabled exception may leave something else in frD than a value of its precision.
 */
export type FloatMode = 'values' | 'inline' | 'called'

/** The place of notes in `STATE.pending`, a byte each: an operation's number and whether its operands are singles; a conversion's; a comparison's. */
export const PENDING = {
  operation: 0,
  conversion: 1,
  comparison: 2,
  /** Added to an operation's number, which counts from 1: operands are in single precision. */
  singles: 0x80,
} as const

/** Twice the pattern of the smallest normal number, which drops the sign: a result that small may be an underflow. */
const SMALLEST_DOUBLE = 0x0020000000000000n
const INFINITE_DOUBLE = 0xffe0000000000000n
const SMALLEST_SINGLE = 0x01000000
const INFINITE_SINGLE = 0xff000000

/**
 * A result is plain when twice its pattern is `first` plus less than `count`: neither zero, denormal, the smallest normal number (a tiny
 * value may have been rounded up to it), infinite nor a NaN.
 */
export const PLAIN_DOUBLES = { first: SMALLEST_DOUBLE + 1n, count: INFINITE_DOUBLE - SMALLEST_DOUBLE - 1n }
export const PLAIN_SINGLES = { first: SMALLEST_SINGLE + 1, count: INFINITE_SINGLE - SMALLEST_SINGLE - 1 }

/** An enabled exception of these leaves something else in frD than the instruction's value. */
export const RESULT_ENABLES = FPSCR.VE | FPSCR.OE | FPSCR.UE | FPSCR.ZE

export class FloatStatus {
  readonly #view: DataView
  /** Brings the register up to date with what is pending. */
  resolve: () => void = () => {}
  /** MSR[FE0] or MSR[FE1]: every inexact result must be seen when FPSCR[XE] is set. */
  trapping = false

  constructor(view: DataView) {
    this.#view = view
  }

  /** Whether an enabled exception is there, and to be taken. */
  get isTaken(): boolean {
    return this.trapping && (this.sticky & FPSCR.FEX) !== 0
  }

  get isPending(): boolean {
    return this.#view.getUint32(STATE.pending, true) !== 0
  }

  get value(): number {
    if (this.isPending) this.resolve()
    return this.sticky
  }
  set value(fpscr: number) {
    this.#view.setUint32(STATE.fpscr, fpscr, true)
    this.#view.setUint32(STATE.pending, 0, true)
    this.update()
  }

  /** All but FR, FI and FPRF, which may be out of date. */
  get sticky(): number {
    return this.#view.getUint32(STATE.fpscr, true)
  }

  /** Tells translated code whether an ordinary result can still change the register's exceptions. */
  update(): void {
    const { sticky } = this
    const isInexactSeen = this.trapping && (sticky & FPSCR.XE) !== 0
    const isSteady = (sticky & FPSCR.XX) !== 0 && (sticky & (FPSCR.RN | FPSCR.NI)) === 0 && !isInexactSeen
    this.#view.setBigUint64(STATE.plainDoubles, isSteady ? PLAIN_DOUBLES.count : 0n, true)
    this.#view.setUint32(STATE.plainSingles, isSteady ? PLAIN_SINGLES.count : 0, true)
    this.#view.setUint32(STATE.steady, isSteady ? 1 : 0, true)
  }
}
