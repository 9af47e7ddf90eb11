/** strtol, strtod and their kind: what of a text is a number (ISO C 9899:1990, 7.10.1). */

import { fromDigits } from '../math-library/decimal.ts'

export interface Parsed<T> {
  readonly value: T
  /** Characters that belong to it; 0 when there is no number. */
  readonly length: number
}

/** Sign, prefix and digits in a base from 2 to 36, or in the base that the prefix says; not bounded. */
export function parseInteger(text: string, base: number): Parsed<bigint> {
  const [lead, sign] = /^[\t-\r ]*([+-]?)/.exec(text)!
  let rest = text.slice(lead.length)
  let prefix = 0
  let radix = base
  if ((base === 0 || base === 16) && /^0[xX][0-9a-fA-F]/.test(rest)) {
    radix = 16
    prefix = 2
  } else if (base === 0) radix = rest.startsWith('0') ? 8 : 10
  rest = rest.slice(prefix).toLowerCase()
  let value = 0n
  let count = 0
  while (count < rest.length) {
    const digit = Number.parseInt(rest[count]!, 36)
    if (!(digit < radix)) break
    value = value * BigInt(radix) + BigInt(digit)
    count++
  }
  if (count === 0) return { value: 0n, length: 0 }
  return { value: sign === '-' ? -value : value, length: lead.length + prefix + count }
}

const REAL = /^[\t-\r ]*([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d+))?/
const NAMED = /^[\t-\r ]*([+-]?)(inf(?:inity)?|nan(?:\(\w*\))?)/i

export function parseReal(text: string): Parsed<number> {
  const named = NAMED.exec(text)
  if (named) {
    const value = named[2]!.toLowerCase().startsWith('i') ? Infinity : Number.NaN
    return { value: named[1] === '-' ? -value : value, length: named[0].length }
  }
  const match = REAL.exec(text)
  if (match === null) return { value: 0, length: 0 }
  const [all, sign, whole = '', fraction = '', only = '', exponent = '0'] = match
  const places = fraction || only
  const power = Math.max(-100_000, Math.min(100_000, Number(exponent)))
  const { value } = fromDigits(whole + places, power - places.length, 0)
  return { value: sign === '-' ? -value : value, length: all.length }
}
