/** Conversions between binary and decimal, exact and rounded once (fp.h; PowerPC Numerics, chapter 9). */

import { RoundingMode } from '../../cpu/float/fpscr.ts'
import { isNegative, toInteger } from './bits.ts'
import { type Format, roundExactly } from './result.ts'

/** What fp.h's `decimal` holds: digits, or what a value that has none is. */
export interface Decimal {
  readonly negative: boolean
  readonly exponent: number
  /** Digits without a point; `I`, `N` and four hexadecimal digits, or `?`. */
  readonly text: string
}

/** SIGDIGLEN. */
export const MOST_DIGITS = 36

/** A value as an integer times a power of two. */
export interface Exact {
  readonly integer: bigint
  readonly exponent: number
}

const magnitudeOf = ({ integer }: Exact): bigint => (integer < 0n ? -integer : integer)

/** |x| × 10^power as a whole number, rounded in a mode of the FPSCR. */
function scaledInteger(x: Exact, power: number, mode: number): bigint {
  const { exponent } = x
  const isNegative = x.integer < 0n
  let numerator = magnitudeOf(x)
  let denominator = 1n
  if (exponent >= 0) numerator <<= BigInt(exponent)
  else denominator <<= BigInt(-exponent)
  if (power >= 0) numerator *= 10n ** BigInt(power)
  else denominator *= 10n ** BigInt(-power)
  const quotient = numerator / denominator
  const rest = 2n * (numerator % denominator)
  const isAbove = rest > denominator || (rest === denominator && (quotient & 1n) === 1n)
  const away =
    mode === RoundingMode.nearest
      ? isAbove
      : rest !== 0n && (mode === RoundingMode.up ? !isNegative : mode === RoundingMode.down && isNegative)
  return away ? quotient + 1n : quotient
}

/** The decimal exponent of a value but zero: 10^e ≤ |x| < 10^(e+1). */
function decimalExponent(x: Exact): number {
  const { exponent } = x
  const integer = magnitudeOf(x)
  return exponent >= 0
    ? (integer << BigInt(exponent)).toString().length - 1
    : (integer * 5n ** BigInt(-exponent)).toString().length - 1 + exponent
}

/** So many significant digits of a value but zero. */
export function significantDigits(x: Exact, count: number, mode = 0): { digits: string; exponent: number } {
  const leading = decimalExponent(x)
  const power = count - 1 - leading
  const digits = scaledInteger(x, power, mode).toString()
  // Rounded up to the next power of ten
  if (digits.length > count) return { digits: digits.slice(0, count), exponent: leading + 1 }
  return { digits, exponent: leading }
}

/** All digits down to 10^-places. */
export function fixedDigits(x: Exact, places: number, mode = 0): string {
  return scaledInteger(x, places, mode).toString()
}

export const invalidDecimal: Decimal = { negative: false, exponent: 0, text: 'N0011' }

/** `num2dec`; `value` is the whole of a long double of which x is the first part. */
export function toDecimal(
  x: number,
  nanCode: number,
  isFixed: boolean,
  digits: number,
  mode: number,
  value?: Exact,
): Decimal {
  const negative = isNegative(x)
  if (Number.isNaN(x)) return { negative, exponent: 0, text: `N${nanCode.toString(16).padStart(4, '0').toUpperCase()}` }
  if (!Number.isFinite(x)) return { negative, exponent: 0, text: 'I' }
  if (x === 0) return { negative, exponent: isFixed ? -digits : 0, text: '0' }
  const whole = value ?? toInteger(x)
  if (isFixed) {
    const places = Math.max(-MOST_DIGITS - 400, Math.min(digits, 1200))
    const text = fixedDigits(whole, places, mode)
    return { negative, exponent: -digits, text: text.length > MOST_DIGITS ? '?' : text }
  }
  const count = Math.max(1, Math.min(digits, MOST_DIGITS))
  const { digits: text, exponent } = significantDigits(whole, count, mode)
  return { negative, exponent: exponent - count + 1, text }
}

/** digits × 10^exponent in a format, rounded in a mode of the FPSCR. */
export function fromDigits(
  digits: string,
  exponent: number,
  mode: number,
  format?: Format,
): { value: number; exceptions: number } {
  const integer = BigInt(digits === '' ? '0' : digits)
  const size = digits.replace(/^0+/, '').length + exponent
  // Far outside the range, nothing but the direction of rounding counts
  const bounded = size > 400 ? 400 : size < -400 ? -800 : exponent
  if (bounded >= 0) {
    return roundExactly({ integer: integer * 10n ** BigInt(bounded), exponent: 0 }, 0, mode, false, format)
  }
  const denominator = 10n ** BigInt(-bounded)
  const shift = BigInt(denominator.toString(2).length + 80)
  const scaled = integer << shift
  return roundExactly(
    { integer: scaled / denominator, exponent: -Number(shift) },
    0,
    mode,
    scaled % denominator !== 0n,
    format,
  )
}

