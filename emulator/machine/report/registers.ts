/** The registers, and what each points at. */

import type { ReportContext } from './context.ts'
import { type Place, placeOf } from './place.ts'

export interface Registers {
  readonly gpr: readonly number[]
  /** Patterns, in hexadecimal. */
  readonly fpr: readonly string[]
  readonly pc: number
  readonly lr: number
  readonly ctr: number
  readonly cr: number
  readonly xer: number
  readonly fpscr: number
}

export interface PointerRegister extends Place {
  /** `r3`, `lr`. */
  readonly register: string
}

export function readRegisters({ system }: ReportContext, pc: number): Registers {
  const { state } = system.mac.cpu
  return {
    gpr: Array.from({ length: 32 }, (_, n) => state.gpr(n)),
    fpr: Array.from({ length: 32 }, (_, n) => state.fprBits(n).toString(16).padStart(16, '0')),
    pc,
    lr: state.lr,
    ctr: state.ctr,
    cr: state.cr,
    xer: state.xer,
    fpscr: state.fpscr,
  }
}

/** Registers that point at something with a name. Small numbers are no pointers, though low memory lies there. */
export function pointersIn(context: ReportContext, { gpr, lr, ctr }: Registers): PointerRegister[] {
  const values: [register: string, value: number][] = [
    ...gpr.map((value, n): [string, number] => [`r${n}`, value]),
    ['lr', lr],
    ['ctr', ctr],
  ]
  return values
    .filter(([, value]) => value >= context.map.systemHeap.start && value < context.system.mac.memory.size)
    .map(([register, value]) => ({ register, ...placeOf(context, value) }))
    .filter(({ kind }) => kind !== 'system')
}
