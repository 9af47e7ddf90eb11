/** cpu/float on the directed vectors, and its fused multiply-add of numbers against the exact one. */

import { describe, expect, it } from 'vitest'
import { executeFloat, type FloatOp } from '../../emulator/cpu/float/exact.ts'
import { fusedMultiplyAddDouble, fusedMultiplyAddSingle } from '../../emulator/cpu/float/fused.ts'
import { directedVectors } from './directed-vectors.ts'
import { anyDouble } from './edge-values.ts'
import { Random } from './random.ts'

const hex = (value: number | bigint | undefined) => value?.toString(16)

describe('directed vectors', () => {
  it.each(directedVectors)('$op: $about', ({ op, a = 0n, b = 0n, c = 0n, before = 0, bits, after }) => {
    const result = executeFloat(op, a, b, c, before)
    expect(hex(result.writeResult ? result.bits : undefined)).toBe(hex(bits))
    if (after !== undefined) expect(hex(result.fpscr)).toBe(hex(after))
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
  return toBits(-toNumber(a) * toNumber(c)) + BigInt(random.below(5) - 2)
}

describe('fused multiply-add of numbers', () => {
  const VECTORS = 40_000
  it.each([
    ['fmadd', fusedMultiplyAddDouble],
    ['fmadds', fusedMultiplyAddSingle],
  ] as [FloatOp, typeof fusedMultiplyAddDouble][])('%s is the exact one', (op, fuse) => {
    const random = new Random(op.length)
    for (let n = 0; n < VECTORS; n++) {
      const a = anyDouble(random)
      const c = anyDouble(random)
      const b = random.below(2) === 0 ? anyDouble(random) : BigInt.asUintN(64, cancelling(random, a, c))
      const found = fuse(toNumber(a), toNumber(c), toNumber(b))
      const expected = toNumber(executeFloat(op, a, b, c, 0).bits)
      if (!Object.is(found, expected)) expect.fail(`${[a, c, b].map(hex)}: expected ${expected}, found ${found}`)
    }
  })

  it.each(directedVectors.filter(({ op, before }) => /^fmadds?$/.test(op) && !before))('$op: $about', (vector) => {
    const { op, a = 0n, b = 0n, c = 0n, bits = 0n } = vector
    const fuse = op === 'fmadd' ? fusedMultiplyAddDouble : fusedMultiplyAddSingle
    expect(fuse(toNumber(a), toNumber(c), toNumber(b))).toBe(toNumber(bits))
  })
})
