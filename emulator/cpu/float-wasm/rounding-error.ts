/**
 * What rounding to nearest took from a result, exactly in sign: error-free transformations, as WebAssembly on locals in double precision.
 *
 * Sums: Knuth's two-sum. Products: Dekker's and Veltkamp's, or a fused multiply-add. Multiply-adds: Boldo and Muller, "Exact and
 * approximated error of the FMA" (IEEE Transactions on Computers, 2011). In single precision the product is exact in double precision.
 */

import type { ArithmeticForm } from '../float/forms.ts'
import type { Code } from '../wasm/code.ts'

/** 2^27 + 1 splits a significand of 53 bits into two halves (Veltkamp). */
const SPLITTER = 134217729

/** Locals in double precision: operands in the form's order, the result before any negation, and where the error goes. */
export interface ErrorLocals {
  readonly operands: readonly number[]
  readonly result: number
  readonly error: number
}

export class RoundingError {
  readonly #code: Code
  readonly #relaxedMadd: boolean
  readonly #scratch: number[] = []

  constructor(code: Code, relaxedMadd: boolean) {
    this.#code = code
    this.#relaxedMadd = relaxedMadd
  }

  #local(k: number): number {
    this.#scratch[k] ??= this.#code.local('f64')
    return this.#scratch[k]
  }

  /** Sets the error: what the exact value is more than the result. Only its sign, and whether it is zero, are exact. */
  set(form: ArithmeticForm, locals: ErrorLocals): void {
    const single = form.precision === 'single'
    switch (form.kind) {
      case 'sum':
        this.#ofSum(form, locals, single)
        break
      case 'product':
        this.#ofProduct(locals, single)
        break
      case 'quotient':
        this.#ofQuotient(locals, single)
        break
      case 'fused':
        if (single) this.#ofSingleFused(form, locals)
        else this.#ofDoubleFused(form, locals)
    }
    this.#code.localSet(locals.error)
  }

  /** Sets local k to the addend, which may be subtracted. */
  #addend(form: ArithmeticForm, operand: number, k: number): number {
    const local = this.#local(k)
    this.#code.localGet(operand)
    if (form.subtract) this.#code.f64Neg()
    this.#code.localSet(local)
    return local
  }

  /** Pushes what rounding lost in `sum` of a and b. */
  sumError(a: number, b: number, sum: number): void {
    const code = this.#code
    const rounded = this.#local(0)
    code.localGet(sum).localGet(a).f64Sub().localSet(rounded)
    code.localGet(a).localGet(sum).localGet(rounded).f64Sub().f64Sub()
    code.localGet(b).localGet(rounded).f64Sub().f64Add()
  }

  /** Pushes what rounding lost in `product` of a and b. */
  productError(a: number, b: number, product: number): void {
    const code = this.#code
    if (this.#relaxedMadd) {
      code.localGet(a).f64x2Splat().localGet(b).f64x2Splat().localGet(product).f64Neg().f64x2Splat()
      code.f64x2RelaxedMadd().f64x2ExtractLane(0)
      return
    }
    const [highA, lowA] = this.#split(a, 8)
    const [highB, lowB] = this.#split(b, 10)
    const term = (x: number, y: number) => code.localGet(x).localGet(y).f64Mul()
    term(lowA, lowB)
    code.localGet(product)
    term(highA, highB).f64Sub()
    term(lowA, highB).f64Sub()
    term(highA, lowB).f64Sub()
    code.f64Sub()
  }

  /** Splits a local into two halves of 26 bits, in locals k and k + 1. */
  #split(x: number, k: number): readonly [number, number] {
    const code = this.#code
    const [high, low] = [this.#local(k), this.#local(k + 1)]
    code.localGet(x).f64Const(SPLITTER).f64Mul().localTee(low).localGet(low).localGet(x).f64Sub().f64Sub()
    code.localTee(high).localGet(x).f64Sub().f64Neg().localSet(low)
    return [high, low]
  }

  #ofSum(form: ArithmeticForm, { operands: [a, b], result }: ErrorLocals, single: boolean): void {
    const code = this.#code
    const addend = this.#addend(form, b!, 1)
    if (!single) {
      this.sumError(a!, addend, result)
      return
    }
    const sum = this.#local(2)
    code.localGet(a!).localGet(addend).f64Add().localTee(sum).localGet(result).f64Sub()
    this.sumError(a!, addend, sum)
    code.f64Add()
  }

  #ofProduct({ operands: [a, c], result }: ErrorLocals, single: boolean): void {
    if (single) this.#code.localGet(a!).localGet(c!).f64Mul().localGet(result).f64Sub()
    else this.productError(a!, c!, result)
  }

  /** The remainder, with the divisor's sign taken out of it. */
  #ofQuotient({ operands: [a, b], result }: ErrorLocals, single: boolean): void {
    const code = this.#code
    const product = this.#local(1)
    code.localGet(result).localGet(b!).f64Mul().localSet(product)
    code.localGet(a!).localGet(product).f64Sub()
    if (!single) {
      this.productError(result, b!, product)
      code.f64Sub()
    }
    code.f64Const(1).localGet(b!).f64CopySign().f64Mul()
  }

  #ofSingleFused(form: ArithmeticForm, { operands: [a, c, b], result }: ErrorLocals): void {
    const code = this.#code
    const addend = this.#addend(form, b!, 1)
    const [product, sum] = [this.#local(2), this.#local(3)]
    code.localGet(a!).localGet(c!).f64Mul().localTee(product).localGet(addend).f64Add().localTee(sum)
    code.localGet(result).f64Sub()
    this.sumError(product, addend, sum)
    code.f64Add()
  }

  #ofDoubleFused(form: ArithmeticForm, { operands: [a, c, b], result }: ErrorLocals): void {
    const code = this.#code
    const addend = this.#addend(form, b!, 1)
    const [product, productLow, low, lowRest, high] = [2, 3, 4, 5, 6].map((k) => this.#local(k)) as [
      number,
      number,
      number,
      number,
      number,
    ]
    code.localGet(a!).localGet(c!).f64Mul().localSet(product)
    this.productError(a!, c!, product)
    code.localTee(productLow).localGet(addend).f64Add().localSet(low)
    this.sumError(addend, productLow, low)
    code.localSet(lowRest)
    code.localGet(product).localGet(low).f64Add().localSet(high)
    // Both differences are exact here
    code.localGet(high).localGet(result).f64Sub()
    this.sumError(product, low, high)
    code.f64Add().localGet(lowRest).f64Add()
  }
}
