/** Floating point that translated code leaves to the host: exact results, and what single and double patterns look like to each other. */

import { executeFloat, floatOps } from './float/exact.ts'
import { fusedMultiplyAddDouble } from './float/fused.ts'
import type { CpuState } from './state.ts'

const SIGN = 1n << 63n
const FRACTION = (1n << 52n) - 1n

const scratch = new DataView(new ArrayBuffer(8))

/** MPCFPE32B, D.6, "Floating-Point Load Instructions". */
export function promoteBits(single: number): bigint {
  if ((single & 0x7f800000) === 0x7f800000) {
    const sign = single < 0 ? SIGN : 0n
    return sign | (0x7ffn << 52n) | (BigInt(single & 0x7fffff) << 29n)
  }
  scratch.setInt32(0, single)
  scratch.setFloat64(0, scratch.getFloat32(0))
  return scratch.getBigUint64(0)
}

/** MPCFPE32B, D.7, "Floating-Point Store Instructions". Below the single's range the manual has no answer; the 750 cuts bits out all the same. */
export function demoteBits(double: bigint): number {
  const bits = BigInt.asUintN(64, double)
  const exponent = Number((bits >> 52n) & 0x7ffn)
  if (exponent >= 874 && exponent <= 896) {
    const significand = (0x80000000n | ((bits & FRACTION) >> 21n)) >> BigInt(905 - exponent)
    return Number(significand | ((bits >> 32n) & 0x80000000n)) | 0
  }
  return Number(((bits >> 32n) & 0xc0000000n) | ((bits >> 29n) & 0x3fffffffn)) | 0
}

/** The imports that concern floating point. WebAssembly's i64 arrives signed. */
export function floatImports(state: CpuState) {
  const unsigned = (bits: bigint) => BigInt.asUintN(64, bits)
  const execute = (operation: number, a: bigint, b: bigint, c: bigint) =>
    executeFloat(floatOps[operation]!, unsigned(a), unsigned(b), unsigned(c), state.fpscr)
  return {
    floatValue: (operation: number, a: bigint, b: bigint, c: bigint): bigint =>
      executeFloat(floatOps[operation]!, unsigned(a), unsigned(b), unsigned(c), 0).bits,
    floatExact: (operation: number, a: bigint, b: bigint, c: bigint, old: bigint): bigint => {
      const { bits, fpscr, writeResult } = execute(operation, a, b, c)
      state.fpscr = fpscr
      return writeResult ? bits : old
    },
    floatCompare: (operation: number, a: bigint, b: bigint): number => {
      const { cr, fpscr } = execute(operation, a, b, 0n)
      state.fpscr = fpscr
      return cr ?? 0
    },
    fusedMultiplyAdd: fusedMultiplyAddDouble,
    promoteBits,
    demoteBits,
  }
}
