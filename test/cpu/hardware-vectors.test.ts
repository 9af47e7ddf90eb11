/** cpu/float against vectors recorded on hardware: results, FPSCR and condition register, bit for bit. */

import { describe, expect, it } from 'vitest'
import { executeFloat, type FloatOp } from '../../emulator/cpu/float/exact.ts'
import { decodeRow } from '../../emulator/cpu/instructions/table.ts'
import { FIRST_FPR, type HardwareVector, readHardwareVectors, vectorsMissing } from './hardware-vectors.ts'
import { floatOpOf } from './known-differences.ts'
import { fieldOf } from './vectors.ts'

const missing = vectorsMissing()
const vectors = missing ? new Map<string, readonly HardwareVector[]>() : readHardwareVectors()
const hex = (value: number | bigint) => value.toString(16)

function runFloat(op: FloatOp, { word, before }: HardwareVector): string {
  const fpr = (field: string) => before.fprs[fieldOf(word, field) - FIRST_FPR] ?? 0n
  const { bits, fpscr } = executeFloat(op, fpr('frA'), fpr('frB'), fpr('frC'), before.fpscr)
  return `${hex(bits)} ${hex(fpscr)}`
}

describe.skipIf(missing)(`floating point against hardware vectors${missing ? `: ${missing}` : ''}`, () => {
  const files = [...vectors].filter(([, [first]]) => {
    const row = first && decodeRow(first.word)
    return row !== undefined && floatOpOf(row) !== undefined
  })

  it('the vectors are those described', () => {
    expect(vectors.size).toBe(83)
    expect(files.length).toBe(25)
    expect([...vectors.values()].reduce((sum, list) => sum + list.length, 0)).toBe(71296)
  })

  it.each(files)('%s', (_name, list) => {
    const op = floatOpOf(decodeRow((list[0] as HardwareVector).word)!) as FloatOp
    const failures = list.flatMap((vector) => {
      const { word, after } = vector
      const expected = `${hex(after.fprs[fieldOf(word, 'frD') - FIRST_FPR] as bigint)} ${hex(after.fpscr)}`
      const found = runFloat(op, vector)
      return expected === found ? [] : [`${hex(word)} of ${vector.before.fprs.map(hex)}: ${expected}, found ${found}`]
    })
    expect(failures.slice(0, 5), `${failures.length} of ${list.length} differ`).toEqual([])
  })
})
