/** `nan`: the first arithmetic whose result is infinite or no number, though its operands are finite. */

import { decode, type NotFinite } from '../../cpu/index.ts'
import type { System } from '../../macos/system.ts'
import { FindingEnd } from './finding.ts'

/** The estimates and `frsp` have frB alone. */
const SYMBOLS: Readonly<Record<string, (a: string, b: string, c: string) => string>> = {
  fadd: (a, b) => `${a} + ${b}`,
  fsub: (a, b) => `${a} - ${b}`,
  fmul: (a, _, c) => `${a} * ${c}`,
  fdiv: (a, b) => `${a} / ${b}`,
  fmadd: (a, b, c) => `${a} * ${c} + ${b}`,
  fmsub: (a, b, c) => `${a} * ${c} - ${b}`,
  fnmadd: (a, b, c) => `-(${a} * ${c} + ${b})`,
  fnmsub: (a, b, c) => `-(${a} * ${c} - ${b})`,
}

export function foundNotFinite({ mac }: System, { operation, operands, result }: NotFinite): never {
  const [a, b, c] = operands.map(String) as [string, string, string]
  const base = operation.startsWith('fres') ? operation : operation.replace(/s$/, '')
  const formula = SYMBOLS[base]?.(a, b, c) ?? `${operation} of ${b}`
  const what = Number.isNaN(result) ? 'no number (NaN)' : 'infinite'
  const message = `the result of ${formula} is ${what}: ${operandNames(mac)}`
  throw new FindingEnd({ check: 'nan', message, evidence: [] })
}

/** The registers are those of the instruction where the run was gone through again. */
function operandNames({ cpu, memory }: System['mac']): string {
  const { pc } = cpu.state
  const i = pc + 4 <= memory.size ? decode(pc, memory.getU32(pc)) : undefined
  if (i?.row.group !== 'floating-point') return 'its operands are finite'
  return `${i.row.operands
    .map(({ field }) => field)
    .filter((field) => field.startsWith('fr'))
    .map((field) => `${field} is f${i[field as 'frA']}`)
    .join(', ')}`
}
