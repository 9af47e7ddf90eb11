/** Random programs, translated and stepped, against qemu-ppc: the state at the end. */

import './relaxed-simd.ts'
import { describe, expect, it } from 'vitest'
import * as FPSCR from '../../emulator/cpu/float/fpscr.ts'
import { differences, OracleRecord, Outcome, RECORD_BYTES } from './oracle-record.ts'
import { anyProgram, programStates } from './programs.ts'
import { type OracleGroup, oracleMissing, runUnderQemu } from './qemu-oracle.ts'
import { Random } from './random.ts'
import { TranslatedCpu, type TranslatedOptions } from './translated-cpu.ts'

const PROGRAMS = 24
const STATES = 10
const INSTRUCTIONS = 300
/** Each instruction stepped is a WebAssembly module of its own. */
const STEPPED_PROGRAMS = 3

const missing = oracleMissing()

const modes: readonly (readonly [string, TranslatedOptions, number])[] = [
  ['with the FPSCR', { fpscr: 'exact' }, PROGRAMS],
  ['values alone, with relaxed SIMD', { fpscr: 'fast', fusedMultiplyAdd: 'relaxed-simd' }, PROGRAMS],
  ['values alone, without relaxed SIMD', { fpscr: 'fast', fusedMultiplyAdd: 'exact-f64' }, PROGRAMS],
  ['precise', { fpscr: 'fast', precise: true }, PROGRAMS],
  ['stepped', { fpscr: 'exact', stepped: true }, STEPPED_PROGRAMS],
]

/** What qemu does not keep as the hardware does; known-differences.ts says why. */
const NOT_KEPT = FPSCR.FR | FPSCR.FPRF

function compareProgram(cpu: TranslatedCpu, group: OracleGroup, qemu: Uint8Array, keepsStatus: boolean): string[] {
  const outputs = cpu.run(group)
  const failures: string[] = []
  for (let n = 0; n < qemu.length / RECORD_BYTES; n++) {
    const found = new OracleRecord(outputs, n).copy()
    const expected = new OracleRecord(qemu, n).copy()
    for (const record of [found, expected]) record.fpscr = keepsStatus ? (record.fpscr & ~NOT_KEPT) >>> 0 : 0
    failures.push(...differences(expected, found).map((text) => `state ${n}: ${text}`))
  }
  return failures
}

describe.skipIf(missing)(`programs against qemu-ppc${missing ? `: ${missing}` : ''}`, () => {
  const groups = Array.from({ length: PROGRAMS }, (_, index) => {
    const random = new Random(1998 + index)
    return { code: anyProgram(random, INSTRUCTIONS), inputs: programStates(random, STATES) }
  })
  const outputs = missing ? [] : runUnderQemu(groups)

  it('the programs run to their end', () => {
    for (const output of outputs) {
      for (let n = 0; n < STATES; n++) expect(new OracleRecord(output, n).outcome).toBe(Outcome.finished)
    }
  })

  describe.each(modes)('%s', (_name, options, count) => {
    const cpu = new TranslatedCpu(options)
    it.each(groups.slice(0, count).map((group, index) => [index, group] as const))('program %i', (index, group) => {
      const failures = compareProgram(cpu, group, outputs[index] as Uint8Array, options.fpscr === 'exact')
      expect(failures.slice(0, 8), `${failures.length} differences`).toEqual([])
    })
  })
})
