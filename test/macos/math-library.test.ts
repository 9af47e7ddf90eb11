/** MathLib: as a program sees it, and against libquadmath, which has twice the digits. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bitsOf, fromBits } from '../../emulator/macos/math-library/bits.ts'
import { fromDigits, significantDigits } from '../../emulator/macos/math-library/decimal.ts'
import { roundExactly } from '../../emulator/macos/math-library/result.ts'
import { toIntegral } from '../../emulator/macos/math-library/rounding.ts'
import { expectChecks, machineWith } from './programs.ts'
import { startTestSystem } from './system.ts'

test('a program finds in MathLib what PowerPC Numerics describes', async () => {
  const { machine, volume, path } = await machineWith('math', { libraries: ['MathLib'] })
  expect(machine.launch({ path }).missing).toEqual([])
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 117)
})

const UNARY =
  'acos acosh asin asinh atan atanh cos cosh erf erfc exp exp2 expm1 gamma lgamma log log10 log1p log2 sin sinh sqrt tan tanh'.split(
    ' ',
  )
const BINARY = ['annuity', 'atan2', 'compound', 'fmod', 'hypot', 'pow', 'remainder']
const SPECIAL = [0, -0, 1, -1, 2, 0.5, 3, 1e-310, -1e-310, 1e300, Infinity, -Infinity, 709.5, -745, 1e22, 0.75, 170.5]
const CASES = 250

/** Arguments from all of the range, and from where functions do something: the same in every run. */
function* argumentsFor(count: number): Generator<number> {
  let seed = 20260124n
  const bits = (): bigint => {
    seed = BigInt.asUintN(64, seed * 6364136223846793005n + 1442695040888963407n)
    return seed ^ (seed >> 29n)
  }
  const within = (size: number): number => (Number(BigInt.asUintN(52, bits())) / 2 ** 51 - 1) * size
  const kinds = [
    () => fromBits(BigInt.asUintN(64, bits())),
    () => within(4),
    () => within(50),
    () => within(750),
    () => Math.round(within(40)) / 4,
    () => 1 + within(1e-8),
    () => within(1e-9),
  ]
  yield* SPECIAL
  for (let index = 0; index < count; index++) {
    const value = kinds[index % kinds.length]!()
    if (!Number.isNaN(value)) yield value
  }
}

interface Case {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly result: number
  readonly low: number
}

/** The errors of results in units of the last place. */
function errorsOf(cases: readonly Case[]): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-math-'))
  try {
    const program = join(folder, 'oracle')
    const source = fileURLToPath(new URL('math-oracle.c', import.meta.url))
    execFileSync('gcc', ['-O1', '-o', program, source, '-lquadmath', '-lm'])
    const hex = (value: number) => bitsOf(value).toString(16)
    const input = cases.map(({ name, x, y, result, low }) => [name, ...[x, y, result, low].map(hex)].join(' '))
    return execFileSync(program, { input: input.join('\n'), maxBuffer: 1 << 26, encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const expectErrors = (cases: readonly Case[], limit: number): void => {
  const errors = errorsOf(cases)
  expect(errors.length).toBe(cases.length)
  const bad = cases.map((one, index) => ({ ...one, error: errors[index]! })).filter(({ error }) => !(error <= limit))
  expect(bad.filter(({ error }) => error !== -1)).toEqual([])
  expect(errors.every((error) => error >= 0)).toBe(true)
}

/** Calls a service as compiled code does. */
function caller() {
  const { mac, call } = startTestSystem()
  return (name: string, ...values: number[]): [hi: number, lo: number] => {
    values.forEach((value, index) => {
      mac.cpu.state.setFpr(1 + index, value)
    })
    call(name)
    return [mac.cpu.state.fpr(1), mac.cpu.state.fpr(2)]
  }
}

/** Where the two libraries follow different definitions. */
const DEFINED_OTHERWISE = ({ name, x, y }: Case): boolean =>
  ((name === 'compound' || name === 'annuity') && (x <= -1 || x === 0 || y === 0 || Math.abs(x * y) === Infinity)) ||
  (name === 'gamma' && (x === 0 || (x < 0 && Number.isInteger(x)))) ||
  (name === 'lgamma' && x < 0 && x > -60)

test('functions of doubles are rounded to nearest', () => {
  const call = caller()
  const cases: Case[] = []
  const xs = [...argumentsFor(CASES)]
  for (const name of UNARY) for (const x of xs) cases.push({ name, x, y: 0, result: call(name, x)[0], low: 0 })
  for (const name of BINARY) {
    xs.forEach((x, index) => {
      const y = xs[(index * 31 + 7) % xs.length]!
      cases.push({ name, x, y, result: call(name, x, y)[0], low: 0 })
    })
  }
  expectErrors(
    cases.filter((one) => !DEFINED_OTHERWISE(one)),
    0.5 + 1e-9,
  )
})

test('functions of long doubles have a hundred bits', () => {
  const call = caller()
  const cases: Case[] = []
  for (const name of UNARY) {
    for (const x of argumentsFor(40)) {
      const [result, low] = call(`${name}l`, x, 0)
      // Beyond this there is no second part, or not all of it
      const isWhole = Math.abs(result) > 1e-270 && Math.abs(result) < 1e290
      if (isWhole) cases.push({ name, x, y: 0, result, low })
    }
  }
  expectErrors(
    cases.filter((one) => !DEFINED_OTHERWISE(one)),
    2 ** -38,
  )
})

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

test('a double and its 17 digits are the same', () => {
  fc.assert(
    fc.property(finite, (x) => {
      fc.pre(x !== 0)
      const [integer, exponent] = exactOf(x)
      const { digits, exponent: power } = significantDigits({ integer, exponent }, 17)
      expect(fromDigits(digits, power - 16, 0).value).toBe(Math.abs(x))
      expect(Number(`${digits}e${power - 16}`)).toBe(Math.abs(x))
    }),
    { seed: 5, numRuns: 300 },
  )
})

function exactOf(x: number): [bigint, number] {
  const bits = bitsOf(Math.abs(x))
  const field = Number(bits >> 52n)
  const fraction = bits & 0xfffffffffffffn
  return [field === 0 ? fraction : fraction | (1n << 52n), Math.max(field, 1) - 1075]
}

test('decimal digits become the double that the host reads', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 25n }), fc.integer({ min: -345, max: 300 }), (integer, exponent) => {
      expect(fromDigits(String(integer), exponent, 0).value).toBe(Number(`${integer}e${exponent}`))
    }),
    { seed: 6, numRuns: 500 },
  )
})

test('rounding upward and downward bracket a value', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 1n << 200n }), fc.integer({ min: -1300, max: 900 }), (integer, exponent) => {
      const at = (mode: number) => roundExactly({ integer, exponent }, 0, mode)
      const [nearest, zero, up, down] = [0, 1, 2, 3].map(at)
      expect(down!.value).toBe(zero!.value)
      expect(nearest!.value === up!.value || nearest!.value === down!.value).toBe(true)
      expect(up!.value > down!.value).toBe(nearest!.exceptions !== 0)
    }),
    { seed: 7, numRuns: 500 },
  )
})

test('integers in every direction', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
      expect(toIntegral(x, 1)).toBe(Math.trunc(x))
      expect(toIntegral(x, 2)).toBe(Math.ceil(x))
      expect(toIntegral(x, 3)).toBe(Math.floor(x))
      expect(Math.abs(toIntegral(x, 0) - x)).toBeLessThanOrEqual(0.5)
    }),
    { seed: 8 },
  )
})
