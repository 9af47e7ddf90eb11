/**
 * Fused multiply-add of JavaScript numbers, a * b + c rounded once to nearest, for engines without a fused instruction.
 *
 * The common path is Dekker's and Møller's error-free product and sum, with the rounding to odd of Boldo and Melquiond
 * ("Emulation of a FMA and correctly rounded sums: proved algorithms using rounding to odd", 2008). Where those could overflow or
 * lose bits below the smallest denormal, integers of any size do it.
 */

import { add, multiply, roundMultiplier } from './arithmetic.ts'
import type { FloatFormat } from './format.ts'
import { DOUBLE, roundAndPack, SINGLE, unpack } from './format.ts'

const cell = new DataView(new ArrayBuffer(8))

function toBits(value: number): bigint {
  cell.setFloat64(0, value)
  return cell.getBigUint64(0)
}

function fromBits(bits: bigint): number {
  cell.setBigUint64(0, bits)
  return cell.getFloat64(0)
}

/** Within these magnitudes no partial result of the common path overflows or is denormal. */
const SMALL = 2 ** -400
const LARGE = 2 ** 400

function isTame(magnitude: number): boolean {
  return magnitude > SMALL && magnitude < LARGE
}

/** 2^27 + 1 splits a significand of 53 bits into two halves (Veltkamp). */
const SPLITTER = 134217729

/** What rounding lost in `product`, which is a * b. */
function productError(a: number, b: number, product: number): number {
  const scaledA = a * SPLITTER
  const highA = scaledA - (scaledA - a)
  const lowA = a - highA
  const scaledB = b * SPLITTER
  const highB = scaledB - (scaledB - b)
  const lowB = b - highB
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB)
}

/** What rounding lost in `sum`, which is a + b (Knuth). */
function sumError(a: number, b: number, sum: number): number {
  const bRounded = sum - a
  return a - (sum - bRounded) + (b - bRounded)
}

/** `sum` + `error` rounded to odd: when inexact, the neighbour with an odd significand. */
function roundToOdd(sum: number, error: number): number {
  if (error === 0) return sum
  cell.setFloat64(0, sum)
  const low = cell.getInt32(4)
  if (low & 1) return sum
  // Towards the error is up in magnitude where the signs agree, else down.
  if (error > 0 === sum > 0) {
    cell.setInt32(4, low | 1)
  } else if (low === 0) {
    cell.setInt32(4, -1)
    cell.setInt32(0, cell.getInt32(0) - 1)
  } else {
    cell.setInt32(4, low - 1)
  }
  return cell.getFloat64(0)
}

/** a * b + c for any values, rounded once to the format; integers of any size where all three are finite. */
function exactly(a: number, b: number, c: number, format: FloatFormat): number {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return a * b + c
  if (!Number.isFinite(c)) return c
  const multiplier = unpack(toBits(b))
  const product = multiply(unpack(toBits(a)), format === SINGLE ? roundMultiplier(multiplier) : multiplier)
  const exact = add(product, unpack(toBits(c)))
  if (exact.significand !== 0n) return fromBits(roundAndPack(exact, format, 0).bits)
  // Two zeros of one sign keep it; what cancels is plus zero.
  return product.significand === 0n ? a * b + c : 0
}

/** fmadd: double precision. */
export function fusedMultiplyAddDouble(a: number, b: number, c: number): number {
  if (a === 0 || b === 0) return a * b + c
  if (!isTame(Math.abs(a)) || !isTame(Math.abs(b)) || !isTame(Math.abs(c))) return exactly(a, b, c, DOUBLE)
  const product = a * b
  const productLow = productError(a, b, product)
  const low = c + productLow
  const lowError = sumError(c, productLow, low)
  const high = product + low
  const highError = sumError(product, low, high)
  const rest = lowError + highError
  return high + roundToOdd(rest, sumError(lowError, highError, rest))
}

/**
 * fmadds: the product of two single-precision values is exact in double precision, and a sum rounded to odd there rounds rightly
 * to single. Operands that single precision can't hold take the exact path, where b, frC of the instruction, loses bits as on
 * hardware.
 */
export function fusedMultiplyAddSingle(a: number, b: number, c: number): number {
  if (Math.fround(a) !== a || Math.fround(b) !== b || Math.fround(c) !== c) return exactly(a, b, c, SINGLE)
  const product = a * b
  const sum = product + c
  if (!Number.isFinite(sum)) return sum
  return Math.fround(roundToOdd(sum, sumError(product, c, sum)))
}
