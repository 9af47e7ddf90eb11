import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classify } from '../../harness/compare/classify.ts'
import { bitsOfFloat, floatOfBits, swapBits, ulpDistance } from '../../harness/compare/float-bits.ts'

const bits = (...values: number[]) => Uint32Array.from(values, bitsOfFloat)

test('the distance counts the floats between two of them', () => {
  expect(ulpDistance(bitsOfFloat(1), bitsOfFloat(1 + 2 ** -23))).toBe(1)
  expect(ulpDistance(bitsOfFloat(0), bitsOfFloat(-0))).toBe(0)
  expect(ulpDistance(bitsOfFloat(2 ** -149), bitsOfFloat(-(2 ** -149)))).toBe(2)
  expect(ulpDistance(bitsOfFloat(Number.NaN), bitsOfFloat(1))).toBe(Number.POSITIVE_INFINITY)
})

test('a neighbour is one away, wherever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0x7f7ffffe }), fc.boolean(), (magnitude, negative) => {
      const sign = negative ? 0x8000_0000 : 0
      expect(ulpDistance(magnitude + sign, magnitude + 1 + sign)).toBe(1)
    }),
  )
})

test('bits swapped twice are as before', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffffff }), (word) => swapBits(swapBits(word)) === word))
  expect(swapBits(0x12345678)).toBe(0x78563412)
  expect(floatOfBits(0x3f800000)).toBe(1)
})

test('each class is told by the values alone', () => {
  const values = Array.from({ length: 32 }, (_, index) => Math.sin(index + 1))
  const right = bits(...values)
  expect(classify(right.map(swapBits), right)).toBe('byte-order')
  expect(classify(bits(...values.slice(3), ...values.slice(0, 3)), right)).toBe('layout-shift')
  expect(classify(bits(Number.NaN, ...values.slice(1)), right)).toBe('nan')
  expect(
    classify(
      right.map((word) => word + 1),
      right,
    ),
  ).toBe('rounding')
  expect(classify(bits(...values.map((value) => value * 3 + 1)), right)).toBe('values')
})
