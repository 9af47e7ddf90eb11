/**
 * Every row of the instruction table, translated, against qemu-ppc: registers, flags, FPSCR and memory after random and edge
 * operands. BONDI_VECTORS_PER_ROW sets how many.
 */

import './relaxed-simd.ts'
import { describe, expect, it } from 'vitest'
import type { CpuOptions } from '../../emulator/cpu/index.ts'
import type { InstructionRow } from '../../emulator/cpu/instructions/row.ts'
import { instructionTable } from '../../emulator/cpu/instructions/table.ts'
import { type Case, caseOf, floatOpOf, type KnownDifference, knownDifferences, untested } from './known-differences.ts'
import { differences, OracleRecord } from './oracle-record.ts'
import { oracleMissing, runUnderQemu } from './qemu-oracle.ts'
import { TranslatedCpu } from './translated-cpu.ts'
import { type StateOptions, vectorsFor } from './vectors.ts'

const VECTORS = Number(process.env.BONDI_VECTORS_PER_ROW ?? 2000)
const STATES = 100
const WORDS = Math.ceil(VECTORS / STATES)
const SEED = 233

const missing = oracleMissing()
const rows = instructionTable.filter((row) => !untested.has(row.mnemonic))
const groups = [...new Set(rows.map((row) => row.group))]
const seen = new Set<KnownDifference>()

/** What the hardware does: qemu's answer with what is known to differ corrected. */
function expectedOf(known: Case, qemu: OracleRecord): OracleRecord {
  const expected = qemu.copy()
  for (const difference of knownDifferences) {
    if (!difference.applies(known, qemu)) continue
    difference.correct(expected, known)
    seen.add(difference)
  }
  return expected
}

const hex = (value: number | bigint) => value.toString(16)

function describeInputs(row: InstructionRow, { input, float }: Case): string {
  if (float) return `${hex(float.a)} ${hex(float.b)} ${hex(float.c)}, FPSCR ${hex(input.fpscr)}`
  const gprs = Array.from({ length: 32 }, (_, n) => `r${n}=${hex(input.gpr(n))}`).join(' ')
  return row.group === 'floating-point'
    ? `FPSCR ${hex(input.fpscr)}`
    : `${gprs}, XER ${hex(input.xer)}, CR ${hex(input.cr)}`
}

/** Runs a row's vectors both ways; what differs, a line each. */
function compareRow(row: InstructionRow, cpu: TranslatedCpu, states: StateOptions, ignoreStatus: boolean): string[] {
  const vectors = vectorsFor(row, SEED, WORDS, STATES, states)
  const qemu = runUnderQemu(vectors)
  return vectors.flatMap((group, index) => {
    const output = cpu.run(group)
    const failures: string[] = []
    for (let n = 0; n < group.count; n++) {
      const known = caseOf(row, group.word, new OracleRecord(group.inputs, n))
      const expected = expectedOf(known, new OracleRecord(qemu[index], n))
      const found = new OracleRecord(output, n)
      if (ignoreStatus) {
        expected.fpscr = found.fpscr
        expected.cr = ((expected.cr & ~0x0f000000) | (found.cr & 0x0f000000)) >>> 0
      }
      const lines = differences(expected, found)
      if (lines.length > 0) failures.push(`${hex(group.word)} on ${describeInputs(row, known)}: ${lines.join('; ')}`)
    }
    return failures
  })
}

function expectNoFailures(failures: string[]): void {
  expect(failures.slice(0, 4), `${failures.length} of ${WORDS * STATES} vectors differ`).toEqual([])
}

describe.skipIf(missing)(`instructions against qemu-ppc${missing ? `: ${missing}` : ''}`, () => {
  describe.each(groups)('%s', (group) => {
    const cpu = new TranslatedCpu({ fpscr: 'exact' })
    it.each(rows.filter((row) => row.group === group))('$mnemonic', (row) => {
      expectNoFailures(compareRow(row, cpu, {}, false))
    })
  })

  const fastPaths: readonly (readonly [string, CpuOptions])[] = [
    ['with relaxed SIMD', { fpscr: 'fast', fusedMultiplyAdd: 'relaxed-simd' }],
    ['without relaxed SIMD', { fpscr: 'fast', fusedMultiplyAdd: 'exact-f64' }],
  ]
  describe.each(fastPaths)('values alone, %s', (_name, options) => {
    const cpu = new TranslatedCpu(options)
    it.each(rows.filter((row) => floatOpOf(row)))('$mnemonic', (row) => {
      expectNoFailures(compareRow(row, cpu, { fpscr: 0 }, true))
    })
  })

  it.skipIf(VECTORS < 1000)('every known difference shows', () => {
    expect(knownDifferences.filter((difference) => !seen.has(difference)).map(({ what }) => what)).toEqual([])
  })
})
