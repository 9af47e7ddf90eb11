/** The library's services between registers and functions: NaNs, exceptions and modes in the program's FPSCR. */

import { DEFAULT_NAN } from '../../cpu/float/format.ts'
import { FEX, RN, raise } from '../../cpu/float/fpscr.ts'
import type { Mac } from '../mac.ts'
import { Float64, type MacType } from '../types.ts'
import { bitsOf } from './bits.ts'
import type { DoubleDouble } from './double-double.ts'
import { nanWithCode, type Result, round } from './result.ts'
import { nanExceptions, quiet } from './rounding.ts'

/** A result: a NaN by its pattern, since hosts differ in what theirs are. */
export const Double: MacType<number | bigint> = {
  ...(Float64 as MacType<number | bigint>),
  toPattern: (value) => (typeof value === 'bigint' ? value : Number.isNaN(value) ? DEFAULT_NAN : bitsOf(value)),
  show: (value) => (typeof value === 'bigint' ? 'NaN' : Object.is(value, -0) ? '-0' : String(value)),
}

export const roundingMode = (mac: Mac): number => mac.cpu.state.float.sticky & RN

/** Exceptions only set flags: Mac OS runs its applications that way (PowerPC Numerics, chapter 4). */
export function raiseExceptions(mac: Mac, exceptions: number): void {
  const { state } = mac.cpu
  if (exceptions !== 0) state.fpscr = raise(state.fpscr, exceptions & ~FEX)
}

/** The NaN among the first floating-point arguments that a function passes on, quieted; a signaling one is an invalid operation. */
export function nanOf(mac: Mac, ...registers: readonly number[]): bigint | undefined {
  const patterns = registers.map((register) => mac.cpu.state.fprBits(register))
  const found = patterns.findIndex((_, index) => Number.isNaN(mac.cpu.state.fpr(registers[index]!)))
  if (found < 0) return undefined
  raiseExceptions(mac, nanExceptions(...patterns))
  return quiet(patterns[found]!)
}

/** Rounds and raises. */
export function deliver(mac: Mac, result: Result): number | bigint {
  const { value, exceptions } = round(result)
  raiseExceptions(mac, exceptions)
  return result.code === undefined ? value : nanWithCode(result.code)
}

/** Delivers a long double, two doubles in f1 and f2: returns the first (PowerPC Numerics, chapter 2, "double-double"). */
export function deliverLong(mac: Mac, result: Result): number | bigint {
  const hi = deliver(mac, result)
  setLow(mac, typeof hi === 'bigint' ? Number.NaN : hi, result)
  return hi
}

function setLow(mac: Mac, hi: number, { value, scale }: Result): void {
  const low = Number.isFinite(hi) && hi !== 0 ? round({ value: [value[1], 0], scale, exceptions: 0 }).value : 0
  mac.cpu.state.setFpr(2, low)
}

/** A long double argument, normalized. */
export function longDouble(hi: number, lo: number): DoubleDouble {
  if (!Number.isFinite(hi) || hi === 0) return [hi, 0]
  const sum = hi + lo
  return [sum, lo - (sum - hi)]
}
