/** Hears of arithmetic that makes an infinity or a NaN out of finite operands. Translated code has such results computed outside of it anyway. */

import { type FloatOp, floatOps } from '../float/exact.ts'

export interface NotFinite {
  readonly operation: FloatOp
  /** frA, frB and frC, those that the operation has none of being 0. */
  readonly operands: readonly [number, number, number]
  readonly result: number
}

export type FloatListener = (event: NotFinite) => void

type Operation = (operation: number, a: bigint, b: bigint, c: bigint, old: bigint) => bigint

/** Their result is an integer, below bits that look like a NaN's. */
const CONVERSIONS: readonly FloatOp[] = ['fctiw', 'fctiwz']
const EXPONENT = 0x7ff0000000000000n

const isFinitePattern = (bits: bigint): boolean => (bits & EXPONENT) !== EXPONENT

const view = new DataView(new ArrayBuffer(8))
function numberOf(bits: bigint): number {
  view.setBigInt64(0, bits)
  return view.getFloat64(0)
}

/** The same operation, of which the listener hears. */
export function listening(operate: Operation, listener: FloatListener): Operation {
  return (number, a, b, c, old) => {
    const result = operate(number, a, b, c, old)
    const operation = floatOps[number]!
    if (isFinitePattern(result) || CONVERSIONS.includes(operation)) return result
    if ([a, b, c].every(isFinitePattern)) {
      listener({ operation, operands: [numberOf(a), numberOf(b), numberOf(c)], result: numberOf(result) })
    }
    return result
  }
}
