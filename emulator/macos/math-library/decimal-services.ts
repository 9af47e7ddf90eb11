/** Conversions between binary and decimal, and between doubles and 80-bit extended (fp.h; PowerPC Numerics, chapter 9). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { pointerTo, struct } from '../struct.ts'
import { Float64, PtrType, pascalField, SInt8, SInt16, SInt32, UInt8, varParam } from '../types.ts'
import { bitLength, fromBits } from './bits.ts'
import {
  type Decimal,
  decimalToString,
  exactFromDecimal,
  fromDecimal,
  MOST_DIGITS,
  scanDecimal,
  toDecimal,
} from './decimal.ts'
import { Double, longDouble, raiseExceptions, roundingMode } from './environment.ts'
import { longInteger, toLong } from './long-double.ts'
import { type Format, nanWithCode, roundExactly, SINGLE } from './result.ts'
import { quiet, toIntegral, toLong as toLongInteger } from './rounding.ts'

const DecForm = struct('decform', 4, { style: [0, SInt8], digits: [2, SInt16] })
/** The text is a Pascal string of its digits. */
const DecimalRecord = struct('decimal', 42, { sgn: [0, UInt8], exp: [2, SInt16], sig: [4, pascalField(MOST_DIGITS)] })
const FIXED_DECIMAL = 1

const FormParameter = pointerTo(DecForm)
const DecimalParameter = pointerTo(DecimalRecord)

type DecimalView = ReturnType<typeof DecimalRecord.at>

function store(record: DecimalView, { negative, exponent, text }: Decimal): void {
  record.sgn = negative ? 1 : 0
  record.exp = Math.max(-32768, Math.min(32767, exponent))
  record.sig = text
}

const load = (record: DecimalView): Decimal => ({ negative: record.sgn !== 0, exponent: record.exp, text: record.sig })

/** Where a NaN's code is: see `nan`. */
const codeOf = (bits: bigint): number => Number((bits >> 37n) & 0xffn)

function nanFrom({ negative, text }: Decimal): bigint {
  const code = text.startsWith('N') ? Number.parseInt(text.slice(1) || '0', 16) : 0x11
  return (negative ? 1n << 63n : 0n) | nanWithCode(code)
}

function toNumber(mac: Mac, d: DecimalView, format?: Format): number | bigint {
  const decimal = load(d)
  const result = fromDecimal(decimal, roundingMode(mac), format)
  if (result === undefined) return nanFrom(decimal)
  raiseExceptions(mac, result.exceptions)
  return result.value
}

/** Rounded to an integer, and held within what the type can. */
function toWhole(mac: Mac, d: DecimalView, bits: 16 | 32): number {
  const value = toNumber(mac, d)
  if (typeof value === 'bigint') return -(2 ** (bits - 1))
  const { value: long } = toLongInteger(toIntegral(value, roundingMode(mac)), value)
  const limit = 2 ** (bits - 1)
  return Math.max(-limit, Math.min(limit - 1, long))
}

/** Sign and exponent, then 64 bits of significand with its integer bit. */
function storeExtended(memory: GuestMemory, address: number, bits: bigint, lo: number): void {
  const { exponent, significand } = extendedOf(bits, lo)
  memory.setU16(address, (bits >> 63n === 1n ? 0x8000 : 0) | exponent)
  memory.setU64(address + 2, significand)
}

function extendedOf(bits: bigint, lo: number): { exponent: number; significand: bigint } {
  const x = fromBits(bits)
  if (x === 0) return { exponent: 0, significand: 0n }
  if (Number.isNaN(x)) return { exponent: 0x7fff, significand: (quiet(bits) & 0xfffffffffffffn) << 11n }
  if (!Number.isFinite(x)) return { exponent: 0x7fff, significand: 0n }
  const { integer, exponent } = longInteger([x, lo])
  const magnitude = integer < 0n ? -integer : integer
  const length = bitLength(magnitude)
  const excess = length - 64
  const rounded = excess > 0 ? roundToEven(magnitude, BigInt(excess)) : magnitude << BigInt(-excess)
  const carried = bitLength(rounded) > 64
  return {
    exponent: exponent + excess + (carried ? 1 : 0) + 63 + 16383,
    significand: carried ? rounded >> 1n : rounded,
  }
}

function roundToEven(value: bigint, dropped: bigint): bigint {
  const kept = value >> dropped
  const rest = value - (kept << dropped)
  const half = 1n << (dropped - 1n)
  return rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept
}

