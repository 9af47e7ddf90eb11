/** cpu/float on the directed vectors, and its fused multiply-add of numbers against the exact one. */

import './relaxed-simd.ts'
import { describe, expect, it } from 'vitest'
import { hasFusedRelaxedMadd } from '../../emulator/cpu/engine.ts'
import { executeFloat, type FloatOp } from '../../emulator/cpu/float/exact.ts'
import { createFloatBasics } from '../../emulator/cpu/float-wasm/basics.ts'
import { instructionTable } from '../../emulator/cpu/instructions/table.ts'
import { type DirectedVector, directedVectors } from './directed-vectors.ts'
import { anyDouble } from './edge-values.ts'
import { floatOpOf } from './known-differences.ts'
import { OracleRecord } from './oracle-record.ts'
import { Random } from './random.ts'
import { TranslatedCpu, type TranslatedOptions } from './translated-cpu.ts'
import { withField } from './vectors.ts'

const hex = (value: number | bigint | undefined) => value?.toString(16)

describe('directed vectors: cpu/float', () => {
  it.each(directedVectors)('$op: $about', ({ op, a = 0n, b = 0n, c = 0n, before = 0, bits, after }) => {
    const result = executeFloat(op, a, b, c, before)
    expect(hex(result.writeResult ? result.bits : undefined)).toBe(hex(bits))
    if (after !== undefined) expect(hex(result.fpscr)).toBe(hex(after))
  })
})

const [FRD, FRA, FRB, FRC] = [1, 2, 3, 4] as const
/** What frD holds where the result is withheld. */
const UNTOUCHED = 0x4045000000000000n

function wordFor(op: FloatOp): number {
  const row = instructionTable.find((candidate) => floatOpOf(candidate) === op)
  if (!row) throw new Error(`the instruction table has no ${op}`)
  const registers = { frD: FRD, frA: FRA, frB: FRB, frC: FRC }
  return row.operands.reduce(
    (word, { field }) => withField(word, field, registers[field as keyof typeof registers]),
    row.value,
  )
}

function runTranslated(cpu: TranslatedCpu, vector: DirectedVector): OracleRecord {
  const state = new OracleRecord()
  const { a = 0n, b = 0n, c = 0n, before = 0 } = vector
  for (const [register, bits] of [
    [FRD, UNTOUCHED],
    [FRA, a],
    [FRB, b],
    [FRC, c],
  ] as const) {
    state.setFpr(register, bits)
  }
  state.fpscr = before
  return new OracleRecord(cpu.run({ code: [wordFor(vector.op)], inputs: state.bytes }))
}

const fast: readonly (readonly [string, TranslatedOptions])[] = [
  ['with relaxed SIMD', { fpscr: 'fast', fusedMultiplyAdd: 'relaxed-simd' }],
  ['without relaxed SIMD', { fpscr: 'fast', fusedMultiplyAdd: 'exact-f64' }],
]

describe('directed vectors: the translated CPU', () => {
  it('has relaxed SIMD here: the tests of it do not quietly take the other path', () => {
    expect(hasFusedRelaxedMadd()).toBe(true)
  })

  const exact = new TranslatedCpu({ fpscr: 'exact' })
  it.each(directedVectors)('$op: $about', (vector) => {
    const state = runTranslated(exact, vector)
    expect(hex(state.fpr(FRD))).toBe(hex(vector.bits ?? UNTOUCHED))
    if (vector.after !== undefined) expect(hex(state.fpscr)).toBe(hex(vector.after))
  })

  describe.each(fast)('values alone, %s', (_name, options) => {
    const cpu = new TranslatedCpu(options)
    it.each(directedVectors.filter(({ before }) => !before))('$op: $about', (vector) => {
      expect(hex(runTranslated(cpu, vector).fpr(FRD))).toBe(hex(vector.bits))
    })
  })
})

const cell = new DataView(new ArrayBuffer(8))

function toNumber(bits: bigint): number {
  cell.setBigUint64(0, bits)
  return cell.getFloat64(0)
}

function toBits(value: number): bigint {
  cell.setFloat64(0, value)
  return cell.getBigUint64(0)
}

/** The double nearest to minus the product, or a few bits beside it, so that the sum cancels. */
function cancelling(random: Random, a: bigint, c: bigint): bigint {
  return BigInt.asUintN(64, toBits(-toNumber(a) * toNumber(c)) + BigInt(random.below(5) - 2))
}

describe('fused multiply-add of numbers', () => {
  const VECTORS = 40_000
  const { fusedMultiplyAdd, fusedMultiplyAddSingle } = createFloatBasics(
    new WebAssembly.Memory({ initial: 1, maximum: 1 }),
  )
  const same = (value: number) => value
  const kinds = [
    ['fmadd', fusedMultiplyAdd, same],
    ['fmadds', fusedMultiplyAddSingle, Math.fround],
  ] as const
  it.each(kinds)('%s is the exact one', (op, fuse, operand) => {
    const random = new Random(op.length)
    const any = () => toBits(operand(toNumber(anyDouble(random))))
    for (let n = 0; n < VECTORS; n++) {
      const [a, c] = [any(), any()]
      const b = random.below(2) === 0 ? any() : toBits(operand(toNumber(cancelling(random, a, c))))
      const found = fuse(toNumber(a), toNumber(c), toNumber(b))
      const expected = toNumber(executeFloat(op, a, b, c, 0).bits)
      if (!Object.is(found, expected)) expect.fail(`${[a, c, b].map(hex)}: expected ${expected}, found ${found}`)
    }
  })

  it.each(directedVectors.filter(({ op, before }) => /^fmadds?$/.test(op) && !before))('$op: $about', (vector) => {
    const { op, a = 0n, b = 0n, c = 0n, bits = 0n } = vector
    const fuse = op === 'fmadd' ? fusedMultiplyAdd : fusedMultiplyAddSingle
    expect(fuse(toNumber(a), toNumber(c), toNumber(b))).toBe(toNumber(bits))
  })
})
