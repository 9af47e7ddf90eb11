/** Fused multiply-add of JavaScript numbers of any magnitude, for where float-wasm/fused.ts could overflow or lose bits. */

import { add, multiply } from './arithmetic.ts'
import { DOUBLE, roundAndPack, unpack } from './format.ts'

const cell = new DataView(new ArrayBuffer(8))

function unpacked(value: number) {
  cell.setFloat64(0, value)
  return unpack(cell.getBigUint64(0))
}

function fromBits(bits: bigint): number {
  cell.setBigUint64(0, bits)
  return cell.getFloat64(0)
}

/** a * b + c rounded once to nearest. */
export function fusedMultiplyAddExactly(a: number, b: number, c: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return a * b + c
  if (!Number.isFinite(c)) return c
  const product = multiply(unpacked(a), unpacked(b))
  const exact = add(product, unpacked(c))
  if (exact.significand !== 0n) return fromBits(roundAndPack(exact, DOUBLE, 0).bits)
  // Two zeros of one sign keep it; what cancels is plus zero
  return product.significand === 0n ? a * b + c : 0
}
