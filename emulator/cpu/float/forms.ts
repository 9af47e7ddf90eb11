/**
 * What the arithmetic instructions compute, as data: cpu/float, the translator and the errors of rounding all go by these rows
 * (PowerPC Programming Environments Manual for 32-bit, chapter 8).
 */

export type FloatField = 'frA' | 'frB' | 'frC'

export interface ArithmeticForm {
  /** frA + frB, frA * frC, frA / frB, or frA * frC + frB. */
  readonly kind: 'sum' | 'product' | 'quotient' | 'fused'
  readonly precision: 'single' | 'double'
  /** frB is subtracted. */
  readonly subtract: boolean
  /** The result is negated after it was rounded. */
  readonly negate: boolean
}

const form = (kind: ArithmeticForm['kind'], precision: ArithmeticForm['precision'], ...changes: string[]) => ({
  kind,
  precision,
  subtract: changes.includes('subtract'),
  negate: changes.includes('negate'),
})

export const arithmeticForms = {
  fadd: form('sum', 'double'),
  fadds: form('sum', 'single'),
  fsub: form('sum', 'double', 'subtract'),
  fsubs: form('sum', 'single', 'subtract'),
  fmul: form('product', 'double'),
  fmuls: form('product', 'single'),
  fdiv: form('quotient', 'double'),
  fdivs: form('quotient', 'single'),
  fmadd: form('fused', 'double'),
  fmadds: form('fused', 'single'),
  fmsub: form('fused', 'double', 'subtract'),
  fmsubs: form('fused', 'single', 'subtract'),
  fnmadd: form('fused', 'double', 'negate'),
  fnmadds: form('fused', 'single', 'negate'),
  fnmsub: form('fused', 'double', 'subtract', 'negate'),
  fnmsubs: form('fused', 'single', 'subtract', 'negate'),
} as const satisfies Record<string, ArithmeticForm>

export type ArithmeticOp = keyof typeof arithmeticForms

/** The operands of each kind, in the assembler's order. */
export const operandFields: Readonly<Record<ArithmeticForm['kind'], readonly FloatField[]>> = {
  sum: ['frA', 'frB'],
  product: ['frA', 'frC'],
  quotient: ['frA', 'frB'],
  fused: ['frA', 'frC', 'frB'],
}
