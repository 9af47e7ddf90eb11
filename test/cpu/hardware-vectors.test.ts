/** Vectors recorded on hardware, bit for bit: cpu/float alone, then the translated CPU on all of them. */

import './relaxed-simd.ts'
import { describe, expect, it } from 'vitest'
import { executeFloat, type FloatOp } from '../../emulator/cpu/float/exact.ts'
import { FX, XX } from '../../emulator/cpu/float/fpscr.ts'
import { decodeRow } from '../../emulator/cpu/instructions/table.ts'
import { hardwareVectorCounts } from './hardware-vector-counts.ts'
import {
  FIRST_FPR,
  FIRST_GPR,
  type HardwareState,
  type HardwareVector,
  readHardwareVectors,
  vectorsMissing,
} from './hardware-vectors.ts'
import { floatOpOf } from './known-differences.ts'
import { differences, OracleRecord, RECORD_BYTES } from './oracle-record.ts'
import { TranslatedCpu, type TranslatedOptions } from './translated-cpu.ts'
import { fieldOf } from './vectors.ts'

const missing = vectorsMissing()
const vectors = missing ? new Map<string, readonly HardwareVector[]>() : readHardwareVectors()
const hex = (value: number | bigint) => value.toString(16)

function floatOpOfWord(word: number): FloatOp | undefined {
  const row = decodeRow(word)
  return row && floatOpOf(row)
}

function expectNone(failures: readonly string[], count: number): void {
  expect(failures.slice(0, 5), `${failures.length} of ${count} differ`).toEqual([])
}

describe.skipIf(missing)(`cpu/float against hardware vectors${missing ? `: ${missing}` : ''}`, () => {
  const files = [...vectors].filter(([, [first]]) => first && floatOpOfWord(first.word))

  it('the vectors are those described', () => {
    expect(vectors.size).toBe(83)
    expect(files.length).toBe(25)
    const counts: Record<string, number> = {}
    for (const { word } of [...vectors.values()].flat()) {
      const mnemonic = decodeRow(word)?.mnemonic ?? 'none'
      counts[mnemonic] = (counts[mnemonic] ?? 0) + 1
    }
    expect(counts).toEqual(hardwareVectorCounts)
  })

  it.each(files)('%s', (_name, list) => {
    const failures = list.flatMap(({ word, before, after }) => {
      const fpr = (field: string) => before.fprs[fieldOf(word, field) - FIRST_FPR] ?? 0n
      const op = floatOpOfWord(word) as FloatOp
      const { bits, fpscr } = executeFloat(op, fpr('frA'), fpr('frB'), fpr('frC'), before.fpscr)
      const expected = `${hex(after.fprs[fieldOf(word, 'frD') - FIRST_FPR] as bigint)} ${hex(after.fpscr)}`
      const found = `${hex(bits)} ${hex(fpscr)}`
      return expected === found ? [] : [`${hex(word)} of ${before.fprs.map(hex)}: ${expected}, found ${found}`]
    })
    expectNone(failures, list.length)
  })
})

function fill(record: OracleRecord, state: HardwareState): OracleRecord {
  state.gprs.forEach((value, index) => {
    record.setGpr(FIRST_GPR + index, value)
  })
  state.fprs.forEach((bits, index) => {
    record.setFpr(FIRST_FPR + index, bits)
  })
  const { xer, cr, fpscr, ctr } = state
  return Object.assign(record, { xer, cr, fpscr, ctr })
}

const byWord = (list: readonly HardwareVector[]) => {
  const words = new Map<number, HardwareVector[]>()
  for (const vector of list) words.set(vector.word, [...(words.get(vector.word) ?? []), vector])
  return words
}

/**
 * Runs all of a file's vectors; `keepsStatus` is false where FPSCR and CR1 are not kept. What `sticky` has of the FPSCR is there before and
 * after, whatever the vector says.
 */
function runFile(list: readonly HardwareVector[], cpu: TranslatedCpu, keepsStatus: boolean, sticky = 0): string[] {
  return [...byWord(list)].flatMap(([word, group]) => {
    const inputs = new Uint8Array(group.length * RECORD_BYTES)
    group.forEach(({ before }, n) => {
      const record = fill(new OracleRecord(inputs, n), before)
      record.fpscr = (record.fpscr | sticky) >>> 0
    })
    const outputs = cpu.run({ code: [word], inputs })
    return group.flatMap(({ before, after }, n) => {
      const found = new OracleRecord(outputs, n)
      const expected = fill(new OracleRecord(inputs, n).copy(), after)
      expected.fpscr = (expected.fpscr | sticky) >>> 0
      if (!keepsStatus) expected.fpscr = found.fpscr
      const lines = differences(expected, found)
      return lines.length === 0 ? [] : [`${hex(word)} of ${before.gprs.map(hex)} ${before.fprs.map(hex)}: ${lines}`]
    })
  })
}

const modes: readonly (readonly [string, TranslatedOptions])[] = [
  ['with the FPSCR', { fpscr: 'exact' }],
  ['values alone, with relaxed SIMD', { fpscr: 'fast', fusedMultiplyAdd: 'relaxed-simd' }],
  ['values alone, without relaxed SIMD', { fpscr: 'fast', fusedMultiplyAdd: 'exact-f64' }],
]

describe.skipIf(missing).each(modes)('the translated CPU against hardware vectors, %s', (_name, options) => {
  const cpu = new TranslatedCpu(options)
  it.each([...vectors])('%s', (_file, list) => {
    expectNone(runFile(list, cpu, options.fpscr === 'exact'), list.length)
  })
})

describe.skipIf(missing)('the translated CPU against hardware vectors, with what was inexact before', () => {
  const cpu = new TranslatedCpu({ fpscr: 'exact' })
  const files = [...vectors].filter(([, [first]]) => first && floatOpOfWord(first.word))
  // Results are then noted, and their status is worked out when it is read
  it.each(files)('%s', (_file, list) => {
    const unrecorded = list.filter(({ word }) => (word & 1) === 0)
    expect(unrecorded.length).toBeGreaterThan(0)
    expectNone(runFile(unrecorded, cpu, true, XX | FX), unrecorded.length)
  })
})
