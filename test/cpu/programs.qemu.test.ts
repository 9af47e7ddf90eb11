/**
 * Random programs in every way of running, against qemu-ppc: registers and memory at the end. What fails is made small and listed.
 *
 * BONDI_PROGRAMS=5000 runs so many, BONDI_SEED=7 starts with that one, BONDI_PROGRAM_LENGTH=300 is about how many instructions the main
 * part has: `BONDI_PROGRAMS=5000 npx vitest run test/cpu/programs.qemu.test.ts`.
 */

import './relaxed-simd.ts'
import { describe, expect, it } from 'vitest'
import * as FPSCR from '../../emulator/cpu/float/fpscr.ts'
import { differences, OracleRecord, Outcome, RECORD_BYTES } from './oracle-record.ts'
import { caseForQemu, PROGRAMS_FOR_QEMU, type ProgramCase, STATES_FOR_QEMU, seedBatches } from './program-cases.ts'
import type { ProgramKind } from './program-lines.ts'
import { layOut, type Program } from './program-tree.ts'
import { oracleMissing, runUnderQemu } from './qemu-oracle.ts'
import { listing, shrink } from './shrink.ts'
import { TranslatedCpu, type TranslatedOptions } from './translated-cpu.ts'

/** Programs for one process of qemu-ppc. */
const BATCH = 50
/** Each instruction stepped is translated alone, which is slow: one program in so many. */
const STEPPED = 10

const missing = oracleMissing()

interface Mode extends TranslatedOptions {
  readonly name: string
  /** Which programs it is for. */
  readonly fits: (kind: ProgramKind, seed: number) => boolean
}

const modes: readonly Mode[] = [
  { name: 'translated, with relaxed SIMD', fusedMultiplyAdd: 'relaxed-simd', fits: () => true },
  { name: 'translated, without relaxed SIMD', fusedMultiplyAdd: 'exact-f64', fits: ({ usesFpscr }) => !usesFpscr },
  { name: 'translated, with the FPSCR', fpscr: 'exact', fits: ({ usesFpscr }) => !usesFpscr },
  { name: 'precise', precise: true, fits: () => true },
  { name: 'profiled', profile: { startOf: () => undefined }, fits: (_kind, seed) => seed % 2 === 0 },
  { name: 'stepped', stepped: true, fits: (_kind, seed) => seed % STEPPED === 0 },
]

const groupOf = ({ program, inputs }: Pick<ProgramCase, 'program' | 'inputs'>) => ({ code: layOut(program), inputs })

/** What qemu does not keep as the hardware does; known-differences.ts says why. */
const NOT_KEPT = FPSCR.FR | FPSCR.FI | FPSCR.FPRF

/** What differs in a mode, by state. */
function compare(
  mode: Mode,
  cpu: TranslatedCpu,
  group: ReturnType<typeof groupOf>,
  qemu: Uint8Array,
  kind: ProgramKind,
): string[] {
  let outputs: Uint8Array
  try {
    outputs = cpu.run(group)
  } catch (error) {
    return [`${error}`]
  }
  const keepsStatus = kind.usesFpscr || mode.fpscr === 'exact'
  const failures: string[] = []
  for (let n = 0; n < qemu.length / RECORD_BYTES; n++) {
    const [expected, found] = [new OracleRecord(qemu, n).copy(), new OracleRecord(outputs, n).copy()]
    for (const record of [expected, found]) record.fpscr = keepsStatus ? (record.fpscr & ~NOT_KEPT) >>> 0 : 0
    failures.push(...differences(expected, found).map((text) => `state ${n}: ${text}`))
  }
  return failures
}

/** The program that fails and what fails, as small as found. */
function report(mode: Mode, { seed, kind, program, inputs }: ProgramCase): string {
  const check = (smaller: Program): string[] => {
    const group = groupOf({ program: smaller, inputs })
    const [qemu] = runUnderQemu([group])
    return compare(mode, new TranslatedCpu(mode), group, qemu!, kind)
  }
  const smallest = shrink(program, (smaller) => check(smaller).length > 0)
  return `program ${seed}, ${mode.name}:\n${listing(smallest)}\n${check(smallest).slice(0, 8).join('\n')}`
}

describe.skipIf(missing)(`programs against qemu-ppc${missing ? `: ${missing}` : ''}`, () => {
  it.each(seedBatches(PROGRAMS_FOR_QEMU, BATCH))('programs from %i on', { timeout: 600_000 }, (...seeds) => {
    const cases = seeds.map(caseForQemu)
    const groups = cases.map(groupOf)
    const outputs = runUnderQemu(groups)
    const outcomes = outputs.flatMap((output) =>
      Array.from({ length: STATES_FOR_QEMU }, (_, n) => new OracleRecord(output, n).outcome),
    )
    // A trap that is taken ends a program; nothing else does
    expect(outcomes.filter((outcome) => outcome !== Outcome.trap && outcome !== Outcome.finished)).toEqual([])
    expect(outcomes.filter((outcome) => outcome === Outcome.finished).length).toBeGreaterThan(outcomes.length / 2)

    const cycles = new Map<number, readonly number[]>()
    for (const mode of modes) {
      for (const [index, program] of cases.entries()) {
        if (!mode.fits(program.kind, program.seed)) continue
        // Each starts afresh, as a machine does: code that was translated before and forgotten may be divided into functions otherwise
        const cpu = new TranslatedCpu(mode)
        const failures = compare(mode, cpu, groups[index]!, outputs[index]!, program.kind)
        if (failures.length > 0) expect.fail(report(mode, program))
        // Between single steps the pipeline runs empty
        if (mode.stepped) continue
        // The first change of the FPSCR's modes in a CPU's life has code translated anew from there: others have had it in programs left out here
        if (mode.profile && program.kind.usesFpscr) continue
        const known = cycles.get(index) ?? [...cpu.cycles]
        cycles.set(index, known)
        expect(cpu.cycles, `cycles of program ${program.seed}, ${mode.name}`).toEqual(known)
      }
    }
  })
})
