/**
 * An enabled floating-point exception that is taken: FPSCR[FEX] is set after an instruction, and MSR[FE0] or MSR[FE1]. The 750 takes it
 * precisely whichever is set (IBM PowerPC 750GX/GL user's manual, table 4-4; MPCFPE32B, 6.4.7).
 */

import * as FPSCR from './float/fpscr.ts'

/** Thrown out of translated code, which does not know where it is. The FPSCR is as after the instruction. */
export class FloatException extends Error {
  /** The new frD, where the instruction has one. */
  readonly bits: bigint | undefined
  /** The new crfD of a comparison. */
  readonly cr: number | undefined

  constructor(result: { readonly bits?: bigint | undefined; readonly cr?: number | undefined } = {}) {
    super('an enabled floating-point exception')
    this.bits = result.bits
    this.cr = result.cr
  }
}

const NAMES: readonly (readonly [enable: number, exceptions: number, name: string])[] = [
  [FPSCR.VE, FPSCR.INVALID, 'invalid operation'],
  [FPSCR.OE, FPSCR.OX, 'overflow'],
  [FPSCR.UE, FPSCR.UX, 'underflow'],
  [FPSCR.ZE, FPSCR.ZX, 'division by zero'],
  [FPSCR.XE, FPSCR.XX, 'inexact result'],
]

/** What is both enabled and there, for people. */
export const enabledExceptions = (fpscr: number): string =>
  NAMES.filter(([enable, exceptions]) => fpscr & enable && fpscr & exceptions)
    .map(([, , name]) => name)
    .join(', ')
