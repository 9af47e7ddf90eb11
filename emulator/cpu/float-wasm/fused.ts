/**
 * Fused multiply-adds, a * b + c rounded once to nearest, for engines without a fused instruction.
 *
 * The rounding to odd of Boldo and Melquiond ("Emulation of a FMA and correctly rounded sums: proved algorithms using rounding to odd",
 * IEEE Transactions on Computers, 2008).
 */

import { Code } from '../wasm/code.ts'
import { RoundingError } from './rounding-error.ts'

/** Twice the patterns of 2^-400 and 2^400: within them no partial result overflows or is denormal. */
const SMALLEST = BigInt(1023 - 400) << 53n
const LARGEST = BigInt(1023 + 400) << 53n

/** Pushes a local rounded to odd: when its error, a local too, is not zero, the neighbour toward it with an odd significand. */
function pushOdd(code: Code, value: number, error: number): void {
  const bits = () => code.localGet(value).i64ReinterpretF64()
  code.localGet(error).f64Const(0).f64Lt().localGet(error).f64Const(0).f64Gt().i32Or()
  bits().i64Const(1n).i64And().i64Eqz().i32And().if('f64')
  bits().i64Const(1n).i64Const(-1n)
  code.localGet(error).f64Const(0).f64Gt().localGet(value).f64Const(0).f64Gt().i32Eq().select()
  code.i64Add().f64ReinterpretI64().else().localGet(value).end()
}

/** (f64, f64, f64) to f64; numbers that are far from 1 are the host's. */
export function fusedMultiplyAdd(inHost: number): Code {
  const code = new Code(3)
  const [a, b, c] = [0, 1, 2] as const
  const [product, productLow, low, lowError] = [0, 1, 2, 3].map(() => code.local('f64')) as [
    number,
    number,
    number,
    number,
  ]
  const [high, highError, rest, restError] = [0, 1, 2, 3].map(() => code.local('f64')) as [
    number,
    number,
    number,
    number,
  ]
  const isZero = (operand: number) => code.localGet(operand).f64Const(0).f64Eq()
  isZero(a)
  isZero(b).i32Or().if().localGet(a).localGet(b).f64Mul().localGet(c).f64Add().return().end()
  // A product that is not zero keeps its sign, whatever it is rounded to
  isZero(c).if().localGet(a).localGet(b).f64Mul().return().end()
  code.block()
  for (const operand of [a, b, c]) {
    code.localGet(operand).i64ReinterpretF64().i64Const(1n).i64Shl().i64Const(SMALLEST).i64Sub()
    code
      .i64Const(LARGEST - SMALLEST)
      .i64GeU()
      .brIf(0)
  }
  const errors = new RoundingError(code, false)
  code.localGet(a).localGet(b).f64Mul().localSet(product)
  errors.productError(a, b, product)
  code.localTee(productLow).localGet(c).f64Add().localSet(low)
  errors.sumError(c, productLow, low)
  code.localSet(lowError).localGet(product).localGet(low).f64Add().localSet(high)
  errors.sumError(product, low, high)
  code.localTee(highError).localGet(lowError).f64Add().localSet(rest)
  errors.sumError(highError, lowError, rest)
  code.localSet(restError).localGet(high)
  pushOdd(code, rest, restError)
  code.f64Add().return().end()
  return code.localGet(a).localGet(b).localGet(c).call(inHost)
}

/**
 * (f32, f32, f32) to f32: the product is exact in double precision, and a sum rounded to odd there rounds rightly to single precision,
 * denormals included.
 */
export function fusedMultiplyAddSingle(): Code {
  const code = new Code(3)
  const [product, addend, sum, error] = [0, 1, 2, 3].map(() => code.local('f64')) as [number, number, number, number]
  code.localGet(0).f64PromoteF32().localGet(1).f64PromoteF32().f64Mul().localTee(product)
  code.localGet(2).f64PromoteF32().localTee(addend).f64Add().localSet(sum)
  new RoundingError(code, false).sumError(product, addend, sum)
  code.localSet(error)
  pushOdd(code, sum, error)
  return code.f32DemoteF64()
}
