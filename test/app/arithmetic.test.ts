import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildWasmFunctions } from '../../scripts/llm-application.ts'
import { bitsOfFloat, exactFusedMultiplyAdd, floatOfBits } from './exact.ts'
import { hasProgram } from './tools.ts'

interface Functions {
  readonly memory: WebAssembly.Memory
  fused_multiply_add_software(a: number, b: number, c: number): number
  square_root(x: number): number
  exponential(x: number): number
  rotary_angle(position: number, pair: number, headSize: number, cosine: number, sine: number): void
}

const clang = hasProgram('clang-19', "the application's arithmetic")
const names = ['fused_multiply_add_software', 'square_root', 'exponential', 'rotary_angle']

async function load(): Promise<Functions> {
  const bytes = buildWasmFunctions('arithmetic.c', names)
  const { instance } = await WebAssembly.instantiate(bytes.slice().buffer)
  return instance.exports as unknown as Functions
}

const finiteFloat = fc
  .integer({ min: 0, max: 0xffff_ffff })
  .map(floatOfBits)
  .filter((value) => Number.isFinite(value))

/** Units in the last place of a float near `exact`. */
const ulp = (exact: number) => 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(exact)))) - 23)

describe.skipIf(!clang)('arithmetic', async () => {
  const functions = clang ? await load() : undefined!

  test.each([
    // Rounding the sum to double and then to float loses the last term, or doubles it.
    [4097, 4097, 2 ** -30, 0x4b80_1001],
    [4097, 4097, -(2 ** -30), 0x4b80_1000],
    [-4097, 4097, -(2 ** -30), 0xcb80_1001],
    [1 + 2 ** -12, 1 + 2 ** -12, 2 ** -60, bitsOfFloat(1 + 2 ** -11 + 2 ** -23)],
    // Cancellation leaves what a rounded product would have lost.
    [1 + 2 ** -23, 1 - 2 ** -23, -1, bitsOfFloat(-(2 ** -46))],
    // Results among the subnormals, on their midpoints and beside them.
    [2 ** -75, 2 ** -75, 2 ** -149, 2],
    [2 ** -75, 2 ** -75, 3 * 2 ** -149, 4],
    [2 ** -75, 2 ** -75, 0, 0],
    [2 ** -75, 1.5 * 2 ** -75, 0, 1],
    [2 ** 127, 2, -(2 ** 127), 0x7f00_0000],
    [2 ** 127, 2, 0, 0x7f80_0000],
    [0, 5, -0, 0],
    [-0, 5, -0, 0x8000_0000],
    [3, 4, -12, 0],
    [Number.POSITIVE_INFINITY, 1, 5, 0x7f80_0000],
  ])('the fused multiply-add of %f, %f and %f rounds once', (a, b, c, bits) => {
    expect(bitsOfFloat(functions.fused_multiply_add_software(a, b, c)).toString(16)).toBe(bits.toString(16))
  })

  test('the fused multiply-add is exact for any operands', () => {
    const near = fc
      .tuple(finiteFloat, finiteFloat, fc.integer({ min: -60, max: 60 }), fc.integer({ min: 0, max: 0x7fffff }))
      .map(([a, b, shift, fraction]) => {
        // An addend whose last bits meet the product's, where a second rounding does harm.
        const c = Math.fround((1 + fraction / 2 ** 23) * a * b * 2 ** shift)
        return [a, b, Number.isFinite(c) ? c : 1] as const
      })
    const sparse = fc
      .array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 12 }), fc.boolean()), {
        minLength: 3,
        maxLength: 3,
      })
      .map((parts) => parts.map(([exponent, low, negative]) => (negative ? -1 : 1) * 2 ** exponent * (1 + 2 ** -low)))
      .map(([a, b, c]) => [a!, b!, c!] as const)
    fc.assert(
      fc.property(fc.oneof(fc.tuple(finiteFloat, finiteFloat, finiteFloat), near, sparse), ([a, b, c]) => {
        const expected = exactFusedMultiplyAdd(a, b, c)
        const found = functions.fused_multiply_add_software(a, b, c)
        // An exact zero's sign depends on the operands' and is IEEE 754's; the directed vectors have it.
        if (expected === 0) expect(Math.abs(found)).toBe(0)
        else expect(bitsOfFloat(found).toString(16)).toBe(bitsOfFloat(expected).toString(16))
      }),
      { numRuns: 20_000 },
    )
  })

  test('the square root is correctly rounded', () => {
    // A double root of a float rounds to the right float: no root of 24 bits lies within a double's error of a midpoint.
    for (let bits = 0; bits < 0x7f80_0000; bits += 10_007) {
      expect(functions.square_root(floatOfBits(bits))).toBe(Math.fround(Math.sqrt(floatOfBits(bits))))
    }
    for (const x of [1, 2, 4, 2 ** -149, 2 ** -126, floatOfBits(0x7f7f_ffff), floatOfBits(0x007f_ffff), 9, 0.25]) {
      expect(functions.square_root(x)).toBe(Math.fround(Math.sqrt(x)))
    }
    expect(functions.square_root(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
    expect(functions.square_root(-1)).toBeNaN()
    expect(Object.is(functions.square_root(-0), -0)).toBe(true)
  })

  test('the exponential is within 0.501 ULP', () => {
    let worst = 0
    for (let step = -104_000; step <= 88_720; step++) {
      const x = Math.fround(step / 1000)
      const exact = Math.exp(x)
      worst = Math.max(worst, Math.abs(functions.exponential(x) - exact) / ulp(exact))
    }
    expect(worst).toBeLessThan(0.501)
    expect(worst).toBeGreaterThan(0.49)
  })

  test.each([
    [0, 1],
    [-0, 1],
    [89.5, Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [-104.5, 0],
    [Number.NEGATIVE_INFINITY, 0],
    [Number.NaN, Number.NaN],
  ])('the exponential of %f is %f', (x, expected) => {
    expect(functions.exponential(x)).toBe(expected)
  })

  test('rotary angles are within 0.501 ULP, and turn nothing at position 0', () => {
    const view = new DataView(functions.memory.buffer)
    let worst = 0
    for (const headSize of [2, 8, 48, 128]) {
      for (const position of [0, 1, 2, 3, 7, 100, 511, 2047, 99_999]) {
        for (let pair = 0; pair < headSize / 2; pair++) {
          functions.rotary_angle(position, pair, headSize, 64, 68)
          const angle = position * 10000 ** ((-2 * pair) / headSize)
          const exact = [Math.cos(angle), Math.sin(angle)]
          const found = [view.getFloat32(64, true), view.getFloat32(68, true)]
          if (position === 0) expect(found).toEqual([1, 0])
          else
            exact.forEach((value, index) => {
              worst = Math.max(worst, Math.abs(found[index]! - value) / ulp(value))
            })
        }
      }
    }
    expect(worst).toBeLessThan(0.501)
  })
})