function loadExtended(memory: GuestMemory, address: number): { bits: bigint } | { integer: bigint; exponent: number } {
  const head = memory.getU16(address)
  const significand = memory.getU64(address + 2)
  const sign = BigInt(head >> 15) << 63n
  if ((head & 0x7fff) === 0x7fff) {
    const fraction = (significand & 0x7fff_ffff_ffff_ffffn) >> 11n
    return { bits: sign | (0x7ffn << 52n) | (fraction === 0n ? 0n : quiet(fraction)) }
  }
  if (significand === 0n) return { bits: sign }
  return { integer: head >> 15 ? -significand : significand, exponent: (head & 0x7fff) - 16383 - 63 }
}

/** Stores a double by its pattern, for the sake of NaNs. */
const storeBits = (memory: GuestMemory, address: number, bits: bigint): void => memory.setU64(address, bits)

export const decimalServices: Readonly<Record<string, Service>> = {
  num2dec: procedure({ f: FormParameter, x: Float64, d: DecimalParameter }, (mac, { f, x, d }) => {
    const code = codeOf(mac.cpu.state.fprBits(1))
    store(d, toDecimal(x, code, f.style === FIXED_DECIMAL, f.digits, roundingMode(mac)))
  }),
  num2decl: procedure(
    { f: FormParameter, x: Float64, xLow: Float64, d: DecimalParameter },
    (mac, { f, x, xLow, d }) => {
      const code = codeOf(mac.cpu.state.fprBits(1))
      const exact = Number.isFinite(x) ? longInteger(longDouble(x, xLow)) : undefined
      store(d, toDecimal(x, code, f.style === FIXED_DECIMAL, f.digits, roundingMode(mac), exact))
    },
  ),
  dec2num: toolbox({ d: DecimalParameter }, Double, (mac, { d }) => toNumber(mac, d)),
  dec2f: toolbox({ d: DecimalParameter }, Double, (mac, { d }) => toNumber(mac, d, SINGLE)),
  dec2numl: toolbox({ d: DecimalParameter }, Double, (mac, { d }) => {
    const hi = toNumber(mac, d)
    const isLong = typeof hi === 'number' && Number.isFinite(hi) && hi !== 0
    const [first, second] = isLong ? toLong(exactFromDecimal(load(d))) : [hi, 0]
    mac.cpu.state.setFpr(2, second)
    return first
  }),
  dec2s: toolbox({ d: DecimalParameter }, SInt16, (mac, { d }) => toWhole(mac, d, 16)),
  dec2l: toolbox({ d: DecimalParameter }, SInt32, (mac, { d }) => toWhole(mac, d, 32)),
  dec2str: procedure({ f: FormParameter, d: DecimalParameter, s: PtrType }, ({ memory }, { f, d, s }) => {
    const text = decimalToString(load(d), f.style === FIXED_DECIMAL, f.digits)
    memory.write(s, new TextEncoder().encode(`${text}\0`))
  }),
  str2dec: procedure(
    { s: PtrType, ix: varParam(SInt16), d: DecimalParameter, vp: varParam(SInt16) },
    ({ memory }, { s, ix, d, vp }) => {
      const start = ix.value
      const { decimal, length, isPrefix } = scanDecimal(memory.readCString(s + start))
      store(d, decimal)
      ix.value = start + length
      vp.value = isPrefix ? 1 : 0
    },
  ),
  dtox80: procedure({ x: PtrType, x80: PtrType }, ({ memory }, { x, x80 }) => {
    storeExtended(memory, x80, memory.getU64(x), 0)
  }),
  ldtox80: procedure({ x: PtrType, x80: PtrType }, ({ memory }, { x, x80 }) => {
    storeExtended(memory, x80, memory.getU64(x), memory.getF64(x + 8))
  }),
  x80tod: toolbox({ x80: PtrType }, Double, (mac, { x80 }) => {
    const value = loadExtended(mac.memory, x80)
    if ('bits' in value) return value.bits
    const { value: rounded, exceptions } = roundExactly(value, 0, roundingMode(mac))
    raiseExceptions(mac, exceptions)
    return rounded
  }),
  x80told: procedure({ x80: PtrType, x: PtrType }, ({ memory }, { x80, x }) => {
    const value = loadExtended(memory, x80)
    const [hi, lo] = 'bits' in value ? [0, 0] : toLong(value)
    if ('bits' in value) storeBits(memory, x, value.bits)
    else memory.setF64(x, hi)
    memory.setF64(x + 8, lo)
  }),
}