/** `dec2numl`, as an integer times a power of two with bits enough for both parts. */
export function exactFromDecimal({ negative, exponent, text }: Decimal): Exact {
  const digits = BigInt(/^\d*/.exec(text)![0] || '0')
  const sign = negative ? -1n : 1n
  const bounded = Math.max(-900, Math.min(400, exponent))
  if (bounded >= 0) return { integer: sign * digits * 10n ** BigInt(bounded), exponent: 0 }
  const denominator = 10n ** BigInt(-bounded)
  const shift = denominator.toString(2).length + 160
  return { integer: (sign * (digits << BigInt(shift))) / denominator, exponent: -shift }
}

/** `dec2num`: undefined for a NaN. */
export function fromDecimal({ negative, exponent, text }: Decimal, mode: number, format?: Format) {
  if (text.startsWith('I')) return { value: negative ? -Infinity : Infinity, exceptions: 0 }
  if (text.startsWith('N') || text.startsWith('?')) return undefined
  const digits = /^\d*/.exec(text)![0]
  // The magnitude is rounded: up is away from zero for what is positive alone
  const mirrored = !negative
    ? mode
    : mode === RoundingMode.up
      ? RoundingMode.down
      : mode === RoundingMode.down
        ? RoundingMode.up
        : mode
  const { value, exceptions } = fromDigits(digits, exponent, mirrored, format)
  return { value: negative ? -value : value, exceptions }
}

/** DECSTROUTLEN. */
const LONGEST = 80

/** `dec2str`. */
export function decimalToString({ negative, exponent, text }: Decimal, isFixed: boolean, places: number): string {
  const sign = negative ? '-' : isFixed ? '' : ' '
  if (text.startsWith('I')) return `${sign}INF`
  if (text.startsWith('N')) return `${sign}NAN(${String(Number.parseInt(text.slice(1), 16) || 0).padStart(3, '0')})`
  if (text.startsWith('?')) return '?'
  const result = sign + (isFixed ? fixedString(text, exponent, places) : floatString(text, exponent))
  return result.length > LONGEST ? '?' : result
}

function floatString(text: string, exponent: number): string {
  const power = text === '0' ? 0 : exponent + text.length - 1
  const fraction = text.length > 1 ? `.${text.slice(1)}` : ''
  return `${text[0]}${fraction}e${power < 0 ? '-' : '+'}${Math.abs(power)}`
}

/** With `places` digits after the point, zeros where the record has none. */
function fixedString(text: string, exponent: number, places: number): string {
  if (Math.abs(exponent) > 2 * LONGEST) return '?'.repeat(LONGEST + 1)
  const whole = exponent >= 0 ? text + '0'.repeat(exponent) : text.padStart(1 - exponent, '0')
  const point = whole.length + Math.min(exponent, 0)
  const fraction = whole.slice(point).padEnd(Math.max(0, places), '0')
  return fraction === '' ? whole.slice(0, point) : `${whole.slice(0, point)}.${fraction}`
}

const NUMBER = /^[ \t]*([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?/
const SPECIAL = /^[ \t]*([+-]?)(INF|NAN(?:\((\d*)\))?)/i
/** What a longer string might go on to be a number. */
const PREFIX = /^[ \t]*[+-]?(?:(?:\d+\.?\d*|\.\d*)(?:[eE][+-]?\d*)?|I|IN|N|NA|NAN\(\d*)?$/i

/** `str2dec`: what of a string is a number, and whether all of it is one or begins one. */
export function scanDecimal(text: string): { decimal: Decimal; length: number; isPrefix: boolean } {
  const isPrefix = PREFIX.test(text)
  const special = SPECIAL.exec(text)
  if (special) {
    const [matched, sign, word, code] = special
    const name =
      word!.toUpperCase() === 'INF'
        ? 'I'
        : `N${Number(code ?? 0)
            .toString(16)
            .padStart(4, '0')
            .toUpperCase()}`
    const decimal = { negative: sign === '-', exponent: 0, text: name }
    return { decimal, length: matched.length, isPrefix: isPrefix || matched.length === text.length }
  }
  const number = NUMBER.exec(text)
  if (number === null) return { decimal: invalidDecimal, length: 0, isPrefix }
  const [matched, sign, whole = '', afterWhole, only] = number
  const fraction = afterWhole ?? only ?? ''
  const digits = (whole + fraction).replace(/^0+/, '')
  const written = Math.max(-100000, Math.min(100000, Number(number[5] ?? 0)))
  const decimal = toRecord(sign === '-', digits, written - fraction.length)
  return { decimal, length: matched.length, isPrefix: isPrefix || matched.length === text.length }
}

/** Digits beyond the record's are remembered in its last one, as far as they matter for rounding. */
function toRecord(negative: boolean, digits: string, exponent: number): Decimal {
  const clamp = (value: number): number => Math.max(-32768, Math.min(32767, value))
  if (digits === '') return { negative, exponent: 0, text: '0' }
  if (digits.length <= MOST_DIGITS) return { negative, exponent: clamp(exponent), text: digits }
  const kept = digits.slice(0, MOST_DIGITS)
  const isSticky = /[1-9]/.test(digits.slice(MOST_DIGITS)) && /[05]$/.test(kept)
  const text = isSticky ? kept.slice(0, -1) + String(Number(kept.at(-1)) + 1) : kept
  return { negative, exponent: clamp(exponent + digits.length - MOST_DIGITS), text }
}
