/** The random programs that the tests run, by their seeds; the environment says how many and where to start. */

import { OracleRecord, RECORD_BYTES } from './oracle-record.ts'
import type { ProgramKind } from './program-lines.ts'
import type { Program } from './program-tree.ts'
import { anyProgram, programStates } from './programs.ts'
import { Random } from './random.ts'
import { anyFpscr } from './vectors.ts'

export interface ProgramCase {
  readonly seed: number
  readonly kind: ProgramKind
  readonly program: Program
  /** States to run it on. */
  readonly inputs: Uint8Array
}

export const FIRST_SEED = Number(process.env.BONDI_SEED ?? 1)
/** Of the main part, about. */
const LENGTH = Number(process.env.BONDI_PROGRAM_LENGTH ?? 200)
const asked = process.env.BONDI_PROGRAMS
export const DEFAULT_PROGRAMS = { forQemu: 100, forSteps: 30 } as const
export const PROGRAMS_FOR_QEMU = Number(asked ?? DEFAULT_PROGRAMS.forQemu)
export const PROGRAMS_FOR_STEPS = Number(asked ?? DEFAULT_PROGRAMS.forSteps)
export const STATES_FOR_QEMU = 3
const STATES_FOR_STEPS = 2

/** A third of the programs looks at the FPSCR; half of those change the rounding mode. */
export function caseForQemu(seed: number): ProgramCase {
  const random = new Random(seed)
  const usesFpscr = seed % 3 === 0
  const kind = { forQemu: true, usesFpscr, changesRounding: usesFpscr && seed % 2 === 0 }
  return { seed, kind, program: anyProgram(random, kind, LENGTH), inputs: programStates(random, STATES_FOR_QEMU) }
}

/** All instructions, also those that qemu-ppc does otherwise than the hardware. */
export function caseForSteps(seed: number, usesFpscr: boolean): ProgramCase {
  const random = new Random(seed)
  const kind = { forQemu: false, usesFpscr, changesRounding: true }
  const program = anyProgram(random, kind, LENGTH)
  const inputs = programStates(random, STATES_FOR_STEPS)
  if (usesFpscr) {
    for (let n = 0; n < inputs.length / RECORD_BYTES; n++) new OracleRecord(inputs, n).fpscr = anyFpscr(random)
  }
  return { seed, kind, program, inputs }
}

/** Seeds in batches of at most `size`. */
export const seedBatches = (count: number, size: number): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(count / size) }, (_, k) =>
    Array.from({ length: Math.min(size, count - k * size) }, (_, n) => FIRST_SEED + k * size + n),
  )
