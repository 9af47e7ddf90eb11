/** cpu/float against qemu-ppc, with what is known to differ corrected. */

import { describe, expect, it } from 'vitest'
import { instructionTable } from '../../emulator/cpu/instructions/table.ts'
import { applies, applyFloat, caseOf, floatOpOf, knownDifferences } from './known-differences.ts'
import { differences, OracleRecord } from './oracle-record.ts'
import { oracleMissing, runUnderQemu } from './qemu-oracle.ts'
import { vectorsFor } from './vectors.ts'

const WORDS = 10
const STATES = 200
const SEED = 750

const missing = oracleMissing()
const rows = instructionTable.filter((row) => floatOpOf(row) !== undefined)

describe.skipIf(missing)(`exact floating point against qemu-ppc${missing ? `: ${missing}` : ''}`, () => {
  const groups = rows.map((row) => vectorsFor(row, SEED, WORDS, STATES))
  const outputs = runUnderQemu(groups.flat())

  it.each(rows.map((row, index) => [row.mnemonic, index] as const))('%s', (_mnemonic, index) => {
    const failures: string[] = []
    groups[index]?.forEach((group, at) => {
      const output = outputs[index * WORDS + at] as Uint8Array
      for (let n = 0; n < group.count; n++) {
        const known = caseOf(group.row, group.word, new OracleRecord(group.inputs, n))
        const qemu = new OracleRecord(output, n)
        const expected = qemu.copy()
        for (const difference of knownDifferences) {
          if (applies(difference, known, qemu)) difference.correct(expected, known)
        }
        const found = expected.copy()
        applyFloat(found, known)
        const lines = differences(expected, found)
        if (lines.length > 0) {
          const { a, b, c } = known.float ?? { a: 0n, b: 0n, c: 0n }
          const operands = [a, b, c].map((bits) => bits.toString(16)).join(' ')
          failures.push(
            `${group.word.toString(16)} of ${operands}, FPSCR ${known.input.fpscr.toString(16)}: ${lines.join('; ')}`,
          )
        }
      }
    })
    expect(failures.slice(0, 5), `${failures.length} vectors differ`).toEqual([])
  })
})
